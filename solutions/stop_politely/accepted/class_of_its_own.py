"""The message is an object of a class of its own, known by its type; the worker leaves by `sys.exit(0)`."""

import sys
from collections.abc import Callable, Sequence
from ctypes import Array, c_longlong
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Lock
from typing import Any


class Stop:
    """Nothing more will come."""


def worker(inbox: "SimpleQueue[Any]", lock: Lock, books: "Array[c_longlong]", do_job: Callable[[int], None]) -> None:
    while True:
        job = inbox.get()
        if isinstance(job, Stop):
            sys.exit(0)
        with lock:
            books[0] += 1
            do_job(job)
            books[1] += 1


def stop_all(workers: Sequence[BaseProcess], inbox: "SimpleQueue[Any]") -> None:
    for _ in workers:
        inbox.put(Stop())
    for process in workers:
        process.join()
