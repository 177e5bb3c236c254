"""The explorer beside other schedule explorers for Python, on the one program that all of them can run: a counter.

frontrun python benchmarks/beside.py   (needs `pip install frontrun interleave-test` and Python 3.12; what is missing is
left out)

Two workers add one each, with and without a lock. Ours are real processes and a shared Value; theirs are threads of one
process and an attribute, so a schedule of theirs costs no fork. What can be compared: how many schedules it takes to
find the lost update, how many to be done with the right counter, what is known then, and the seconds for the whole.
"""

from __future__ import annotations

import importlib
import threading
import time
from functools import partial

from grader.explore import explore

TIMES = 5


def add(value, _lock):
    value.value += 1


def add_locked(value, lock):
    with lock:
        value.value += 1


def two_processes(job, ctx):
    value, lock = ctx.Value("q", 0), ctx.Lock()
    team = [ctx.Process(target=job, args=(value, lock)) for _ in range(2)]
    for process in team:
        process.start()
    for process in team:
        process.join()
    assert value.value == 2


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def increment(self):
        self.value += 1

    def increment_locked(self):
        with self.lock:
            self.value += 1


def ours(*, locked):
    result = explore(partial(two_processes, add_locked if locked else add), "fork")
    return result.failed, result.executions, result.claim


def frontrun(*, locked):
    library = importlib.import_module("frontrun")
    worker = Counter.increment_locked if locked else Counter.increment
    result = library.explore(setup=Counter, workers=worker, count=2, invariant=lambda counter: counter.value == 2)
    return not result.property_holds, result.num_explored, "" if not result.property_holds else "all that differ"


def interleave(*, locked):
    library = importlib.import_module("interleave_test")

    def model():
        counter = Counter()
        work = counter.increment_locked if locked else counter.increment
        team = [library.spawn(work), library.spawn(work)]
        for thread in team:
            thread.join()
        assert counter.value == 2

    try:
        result = library.explore(model, iterations=500, seed=42)
    except library.RaceFound as race:
        return True, int(str(race).partition("on schedule ")[2].split()[0]), ""
    return False, getattr(result, "iterations", 500), "random ones"


def main():
    print(f"{'explorer':<16}{'counter':<10}{'found':<8}{'schedules':>9}{'seconds':>10}  known then")
    for name, search in (("this one", ours), ("frontrun", frontrun), ("interleave-test", interleave)):
        for locked in (False, True):
            seconds = []
            try:
                for _ in range(TIMES):
                    begun = time.perf_counter()
                    found, schedules, claim = search(locked=locked)
                    seconds.append(time.perf_counter() - begun)
            except ImportError as missing:
                print(f"{name:<16}not there: {missing}")
                break
            counter = "locked" if locked else "racy"
            print(f"{name:<16}{counter:<10}{found!s:<8}{schedules:>9}{min(seconds):>10.3f}  {claim}")


if __name__ == "__main__":
    main()
