# loses test_nobody_runs_before_the_gun: deadlock
# loses test_one_shot_is_for_all: deadlock
# loses test_latecomers_do_not_wait: deadlock
# loses test_second_heat: deadlock
# loses test_fired_twice: deadlock

"""The shot is a plain attribute: each process has a copy of it, and the starter sets its own."""

from multiprocessing.context import BaseContext


class StartGun:
    def __init__(self, ctx: BaseContext, racers: int) -> None:
        self.racers = racers
        self.arrived = ctx.Semaphore(0)
        self.changed = ctx.Condition()
        self.fired = False

    def line_up(self) -> None:
        self.arrived.release()
        with self.changed:
            while not self.fired:
                self.changed.wait()

    def wait_ready(self) -> None:
        for _ in range(self.racers):
            self.arrived.acquire()

    def fire(self) -> None:
        with self.changed:
            self.fired = True
            self.changed.notify_all()

    def reload(self) -> None:
        while self.arrived.acquire(block=False):
            pass
        self.fired = False
