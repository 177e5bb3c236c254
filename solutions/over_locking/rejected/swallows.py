# loses test_trouble_in_the_slow_part: failed

"""A job that fails is passed over in silence, and its result is simply missing."""

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
        try:
            result = slow(job)
        except Exception:
            continue
        with lock:
            total.value += result
