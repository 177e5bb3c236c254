# loses test_is_a_process: failed
# loses test_count_comes_home: failed
# loses test_count_while_running: failed
# loses test_broken_tick: failed

"""The exit code brings the count home, but it has 8 bits only, comes at the end only, and is there for something else."""

import multiprocessing
import sys


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        super().__init__(name=name)
        self.tick = tick
        self.times = times

    @property
    def count(self):
        return self.exitcode or 0

    def run(self):
        for number in range(self.times):
            self.tick(number)
        sys.exit(self.times)
