"""Every schedule that differs: dynamic partial-order reduction with sleep sets and source sets.

After Flanagan and Godefroid (POPL 2005) and Abdulla, Aronis, Jonsson and Sagonas (POPL 2014). Each race of an
execution asks for one in which the two steps come the other way round; a thread sleeps where its step has been
explored and nothing has happened since that it depends on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from grader.explore.events import Event, Op, Thread, is_known
from grader.explore.execution import Execution, objects_of
from grader.explore.policy import DivergenceError, default

_POSITION = attrgetter("position")


class _Node:
    """One state on the way.

    sleep: who need not go on from here; wanted: who is to go on from here; chosen: who does.
    """

    __slots__ = ("chosen", "enabled", "signature", "sleep", "wanted")

    def __init__(self, enabled: frozenset[str], sleep: set[str]) -> None:
        self.enabled, self.sleep = enabled, sleep
        self.wanted: list[str] = []
        self.chosen = ""
        self.signature: tuple[Any, ...] = ()


class Dpor:
    """A chooser for one execution after the other, until `exhausted`. blocked: executions that a sleep set ended."""

    def __init__(self) -> None:
        self._nodes: list[_Node] = []
        self._depth = 0
        self._asleep: set[str] = set()
        self._fresh = 0
        self.exhausted = False
        self.blocked = 0

    def choose(self, execution: Execution, enabled: Sequence[Thread]) -> Thread | None:
        """Follow the way to the state that is to be explored; from there on, let who has gone on go on."""
        depth = len(execution.events)
        if depth < len(self._nodes):
            node = self._nodes[depth]
            thread = self._repeat(node, enabled)
        else:
            node = _Node(frozenset(thread.name for thread in enabled), self._asleep)
            awake = [thread for thread in enabled if thread.name not in node.sleep]
            if not awake:
                return None
            thread = default(execution, awake)
            node.wanted.append(thread.name)
            self._take(node, thread)
            self._nodes.append(node)
        if depth + 1 >= len(self._nodes):
            self._asleep = {name for name in node.sleep if execution.commute(thread, execution.thread(name))}
        return thread

    def _take(self, node: _Node, thread: Thread) -> None:
        assert thread.pending is not None
        node.chosen = thread.name
        node.signature = thread.pending.signature

    def _repeat(self, node: _Node, enabled: Sequence[Thread]) -> Thread:
        thread = next((thread for thread in enabled if thread.name == node.chosen), None)
        if thread is None or {thread.name for thread in enabled} != node.enabled:
            raise DivergenceError(f"{node.chosen} could go on here before, and others can now")
        assert thread.pending is not None
        if node.signature and thread.pending.signature != node.signature:
            raise DivergenceError(f"{node.chosen} did {node.signature} here before, now {thread.pending.signature}")
        node.signature = thread.pending.signature
        return thread

    def finished(self, execution: Execution) -> None:
        """Learn from an execution that has ended, and turn to the next state to be explored."""
        self.blocked += execution.outcome == "abandoned"
        steps = _Steps(execution)
        # What comes before the state that was turned at is known from the execution before.
        for event in execution.events[self._fresh :]:
            for earlier in event.races:
                self._reverse(steps, earlier, event.thread, event.op, event.clock, event.position)
        self._reverse_pending(execution, steps)
        self._turn()

    def _reverse_pending(self, execution: Execution, steps: _Steps) -> None:
        """A step that never happened races too: it waits because of a step that it might have come before."""
        for thread in execution.threads:
            if thread.pending is None:
                continue
            earlier = list(execution.find(thread.pending.on).races(thread.pending))
            death = execution.lives[thread.process.path].end
            if death is not None and death.thread is not thread:
                earlier.append(death)
                self._reverse_death(execution, steps, death, thread.pending)
            for event in earlier:
                if event.thread is not thread and not thread.knows(event):
                    self._reverse(steps, event, thread, thread.pending, thread.clock, len(execution.events))

    def _reverse_death(self, execution: Execution, steps: _Steps, death: Event, op: Op) -> None:
        """Ask for an execution in which what `op` would have depended on comes before the death that prevented `op`."""
        objects = set(objects_of(op))
        # An end closes pipes.
        ends = ("exit", "die") if op.kind in ("recv", "send") or not op.on else ()
        for event in execution.events[death.position + 1 :]:
            if not death.happened_before(event) and (
                not objects.isdisjoint(objects_of(event.op)) or event.op.kind in ends
            ):
                self._reverse(steps, death, event.thread, event.op, event.clock, event.position)
                return

    def _reverse(
        self, steps: _Steps, earlier: Event, thread: Thread, op: Op, clock: Sequence[int], position: int
    ) -> None:
        """Ask for an execution in which the step of `thread` at `position` comes before `earlier`."""
        node = self._nodes[earlier.position]
        # Of the steps in between that need not come after `earlier`. A thread's own steps are in order, so that its
        # first one stands for all of them.
        firsts = steps.firsts_beside(earlier, position)
        initials = [
            event.thread.name
            for event in firsts
            if not any(other.happened_before(event) for other in firsts if other is not event)
        ]
        if not any(is_known(clock, event) for event in firsts):
            initials.append(thread.name)
        if any(name in node.wanted or name in node.sleep for name in initials):
            return
        able = [name for name in initials if name in node.enabled]
        if able:
            node.wanted.append(thread.name if thread.name in able else able[0])
        elif op.kind in ("wait", "join_any"):
            # Who waits for one of several things may have been let go on by another one.
            node.wanted += sorted(node.enabled.difference(node.wanted, node.sleep))

    def _turn(self) -> None:
        while self._nodes:
            node = self._nodes[-1]
            node.sleep.add(node.chosen)
            left = [name for name in node.wanted if name not in node.sleep]
            if left:
                node.chosen, node.signature = left[0], ()
                self._fresh = len(self._nodes) - 1
                return
            self._nodes.pop()
        self.exhausted = True


class _Steps:
    """The steps of an execution, thread by thread."""

    def __init__(self, execution: Execution) -> None:
        self._by_thread: dict[int, list[Event]] = {}
        for event in execution.events:
            self._by_thread.setdefault(event.thread.number, []).append(event)

    def firsts_beside(self, earlier: Event, position: int) -> list[Event]:
        """Return, of each thread, its first step between `earlier` and `position` that did not come after `earlier`.

        They are in the order of the execution. What a thread did after one that came after `earlier` did so too.
        """
        firsts = []
        for events in self._by_thread.values():
            place = bisect_right(events, earlier.position, key=_POSITION)
            if place < len(events) and events[place].position < position and not earlier.happened_before(events[place]):
                firsts.append(events[place])
        return sorted(firsts, key=_POSITION)
