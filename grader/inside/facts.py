"""Facts about processes that a scenario may ask for, without reaping anybody by the way."""

from __future__ import annotations

import multiprocessing
import multiprocessing.process
import os
import time
from collections.abc import Callable

from grader.inside import channel
from grader.inside.typed import Any
from grader.inside.values import to_json

_PAUSE_S = 0.005


def until(fact: Callable[[], object]) -> None:
    """Wait until `fact()` is true. The only loop that may poll; a fact that nobody can make true is a livelock."""
    while not fact():
        time.sleep(_PAUSE_S)


def ended(pid: int) -> None:
    """Wait until the child `pid` has ended, without reaping it."""
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def state_of(pid: int) -> str:
    """Return the letter of the state of the process `pid` (proc(5)), `Z` if not yet reaped; empty if there is none."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            return stat.read().rpartition(b")")[2].split()[0].decode("ascii")
    except (FileNotFoundError, ProcessLookupError):
        # It may also end while its file is read.
        return ""


def asleep(pid: int) -> bool:
    """Return whether the process `pid` is at rest: every thread waits without a time limit.

    False for a timed sleep, for one that runs, and for one that has ended. For free runs only: in an explored one
    everybody waits for the judge, so it raises RuntimeError there.
    """
    answer = channel.tell({"type": "asleep", "pid": pid})
    if answer is None:
        raise RuntimeError("asleep() is for free runs (box.run): in an explored run everybody waits for the judge")
    return bool(answer)


def unjoined() -> int:
    """Return how many children of this process are not yet reaped, counted without reaping; then kill and reap them."""
    children: set[Any] = getattr(multiprocessing.process, "_children")  # noqa: B009 - private, and typed nowhere
    left = [child for child in tuple(children) if child._popen is not None and child._popen.returncode is None]
    for child in left:
        child.kill()
    for child in left:
        child.join()
    return len(left)


def returned_or_raised(function: Callable[[], object]) -> Any:
    """Return what `function()` returned, or `{"raised": [type, text]}`; for exceptions that are data."""
    try:
        return function()
    except Exception as problem:
        return {"raised": [type(problem).__name__, to_json(str(problem))]}


def one_core() -> None:
    """Make every core count that Python tells in this process 1."""
    os.cpu_count = lambda: 1
    os.sched_getaffinity = lambda _pid=0, /: {0}  # type: ignore[misc]
    if hasattr(os, "process_cpu_count"):
        os.process_cpu_count = lambda: 1
    for context in (multiprocessing, *(multiprocessing.get_context(name) for name in ("fork", "spawn"))):
        vars(context)["cpu_count"] = lambda: 1
