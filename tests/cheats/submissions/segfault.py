"""Reads the address 0."""

# attacks: lock_race
# shows: crashed

import ctypes


def attack():
    ctypes.string_at(0)
