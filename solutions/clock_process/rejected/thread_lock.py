# loses test_ticks_in_the_new_process[spawn]: error
# loses test_is_a_process[spawn]: error
# loses test_count_comes_home[spawn]: error
# loses test_count_while_running[spawn]: error
# loses test_two_clocks[spawn]: error
# loses test_broken_tick[spawn]: error

"""The clock keeps a lock for threads, which cannot be pickled: under spawn the whole object has to travel."""

import multiprocessing
import threading


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        super().__init__(name=name)
        self._tick = tick
        self._times = times
        self._lock = threading.Lock()
        self._count = multiprocessing.Value("q", 0)

    @property
    def count(self):
        with self._lock:
            return self._count.value

    def run(self):
        for number in range(self._times):
            self._tick(number)
            self._count.value += 1
