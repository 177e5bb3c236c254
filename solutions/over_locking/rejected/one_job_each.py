# loses test_more_jobs_than_workers: failed
# loses test_one_worker_does_all: failed

"""Each worker does one job and goes home, also when there is more to do."""

from collections.abc import Callable, Sequence
from ctypes import c_int, c_longlong
from multiprocessing.synchronize import Lock


def worker(jobs: Sequence[int], next_job: c_int, total: c_longlong, lock: Lock, slow: Callable[[int], int]) -> None:
    with lock:
        if next_job.value >= len(jobs):
            return
        job = jobs[next_job.value]
        next_job.value += 1
    result = slow(job)
    with lock:
        total.value += result
