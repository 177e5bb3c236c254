"""A process of your own class: a clock that ticks elsewhere, and whose ticks can be counted here."""

import multiprocessing


class ClockProcess(multiprocessing.Process):
    """A process that ticks, and whose ticks can be counted from outside.

    ClockProcess(tick, times, name="clock"): once started, the new process calls tick(0) ... tick(times - 1).
    If a tick raises, the process ends with exit code 1; after the last tick it ends with 0.
    count: int, the calls of tick that have returned so far. The process that made the clock may read it at any
    time: before the start, while it runs, and after the end. Nobody needs to read it. Every clock has its own.
    """

    def __init__(self, tick, times, name="clock"):
        super().__init__(name=name)
        self._tick = tick
        self._times = times
        self._count = multiprocessing.Value("q", 0)

    @property
    def count(self):
        return self._count.value

    def run(self):
        for number in range(self._times):
            self._tick(number)
            self._count.value += 1  # nobody else writes, so this needs no lock
