"""A turnstile instead of an event: one permit, which everybody who passes hands on to the next."""

from multiprocessing.context import BaseContext


class StartGun:
    def __init__(self, ctx: BaseContext, racers: int) -> None:
        self.racers = racers
        self.arrived = ctx.Semaphore(0)
        self.turnstile = ctx.Semaphore(0)
        self.fired = False  # of the starter, and of nobody else

    def line_up(self) -> None:
        self.arrived.release()
        self.turnstile.acquire()
        self.turnstile.release()

    def wait_ready(self) -> None:
        for _ in range(self.racers):
            self.arrived.acquire()

    def fire(self) -> None:
        if not self.fired:
            self.fired = True
            self.turnstile.release()

    def reload(self) -> None:
        while self.arrived.acquire(block=False):
            pass
        if self.fired:
            self.fired = False
            self.turnstile.acquire()
