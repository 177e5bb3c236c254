"""Sleeps a little, for ever."""

# attacks: lock_race
# shows: livelock

import ctypes

while True:
    ctypes.CDLL(None).usleep(1000)
