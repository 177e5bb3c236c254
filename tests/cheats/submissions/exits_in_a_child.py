"""Lets a forked child come out of the call, as if it were main, and ends main."""

# attacks: join_before_get
# shows: error

import os


def attack():
    if child := os.fork():
        os.waitpid(child, 0)
        os._exit(0)
