"""Makes a failing schedule easy to read: the fewest preemptions, then the fewest turns, then the fewest steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from grader.explore.bounded import Bounded
from grader.explore.execution import Chooser, Execution
from grader.explore.policy import Followed

Play = Callable[[Chooser], Execution]
Fails = Callable[[Execution], bool]


@dataclass(frozen=True)
class Shrunk:
    """A schedule that fails. turns: see `Schedule`; preemptions: how often a thread is interrupted that could go on."""

    turns: Mapping[int, str]
    preemptions: int
    steps: int

    @property
    def size(self) -> tuple[int, int, int]:
        """What is to be small."""
        return self.preemptions, len(self.turns), self.steps


def turns_of(execution: Execution, play: Play) -> Shrunk:
    """Return the schedule of `execution`, found by playing it again."""
    follow = Followed(execution.schedule)
    again = play(follow)
    return Shrunk(follow.turned, follow.preemptions, len(again.events))


def shrink(execution: Execution, play: Play, fails: Fails, budget: int) -> Shrunk:
    """Return the smallest failing schedule found with `budget` executions, or fewer.

    play: runs one execution. fails: whether it fails as `execution` did.
    First, blocks of steps of one thread are moved together. Then schedules with fewer preemptions are searched
    through, from 0 on: what that finds is the least.
    """
    best = turns_of(execution, play)
    left = budget // 2
    names = list(execution.schedule)
    improved = True
    while improved and left > 0:
        improved = False
        for candidate in _closer(names):
            left -= 1
            follow = Followed(candidate)
            again = play(follow)
            found = Shrunk(follow.turned, follow.preemptions, len(again.events))
            if fails(again) and found.size < best.size:
                best, names, improved = found, list(again.schedule), True
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


def _fewer(best: Shrunk, play: Play, fails: Fails, budget: int) -> Shrunk:
    for preemptions in range(best.preemptions):
        bounded = Bounded(preemptions)
        while not bounded.exhausted:
            if budget <= 0:
                return best
            budget -= 1
            execution = play(bounded)
            bounded.finished(execution)
            if fails(execution):
                return min(best, turns_of(execution, play), key=lambda shrunk: shrunk.size)
    return best
