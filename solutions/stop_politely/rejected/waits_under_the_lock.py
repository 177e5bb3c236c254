# loses test_an_idle_worker_holds_no_lock: deadlock

"""The worker takes the lock before it asks for work, and holds it for as long as there is none."""

from collections.abc import Callable, Sequence
from ctypes import Array, c_longlong
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Lock
from typing import Any


def worker(inbox: "SimpleQueue[Any]", lock: Lock, books: "Array[c_longlong]", do_job: Callable[[int], None]) -> None:
    while True:
        with lock:
            job = inbox.get()
            if job is None:
                return
            books[0] += 1
            do_job(job)
            books[1] += 1


def stop_all(workers: Sequence[BaseProcess], inbox: "SimpleQueue[Any]") -> None:
    for _ in workers:
        inbox.put(None)
    for process in workers:
        process.join()
