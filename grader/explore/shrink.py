"""Makes a failing schedule easy to read: the fewest preemptions, then the fewest turns, then the fewest steps."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from grader.explore.bounded import Bounded
from grader.explore.execution import Chooser, Execution
from grader.explore.policy import Followed

Play = Callable[[Chooser], Execution]
Fails = Callable[[Execution], bool]


def size_of(execution: Execution) -> tuple[int, int, int]:
    """Return what is to be small: preemptions, turns, steps."""
    return execution.preemptions, len(execution.turned), len(execution.events)


def shrink(execution: Execution, play: Play, fails: Fails, budget: int) -> Execution:
    """Return the smallest failing execution found with `budget` more of them, or fewer; perhaps `execution` itself.

    play: runs one execution. fails: whether it fails as `execution` did.
    First, blocks of steps of one thread are moved together. Then schedules with fewer preemptions are searched
    through, from 0 on: what that finds is the least.
    """
    best = execution
    left = budget // 2
    improved = True
    while improved and left > 0:
        improved = False
        for candidate in _closer(list(best.schedule)):
            left -= 1
            again = play(Followed(candidate))
            if fails(again) and size_of(again) < size_of(best):
                best, improved = again, True
                break
            if left <= 0:
                break
    return _fewer(best, play, fails, budget // 2)


def _closer(names: list[str]) -> list[list[str]]:
    """Return schedules in which a block of steps of one thread is moved up to that thread's block before it."""
    blocks = [(name, len(list(group))) for name, group in groupby(names)]
    candidates = []
    for place, (name, _) in enumerate(blocks):
        earlier = [index for index, block in enumerate(blocks[:place]) if block[0] == name]
        if earlier:
            last = earlier[-1]
            order = [*blocks[: last + 1], blocks[place], *blocks[last + 1 : place], *blocks[place + 1 :]]
            candidates.append([name for name, length in order for _ in range(length)])
            order = [*blocks[:last], *blocks[last + 1 : place], blocks[last], *blocks[place:]]
            candidates.append([name for name, length in order for _ in range(length)])
    return candidates


def _fewer(best: Execution, play: Play, fails: Fails, budget: int) -> Execution:
    for preemptions in range(best.preemptions):
        bounded = Bounded(preemptions)
        while not bounded.exhausted:
            if budget <= 0:
                return best
            budget -= 1
            execution = play(bounded)
            bounded.finished(execution)
            if fails(execution):
                return min(best, execution, key=size_of)
    return best
