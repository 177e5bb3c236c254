# loses test_ticks_in_the_new_process: error
# loses test_is_a_process: error
# loses test_count_comes_home: error
# loses test_count_while_running: deadlock
# loses test_two_clocks: error
# loses test_broken_tick: error

"""`start` is written anew, so the clock ticks right here, and there is never a process that could be joined."""

import multiprocessing


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        super().__init__(name=name)
        self.tick = tick
        self.times = times
        self.count = 0

    def start(self):
        for number in range(self.times):
            self.tick(number)
            self.count += 1
