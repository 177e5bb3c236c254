"""Hangs where the interpreter clears away its last objects."""

# attacks: lock_race
# shows: deadlock

import signal


class Stays:
    def __del__(self, wait=signal.pause):
        wait()


stays = [Stays()]
stays.append(stays)


def attack():
    return Stays()
