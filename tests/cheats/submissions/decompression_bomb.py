"""A few kilobytes in the source that become gigabytes."""

# attacks: lock_race
# limits: cpu_s = 1.0, memory_bytes = 536870912
# shows: over_limit

import zlib

packer = zlib.compressobj(9)
bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
for _ in range(6):
    bomb = zlib.compress(bomb, 9)
parts = [bomb]
while True:
    parts.append(zlib.decompress(zlib.decompress(zlib.compress(bytes(600 << 20), 1)), bufsize=600 << 20))
