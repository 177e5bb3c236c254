# loses test_count_comes_home: deadlock

"""Each tick is sent through a pipe that only `count` empties: when it is full, the clock waits for a reader."""

import multiprocessing


class ClockProcess(multiprocessing.Process):
    def __init__(self, tick, times, name="clock"):
        super().__init__(name=name)
        self.tick = tick
        self.times = times
        self.reader, self.writer = multiprocessing.Pipe(duplex=False)
        self.seen = 0

    @property
    def count(self):
        while self.reader.poll():
            self.reader.recv()
            self.seen += 1
        return self.seen

    def run(self):
        for number in range(self.times):
            self.tick(number)
            self.writer.send(number)
