"""The orders of what was told: all that happens-before allows in one execution, and a schedule for any of them.

What is told orders nothing, so one execution stands for every order of its marks that its steps leave open. In a
gated execution each mark is a step, and `pinned` gives the order of steps that shows the marks in the order wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.explore.execution import Execution, Told


def happened_before(one: Told, other: Told) -> bool:
    """Return whether `one` was told before `other` in every order."""
    number = one.thread.number
    return one is not other and number < len(other.clock) and other.clock[number] >= one.index


def orders(told: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    """Yield every order of `told`, of one execution, that happens-before allows; the one that was seen first."""
    after = [[n for n, other in enumerate(told) if happened_before(other, one)] for one in told]

    def extend(chosen: list[int], left: list[int]) -> Iterator[tuple[Told, ...]]:
        if not left:
            yield tuple(told[n] for n in chosen)
            return
        for n in left:
            if not any(earlier in left for earlier in after[n]):
                yield from extend([*chosen, n], [other for other in left if other != n])

    return extend([], list(range(len(told))))


def pinned(execution: Execution, order: Sequence[Told], marks: Sequence[Told]) -> list[str]:
    """Return the threads' names, step for step, for a gated run in which `order` comes true.

    order: of `orders`, some of the execution's marks. marks: all of them, also those that the order leaves out; each
    is a step of its own in a gated run.
    """
    rank = {id(told): place for place, told in enumerate(order)}
    steps = [(event.thread.name, event.thread.number, event.index, event.clock, None) for event in execution.events]
    gates = [(told.thread.name, told.thread.number, told.index, list(told.clock), told) for told in marks]
    left = sorted([*steps, *gates], key=lambda step: (sum(step[3]), step[1], step[2]))
    names: list[str] = []
    following = 0
    while left:
        for place, (name, number, index, clock, told) in enumerate(left):
            waits = told is not None and rank.get(id(told), following) != following
            if waits or any(
                _knows(clock, other[1], other[2]) for other in left if (other[1], other[2]) != (number, index)
            ):
                continue
            following += told is not None and id(told) in rank
            names.append(name)
            del left[place]
            break
        else:
            raise ValueError("this is no order of the execution")
    return names


def _knows(clock: Sequence[int], number: int, index: int) -> bool:
    return number < len(clock) and clock[number] >= index
