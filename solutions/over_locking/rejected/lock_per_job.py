# loses test_two_in_the_slow_part: deadlock
# loses test_the_lock_is_free_meanwhile: deadlock

"""The lock is let go between two jobs, but still held during each: the workers take turns, and no two ever compute at once."""

from collections.abc import Callable, Sequence
from ctypes import c_int, c_longlong
from multiprocessing.synchronize import Lock


def worker(jobs: Sequence[int], next_job: c_int, total: c_longlong, lock: Lock, slow: Callable[[int], int]) -> None:
    while True:
        with lock:
            if next_job.value >= len(jobs):
                return
            job = jobs[next_job.value]
            next_job.value += 1
            total.value += slow(job)
