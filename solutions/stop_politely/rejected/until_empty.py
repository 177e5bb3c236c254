# loses test_its_jobs_are_done_first: failed
# loses test_second_shift: failed
# loses test_job_zero_is_a_job: failed
# loses test_an_idle_worker_holds_no_lock: failed
# loses test_every_worker_stops: deadlock|failed
# loses test_the_lock_survives: deadlock

"""The worker goes home when the inbox is empty: too early if a job is still to come, and never if another worker was quicker."""

from collections.abc import Callable, Sequence
from ctypes import Array, c_longlong
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Lock
from typing import Any


def worker(inbox: "SimpleQueue[Any]", lock: Lock, books: "Array[c_longlong]", do_job: Callable[[int], None]) -> None:
    while not inbox.empty():
        job = inbox.get()
        with lock:
            books[0] += 1
            do_job(job)
            books[1] += 1


def stop_all(workers: Sequence[BaseProcess], inbox: "SimpleQueue[Any]") -> None:
    for process in workers:
        process.join()
