"""The workers are in a dict by pid, and a Process whose code was reported is closed."""

import signal
import sys


class Crew:
    def __init__(self, ctx):
        self.ctx = ctx
        self.workers = {}

    def start(self, task, *args):
        worker = self.ctx.Process(target=task, args=args)
        worker.start()
        self.workers[worker.pid] = worker
        return worker.pid

    def reap(self):
        report = [(pid, worker.exitcode) for pid, worker in self.workers.items() if worker.exitcode is not None]
        for pid, _ in report:
            self.workers.pop(pid).close()
        return report

    def close(self):
        for worker in self.workers.values():
            worker.join()
        return self.reap()


def lead(ctx, tasks, ready):
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
    sys.exit(143)


def run(task):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    task()
