"""The pytest plugin that turns suites into verdicts: an item for each case and start method, a verdict for each item.

It is loaded by name in every worker of pytest-xdist, and given its brief there; in the grading process itself the
session registers it as an object.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from grader.box.backend import choose
from grader.box.sandbox import Ending, Sandbox
from grader.errors import BoxError, CourseError, GraderError, UsageError
from grader.explore.search import EXHAUSTIVE
from grader.judge import suites
from grader.judge.brief import Brief, Observer
from grader.judge.explored import told_timeline
from grader.judge.fixture import Box
from grader.judge.token import NEXT_STEP, Token
from grader.judge.verdicts import Finding, fault_of, finding
from grader.model import CaseResult, Verdict

RESULT = "mpkata"
NAME = "mpkata-judge"
NOT_ASKED_FOR = "not asked for"
UNJUDGED = Finding(
    Verdict.INTERNAL,
    "the judge's process ended while it judged this case, which is no fault of the submission",
    fault="the process that judged it was killed, or broke down",
)


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
        self._judged: list[tuple[str, Judged]] = []
        self.problem: Exception | None = None
        self.crash: BaseException | None = None
        self._next: pytest.Item | None = None
        self._ahead: dict[str, Sandbox] = {}
        self._ending = Ending()

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
            metafunc.parametrize("box", names or [NOT_ASKED_FOR], indirect=True)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A suite that cannot be imported is the course's trouble."""
        if report.failed and self.problem is None:
            said = str(report.longrepr).strip().splitlines()
            self.problem = CourseError(f"{report.nodeid}: the suite cannot be loaded", "\n".join(said[-4:]))

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Check the suites."""
        if self.problem is not None:
            return
        try:
            suites.check(self._brief, items)
        except CourseError as problem:
            self.problem = problem
            items.clear()
        items[:] = [item for item in items if suites.method_of(item) != NOT_ASKED_FOR]
        self._select(items)

    def _select(self, items: list[pytest.Item]) -> None:
        token = self._brief.token
        if token is None:
            return
        items[:] = [item for item in items if suites.name_of(item) == token.case]
        if not items and self.problem is None:
            self.problem = UsageError(f"there is no case {token.case!r} in this exercise", NEXT_STEP)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Tell how much there is to do."""
        if session.config.option.collectonly:
            self._judged = [(item.nodeid, self._judged_item(item, UNJUDGED)) for item in session.items]
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

    @property
    def has_all(self) -> bool:
        """Whether each case that was collected has a verdict."""
        return {node_id for node_id, _ in self._judged}.issuperset(self._ids)

    def complete(self, blank: Judge) -> None:
        """Take the verdict of `blank`, which only collected, for each case that has none: its judge was gone."""
        known = {node_id for node_id, _ in self._judged}
        self._judged += [(node_id, judged) for node_id, judged in blank._judged if node_id not in known]

    @property
    def faults(self) -> dict[str, str]:
        """What went wrong in the judge, by the names of cases."""
        return {node_id: judged.fault for node_id, judged in self._judged if judged.fault}

    def say_where(self, path: str) -> None:
        """Tell in each case where the judge failed that `path` holds what went wrong."""
        for place, (node_id, judged) in enumerate(self._judged):
            if judged.fault:
                feedback = f"{judged.result.feedback}\nPlease report it, with {path}"
                result = msgspec.structs.replace(judged.result, feedback=feedback)
                self._judged[place] = node_id, msgspec.structs.replace(judged, result=result)

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Remember what ended the session."""
        self.crash = self.crash or excinfo.value

    def results_in_order(self) -> tuple[CaseResult, ...]:
        """Return the verdicts in the order of exercises, start methods and suites, whoever was judged first."""
        place = {node_id: number for number, node_id in enumerate(self._ids)}
        slugs = list(self._brief.exercises)

        def key(pair: tuple[str, Judged]) -> tuple[int, int, int]:
            node_id, result = pair[0], pair[1].result
            methods = self._brief.exercises[result.slug].config.start_methods
            return slugs.index(result.slug), methods.index(result.start_method), place.get(node_id, len(place))

        return with_missing_ground([judged for _, judged in sorted(self._judged, key=key)])

    @pytest.fixture
    def box(self, request: pytest.FixtureRequest) -> Iterator[Box]:
        """A box of its own for each case and start method."""
        item: pytest.Item = request.node
        exercise = suites.exercise_of(self._brief, item)
        submission = self._brief.submissions[exercise.slug]
        choice = choose(self._brief.options.box)
        sandbox = self._ahead.pop(item.nodeid, None) or self._sandbox(item)
        sandbox.begin()
        self._begin_next()
        box = Box(
            exercise,
            submission.source.decode("utf-8", "replace"),
            request.param,
            self._brief.token.schedule.seed if self._brief.token else self._brief.options.seed,
            suites.name_of(item),
            sandbox,
            shared_user=choice.report.backend != "bwrap",
            budget=suites.budget_of(item),
        )
        item.stash[_BOX] = box
        yield box
        box.close()

    def _begin_next(self) -> None:
        item = self._next
        if item is not None and suites.method_of(item):
            sandbox = self._ahead[item.nodeid] = self._sandbox(item)
            # Where none can be started, the next case will find that out, and say so.
            with suppress(BoxError):
                sandbox.begin()

    def _sandbox(self, item: pytest.Item) -> Sandbox:
        exercise = suites.exercise_of(self._brief, item)
        return Sandbox(
            choose(self._brief.options.box).backend,
            exercise.slug,
            self._brief.submissions[exercise.slug].source,
            exercise.scenarios,
            exercise.config.limits,
            self._ending,
        )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
        """Start the box of the next case while this one is judged: an interpreter takes its time to come up."""
        self._next = nextitem
        try:
            return (yield)
        finally:
            # A case that is skipped has no use for its box.
            if item.nodeid in self._ahead:
                self._ahead.pop(item.nodeid).close()

    def pytest_sessionfinish(self) -> None:
        """Leave no box behind."""
        for sandbox in self._ahead.values():
            sandbox.close()
        self._ahead.clear()
        self._ending.bury()

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Run the case's function, once or, for a schedule that fails, several times."""
        wanted = pyfuncitem._fixtureinfo.argnames
        arguments = {name: pyfuncitem.funcargs[name] for name in wanted}
        box = arguments["box"]
        assert isinstance(box, Box)
        token = self._brief.token

        def function() -> None:
            pyfuncitem.obj(**arguments)

        if token is None:
            box.explorer.judge(function)
        else:
            box.explorer.replay(function, token.call, token.schedule)
        return True

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Skip a case whose ground is missing."""
        item.stash[_BEGUN] = time.monotonic()
        slug, method = suites.exercise_of(self._brief, item).slug, suites.method_of(item)
        for needed in suites.needs_of(item):
            # Another worker may know of it, or nobody yet: `results_in_order` skips by what all have found.
            if self._verdicts.get((slug, needed, method), Verdict.PASSED) is not Verdict.PASSED:
                pytest.skip(_missing_ground(needed))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Read the verdict off each phase, and send it along with the last one's report."""
        report = yield
        problem = call.excinfo.value if call.excinfo else None
        if problem is not None or call.when == "call":
            known = item.stash.get(_FINDING, None)
            try:
                found = self._finding(item, problem, in_call=call.when == "call")
            except Exception as broken:
                found = fault_of(broken)
            if known is None or found.verdict is Verdict.INTERNAL:
                item.stash[_FINDING] = found
        if call.when == "teardown":
            judged = self._judged_item(item, item.stash[_FINDING])
            result = judged.result
            self._verdicts[result.slug, result.name, result.start_method] = result.verdict
            report.user_properties.append((RESULT, msgspec.json.encode(judged).decode()))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a verdict, from this process or from a worker."""
        for name, value in report.user_properties:
            if name == RESULT and report.when == "teardown":
                judged = msgspec.json.decode(str(value), type=Judged)
                self._judged.append((report.nodeid, judged))
                if self._observer is not None:
                    self._observer.judged(judged.result)

    def _finding(self, item: pytest.Item, problem: BaseException | None, *, in_call: bool) -> Finding:
        if problem is not None and not in_call and not isinstance(problem, pytest.skip.Exception | GraderError):
            return fault_of(problem)
        texts = suites.feedback_of(item)
        public = suites.name_of(item) in suites.exercise_of(self._brief, item).config.public
        return finding(problem, title=suites.title_of(item), public=public, feedback=texts)

    def _judged_item(self, item: pytest.Item, found: Finding) -> Judged:
        return Judged(self._result(item, found), suites.needs_of(item), found.fault)

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
            feedback=_utf8(found.feedback),
            detail=tuple(map(_utf8, found.detail)),
            limit=found.limit,
            public=suites.name_of(item) in exercise.config.public,
            wall_s=time.monotonic() - item.stash.get(_BEGUN, time.monotonic()),
            cpu_s=box.cpu_s if box else 0.0,
            runs=box.runs if box else 0,
            **_explored(suites.name_of(item), box),
        )


def _explored(name: str, box: Box | None) -> dict[str, Any]:
    if box is None:
        return {}
    found = box.explorer.found
    if found is None:
        claims = box.explorer.claims
        # Several searches show as much as the weakest of them.
        return {"claim": next((claim for claim in claims if claim != EXHAUSTIVE), claims[0] if claims else "")}
    token = Token(name, found.call, found.schedule)
    return {"schedule": str(token), "timeline": told_timeline(found.timeline)}


def _utf8(text: str) -> str:
    # A suite may have put anything into its message, also what no report can hold.
    return text.encode("utf-8", "replace").decode()


class Judged(msgspec.Struct, frozen=True):
    """A verdict on its way from a worker, with the names of the cases that it builds on; fault: as of `Finding`."""

    result: CaseResult
    needs: tuple[str, ...]
    fault: str = ""


def with_missing_ground(judged: Sequence[Judged]) -> tuple[CaseResult, ...]:
    """Return the results, a case skipped where one that it needs did not pass under the same start method."""
    results = {(j.result.slug, j.result.name, j.result.start_method): j.result for j in judged}
    while True:
        missing = {
            (j.result.slug, j.result.name, j.result.start_method): needed
            for j in judged
            for needed in j.needs
            # The ground of a single case that is replayed is not judged.
            if (ground := results.get((j.result.slug, needed, j.result.start_method))) is not None
            and ground.verdict is not Verdict.PASSED
        }
        skipped = {
            key: msgspec.structs.replace(
                results[key],
                verdict=Verdict.SKIPPED,
                points=0.0,
                feedback=_missing_ground(needed),
                detail=(),
                limit=None,
                schedule=None,
                timeline=None,
            )
            for key, needed in missing.items()
            if results[key].verdict is not Verdict.SKIPPED
        }
        if not skipped:
            return tuple(results.values())
        results |= skipped


def _missing_ground(needed: str) -> str:
    return f"not looked at: it builds on {needed!r}, which did not pass"


_BOX = pytest.StashKey[Box]()
_BEGUN = pytest.StashKey[float]()
_FINDING = pytest.StashKey[Finding]()
