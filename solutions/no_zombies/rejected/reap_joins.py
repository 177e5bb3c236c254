# loses test_reap_never_waits: deadlock
# loses test_codes_are_kept: deadlock

"""reap joins everybody, also those who are at work."""

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
        ended, self.workers = self.workers, []
        for worker in ended:
            worker.join()
        return [(worker.pid, worker.exitcode) for worker in ended]

    def close(self):
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
