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
        self.tick = tick
        self.times = times
        self.name = name
        self.count = 0

    def start(self):
        for number in range(self.times):
            self.tick(number)
            self.count += 1
