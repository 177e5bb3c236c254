"""How a crew is used and a leader is led: workers that end at once, workers that are held, a leader that is terminated.

All of it is for free runs. Where a worker must have ended before the crew looks, main waits until the kernel says so.
"""

import contextlib
import functools
import os
import signal
import sys

from grader.inside import asleep, ended, mark, state_of, until


def idle(submission, ctx, *, codes):
    """Workers that are all at work until the last has begun, mark `worker` with their pids, and end with `codes`.

    Returns the pids that start gave, reap(), the states of these pids in /proc after it (None: gone), a second reap(),
    and close().
    """
    crew = submission.Crew(ctx)
    gate = ctx.Semaphore(0)
    pids = [crew.start(tell_and_end_when_let, gate, code) for code in codes]
    for _ in codes:
        gate.release()
    for pid in pids:
        _ended_or_gone(pid)
    reaped = crew.reap()
    return [pids, reaped, [state_of(pid) or None for pid in pids], crew.reap(), crew.close()]


def never_waits(submission, ctx, *, codes):
    """Two workers, of which the second has ended at the reap(), and the first too at the close().

    Returns pids, reap() and close().
    """
    crew = submission.Crew(ctx)
    gates = [ctx.Semaphore(0), ctx.Semaphore(0)]
    pids = [crew.start(end_when_let, gate, code) for gate, code in zip(gates, codes, strict=True)]
    gates[1].release()
    _ended_or_gone(pids[1])
    reaped = crew.reap()
    gates[0].release()
    _ended_or_gone(pids[0])
    return [pids, reaped, crew.close()]


def restart(submission, ctx, *, codes):
    """The first worker has ended when the second is started; reap(); then the second ends; close().

    Returns pids, reap() and close().
    """
    crew = submission.Crew(ctx)
    gate = ctx.Semaphore(0)
    pids = [crew.start(sys.exit, codes[0])]
    _ended_or_gone(pids[0])
    pids.append(crew.start(end_when_let, gate, codes[1]))
    reaped = crew.reap()
    gate.release()
    _ended_or_gone(pids[1])
    return [pids, reaped, crew.close()]


def closing(submission, ctx, *, codes):
    """close() is called while all workers are held; they are let go when main sleeps. Returns pids and close()."""
    crew = submission.Crew(ctx)
    gate, begin = ctx.Semaphore(0), ctx.Semaphore(0)
    opener = ctx.Process(target=open_when_asleep, args=(begin, os.getpid(), gate, len(codes)), name="opener")
    opener.start()
    pids = [crew.start(end_when_let, gate, code) for code in codes]
    begin.release()
    report = crew.close()
    opener.join()
    return [pids, report]


def others(submission, ctx, *, code):
    """A process of the scenario's has ended with `code`, unasked, while a crew without workers looks after its own.

    Returns reap(), close() and the exit code that the scenario then gets.
    """
    crew = submission.Crew(ctx)
    process = ctx.Process(target=sys.exit, args=(code,), name="other")
    process.start()
    ended(process.pid)
    reaped, closed = crew.reap(), crew.close()
    process.join()
    return [reaped, closed, process.exitcode]


def leader(submission, ctx, *, n):
    """A leader with `n` tasks that never end is terminated when all of them sleep; returns its exit code.

    A task that gets SIGTERM ends only when it is let go, and it is let go only if the leader waits for it.
    """
    pids, never, ready, go = ctx.SimpleQueue(), ctx.Semaphore(0), ctx.Semaphore(0), ctx.Semaphore(0)
    tasks = [functools.partial(never_end, pids, never, go) for _ in range(n)]
    process = ctx.Process(target=submission.lead, args=(ctx, tasks, Release(ready)), name="leader")
    process.start()
    team = [process.pid] + [pids.get() for _ in range(n)]
    ready.acquire()
    until(lambda: all(asleep(pid) for pid in team))
    process.terminate()
    until(lambda: asleep(process.pid) or _has_ended(process.pid))
    if not _has_ended(process.pid):
        for _ in range(n):
            go.release()
    process.join()
    return process.exitcode


def leader_ends(submission, ctx, *, n):
    """A leader with `n` tasks that mark `brief` and return; `ready` marks `ready`, and `led` is marked in the end.

    Returns the leader's exit code.
    """
    tasks = [functools.partial(mark, "brief") for _ in range(n)]
    ready = functools.partial(mark, "ready")
    process = ctx.Process(target=submission.lead, args=(ctx, tasks, ready), name="leader")
    process.start()
    process.join()
    mark("led")
    return process.exitcode


class Release:
    """A callable that releases a semaphore, and that can be handed to a process."""

    def __init__(self, semaphore):
        self.semaphore = semaphore

    def __call__(self):
        self.semaphore.release()


def end_when_let(gate, code):
    """A worker that ends when it is let go."""
    gate.acquire()
    sys.exit(code)


def tell_and_end_when_let(gate, code):
    """A worker that marks `worker` with its pid and ends when it is let go."""
    mark("worker", os.getpid())
    end_when_let(gate, code)


def open_when_asleep(begin, main, gate, n):
    """Let `n` workers go when main sleeps, in close() or behind it."""
    begin.acquire()
    until(lambda: asleep(main))
    for _ in range(n):
        gate.release()


def never_end(pids, never, go):
    """A task that tells its pid and then blocks for ever; on SIGTERM it ends when it is let go."""
    signal.signal(signal.SIGTERM, functools.partial(end_slowly, go))
    pids.put(os.getpid())
    never.acquire()


def end_slowly(go, _number, _frame):
    """End when let go; who sends SIGTERM twice does not hurry it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    go.acquire()
    sys.exit(0)


def _ended_or_gone(pid):
    with contextlib.suppress(ChildProcessError):
        ended(pid)


def _has_ended(pid):
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
