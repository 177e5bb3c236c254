"""The stop is the only member of an Enum, which is pickled by its name, too."""

from enum import Enum


class Signal(Enum):
    """What a message can be besides a task or a result."""

    STOP = "stop"


def worker(tasks, results, work):
    for task in iter(tasks.get, Signal.STOP):
        results.put(work(task))
    results.put(Signal.STOP)


def feed(tasks, items, workers):
    for message in [*items, *[Signal.STOP] * workers]:
        tasks.put(message)


def collect(results, workers):
    return [result for _ in range(workers) for result in iter(results.get, Signal.STOP)]
