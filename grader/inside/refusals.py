"""Tells whether an exception comes of a limit that the system has set on this process, and which kind of limit.

An exception that the submission raises by itself is none: what counts is that the instruction which raised it was no
`raise`, but the call of something built in. That the system refused is all that is known here; which limit it was, and
how far it was reached, the judge sees from outside while this process waits for it.
"""

from __future__ import annotations

import contextlib
import errno
import opcode
import os
import resource
from collections.abc import Iterator
from types import CodeType, TracebackType

from grader.inside import places
from grader.inside.typed import Any

MEMORY, FILES, TASKS, SIZE, DISK = "memory", "open_files", "tasks", "file_size", "disk"
_LINKS = 16
_RAISE = opcode.opmap["RAISE_VARARGS"]
_BY_NUMBER = {
    errno.EMFILE: FILES,
    errno.EFBIG: SIZE,
    errno.ENOSPC: DISK,
    errno.ENOMEM: MEMORY,
}
# What the library calls to start a process of another program.
_LIBRARY_FORKS = ("spawnv_passfds", "_execute_child", "_fork_exec")
_NO_THREAD = "can't start new thread"

_forks: set[CodeType] = set()


def forks(function: Any) -> Any:
    """Mark `function` as one in which EAGAIN says that no process could be made, not that something would block."""
    _forks.add(function.__code__)
    return function


def refused(problem: BaseException) -> str:
    """Return what the system refused when `problem`, or what was being handled then, was raised; empty for nothing."""
    make_room()
    return next(filter(None, map(_kind, _chain(problem))), "")


def make_room() -> None:
    """Use what is kept back below the hard limits, so that this process can still tell how it ended."""
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_NOFILE):
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (hard, hard))


def _chain(problem: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = problem
    for _ in range(_LINKS):
        if link is None:
            return
        yield link
        link = link.__cause__ or link.__context__


def _kind(problem: BaseException) -> str:
    if isinstance(problem, MemoryError):
        return MEMORY if _is_the_systems(problem) else ""
    if type(problem) is RuntimeError and problem.args == (_NO_THREAD,):
        return TASKS if _is_the_systems(problem) else ""
    if isinstance(problem, OSError) and problem.errno == errno.EAGAIN:
        return TASKS if _is_in_fork(problem.__traceback__) else ""
    if not isinstance(problem, OSError) or not _is_the_systems(problem):
        return ""
    return _BY_NUMBER.get(problem.errno or 0, "")


def _is_the_systems(problem: BaseException) -> bool:
    """Whether no statement of Python raised `problem`; one that came from another process tells its last line."""
    trace = _innermost(problem.__traceback__)
    if trace is None:
        return False
    if trace.tb_frame.f_code.co_code[trace.tb_lasti] != _RAISE:
        return True
    remote = problem.__cause__
    if type(remote).__name__ not in ("RemoteTraceback", "_RemoteTraceback"):
        return False
    return not _last_line(str(remote)).startswith("raise")


def _last_line(text: str) -> str:
    """Return the innermost line of source in the text of a traceback."""
    lines = text.splitlines()
    places = [number for number, line in enumerate(lines) if line.startswith('  File "')]
    return lines[places[-1] + 1].strip() if places and places[-1] + 1 < len(lines) else ""


def _is_in_fork(trace: TracebackType | None) -> bool:
    innermost = _innermost(trace)
    if innermost is None:
        return False
    code = innermost.tb_frame.f_code
    return code in _forks or (
        code.co_name in _LIBRARY_FORKS and os.path.realpath(code.co_filename).startswith(places.LIBRARY)
    )


def _innermost(trace: TracebackType | None) -> TracebackType | None:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace
