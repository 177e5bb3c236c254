# loses test_the_lock_survives: deadlock
# loses test_its_jobs_are_done_first: deadlock|failed
# loses test_every_worker_stops: deadlock|failed
# loses test_second_shift: deadlock|failed
# loses test_job_zero_is_a_job: deadlock|failed
# loses test_idle_workers_stop_too: failed
# loses test_an_idle_worker_holds_no_lock: failed

"""Asks, but kills whoever has not come home within a second, which may be anybody, anywhere."""

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
    for process in workers:
        process.join(timeout=1)
    for process in workers:
        if process.is_alive():
            process.terminate()
    for process in workers:
        process.join()
