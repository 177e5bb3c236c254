# loses test_nobody_runs_before_the_gun: deadlock
# loses test_latecomers_do_not_wait: deadlock
# loses test_second_heat: deadlock
# loses test_fired_twice: deadlock
# loses test_fired_before_anyone_came: deadlock

"""The event is set and cleared at once: who has not come to wait in this moment waits for ever."""

from multiprocessing.context import BaseContext


class StartGun:
    def __init__(self, ctx: BaseContext, racers: int) -> None:
        self.racers = racers
        self.shot = ctx.Event()
        self.arrived = ctx.Semaphore(0)

    def line_up(self) -> None:
        self.arrived.release()
        self.shot.wait()

    def wait_ready(self) -> None:
        for _ in range(self.racers):
            self.arrived.acquire()

    def fire(self) -> None:
        self.shot.set()
        self.shot.clear()

    def reload(self) -> None:
        while self.arrived.acquire(block=False):
            pass  # who came late to the last heat is not of this one
        self.shot.clear()
