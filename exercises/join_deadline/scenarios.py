"""How finish is called: on processes that have ended, that will end, that are stuck, and that do not listen.

Each scenario returns what `finish` returned, and how many of the processes were not yet joined by then.
"""

import signal
import sys

from grader.inside import ended, unjoined


def mixed(submission, ctx, *, kinds, seconds, grace):
    """A process of each kind: `done:N` has ended with N, `blocked` waits for ever, `deaf` also ignores SIGTERM."""
    ready, go, never = ctx.Semaphore(0), ctx.Semaphore(0), ctx.Semaphore(0)
    team, done = [], []
    for kind in kinds:
        kind, _, status = kind.partition(":")
        if kind == "done":
            process = ctx.Process(target=leave_when_told, args=(go, int(status)))
            done.append(process)
        else:
            process = ctx.Process(target=stay, args=(ready, never, kind == "deaf"))
        team.append(process)
    for process in team:
        process.start()
    for _ in range(len(team) - len(done)):
        ready.acquire()
    for _ in done:
        go.release()
    for process in done:
        ended(process.pid)
    return [submission.finish(team, seconds, grace), unjoined()]


def own_pace(submission, ctx, *, statuses, stuck, seconds, grace):
    """A process for each status that ends with it, and `stuck` that wait for ever; `finish` is called at once.

    The processes are called p0, p1, ...
    """
    never = ctx.Semaphore(0)
    work = [(sys.exit, status) for status in statuses] + [(block, never)] * stuck
    team = [ctx.Process(target=f, args=(x,), name=f"p{number}") for number, (f, x) in enumerate(work)]
    for process in team:
        process.start()
    return [submission.finish(team, seconds, grace), unjoined()]


def leave_when_told(go, status):
    """A process that ends with `status`, when main says so."""
    go.acquire()
    sys.exit(status)


def stay(ready, never, deaf):
    """A process that never ends by itself; if it is `deaf`, not on SIGTERM either."""
    if deaf:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.release()
    block(never)


def block(never):
    """Wait for what never comes."""
    never.acquire()
