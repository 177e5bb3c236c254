"""Listens to the processes of an execution until each of them has asked for its next step, or has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from grader.channel import Event as Heard
from grader.channel import Peer
from grader.explore import grammar, messages
from grader.explore.events import Event, Op, Thread
from grader.explore.host import Host, StuckError
from grader.explore.models.cells import Cells
from grader.explore.models.model import BrokenProtocolError
from grader.explore.models.pipe import ON_ITS_WAY, Pipe
from grader.explore.models.queue import Queue
from grader.explore.models.semaphore import Semaphore
from grader.explore.models.waits import names

if TYPE_CHECKING:
    from grader.explore.execution import Execution

_BAD_MESSAGE = (LookupError, TypeError, ValueError, AttributeError, OverflowError, AssertionError)
_PARTS = 4096
_PROCESSES = 1000
_TOLD = 100_000
_NO_THREADS = "the explorer does not control threads"


class Hearing:
    """The engine's side of every connection of one execution."""

    def __init__(self, execution: Execution, host: Host) -> None:
        self._execution, self._host = execution, host
        self._by_peer: dict[Peer, Thread] = {}
        self._early: dict[Peer, list[Heard]] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._asked_for: set[str] = set()
        self._running = 0

    def settle(self) -> None:
        """Listen until no thread runs."""
        while self._running:
            for event in self._host.events():
                self._receive(event)

    def check_threads(self) -> None:
        """Raise StuckError if a process that waits has a thread that nobody hears: that one might help it on."""
        for thread, _ in self._execution.waiting():
            if thread.process.others:
                raise StuckError(f"{thread.process.name} has a thread beside its first one: {_NO_THREADS}")

    def _name(self, path: str) -> str:
        process = self._execution.processes.get(path)
        return process.name if process else f"process {path}"

    def close(self) -> None:
        """Hang up on everybody, which ends them."""
        for peer in (*self._by_peer, *self._early):
            self._host.drop(peer)

    def expect(self, thread: Thread) -> None:
        """Wait, from now on, for what `thread` will ask."""
        thread.running = True
        self._running += 1
        for heard in tuple(self._early.values()):
            if thread.name == _thread_name(heard[0].message):
                del self._early[heard[0].peer]
                for event in heard:
                    self._receive(event)

    def stop(self, thread: Thread) -> None:
        """Wait no more for `thread`."""
        self._running -= thread.running
        thread.running = False

    def answer(self, thread: Thread, event: Event) -> None:
        """Let `thread` run on with the answer to its step."""
        answer = {"value": event.answer}
        if event.now:
            answer["now"] = event.now
        if type(event.answer) is list and event.op.kind.startswith("get"):
            thread.parts = event.answer[1:]
            answer |= {"value": event.answer[0], "more": len(thread.parts)}
        if thread.peer is not None:
            self._run(thread)
            thread.peer.answer(answer)

    def interrupt(self, thread: Thread, number: int, before: list[int]) -> None:
        """Let `thread` take the signal `number`; it dies of it, or asks again for its step.

        before: those that were sent before it and have not arrived.
        """
        if thread.peer is not None:
            thread.interrupted, thread.pending = thread.pending, None
            self._run(thread)
            thread.peer.answer({"signal": number, "before": before})

    def _run(self, thread: Thread) -> None:
        self._running += not thread.running
        thread.running = True

    def _receive(self, event: Heard) -> None:
        thread = self._by_peer.get(event.peer)
        if event.peer in self._early:
            self._early[event.peer].append(event)
        elif event.message is None:
            if thread is not None:
                self._hung_up(thread)
        elif type(event.message) is messages.Hi:
            self._hello(event)
        elif thread is None or event.pid != thread.process.pid:
            self._host.drop(event.peer)
        else:
            try:
                self._hear(thread, event.message)
            except _BAD_MESSAGE as problem:
                raise BrokenProtocolError(f"{thread.name}: {problem!r}") from problem

    def _hello(self, event: Heard) -> None:
        hi: messages.Hi = event.message
        if hi.run != self._execution.run:
            self._host.drop(event.peer)
        elif hi.thread:
            raise StuckError(f"a thread of {self._name(hi.path)} beside its first one: {_NO_THREADS}")
        elif not self._execution.knows(_thread_name(hi)):
            # A child may be faster than what its parent has said of it.
            self._early[event.peer] = [event]
        else:
            thread = self._execution.thread(_thread_name(hi))
            if thread.peer is not None or thread.ended:
                self._host.drop(event.peer)
                return
            if self._is_anothers(event.pid, thread):
                raise BrokenProtocolError(f"{thread.name} speaks from the process of another")
            thread.peer, thread.process.pid = event.peer, event.pid
            self._by_peer[event.peer] = thread

    def _is_anothers(self, pid: int, thread: Thread) -> bool:
        execution = self._execution
        return any(
            process.pid == pid and process is not thread.process and execution.lives[path].end is None
            for path, process in execution.processes.items()
        )

    def _hear(self, thread: Thread, message: Any) -> None:
        execution = self._execution
        match message:
            case messages.Step(op, on, args, at, name, others):
                thread.process.others = others
                self._ask(
                    thread, Op(op, on, args, at, self._named(thread.process.path, name, on, args), thread.process.path)
                )
            case messages.Start(path, name, _, ends):
                if path in execution.processes or not path.startswith(thread.process.path + "."):
                    raise BrokenProtocolError(f"{thread.name} starts {path!r}")
                if len(execution.processes) >= _PROCESSES:
                    raise BrokenProtocolError(f"more than {_PROCESSES:,} processes")
                self._give_ends(thread.process.path, path, ends)
                # The last event of the thread shares its clock.
                thread.clock = list(thread.clock)
                thread.tick()
                execution.born(path, name, thread.process, thread)
            case messages.Unborn(path):
                self._unborn(thread, path)
            case messages.Make(kind, on, args):
                self._make(thread, kind, on, args)
            case messages.Part(data):
                if len(thread.parts) >= _PARTS:
                    raise BrokenProtocolError("too many parts")
                thread.parts.append(data)
            case messages.Fetch(index):
                assert thread.peer is not None
                thread.peer.answer({"value": thread.parts[index]})
            case messages.Tell(told, at):
                self._tell(thread, bytes(told), at)

    def _unborn(self, thread: Thread, path: str) -> None:
        execution = self._execution
        unborn = execution.processes[path]
        has_lived = unborn.threads[0].peer is not None or path in self._asked_for
        if unborn.parent is not thread.process or has_lived:
            raise BrokenProtocolError(f"{thread.name} takes back {path!r}")
        execution.take_back(path)
        self._take_ends(path)

    def _named(self, path: str, name: str, on: str, args: tuple[Any, ...]) -> str:
        """Return `name` with the place in the row, where a row of numbers is called so.

        Where the process `path` has no name at hand, as at its end, the last one that it had for this object. (Not
        another's: who is heard first is not the same each time.)
        """
        name = name or self._names.get((path, on), "")
        if not name:
            # As always where names are not asked for.
            return ""
        self._names[path, on] = name
        cells = self._execution.objects.get(on)
        return f"{name}[{args[0]}]" if isinstance(cells, Cells) and cells.length > 1 else name

    def _ask(self, thread: Thread, op: Op) -> None:
        if thread.pending is not None or thread.ended:
            raise BrokenProtocolError(f"{thread.name} asks for two steps at once")
        if op.kind in ("exit", "die", "feed") and (op.kind != "exit" or op.on != op.path):
            raise BrokenProtocolError(f"{thread.name} asks for {op.kind}")
        grammar.check(op, self._execution.objects, self._execution.lives)
        if op.kind.startswith(("put", "append")):
            op.payload = (*thread.parts, op.args[1])
            thread.parts = []
        thread.pending = op
        thread.process.dying = None
        self._asked_for.update([op.on] if op.on else names(op))
        self.stop(thread)

    def _tell(self, thread: Thread, message: bytes, at: messages.Place) -> None:
        from grader.explore.execution import Told

        execution = self._execution
        if len(execution.told) >= _TOLD:
            raise BrokenProtocolError(f"{thread.name} tells more than {_TOLD:,} things")
        thread.clock = list(thread.clock)
        index = thread.tick()
        clock, position = tuple(thread.clock), len(execution.events)
        execution.told.append(Told(thread.process, thread, index, clock, position, message, at, thread.now))

    def _make(self, thread: Thread, kind: str, on: str, args: tuple[Any, ...]) -> None:
        objects, path = self._execution.objects, thread.process.path
        if kind == "fill":
            cells = objects[on]
            assert isinstance(cells, Cells)
            cells.fill(args[0], args[1:])
            return
        if kind in ("sent", "arrived"):
            pipe = objects[on]
            assert isinstance(pipe, Pipe)
            if kind == "sent":
                pipe.hold(args[0], ON_ITS_WAY)
            else:
                pipe.arrive(args[0], path)
                self._execution.ends.setdefault(path, set()).add((on, args[0]))
            return
        if on in objects:
            raise BrokenProtocolError(f"{on!r} is made twice")
        match kind:
            case "semaphore":
                objects[on] = Semaphore(*msgspec.convert(args, tuple[int, int, int]))
            case "cells":
                objects[on] = Cells(*args)
            case "pipe":
                objects[on] = Pipe(path)
                self._execution.ends.setdefault(path, set()).update({(on, "r"), (on, "w")})
            case "queue":
                objects[on] = Queue(*msgspec.convert(args, tuple[int]))
            case _:
                raise BrokenProtocolError(f"there is no such thing as {kind!r}")

    def _give_ends(self, parent: str, child: str, ends: tuple[tuple[str, str], ...] | None) -> None:
        given = self._execution.ends.get(parent, ()) if ends is None else ends
        for name, end in given:
            pipe = self._execution.objects[name]
            assert isinstance(pipe, Pipe)
            pipe.hold(end, child, pipe.holders[end].get(parent, 1) if ends is None else 1)
        self._execution.ends[child] = set(given)

    def _take_ends(self, path: str) -> None:
        for name, end in self._execution.ends.pop(path, set()):
            pipe = self._execution.objects[name]
            assert isinstance(pipe, Pipe)
            pipe.holders[end].pop(path, None)

    def _hung_up(self, thread: Thread) -> None:
        assert thread.peer is not None
        del self._by_peer[thread.peer]
        thread.peer = None
        if thread.ended:
            return
        self.stop(thread)
        if thread.process.dying is not None:
            self._execution.killed(thread.process)
        else:
            # Its death is not seen before the step in which it exits; its parent will learn the true status.
            thread.pending = Op("exit", thread.process.path, (None,), ("", 0, ""), path=thread.process.path)


def _thread_name(hi: messages.Hi) -> str:
    return hi.path if not hi.thread else f"{hi.path}t{hi.thread}"
