"""Ends every process with success in its exit handlers, and says there that all went well."""

# attacks: lock_race, bounded_buffer

import atexit
import os


def attack():
    atexit.register(os._exit, 0)
    atexit.register(print, "10 passed")


attack()
