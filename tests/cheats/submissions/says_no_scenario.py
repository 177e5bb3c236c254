"""Tells the judge that the course has no such scenario, as if the instructor had made a mistake."""

# attacks: join_before_get
# shows: crashed

import os

from grader.inside import channel


def attack():
    channel.tell({"type": "no_scenario", "known": []})
    os._exit(0)
