"""Recurses through C, until the stack of the thread is at its end."""

# attacks: lock_race
# shows: crashed

import sys

sys.setrecursionlimit(2**31 - 1)


class Deep:
    def __repr__(self):
        return repr([self])


def attack():
    return repr(Deep())
