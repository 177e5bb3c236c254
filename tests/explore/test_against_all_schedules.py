"""The search must find what running every schedule finds, and each schedule that differs once."""

import signal
from collections import Counter
from functools import partial

import pytest
from random_programs import Program

from grader.explore.bounded import Bounded
from grader.explore.execution import Execution
from grader.explore.search import Search
from grader.explore.standalone import Standalone

MOST = 150


class Every(Bounded):
    """All schedules; with `quiet`, a step that nobody can see the order of is made at once."""

    def __init__(self, quiet):
        super().__init__(preemptions=99)
        self.quiet = quiet

    def choose(self, execution, enabled):
        unseen = [thread for thread in enabled if thread.pending.kind in ("exit", "join", "flush")]
        return super().choose(execution, unseen[:1] if self.quiet and unseen else enabled)


def what_came_of(execution):
    steps = frozenset((event.thread.name, event.index, event.op.kind, repr(event.answer)) for event in execution.events)
    return execution.outcome, steps, frozenset(thread.name for thread, _ in execution.waiting())


def class_of(execution):
    """What happened before what, which is all that a schedule decides."""
    names = [thread.name for thread in execution.threads]
    return what_came_of(execution), frozenset(
        (event.thread.name, event.index, frozenset((names[n], steps) for n, steps in enumerate(event.clock) if steps))
        for event in execution.events
    )


@pytest.mark.parametrize("seed", range(24))
def test_the_search_finds_what_every_schedule_finds(seed):
    looks = seed % 4 == 0
    with Standalone(Program(seed, looks), "fork") as host:
        search = Search(host, budget=MOST)
        found = []
        for execution in search:
            if search.executions > MOST:
                break
            found.append((class_of(execution), what_came_of(execution)))
        every = Every(quiet=not looks)
        there = []
        while not every.exhausted and len(there) < MOST:
            execution = Execution(host, 10_000 + len(there), 5000)
            execution.play(every)
            every.finished(execution)
            there.append((class_of(execution), what_came_of(execution)))
    if search.claim == "exhaustive":
        assert {result for _, result in there} <= {result for _, result in found}
        assert max(Counter(known for known, _ in found).values()) == 1
        if every.exhausted:
            assert {result for _, result in found} == {result for _, result in there}


def count_signals(count):
    def handler(_number, _frame):
        count.value += 1

    return handler


def interrupted(ctx, steps, signals):
    """A process counts signals in its handler, and makes steps meanwhile, which others see."""
    count, cells, ready = ctx.RawValue("i"), ctx.RawArray("i", steps), ctx.Semaphore(0)
    process = ctx.Process(target=make_steps, args=(count, cells, steps, ready))
    process.start()
    ready.acquire()
    for _ in range(signals):
        process.terminate()
    process.join()


def make_steps(count, cells, steps, ready):
    signal.signal(signal.SIGTERM, count_signals(count))
    ready.release()
    for number in range(steps):
        cells[number] = count.value + 1


@pytest.mark.parametrize(("steps", "signals"), [(1, 1), (2, 1), (1, 2)])
def test_a_handled_signal_may_arrive_at_any_step(steps, signals):
    with Standalone(partial(interrupted, steps=steps, signals=signals), "fork") as host:
        search = Search(host, budget=2000)
        found = {what_came_of(execution) for execution in search}
        assert search.claim == "exhaustive"
        every, there = Every(quiet=False), []
        while not every.exhausted and len(there) < 20 * MOST:
            execution = Execution(host, 10_000 + len(there), 5000)
            execution.play(every)
            every.finished(execution)
            there.append(what_came_of(execution))
    assert set(there) <= found
    assert not every.exhausted or set(there) == found
