# loses test_is_a_process: failed

"""The name is set first, and then `super().__init__()` gives the process a new one."""

import multiprocessing


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        self.name = name
        super().__init__()
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
