"""Runs one pytest session, here or spread over workers, shut off from whatever else configures pytest."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from grader.box.backend import choose
from grader.course import Course
from grader.errors import CourseError, InternalError
from grader.judge import faults
from grader.judge.brief import Brief, Observer
from grader.judge.plugin import NAME, Judge
from grader.judge.token import parse
from grader.model import CaseResult, Exercise, GradeOptions, Submission

LAST_BACKSTOP_S = 3600
_INI = Path(__file__).with_name("pytest.ini")


def judge(
    course: Course,
    tasks: Sequence[tuple[Exercise, Submission]],
    options: GradeOptions,
    observer: Observer | None = None,
) -> tuple[CaseResult, ...]:
    """Judge each submission by the suites of its exercise and return the verdicts, in the order of the suites.

    course: where the suites are. tasks: exercises, each with the submission to judge; each exercise once.
    Raises CourseError for a broken suite, BoxError if no box works here, InternalError for a bug of ours.
    A KeyboardInterrupt passes through, after all boxes are gone.
    """
    # Workers are told which box it is: one of them must not find another one than the report names.
    options = msgspec.structs.replace(options, box=choose(options.box).report.backend)
    brief = Brief(
        exercises={exercise.slug: exercise for exercise, _ in tasks},
        submissions={exercise.slug: submission for exercise, submission in tasks},
        options=options,
        token=parse(options.replay) if options.replay else None,
    )
    plugin = Judge(brief, observer)
    with _undisturbed(course.root):
        code = pytest.main([*_options(course.root, _jobs(brief)), *_suites(brief)], plugins=[_Named(plugin)])
        if code == pytest.ExitCode.TESTS_FAILED and not plugin.has_all:
            plugin.complete(_collected(course.root, brief))
    if code == pytest.ExitCode.INTERRUPTED and plugin.problem is None:
        raise KeyboardInterrupt
    if plugin.problem is not None:
        raise plugin.problem
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise InternalError(f"pytest ended with {code!r}") from plugin.crash
    if plugin.faults:
        path = faults.write(plugin.faults, options)
        if path:
            plugin.say_where(path)
    results = plugin.results_in_order()
    if not results:
        raise CourseError("there is no case to judge", "Do the exercises have these start methods? See `grade list`.")
    return results


def _collected(root: Path, brief: Brief) -> Judge:
    """Return a judge that knows all cases, and has judged none."""
    blank = Judge(brief, None)
    pytest.main([*_options(root, 1), "--collect-only", *_suites(brief)], plugins=[_Named(blank)])
    return blank


class _Named:
    """Registers the judge under its name, so that workers find no second one."""

    def __init__(self, plugin: Judge) -> None:
        self._plugin = plugin

    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(self._plugin, NAME)


def _options(root: Path, jobs: int) -> list[str]:
    words = [
        *("-c", os.fspath(_INI), "--rootdir", os.fspath(root), "--noconftest", "--disable-plugin-autoload"),
        *("-p", "grader.judge.plugin", "-p", "pytest_timeout", "-p", "no:terminal", "-p", "no:cacheprovider"),
        *("-p", "no:faulthandler", "-p", "no:junitxml", "-p", "no:tmpdir"),
        *("--import-mode=importlib", "--capture=no", "--strict-markers"),
        f"--timeout={LAST_BACKSTOP_S}",
    ]
    if jobs > 1:
        words += ["-p", "xdist.plugin", "-n", str(jobs), "--dist", "worksteal"]
    return words


def _jobs(brief: Brief) -> int:
    # Measured on two cores: for one exercise the workers' start costs what they save; from two on they pay.
    if brief.token is not None:
        return 1
    if brief.options.jobs:
        return brief.options.jobs
    return 1 if len(brief.exercises) == 1 else len(os.sched_getaffinity(0))


def _suites(brief: Brief) -> list[str]:
    words = []
    for exercise in brief.exercises.values():
        words.append(os.fspath(exercise.public_suite))
        if not brief.options.public_only:
            words.append(os.fspath(exercise.hidden_suite))
    return words


@contextmanager
def _undisturbed(root: Path) -> Iterator[None]:
    """Keep the user's pytest settings out, and forget the suites' modules afterwards."""
    # Workers of pytest-xdist begin with the current folder as the first place to import from, which may be a student's.
    safe = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    settings = {name: os.environ.pop(name) for name in tuple(os.environ) if name.startswith("PYTEST_")}
    before = set(sys.modules)
    try:
        yield
    finally:
        os.environ.update(settings)
        if safe is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = safe
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).is_relative_to(root) and not name.startswith("grader"):
                del sys.modules[name]
