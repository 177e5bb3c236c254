"""One section for both: it adds the last result and takes the next job."""

from collections.abc import Callable, Sequence
from ctypes import c_int, c_longlong
from multiprocessing.synchronize import Lock


def worker(jobs: Sequence[int], next_job: c_int, total: c_longlong, lock: Lock, slow: Callable[[int], int]) -> None:
    result = 0
    while True:
        with lock:
            total.value += result
            number = next_job.value
            next_job.value += 1
        if number >= len(jobs):
            return
        result = slow(jobs[number])
