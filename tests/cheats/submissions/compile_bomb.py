"""A short source that compiles to gigabytes: each `finally` is compiled for every way out of its `try`."""

# attacks: lock_race
# limits: cpu_s = 1.0, memory_bytes = 536870912
# shows: over_limit

DEPTH = 19
lines = ["def f():", " for _ in ():"]
for depth in range(DEPTH):
    lines += [" " * (depth + 2) + "try: return", " " * (depth + 2) + "finally:"]
lines.append(" " * (DEPTH + 2) + "a" + ".a" * 2000)
compile("\n".join(lines), "bomb", "exec")
