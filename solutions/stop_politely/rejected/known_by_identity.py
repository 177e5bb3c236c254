# loses test_the_lock_survives: deadlock
# loses test_its_jobs_are_done_first: deadlock
# loses test_every_worker_stops: deadlock
# loses test_idle_workers_stop_too: deadlock
# loses test_second_shift: deadlock
# loses test_job_zero_is_a_job: deadlock
# loses test_an_idle_worker_holds_no_lock: deadlock

"""The message is an object known by `is`; what comes out of the pipe is a copy, which the worker takes for a job."""

from collections.abc import Callable, Sequence
from ctypes import Array, c_longlong
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Lock
from typing import Any

STOP = object()


def worker(inbox: "SimpleQueue[Any]", lock: Lock, books: "Array[c_longlong]", do_job: Callable[[int], None]) -> None:
    while True:
        job = inbox.get()
        if job is STOP:
            return
        with lock:
            books[0] += 1
            do_job(job)
            books[1] += 1


def stop_all(workers: Sequence[BaseProcess], inbox: "SimpleQueue[Any]") -> None:
    for _ in workers:
        inbox.put(STOP)
    for process in workers:
        process.join()
