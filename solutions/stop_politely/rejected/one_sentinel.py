# loses test_every_worker_stops: deadlock
# loses test_idle_workers_stop_too: deadlock

"""One message for all workers: whoever takes it goes home, and the others wait for ever."""

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
    inbox.put(None)
    for process in workers:
        process.join()
