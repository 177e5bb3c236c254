"""Ends the process with success wherever it is called, in main and in children."""

# attacks: lock_race, join_before_get
# shows: crashed, failed

import os


def attack():
    os._exit(0)
