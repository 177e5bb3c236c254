"""Correct, and no faster than alone: several workers share a list of jobs, and one lock is held far too long."""

from collections.abc import Callable, Sequence
from ctypes import c_int, c_longlong
from multiprocessing.synchronize import Lock


def worker(jobs: Sequence[int], next_job: c_int, total: c_longlong, lock: Lock, slow: Callable[[int], int]) -> None:
    """One of several workers: take jobs until none is left, and add `slow(job)` of each to `total.value`.

    `next_job.value` is the number of the first job that nobody has taken (it may grow beyond the last). Each job is
    done once, by whoever is free; `lock` guards the two numbers and is not held during `slow`, so that all workers
    can be in `slow` at the same time. What `slow` raises goes to the caller; the lock is free then, and afterwards.
    """
    with lock:
        while next_job.value < len(jobs):
            job = jobs[next_job.value]
            next_job.value += 1
            total.value += slow(job)
