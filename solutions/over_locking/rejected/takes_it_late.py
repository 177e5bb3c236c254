# loses test_each_job_once: failed
# loses test_more_jobs_than_workers: failed
# loses test_more_workers_than_jobs: failed
# loses test_two_in_the_slow_part: deadlock

"""The number of the next job moves on only when the job is done: until then others take the same one."""

from collections.abc import Callable, Sequence
from ctypes import c_int, c_longlong
from multiprocessing.synchronize import Lock


def worker(jobs: Sequence[int], next_job: c_int, total: c_longlong, lock: Lock, slow: Callable[[int], int]) -> None:
    while True:
        with lock:
            if next_job.value >= len(jobs):
                return
            job = jobs[next_job.value]
        result = slow(job)
        with lock:
            total.value += result
            next_job.value += 1
