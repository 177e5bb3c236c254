"""The members are daemons: once a handler lets the leader leave in order, multiprocessing ends and joins them."""

import signal
import sys


class Crew:
    def __init__(self, ctx):
        self.ctx = ctx
        self.workers = []

    def start(self, task, *args):
        worker = self.ctx.Process(target=task, args=args)
        worker.start()
        self.workers.append(worker)
        return worker.pid

    def reap(self):
        ended = [worker for worker in self.workers if worker.exitcode is not None]
        self.workers = [worker for worker in self.workers if worker not in ended]
        return [(worker.pid, worker.exitcode) for worker in ended]

    def close(self):
        for worker in self.workers:
            worker.join()
        return self.reap()


def lead(ctx, tasks, ready):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    team = [ctx.Process(target=task, daemon=True) for task in tasks]
    for member in team:
        member.start()
    ready()
    for member in team:
        member.join()
