# loses test_is_a_process[spawn]: failed
# loses test_count_comes_home[spawn]: failed
# loses test_count_while_running[spawn]: failed
# loses test_broken_tick[spawn]: failed
# loses test_two_clocks: failed

"""The Value hangs on the class: under fork all clocks share it, and under spawn each process imports one of its own."""

import multiprocessing


class ClockProcess(multiprocessing.Process):
    _count = multiprocessing.Value("q", 0)

    def __init__(self, tick, times, name="clock"):
        super().__init__(name=name)
        self._tick = tick
        self._times = times

    @property
    def count(self):
        return self._count.value

    def run(self):
        for number in range(self._times):
            self._tick(number)
            self._count.value += 1
