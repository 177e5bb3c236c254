"""A RawValue has no lock and needs none: only the child writes."""

import multiprocessing
from multiprocessing.sharedctypes import RawValue


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        super().__init__(name=name)
        self._tick = tick
        self._times = times
        self._count = RawValue("q", 0)

    @property
    def count(self):
        return self._count.value

    def run(self):
        for number in range(self._times):
            self._tick(number)
            self._count.value = number + 1
