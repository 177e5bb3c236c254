"""Grades tasks in several processes at once.

A grading is a pytest session, and there is one of these in a process at a time. So each worker is a process, and
grades one task after the other. It is spawned, since a judge forks and must not inherit what we have.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import FrameType
from typing import NoReturn

from grader.course import Course
from grader.errors import BoxError, GraderError, InternalError
from grader.proof.tasks import Graded, Task, grade_task

Step = tuple[Task, Graded | None]
"""A task that begins, with None; or one that has ended, with what came of it."""


def grade_all(course: Course, tasks: Sequence[Task], box: str, jobs: int) -> Generator[Step, None, None]:
    """Grade `tasks`, at most `jobs` at once, begun in their order; yield each twice: as it begins, and graded.

    box: as of GradeOptions. When the iterator is closed or something is raised, the workers end, and so do their boxes.

    Raises BoxError where no box works, InternalError for a bug of ours, and GraderError where a worker is killed.
    """
    waiting = list(reversed(tasks))
    with _workers(course, box, min(jobs, len(tasks))) as workers:
        busy: dict[Connection, Task] = {}
        idle = list(workers)
        while waiting or busy:
            while waiting and idle:
                task, connection = waiting.pop(), idle.pop(0)
                busy[connection] = task
                # One that has died is noticed when it does not answer.
                with suppress(OSError):
                    connection.send(task)
                yield task, None
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                task = busy.pop(ready)
                yield task, _answer(ready, task, workers[ready])
                idle.append(ready)


def _answer(connection: Connection, task: Task, worker: SpawnProcess) -> Graded:
    try:
        answer = connection.recv()
    except (EOFError, OSError):
        worker.join()
        raise GraderError(
            f"the process that graded {task.slug}: {task.label} died with the exit code {worker.exitcode}",
            "is there memory enough? Try: --jobs 1",
        ) from None
    if isinstance(answer, Graded):
        return answer
    what, problem, told = answer
    if what == "box":
        raise BoxError(problem, told)
    raise InternalError(f"{task.slug}: {task.label}: {problem}") from InternalError(told)


@contextmanager
def _workers(course: Course, box: str, count: int) -> Iterator[dict[Connection, SpawnProcess]]:
    context = multiprocessing.get_context("spawn")
    workers: dict[Connection, SpawnProcess] = {}
    # Starting the tracker unblocks the signals that are blocked below.
    resource_tracker.ensure_running()
    try:
        for _ in range(count):
            ours, theirs = context.Pipe()
            worker = context.Process(target=_work, args=(theirs, course, box))
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                worker.start()
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            theirs.close()
            workers[ours] = worker
        yield workers
        for connection in workers:
            connection.close()
        for worker in workers.values():
            worker.join()
    finally:
        _end(list(workers.values()))


def _end(workers: Sequence[SpawnProcess]) -> None:
    """Let the workers take down their boxes, and be gone."""
    try:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()
    finally:
        # Whoever presses Ctrl-C once more does not wait; boxes die with those who started them.
        for worker in workers:
            worker.kill()


def _work(connection: Connection, course: Course, box: str) -> None:
    """What a worker does: grade what comes, until nothing can come any more."""
    # Ctrl-C reaches all processes of a terminal. It is for the parent, who ends us by SIGTERM. A function, and not
    # SIG_IGN, which the programs in a box would inherit.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with suppress(KeyboardInterrupt, EOFError, BrokenPipeError):
        while True:
            connection.send(_graded(course, connection.recv(), box))


def _graded(course: Course, task: Task, box: str) -> Graded | tuple[str, str, str]:
    try:
        return grade_task(course, task, box)
    except GraderError as error:
        return "box", error.problem, error.next_step
    except Exception as error:
        return "bug", f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error))


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
