# loses test_no_orphans: leaked

"""The handler tells everybody to end and leaves at once, without waiting for anybody."""

import os
import signal


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
    team = [ctx.Process(target=task) for task in tasks]

    def leave(_number, _frame):
        for member in team:
            member.terminate()
        os._exit(143)

    for member in team:
        member.start()
    signal.signal(signal.SIGTERM, leave)
    ready()
    for member in team:
        member.join()
