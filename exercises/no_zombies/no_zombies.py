"""Bury your dead, and leave no orphans: who starts processes must ask for them, and see them off.

Nothing here looks again and again: who waits, sleeps.
"""

import os


class Crew:
    """Starts workers, and keeps none that has ended."""

    def __init__(self, ctx):
        self.ctx = ctx
        self.pids = []

    def start(self, task, *args):
        """Start task(*args) in a new process; return its pid."""
        worker = self.ctx.Process(target=task, args=args)
        worker.start()
        self.pids.append(worker.pid)
        return worker.pid

    def reap(self):
        """Never wait. Return [(pid, exitcode), ...] of the workers that have ended since they were last reported.

        They come in the order of their start; none of them is a zombie afterwards. Other children of this process
        are none of the crew's business.
        """
        ended = []
        while self.pids:
            pid, status = os.wait()
            self.pids.remove(pid)
            ended.append((pid, status))
        return ended

    def close(self):
        """Wait for all workers that are left, and report them in the same way."""
        return self.reap()


def lead(ctx, tasks, ready):
    """Target of a process that leads others: run every task() in a process of its own, return when all have ended.

    ready(): called once all are started. If SIGTERM comes later, the tasks' processes are ended and reaped, and this
    process ends with exit code 143.
    """
    team = [ctx.Process(target=task) for task in tasks]
    for member in team:
        member.start()
    ready()
    for member in team:
        member.join()
