"""Never comes back from a call, at full speed."""

# attacks: lock_race
# limits: cpu_s = 0.5
# shows: over_limit


def attack():
    while True:
        pass
