"""Bury your dead, and leave no orphans: who starts processes must ask for them, and see them off.

Nothing here looks again and again: who waits, sleeps.
"""

import signal
import sys


class Crew:
    """Starts workers, and keeps none that has ended."""

    def __init__(self, ctx):
        self.ctx = ctx
        self.workers = []

    def start(self, task, *args):
        """Start task(*args) in a new process; return its pid."""
        worker = self.ctx.Process(target=task, args=args)
        worker.start()
        self.workers.append(worker)
        return worker.pid

    def reap(self):
        """Never wait. Return [(pid, exitcode), ...] of the workers that have ended since they were last reported.

        They come in the order of their start; none of them is a zombie afterwards. Other children of this process
        are none of the crew's business.
        """
        ended = [worker for worker in self.workers if worker.exitcode is not None]
        self.workers = [worker for worker in self.workers if worker not in ended]
        return [(worker.pid, worker.exitcode) for worker in ended]

    def close(self):
        """Wait for all workers that are left, and report them in the same way."""
        for worker in self.workers:
            worker.join()
        return self.reap()


def lead(ctx, tasks, ready):
    """Target of a process that leads others: run every task() in a process of its own, return when all have ended.

    ready(): called once all are started. If SIGTERM comes later, the tasks' processes are ended and reaped, and this
    process ends with exit code 143.
    """
    signal.signal(signal.SIGTERM, leave)
    team = [ctx.Process(target=run, args=(task,)) for task in tasks]
    try:
        for member in team:
            member.start()
        ready()
        for member in team:
            member.join()
    finally:
        for member in team:
            member.terminate()
        for member in team:
            member.join()


def leave(_number, _frame):
    """Turn a signal into an exception, so that `finally` runs."""
    sys.exit(143)


def run(task):
    """What a member does; it has inherited no handler of the leader's, and SIGTERM ends it at once."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    task()
