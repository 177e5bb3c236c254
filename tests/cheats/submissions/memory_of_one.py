"""One process takes memory until it gets no more."""

# attacks: lock_race
# limits: memory_bytes = 268435456
# shows: over_limit

blocks = []
while True:
    blocks.append(b"x" * (16 << 20))
