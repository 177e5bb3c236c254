"""The searches of one case: its function is run over all schedules, and a failure is replayed before it is told.

A case is an ordinary function that loops over `box.explore(...)`. To replay one schedule the function is run again,
with the same secret and with the failing call pinned to that schedule: so what fails is always the case as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from grader.box.limits import OverLimit
from grader.box.observation import Observation
from grader.box.orders import Order
from grader.box.searching import AllGoneError, HangsError, LimitReachedError, ServerGoneError
from grader.explore.execution import Chooser, Execution, Told
from grader.explore.host import StuckError
from grader.explore.orders import pinned
from grader.explore.policy import DivergenceError, Followed, Guided
from grader.explore.schedule import Schedule, check_of, schedule_of
from grader.explore.search import EXHAUSTIVE, Search
from grader.explore.shrink import shrink
from grader.explore.timeline import Timeline, timeline_of
from grader.judge.explored import ExploredRun, marks_of, observe, readable, same_order
from grader.judge.host import BoxHost
from grader.judge.losses import LOSSES, alike, failure_of_loss
from grader.judge.run import InconclusiveError, OutcomeError, Run
from grader.judge.token import Token
from grader.model import Verdict

LONG = 1_000
"""Executions with more steps are not made short."""
SHRINKING = 60
"""Executions that may be spent on making a failing schedule short."""
SERVERLESS = (LimitReachedError, HangsError, AllGoneError, ServerGoneError)


@dataclass
class _Pin:
    """One schedule for one call. execution: what became of it, None as long as the call was not reached.

    names, gated: see `BoxHost`.
    """

    call: int
    chooser: Chooser
    names: bool = False
    gated: bool = False
    execution: Execution | None = None


@dataclass(frozen=True)
class Found:
    """A schedule that was replayed, of which search of the case it is, and what happened in it."""

    call: int
    schedule: Schedule
    timeline: Timeline


class Explorer:
    """All searches of one case, and how its function is run over them.

    case: its name. new_host: starts a search, once the last one has ended. order: makes the order for a scenario.
    free_run: one free run of it. wrap: makes a Run of an observation. budget, steps: of each search. reset: back to the
    case's first secret.
    is_searching: whether a search is under way, of which a case still looks at the runs.
    """

    def __init__(
        self,
        case: str,
        new_host: Callable[[Order], BoxHost],
        order: Callable[[str, dict[str, Any]], Order],
        free_run: Callable[[str, dict[str, Any]], Run],
        wrap: Callable[[Observation, ExploredRun], Run],
        reset: Callable[[], None],
        *,
        start_method: str,
        seed: int,
        budget: int,
        steps: int,
        output_bytes: int,
    ) -> None:
        self._case = case
        self._new_host, self._order, self._free_run, self._wrap, self._reset = new_host, order, free_run, wrap, reset
        self._start_method, self._seed = start_method, seed
        self._budget, self._steps, self._output_bytes = budget, steps, output_bytes
        self._calls = 0
        self._active: tuple[int, Execution | None] | None = None
        self._pin: _Pin | None = None
        self._host: tuple[int, BoxHost] | None = None
        self._is_soiled = False
        self.is_searching = False
        self._considered: Sequence[Told] | None = None
        self.claims: list[str] = []
        self.executions = 0
        self.found: Found | None = None

    def explore(self, scenario: str, inputs: dict[str, Any]) -> Iterator[Run]:
        """Yield one run for each schedule that differs, until all are known or the budget is spent; then a free run."""
        call, self._calls = self._calls, self._calls + 1
        order = self._order(scenario, inputs)
        self.is_searching = True
        try:
            yield from self._explored(call, order, scenario, inputs)
        finally:
            self.is_searching = False

    def _explored(self, call: int, order: Order, scenario: str, inputs: dict[str, Any]) -> Iterator[Run]:
        if self._pin is not None and self._pin.call == call:
            self._active = (call, None)
            yield self._pinned(self._pin, order)
            self._active = None
            return
        try:
            host = self._host_of(call, order)
        except SERVERLESS as trouble:
            raise self._without_search(scenario, inputs, trouble) from None
        search = Search(host, budget=self._budget, steps=self._steps)
        try:
            for execution in search:
                self._active = (call, execution)
                yield self._seen(host, call, execution)
        except LimitReachedError as limit:
            self._active = (call, search.current)
            yield self._seen(host, call, search.current, limit.over)
        except (DivergenceError, StuckError, ServerGoneError) as trouble:
            if search.executions:
                raise InconclusiveError(str(trouble)) from None
            raise self._without_search(scenario, inputs, trouble) from None
        self.executions += search.executions
        self._active = None
        if self._pin is None:
            self.claims.append(search.claim)
            self._active = (call, None)
            # It keeps the children that are forked from the zygote honest, and costs one run. One that sleeps on until
            # the backstop says nothing, and all schedules have said it already.
            self.is_searching = False
            try:
                free = self._free_run(scenario, inputs)
            except InconclusiveError:
                pass
            else:
                yield free
            self._active = None

    def judge(self, function: Callable[[], object]) -> None:
        """Run a case's function; a loss in an explored run is replayed and made short before it passes through.

        Raises what the case raises; InconclusiveError where the loss did not show again, where only the free run
        showed it, or where it stands on a search that was not exhaustive.
        """
        try:
            self._run(function)
        except LOSSES as loss:
            active = self._active
            if active is not None and active[1] is not None:
                self._confirm(function, loss, active[0], active[1])
            elif active is not None:
                raise InconclusiveError(
                    f"no schedule that was explored shows it, but a free run did: {type(loss).__name__}: {loss}"
                ) from None
            elif self.claims and any(claim != EXHAUSTIVE for claim in self.claims):
                raise InconclusiveError(f"not all schedules are known, so this is no proof: {loss}") from None
            raise
        finally:
            self.close()

    def replay(self, function: Callable[[], object], call: int, schedule: Schedule) -> None:
        """Run a case's function in one schedule of one of its searches; raises what it raises then.

        Raises InconclusiveError if the schedule cannot be followed, or leads to other steps than it did.
        """
        pin = self._pin = _Pin(call, Guided(dict(schedule.turns)), names=True, gated=schedule.gated)
        loss: Exception | None = None
        try:
            self._run(function)
        except LOSSES as raised:
            loss = raised
        except DivergenceError as trouble:
            raise InconclusiveError(f"the schedule cannot be followed: {trouble}") from None
        finally:
            self._pin = None
            sources = self._host[1].sources if self._host else {}
            self.close()
        if pin.execution is None:
            raise InconclusiveError("the case did not come as far as this schedule")
        if schedule.check != check_of(pin.execution):
            raise InconclusiveError("the schedule leads to other steps than it did: the submission is another one")
        with readable(sources):
            self.found = Found(call, schedule, timeline_of(pin.execution, failure_of_loss(loss) if loss else None))
        if loss is not None:
            raise loss

    def close(self) -> None:
        """End the last search."""
        if self._host is not None:
            (_, host), self._host = self._host, None
            host.close(soiled=self._is_soiled)

    def _without_search(self, scenario: str, inputs: dict[str, Any], trouble: Exception) -> Exception:
        """Return what to raise where not even one schedule could be run to its end.

        An import that hangs, breaks out or never ends keeps every search from beginning, and does so in a free run
        too, every time; whatever else a free run would show may be luck.
        """
        self.is_searching = False
        run = self._free_run(scenario, inputs)
        if run.trouble is not None:
            return OutcomeError(run)
        return InconclusiveError(str(trouble))

    def _run(self, function: Callable[[], object]) -> None:
        # A loss keeps the search alive that it came from, but a case that begins anew looks at none.
        self._calls, self._active, self.is_searching = 0, None, False
        self._reset()
        function()

    def _confirm(self, function: Callable[[], object], loss: Exception, call: int, execution: Execution) -> None:
        """Replay `loss`, found by `execution` in a call, and raise it as its shortest schedule shows it."""
        again: dict[Execution, Exception | None] = {}
        last: list[Exception] = []

        def play(chooser: Chooser, *, names: bool = False, gated: bool = False) -> Execution:
            self._pin = _Pin(call, chooser, names, gated)
            problem: Exception | None = None
            try:
                self._run(function)
            except LOSSES as raised:
                problem = raised
            if self._pin.execution is None:
                raise InconclusiveError(
                    "when it was run again, the case did not come as far as the schedule that fails"
                )
            again[self._pin.execution] = problem
            return self._pin.execution

        def fails(other: Execution) -> bool:
            problem = again[other]
            if problem is None or not alike(loss, problem):
                return False
            last[:] = [problem]
            return True

        try:
            # Each run of one that runs away costs a whole limit: it is replayed, and not made short.
            runs_away = isinstance(loss, OutcomeError) and loss.verdict is Verdict.OVER_LIMIT
            runs_away |= len(execution.events) > LONG
            short = shrink(execution, play, fails, 0 if runs_away else SHRINKING)
            told = play(Guided(short.turned), names=True)
            order, is_one_order = self._considered, False
            if fails(told) and order is not None:
                # Steps leave the order of the marks open, and one of these orders fails: it is run as it stands.
                is_one_order = True
                told = play(Followed(pinned(told, order, marks_of(told))), names=True, gated=True)
                if not same_order(order, marks_of(told)):
                    raise InconclusiveError("an order of marks failed, and could not be run as a schedule of its own")
        except DivergenceError as trouble:
            raise InconclusiveError(str(trouble)) from None
        finally:
            self._pin = None
        if not fails(told):
            raise InconclusiveError(f"a schedule failed, and did not fail again when it was replayed: {loss}")
        schedule = self._schedule(told, gated=is_one_order)
        with readable(self._host[1].sources if self._host else {}):
            self.found = Found(call, schedule, timeline_of(told, failure_of_loss(last[0])))
        raise last[0]

    def _pinned(self, pin: _Pin, order: Order) -> Run:
        over = None
        try:
            host = self._host_of(pin.call, order)
        except SERVERLESS as trouble:
            raise InconclusiveError(str(trouble)) from None
        host.names, host.gated = pin.names, pin.gated
        self.executions += 1
        execution = Execution(host, self.executions, self._steps)
        try:
            execution.play(pin.chooser)
        except LimitReachedError as limit:
            over = limit.over
        except (StuckError, ServerGoneError, HangsError, AllGoneError) as trouble:
            raise InconclusiveError(str(trouble)) from None
        pin.execution = execution
        return self._seen(host, pin.call, execution, over)

    def _seen(self, host: BoxHost, call: int, execution: Execution, over: OverLimit | None = None) -> Run:
        self._considered = None
        over = over or host.over_at_end()
        # What ran away may have left the process group too, and so would be there beside the next execution.
        self._is_soiled |= over is not None
        seen, gated = observe(execution, host.stdout(self._output_bytes), over), host.gated

        def token(played: Execution) -> str:
            return str(Token(self._case, call, self._schedule(played, gated=gated)))

        return self._wrap(seen, ExploredRun(execution, seen, gated, token, lambda: host.sources, self._consider))

    def _consider(self, order: Sequence[Told] | None) -> None:
        self._considered = order

    def _schedule(self, execution: Execution, *, gated: bool) -> Schedule:
        return schedule_of(execution, self._start_method, seed=self._seed, gated=gated)

    def _host_of(self, call: int, order: Order) -> BoxHost:
        """Return the host for this call: replays of a call share one, until one of them runs away."""
        if self._host is not None and self._host[0] == call and self._pin is not None and not self._is_soiled:
            return self._host[1]
        self.close()
        host = self._new_host(order)
        self._host, self._is_soiled = (call, host), False
        return host
