# loses test_racers_wait_asleep: failed
# loses test_the_starter_waits_for_all: failed
# loses test_one_shot_is_for_all: livelock

"""Racers and starter wake up a hundred times a second to look at a number."""

import time
from multiprocessing.context import BaseContext


class StartGun:
    def __init__(self, ctx: BaseContext, racers: int) -> None:
        self.racers = racers
        self.fired = ctx.RawValue("i", 0)
        self.arrived = ctx.Value("i", 0)

    def line_up(self) -> None:
        with self.arrived.get_lock():
            self.arrived.value += 1
        while not self.fired.value:
            time.sleep(0.01)

    def wait_ready(self) -> None:
        while self.arrived.value < self.racers:
            time.sleep(0.01)

    def fire(self) -> None:
        self.fired.value = 1

    def reload(self) -> None:
        self.arrived.value = 0
        self.fired.value = 0
