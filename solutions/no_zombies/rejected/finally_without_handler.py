# loses test_no_orphans: leaked

"""Counts on `finally`, but SIGTERM kills a process without it."""


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
