# loses test_job_zero_is_a_job: failed

"""Everything that is not true counts as the message, the job 0 too."""

from collections.abc import Callable, Sequence
from ctypes import Array, c_longlong
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Lock
from typing import Any


def worker(inbox: "SimpleQueue[Any]", lock: Lock, books: "Array[c_longlong]", do_job: Callable[[int], None]) -> None:
    while True:
        job = inbox.get()
        if not job:
            return
        with lock:
            books[0] += 1
            do_job(job)
            books[1] += 1


def stop_all(workers: Sequence[BaseProcess], inbox: "SimpleQueue[Any]") -> None:
    for _ in workers:
        inbox.put(None)
    for process in workers:
        process.join()
