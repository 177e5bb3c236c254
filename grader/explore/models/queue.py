"""`multiprocessing.Queue`: a buffer in each process that puts, whose feeder moves items into a pipe.

CPython's feeder is a thread with locks of its own; here it is one step an item, which says the same with far fewer
schedules: `empty()` does not see what is not yet fed, a full pipe holds the feeder up, exit waits for the feeder.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from grader.explore.events import EXCLUSIVE, READ, Event, Facet, Op
from grader.explore.models.model import BrokenProtocolError
from grader.explore.models.pipe import ATOMIC, CAPACITY

_HEADER = 4
_FIRST = "first"
GETS = ("get", "get_now", "get_for")
_PUTS = ("put", "put_now", "put_for", "reserve", "reserve_now", "reserve_for")
_WAITING = ("put", "reserve")


@dataclass
class Item:
    """What was put: its pickle in pieces, its size in the pipe, the step that put it and the one that fed it.

    torn: its process ended in the middle of writing it.
    """

    pieces: tuple[str, ...]
    size: int
    put: Event
    fed: Event | None = None
    torn: bool = False


class Queue:
    """maximum: how many items fit. buffers: what each process has put and its feeder not yet moved.

    lost: the death of a process that was in `get`, and so may have had the readers' lock, which nobody gets any more.
    """

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        self.count = 0
        self.lost: Event | None = None
        self.buffers: dict[str, deque[Item]] = {}
        self._first = maximum
        self._places: deque[Event] = deque()
        self._pipe: deque[Item] = deque()
        self._used = 0
        self._fed_bytes = 0
        self._last_feeder = ""
        self._freed_bytes = 0
        self._freed: list[tuple[int, Event]] = []
        self._puts, self._feeds, self._gets = Facet(), Facet(), Facet()

    def enabled(self, op: Op) -> bool:
        """A put waits for a place, a get for an item in the pipe, a feeder for room, a flush for the feeder."""
        match op.kind:
            case "put" | "reserve":
                return self.count < self.maximum
            case "get":
                return self._can_get and not self._pipe[0].torn
            case "get_now" | "get_for":
                return not (self._can_get and self._pipe[0].torn)
            case "feed":
                return self._feedable(op.path)
            case "flush":
                return not self.buffers.get(op.path) and self.is_through(op.path)
        return True

    @property
    def readable(self) -> bool:
        """Whether a get would not wait."""
        return bool(self._pipe)

    @property
    def _can_get(self) -> bool:
        return bool(self._pipe) and self.lost is None

    def _feedable(self, path: str) -> bool:
        if self._pipe and self._pipe[-1].torn:
            return False
        buffer = self.buffers.get(path)
        # One that has begun to write holds the pipe's lock until all of its item is in.
        return bool(buffer) and self._used < CAPACITY and CAPACITY - self._used >= min(buffer[0].size, ATOMIC)  # type: ignore[index]

    def is_through(self, path: str) -> bool:
        """Return whether all that `path` has fed is in the pipe to its last byte."""
        return self._used <= CAPACITY or self._last_feeder != path

    def perform(self, event: Event) -> Any:
        """Return an item in pieces, or None where there is none; whether a put found a place; a count."""
        kind, path = event.op.kind, event.op.path
        if kind in _PUTS:
            return self._put(event) if self.count < self.maximum else self._look(event, full=True)
        if kind in GETS:
            return self._get(event) if self._can_get else self._look(event)
        match kind:
            case "append":
                return self._append(event)
            case "feed":
                return self._feed(event, path)
            case "flush":
                return self._flush(event, path)
            case "size":
                event.touch(self._puts, READ)
                event.touch(self._gets, READ)
                return self.count
        raise BrokenProtocolError(f"{kind} of a queue")

    def _put(self, event: Event) -> bool:
        self.count += 1
        if self._first:
            self._first -= 1
            event.touch(self._puts, _FIRST)
        else:
            event.touch(self._puts, EXCLUSIVE)
            event.follow(self._places.popleft(), races=event.op.kind not in _WAITING)
        return self._append(event) if event.op.kind.startswith("put") else True

    def _append(self, event: Event) -> bool:
        item = Item(event.op.payload, event.op.args[0] + _HEADER, event)
        self.buffers.setdefault(event.op.path, deque()).append(item)
        return True

    def _feed(self, event: Event, path: str) -> None:
        item = self.buffers[path].popleft()
        event.follow(item.put, races=False)
        event.touch(self._feeds, EXCLUSIVE)
        self._after_freeing(event, self._fed_bytes - CAPACITY + min(item.size, ATOMIC))
        item.fed = event
        self._pipe.append(item)
        self._used += item.size
        self._fed_bytes += item.size
        self._last_feeder = path

    def _after_freeing(self, event: Event, size: int) -> None:
        """Come after the gets that freed the first `size` bytes of the pipe."""
        if size > 0:
            event.follow(next(get for freed, get in self._freed if freed >= size), races=False)

    def _flush(self, event: Event, path: str) -> None:
        for thread in event.thread.process.threads:
            last = thread.last
            if last is not None and last.op.kind == "feed" and last.op.on == event.op.on:
                event.follow(last, races=False)
        if self._last_feeder == path:
            self._after_freeing(event, self._fed_bytes - CAPACITY)

    def _get(self, event: Event) -> list[str]:
        item = self._pipe.popleft()
        assert item.fed is not None
        event.touch(self._gets, EXCLUSIVE)
        event.follow(item.fed, races=event.op.kind != "get")
        self._used -= item.size
        self._freed_bytes += item.size
        self._freed.append((self._freed_bytes, event))
        self.count -= 1
        self._places.append(event)
        return list(item.pieces)

    def _look(self, event: Event, *, full: bool = False) -> Any:
        """A try that found no item, or no place."""
        if full:
            event.touch(self._puts, READ)
            event.touch(self._gets, READ)
            return False
        self.look(event, races=True)
        return None

    def look(self, event: Event, *, races: bool) -> bool:
        """Return whether a get would not wait. races: it might have been asked before that was so."""
        event.touch(self._gets, READ)
        if self._pipe:
            fed = self._pipe[0].fed
            assert fed is not None
            event.follow(fed, races=races)
            return True
        event.touch(self._feeds, READ)
        return False

    def killed(self, event: Event) -> None:
        """Learn that the step `event` was the death of a process in the middle of `get`."""
        event.touch(self._gets, EXCLUSIVE)
        if self.lost is None:
            self.lost = event

    def ended(self, event: Event, path: str) -> None:
        """Learn that the process `path` has ended: what its feeder has not written by now never comes."""
        if not self.is_through(path):
            event.touch(self._gets, EXCLUSIVE)
            event.touch(self._feeds, EXCLUSIVE)
            self._pipe[-1].torn = True

    def commute(self, op: Op, other: Op) -> bool:
        """Different sides of the queue commute where both can go on."""
        one, two = sorted((_side(op, self), _side(other, self)))
        if one == two:
            if one == "put":
                return self._first >= 2
            return one in ("look", "flush", "size", "append")
        pair = {one, two}
        if pair & {"flush", "append"}:
            return True
        if "size" in pair:
            return not pair & {"put", "get"}
        if "look" in pair:
            return "put" in pair or ("feed" in pair and bool(self._pipe))
        return True

    def races(self, op: Op) -> list[Event]:
        """A put races with puts, a get with gets, a feeder with feeders; a look with what it looks at."""
        puts, gets, feeds = (facet.against(EXCLUSIVE) for facet in (self._puts, self._gets, self._feeds))
        match _side(op, self):
            case "put":
                return puts if op.kind in _WAITING else [*puts, *gets]
            case "get":
                return gets if op.kind == "get" else [*gets, *feeds]
            case "feed":
                return feeds
            case "size":
                return [*self._puts.against(READ), *self._gets.against(READ)]
            case "flush" | "append":
                return []
        return [*self._gets.against(READ), *self._feeds.against(READ), *self._puts.against(READ)]


def _side(op: Op, queue: Queue) -> str:
    """Return what `op` would do now: put, get, feed, look (at the pipe), size (look at the count) or flush."""
    if op.kind in _PUTS:
        return "put" if op.kind in _WAITING or queue.count < queue.maximum else "size"
    if op.kind in GETS:
        return "get" if op.kind == "get" or (queue.readable and queue.lost is None) else "look"
    return op.kind if op.kind in ("feed", "flush", "size", "append") else "look"
