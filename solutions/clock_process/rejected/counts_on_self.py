# loses test_is_a_process: failed
# loses test_count_comes_home: failed
# loses test_count_while_running: failed
# loses test_two_clocks: failed
# loses test_broken_tick: failed

"""The child counts on its own copy of the object; the parent's stays at 0."""

import multiprocessing


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        super().__init__(name=name)
        self.tick = tick
        self.times = times
        self.count = 0

    def run(self):
        for number in range(self.times):
            self.tick(number)
            self.count += 1
