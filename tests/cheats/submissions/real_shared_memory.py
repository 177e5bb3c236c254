"""Guards the balance by a flag in real shared memory, looked at and then set: wrong, and seldom seen to be."""

# shows: inconclusive

import mmap
import time

FLAG = mmap.mmap(-1, 1)


def deposit(balance, lock, amount, times):
    for _ in range(times):
        while FLAG[0]:
            time.sleep(0.001)
        FLAG[0] = 1
        balance.value += amount
        FLAG[0] = 0
