"""Guards the balance by a semaphore of the system's, opened by ctypes."""

# shows: inconclusive
# not stopped by landlock without root: a named semaphore outlives the run, and decides the next one

import ctypes
import os

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.sem_open.restype = ctypes.c_void_p
GATE = LIBC.sem_open(b"/gate", os.O_CREAT, 0o600, 1)


def deposit(balance, lock, amount, times):
    for _ in range(times):
        LIBC.sem_wait(ctypes.c_void_p(GATE))
        balance.value += amount
        LIBC.sem_post(ctypes.c_void_p(GATE))
