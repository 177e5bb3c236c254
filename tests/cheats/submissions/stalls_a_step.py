"""Holds up every step for ever, in a loop that asks for nothing."""

# limits: cpu_s = 2
# shows: over_limit

import sys


def attack():
    while "grader.inside.controlled.wire" in sys.modules:
        pass
