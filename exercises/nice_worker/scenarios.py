"""How run_nice and state are called: by a main that may be held up, and on a child that is stopped, killed and reaped.

All of it is for free runs.
"""

import functools
import multiprocessing
import os
import signal
import sys
from multiprocessing.context import ForkProcess, SpawnProcess

from grader.inside import ended, mark


def nicer(submission, ctx, *, increment, code, first=0, late=False):
    """Main makes itself nicer by `first` and calls run_nice with a task that exits with `code`.

    The task marks `nice` with its niceness, and whether its process was made by the context. With `late`, start() of
    this context returns only when the new process has ended: main is held up for so long. Returns main's own niceness
    before, after, and the exit code.
    """
    os.nice(first)
    before = os.nice(0)
    made = LateContext(ctx) if late else ctx
    told = submission.run_nice(made, increment, functools.partial(tell_niceness, code))
    return [before, os.nice(0), told]


def states(submission, ctx, *, comm):
    """The states of main itself, and of a child that is stopped, then killed, then reaped; its name is `comm`."""
    child = ctx.Process(target=stop_myself, args=(comm,))
    child.start()
    os.waitid(os.P_PID, child.pid, os.WSTOPPED | os.WNOWAIT)
    seen = [submission.state(os.getpid()), submission.state(child.pid)]
    child.kill()
    ended(child.pid)
    seen.append(submission.state(child.pid))
    child.join()
    seen.append(submission.state(child.pid))
    return seen


class LateForkProcess(ForkProcess):
    """A process of fork whose start returns when it has ended."""

    def start(self):
        super().start()
        ended(self.pid)


class LateSpawnProcess(SpawnProcess):
    """A process of spawn whose start returns when it has ended."""

    def start(self):
        super().start()
        ended(self.pid)


class LateContext:
    """A context like the one that it is made of, but whoever starts a process with it is held up until it has ended."""

    def __init__(self, ctx):
        self.ctx = ctx
        self.Process = {"fork": LateForkProcess, "spawn": LateSpawnProcess}[ctx.get_start_method()]

    def __getattr__(self, name):
        if name == "ctx":
            raise AttributeError(name)
        return getattr(self.ctx, name)


def tell_niceness(code):
    """The task."""
    process = multiprocessing.current_process()
    mark("nice", {"niceness": os.nice(0), "late": isinstance(process, LateForkProcess | LateSpawnProcess)})
    sys.exit(code)


def stop_myself(comm):
    """The child: it takes a name, if there is one, and stops."""
    if comm:
        with open("/proc/self/comm", "w", encoding="utf-8") as file:
            file.write(comm)
    os.kill(os.getpid(), signal.SIGSTOP)
