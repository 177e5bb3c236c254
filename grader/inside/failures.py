"""Describes an exception for the judge: what it says, and where in the student's own file."""

from __future__ import annotations

import os
from collections import deque
from types import ModuleType, TracebackType

from grader.inside import places, refusals, world
from grader.inside.typed import Any

FRAMES = 50
TEXT = 2000


def describe(problem: BaseException) -> dict[str, Any]:
    """Return `problem` as exact JSON.

    type, text: of the exception, the text cut at TEXT characters. line: where in the submission, 0 if nowhere;
    source: that line; function: the function it is in.
    owner: whose code is innermost outside the standard library: `submission`, `scenario` or `none`.
    refused: what the system refused, if that was the reason: see `refusals`.
    """
    # First, for a process that is at its limit may have no room to look further.
    refused = refusals.refused(problem)
    return {**_described(problem), "refused": refused}


def _described(problem: BaseException) -> dict[str, Any]:
    frames = _frames(problem.__traceback__)
    if isinstance(problem, SyntaxError) and problem.filename and _is_submission(problem.filename):
        return _told(problem, "submission", problem.lineno or 0, (problem.text or "").strip(), "")
    if isinstance(problem, AttributeError) and _lacks(problem):
        return _told(problem, "submission", 0, "", "")
    own = [frame for frame in frames if _is_submission(frame.file)]
    foreign = [frame for frame in frames if not _is_library(frame.file)]
    owner = "none" if not foreign else "submission" if _is_submission(foreign[-1].file) else "scenario"
    if own:
        return _told(problem, owner, own[-1].line, own[-1].source(), own[-1].function)
    return _told(problem, owner, 0, "", "")


def mismatch(
    problem: BaseException, function: Any, arguments: tuple[Any, ...], options: dict[str, Any]
) -> dict[str, Any] | None:
    """Return `problem` as told by `describe` if `function`, of the submission, does not take these arguments."""
    if not isinstance(problem, TypeError) or getattr(function, "__module__", None) != world.current.slug:
        return None
    import inspect

    try:
        inspect.signature(function).bind(*arguments, **options)
    except TypeError:
        code = getattr(function, "__code__", None)
        line = code.co_firstlineno if code else 0
        return _told(
            problem, "submission", line, f"def {function.__name__}{inspect.signature(function)}", function.__name__
        )
    except ValueError:
        return None
    return None


def mismatch_in_call(problem: BaseException, submission: ModuleType) -> dict[str, Any] | None:
    """Return `problem` as told by `describe` if the scenario called a function that takes other arguments."""
    if not isinstance(problem, TypeError):
        return None
    name = str(problem).partition("(")[0].rpartition(".")
    function: Any = submission
    for part in [*(name[0].split(".") if name[0] else ()), name[2]]:
        function = getattr(function, part, None)
    code = getattr(function, "__code__", None)
    if code is None or not _is_submission(code.co_filename):
        return None
    import inspect

    line = f"def {function.__name__}{inspect.signature(function)}"
    return _told(problem, "submission", code.co_firstlineno, line, function.__name__)


def _told(problem: BaseException, owner: str, line: int, source: str, function: str) -> dict[str, Any]:
    try:
        text = str(problem)
    except Exception:
        text = "(its __str__ raised)"
    if isinstance(problem, SyntaxError):
        text = problem.msg
    return {
        "type": plain(type(problem).__name__),
        "text": plain(text),
        "owner": owner,
        "line": line if type(line) is int else 0,
        "source": plain(source),
        "function": plain(function),
        "refused": "",
    }


def plain(text: object) -> str:
    """Return `text` if it is a str, cut at TEXT characters and without what UTF-8 cannot hold; else an empty str."""
    plain = text if type(text) is str else ""
    return plain[:TEXT].encode("utf-8", "replace").decode("utf-8")


class _Frame:
    """What `traceback` calls a FrameSummary; that module is not loaded by a program that runs well."""

    def __init__(self, trace: TracebackType) -> None:
        code = trace.tb_frame.f_code
        self.file, self.line, self.function = code.co_filename, trace.tb_lineno, code.co_name

    def source(self) -> str:
        import linecache

        return linecache.getline(self.file, self.line).strip()


def _frames(trace: TracebackType | None) -> list[_Frame]:
    frames: deque[_Frame] = deque(maxlen=FRAMES)
    while trace is not None:
        frames.append(_Frame(trace))
        trace = trace.tb_next
    return list(frames)


def _lacks(problem: AttributeError) -> bool:
    return isinstance(problem.obj, ModuleType) and problem.obj.__name__ == world.current.slug


def _is_submission(filename: str) -> bool:
    return bool(world.current.submission) and os.path.abspath(filename) == world.current.submission


def _is_library(filename: str) -> bool:
    # Code without a file (<string>, <frozen importlib>) is made by the library: proxies, sharedctypes.
    if filename.startswith("<"):
        return True
    path = os.path.realpath(filename)
    return path.startswith((places.LIBRARY, places.OURS))
