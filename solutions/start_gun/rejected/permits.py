# loses test_latecomers_do_not_wait: deadlock
# loses test_second_heat: deadlock
# loses test_fired_before_anyone_came: deadlock

"""The shot is one permit for each racer: who comes later finds none."""

from multiprocessing.context import BaseContext


class StartGun:
    def __init__(self, ctx: BaseContext, racers: int) -> None:
        self.racers = racers
        self.arrived = ctx.Semaphore(0)
        self.shot = ctx.Semaphore(0)

    def line_up(self) -> None:
        self.arrived.release()
        self.shot.acquire()

    def wait_ready(self) -> None:
        for _ in range(self.racers):
            self.arrived.acquire()

    def fire(self) -> None:
        for _ in range(self.racers):
            self.shot.release()

    def reload(self) -> None:
        for counted in (self.arrived, self.shot):
            while counted.acquire(block=False):
                pass
