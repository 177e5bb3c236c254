# loses test_each_job_once: failed
# loses test_more_jobs_than_workers: failed

"""The slow part has left the lock, and the addition has left it too: two workers add to the same old total."""

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
