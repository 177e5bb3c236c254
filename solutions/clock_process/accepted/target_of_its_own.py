"""No `run` of its own: the target is a bound method, which is pickled together with the process."""

import multiprocessing


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        super().__init__(target=self._loop, args=(tick, times), name=name)
        self._count = multiprocessing.Value("q", 0)

    @property
    def count(self):
        return self._count.value

    def _loop(self, tick, times):
        for number in range(times):
            tick(number)
            with self._count.get_lock():
                self._count.value += 1
