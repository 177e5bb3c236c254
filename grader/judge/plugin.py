"""The pytest plugin that turns suites into verdicts: an item for each case and start method, a verdict for each item.

It is loaded by name in every worker of pytest-xdist, and given its brief there; in the grading process itself the
session registers it as an object.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Generator, Iterator
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from grader.box.backend import choose
from grader.box.sandbox import Sandbox
from grader.errors import CourseError
from grader.judge import suites
from grader.judge.brief import Brief, Observer
from grader.judge.fixture import Box
from grader.judge.verdicts import Finding, finding
from grader.model import CaseResult, Verdict

RESULT = "mpkata"
NAME = "mpkata-judge"


def pytest_configure(config: pytest.Config) -> None:
    """In a worker of pytest-xdist: take the brief that came with it."""
    packed = getattr(config, "workerinput", {}).get(RESULT)
    if packed is not None:
        config.pluginmanager.register(Judge(pickle.loads(packed), None), NAME)


class Judge:
    """Judges the cases of one pytest session."""

    def __init__(self, brief: Brief, observer: Observer | None) -> None:
        self._brief = brief
        self._observer = observer
        self._verdicts: dict[tuple[str, str, str], Verdict] = {}
        self._ids: list[str] = []
        self._order: list[tuple[str, CaseResult]] = []
        self.problem: Exception | None = None

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Hand the brief to a worker."""
        node.workerinput[RESULT] = pickle.dumps(self._brief)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the marks that suites may use."""
        for line in suites.MARKERS:
            config.addinivalue_line("markers", line)

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Run a case under each of its start methods."""
        if "box" in metafunc.fixturenames:
            exercise = suites.exercise_of(self._brief, metafunc.definition)
            names = suites.start_methods_of(self._brief, exercise, metafunc.definition)
            metafunc.parametrize("box", names, indirect=True)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A suite that cannot be imported is the course's trouble."""
        if report.failed and self.problem is None:
            said = str(report.longrepr).strip().splitlines()
            self.problem = CourseError(f"{report.nodeid}: the suite cannot be loaded", "\n".join(said[-4:]))

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Check the suites; keep cases together that need each other."""
        if self.problem is not None:
            return
        try:
            suites.check(self._brief, items)
        except CourseError as problem:
            self.problem = problem
            items.clear()
            return
        for item in items:
            group = suites.group_of(item, items)
            if group:
                item.add_marker(pytest.mark.xdist_group(group))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Tell how much there is to do."""
        if session.items:
            self._collected([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Tell how much there is to do, as the workers found it."""
        if not self._ids:
            self._collected(ids)

    def _collected(self, ids: list[str]) -> None:
        self._ids = list(ids)
        if self._observer is not None:
            self._observer.collected(len(ids))

    def results_in_order(self) -> tuple[CaseResult, ...]:
        """Return the verdicts in the order of exercises, start methods and suites, whoever was judged first."""
        place = {node_id: number for number, node_id in enumerate(self._ids)}
        slugs = list(self._brief.exercises)

        def key(pair: tuple[str, CaseResult]) -> tuple[int, int, int]:
            node_id, result = pair
            methods = self._brief.exercises[result.slug].config.start_methods
            return slugs.index(result.slug), methods.index(result.start_method), place.get(node_id, len(place))

        return tuple(result for _, result in sorted(self._order, key=key))

    @pytest.fixture
    def box(self, request: pytest.FixtureRequest) -> Iterator[Box]:
        """A box of its own for each case and start method."""
        item: pytest.Item = request.node
        exercise = suites.exercise_of(self._brief, item)
        submission = self._brief.submissions[exercise.slug]
        choice = choose(self._brief.options.box)
        method: str = request.param
        seed = f"{self._brief.options.seed}:{exercise.slug}:{suites.name_of(item)}:{method}"
        sandbox = Sandbox(choice.backend, exercise.slug, submission.source, exercise.scenarios, exercise.config.limits)
        source = submission.source.decode("utf-8", "replace")
        box = Box(exercise, source, method, seed, sandbox, shared_user=choice.report.backend == "none")
        item.stash[_BOX] = box
        yield box
        sandbox.close()

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Skip a case whose ground is missing."""
        item.stash[_BEGUN] = time.monotonic()
        slug, method = suites.exercise_of(self._brief, item).slug, suites.method_of(item)
        for needed in suites.needs_of(item):
            if self._verdicts.get((slug, needed, method)) is not Verdict.PASSED:
                pytest.skip(f"not looked at: it builds on {needed!r}, which did not pass")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Read the verdict off each phase, and send it along with the last one's report."""
        report = yield
        problem = call.excinfo.value if call.excinfo else None
        if problem is not None or call.when == "call":
            known = item.stash.get(_FINDING, None)
            found = self._finding(item, problem, in_call=call.when == "call")
            if known is None or found.verdict is Verdict.INTERNAL:
                item.stash[_FINDING] = found
        if call.when == "teardown":
            result = self._result(item, item.stash[_FINDING])
            self._verdicts[result.slug, result.name, result.start_method] = result.verdict
            report.user_properties.append((RESULT, msgspec.json.encode(result).decode()))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a verdict, from this process or from a worker."""
        for name, value in report.user_properties:
            if name == RESULT and report.when == "teardown":
                result = msgspec.json.decode(str(value), type=CaseResult)
                self._order.append((report.nodeid, result))
                if self._observer is not None:
                    self._observer.judged(result)

    def _finding(self, item: pytest.Item, problem: BaseException | None, *, in_call: bool) -> Finding:
        if problem is not None and not in_call and not isinstance(problem, pytest.skip.Exception):
            return Finding(Verdict.INTERNAL, f"{type(problem).__name__}: {problem}")
        texts = suites.feedback_of(item)
        public = suites.name_of(item) in suites.exercise_of(self._brief, item).config.public
        return finding(problem, title=suites.title_of(item), public=public, feedback=texts)

    def _result(self, item: pytest.Item, found: Finding) -> CaseResult:
        exercise = suites.exercise_of(self._brief, item)
        all_methods = suites.all_start_methods_of(exercise, item)
        share = float(Fraction(suites.points_of(item)) / len(all_methods))
        box = item.stash.get(_BOX, None)
        return CaseResult(
            slug=exercise.slug,
            name=suites.name_of(item),
            start_method=suites.method_of(item),
            verdict=found.verdict,
            points=share if found.verdict is Verdict.PASSED else 0.0,
            max_points=share,
            title=suites.title_of(item),
            feedback=found.feedback,
            detail=found.detail,
            limit=found.limit,
            public=suites.name_of(item) in exercise.config.public,
            wall_s=time.monotonic() - item.stash[_BEGUN],
            cpu_s=box.cpu_s if box else 0.0,
            runs=box.runs if box else 0,
        )


_BOX = pytest.StashKey[Box]()
_BEGUN = pytest.StashKey[float]()
_FINDING = pytest.StashKey[Finding]()
