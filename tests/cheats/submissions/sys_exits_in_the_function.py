"""Leaves politely wherever it is called, in main and in children."""

# attacks: lock_race, join_before_get
# shows: crashed, failed

import sys


def attack():
    sys.exit(0)
