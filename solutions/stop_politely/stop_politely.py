"""Closing time: workers that would wait for jobs for ever are to be stopped, and nothing may break."""

from collections.abc import Callable, Sequence
from ctypes import Array, c_longlong
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Lock
from typing import Any


def worker(inbox: "SimpleQueue[Any]", lock: Lock, books: "Array[c_longlong]", do_job: Callable[[int], None]) -> None:
    """Do the jobs (any integers) in the inbox until told to stop; holds `lock` only during a job.

    `books` counts jobs begun and jobs ended; whoever holds `lock` sees the two equal.
    """
    while True:
        job = inbox.get()
        if job is None:
            return
        with lock:
            books[0] += 1
            do_job(job)
            books[1] += 1


def stop_all(workers: Sequence[BaseProcess], inbox: "SimpleQueue[Any]") -> None:
    """Stop the workers, all of which are running.

    The jobs in the inbox are done first; each worker ends by itself, exit code 0; returns when all have ended.
    The inbox and the lock can be used again: nothing of the stopping is left in them.
    """
    for _ in workers:
        inbox.put(None)
    for process in workers:
        process.join()
