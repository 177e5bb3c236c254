"""Who waits in vain must let others go on: sleepers, expired time limits, loops that look for the same again.

After Musuvathi and Qadeer, "Fair stateless model checking" (PLDI 2008): only from the second time on, so that every
order of a first sleep or limit with the steps of others is still explored. Who waits in vain at one place again
and again has its time pass in jumps that double, so that a deadline comes in some tens of steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.explore.events import Event, Thread

if TYPE_CHECKING:
    from grader.explore.execution import Execution

PATIENCE = 2
SPIN = 6
_NAPS = 3
_STALE = 1000
_TIMED = frozenset({"acquire_for", "join_for", "wait_for", "put_for", "reserve_for", "get_for"})
_LOOKS = frozenset({"read", "value", "size", "poll", "try", "wait_now", "get_now", "put_now", "reserve_now"})
_PUTTING = frozenset({"put_for", "reserve_for"})
_LOCKING = frozenset({"acquire", "release", "try", "acquire_for"})


def fair(enabled: Sequence[Thread]) -> Sequence[Thread]:
    """Return who of `enabled` may go on: not who has waited in vain again, where others can; if all have, in turn."""
    least = min(thread.idle for thread in enabled)
    if least < PATIENCE:
        return [thread for thread in enabled if thread.idle < PATIENCE]
    return [thread for thread in enabled if thread.idle == least]


def is_stale(execution: Execution) -> bool:
    """Return whether there has been nothing but waiting in vain for so long that it will go on for ever."""
    return execution.stale > _STALE


def after(execution: Execution, event: Event) -> None:
    """Learn from a step that is about to be the last one: let time pass, and see whether it was in vain."""
    thread, op = event.thread, event.op
    fresh = thread.idle == 0
    if op.kind == "sleep" or (op.kind in _TIMED and not event.answer):
        event.now += op.args[-1 if op.kind in _PUTTING else 0] * _stretch(thread, (op.kind, op.on, op.at))
        _in_vain(execution, thread)
    elif op.kind in _LOOKS and (op.kind in ("read", "value", "size", "wait_now") or not event.answer):
        look = (op.kind, op.on, str(op.args), op.at[1], str(event.answer))
        thread.seen[look] = thread.seen.get(look, 0) + 1
        if thread.seen[look] > SPIN:
            _in_vain(execution, thread)
        return
    elif op.kind not in _LOCKING:
        execution.stale = 0
        for other in execution.threads:
            other.idle = 0
            other.naps.clear()
            other.seen.clear()
        return
    if fresh:
        # Not so once it has waited itself: two that wait in vain must not send each other back to it, past all others.
        for other in execution.threads:
            if other is not thread:
                other.idle = min(other.idle, PATIENCE - 1)
                other.seen.clear()


def _in_vain(execution: Execution, thread: Thread) -> None:
    thread.idle += 1
    execution.stale += 1


def _stretch(thread: Thread, place: tuple[object, ...]) -> float:
    thread.naps[place] = thread.naps.get(place, 0) + 1
    return 2.0 ** min(60, max(0, thread.naps[place] - _NAPS))
