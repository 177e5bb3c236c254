# loses test_codes_are_kept: failed
# loses test_others_are_left_alone: failed

"""Asks the kernel for any child: whom multiprocessing has reaped it misses, and the children of others it steals."""

import os
import signal
import sys


class Crew:
    def __init__(self, ctx):
        self.ctx = ctx
        self.pids = []

    def start(self, task, *args):
        worker = self.ctx.Process(target=task, args=args)
        worker.start()
        self.pids.append(worker.pid)
        return worker.pid

    def reap(self):
        ended = {}
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if pid == 0:
                break
            ended[pid] = os.waitstatus_to_exitcode(status)
        return self._report(ended)

    def close(self):
        ended = {}
        for pid in self.pids:
            try:
                _, status = os.waitpid(pid, 0)
            except ChildProcessError:
                continue
            ended[pid] = os.waitstatus_to_exitcode(status)
        return self._report(ended)

    def _report(self, ended):
        report = [(pid, ended[pid]) for pid in self.pids if pid in ended]
        self.pids = [pid for pid in self.pids if pid not in ended]
        return report


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
