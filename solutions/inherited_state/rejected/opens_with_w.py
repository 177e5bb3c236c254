# loses test_header_once: failed

"""Opens the file with 'w' to put the header first, which empties it."""

import random
import threading


def draws(ctx, report, seed, workers):
    """Each of `workers` processes calls report(number, x): number from 0, x a random float in [0, 1).

    The same seed gives the same x for the same number, in every call; other seeds and other numbers give other x.
    """
    _run(ctx, _draw, [(report, seed, number) for number in range(workers)])


def _draw(report, seed, number):
    report(number, random.Random(f"{seed}:{number}").random())


def append_all(ctx, path, header, lines):
    """Append to the file: header first, once, then every line once, in any order.

    Each line is written by a process of its own.
    """
    with open(path, "w") as file:
        file.write(header + "\n")
    _run(ctx, _append, [(path, line) for line in lines])


def _append(path, line):
    with open(path, "a") as file:
        file.write(line + "\n")


def read_all(ctx, path, report, workers):
    """Each of `workers` processes reads the whole file and calls report(number, how many lines it read)."""
    _run(ctx, _read, [(path, report, number) for number in range(workers)])


def _read(path, report, number):
    with open(path) as file:
        report(number, sum(1 for _ in file))


def run_beside(ctx, journal, task):
    """Run task(journal) in a new process and return its exit code.

    Another thread of this process may hold journal.lock (a threading.Lock) all the while, or nobody; it is not touched
    here. In the new process journal.lock is free: the task takes it.
    """
    return _run(ctx, _beside, [(journal, task)])[0]


def _beside(journal, task):
    # The thread that held the lock in the parent was not forked: nobody here would ever release the copy.
    journal.lock = threading.Lock()
    task(journal)


def _run(ctx, target, jobs):
    team = [ctx.Process(target=target, args=job) for job in jobs]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return [process.exitcode for process in team]
