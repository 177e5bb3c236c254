"""Ends the program with success before anything was asked."""

# attacks: lock_race, join_before_get
# shows: crashed

import os

os._exit(0)
