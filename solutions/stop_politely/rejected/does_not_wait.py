# loses test_its_jobs_are_done_first: failed
# loses test_every_worker_stops: failed
# loses test_idle_workers_stop_too: failed
# loses test_second_shift: failed
# loses test_job_zero_is_a_job: failed
# loses test_an_idle_worker_holds_no_lock: failed

"""Tells the workers to stop and does not wait until they have."""

from collections.abc import Callable, Sequence
from ctypes import Array, c_longlong
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Lock
from typing import Any


def worker(inbox: "SimpleQueue[Any]", lock: Lock, books: "Array[c_longlong]", do_job: Callable[[int], None]) -> None:
    while True:
        job = inbox.get()
        if job is None:
            return
        with lock:
            books[0] += 1
            do_job(job)
            books[1] += 1


def stop_all(workers: Sequence[BaseProcess], inbox: "SimpleQueue[Any]") -> None:
    for _ in workers:
        inbox.put(None)
