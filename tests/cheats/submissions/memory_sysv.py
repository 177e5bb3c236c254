"""System V shared memory: it outlives who made it, and counts in no address space when it is not attached."""

# attacks: lock_race
# limits: total_memory_bytes = 268435456
# shows: crashed

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
libc.shmat.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
libc.shmdt.argtypes = [ctypes.c_void_p]
BLOCK_BYTES = 64 << 20
for _ in range(96):
    block = libc.shmget(0, ctypes.c_size_t(BLOCK_BYTES), 0o1600)
    if block < 0:
        break
    place = libc.shmat(block, None, 0)
    if place in (None, ctypes.c_void_p(-1).value):
        break
    ctypes.memset(place, 1, BLOCK_BYTES)
    libc.shmdt(place)
os._exit(0)
