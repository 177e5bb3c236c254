"""The orders of what was told: all that happens-before allows in one execution, and a schedule for any of them.

What is told orders nothing, so one execution stands for every order of its marks that its steps leave open. In a
gated execution each mark is a step, and `pinned` gives the order of steps that shows the marks in the order wanted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from grader.explore.events import Event, is_known
from grader.explore.execution import Execution, Told


def happened_before(one: Told, other: Told) -> bool:
    """Return whether `one` was told before `other` in every order."""
    return one is not other and is_known(other.clock, one)


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
    queues: dict[int, deque[Event | Told]] = {}
    steps: list[Event | Told] = [*execution.events, *marks]
    for step in sorted(steps, key=lambda step: step.index):
        queues.setdefault(step.thread.number, deque()).append(step)
    names: list[str] = []
    following = 0
    while queues:
        # A thread's own steps are in order, so that only its next one can come next.
        heads = [queue[0] for queue in queues.values()]
        able = [
            step
            for step in heads
            if rank.get(id(step), following) == following
            and not any(is_known(step.clock, head) for head in heads if head is not step)
        ]
        if not able:
            raise ValueError("this is no order of the execution")
        # A thread goes on as long as it can: the fewer turns, the easier it is to read.
        chosen = min(able, key=lambda step: ([step.thread.name] != names[-1:], sum(step.clock), step.thread.number))
        following += id(chosen) in rank
        names.append(chosen.thread.name)
        queue = queues[chosen.thread.number]
        queue.popleft()
        if not queue:
            del queues[chosen.thread.number]
    return names
