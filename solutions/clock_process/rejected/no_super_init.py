# loses test_ticks_in_the_new_process: error
# loses test_is_a_process: error
# loses test_count_comes_home: error
# loses test_count_while_running: error
# loses test_two_clocks: error
# loses test_broken_tick: error

"""Process's own `__init__` is never called, and the first thing that looks for its attributes fails."""

import multiprocessing


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        self.name = name
        self._tick = tick
        self._times = times
        self._count = multiprocessing.Value("q", 0)

    @property
    def count(self):
        return self._count.value

    def run(self):
        for number in range(self._times):
            self._tick(number)
            self._count.value += 1
