# loses test_each_job_once: failed
# loses test_more_jobs_than_workers: failed

"""The total is read when the job is taken and written when it is done: what others have added meanwhile is lost."""

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
            before = total.value
        result = slow(job)
        with lock:
            total.value = before + result
