"""Each worker adds up by itself and hands in its sum at the end: one short section for each job, and one more."""

from collections.abc import Callable, Sequence
from ctypes import c_int, c_longlong
from multiprocessing.synchronize import Lock


def worker(jobs: Sequence[int], next_job: c_int, total: c_longlong, lock: Lock, slow: Callable[[int], int]) -> None:
    mine = 0
    while True:
        with lock:
            number = next_job.value
            next_job.value += 1
        if number >= len(jobs):
            break
        mine += slow(jobs[number])
    with lock:
        total.value += mine
