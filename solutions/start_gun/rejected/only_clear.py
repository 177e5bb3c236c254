# loses test_second_heat: failed

"""Reloading closes the gun, but the latecomer of the first heat still counts as ready in the second."""

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

    def reload(self) -> None:
        self.shot.clear()
