"""Tells the judge for ever that a process is born, which is no mark that would be counted."""

# attacks: join_before_get
# limits: cpu_s = 1.5
# shows: over_limit

from grader.inside import channel


def attack():
    while True:
        channel.tell({"type": "born", "name": "x" * 10_000, "server": False})
