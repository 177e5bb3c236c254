"""How the four functions are called, on files of the run's own folder and on a journal with a lock."""

import os
import threading

from grader.inside import folder, mark


def draws(submission, ctx, *, seeds, workers):
    """One call of `draws` for each seed, and the mark `round` after each."""
    for seed in seeds:
        submission.draws(ctx, report, seed, workers)
        mark("round")


def append(submission, ctx, *, header, lines, old):
    """One `append_all` to a file that holds the text `old`; returns its text afterwards."""
    path = _file_with(old)
    submission.append_all(ctx, path, header, lines)
    with open(path) as file:
        return file.read()


def read(submission, ctx, *, lines, workers):
    """One `read_all` of a file with so many lines; who reports also marks `moved`, see `report_read`."""
    path = _file_with("".join(f"line {number}\n" for number in range(lines)))
    os.register_at_fork(after_in_child=_note_positions)
    submission.read_all(ctx, path, report_read, workers)


def busy(submission, ctx, *, held, lines):
    """One `run_beside` with a journal that holds `lines`; if `held`, a thread keeps its lock until that has returned.

    Returns the exit code, whether the journal's lock is the same object as before, whether it is locked, and the lines.
    """
    journal = Journal(lines)
    lock, taken, over = journal.lock, threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep, args=(lock, taken, over))
    if held:
        keeper.start()
        taken.wait()
    try:
        code = submission.run_beside(ctx, journal, task)
        return {"code": code, "same": journal.lock is lock, "locked": lock.locked(), "lines": journal.lines}
    finally:
        over.set()
        if held:
            keeper.join()


class Journal:
    """Lines, and a lock for those who write; it travels without its lock, and gets a new one where it arrives."""

    def __init__(self, lines):
        self.lines = lines
        self.lock = threading.Lock()

    def __getstate__(self):
        return {"lines": self.lines}

    def __setstate__(self, state):
        self.__init__(state["lines"])


def task(journal):
    """What the new process does: it writes into the journal and marks `task` with all lines."""
    with journal.lock:
        journal.lines.append("child")
        mark("task", journal.lines)


def report(number, found):
    """What a worker has to tell: it is marked."""
    mark("report", [number, found])


def report_read(number, found):
    """The same, and whether this process has `moved` in an open file that it had from its parent when it was forked."""
    mark("report", [number, found])
    now = _positions()
    mark("moved", [number, any(now.get(descriptor, position) != position for descriptor, position in at_birth.items())])


# In a forked child: the descriptors of open files that it was born with, and the position in each.
at_birth = {}


def _note_positions():
    at_birth.update(_positions())


def _positions():
    positions = {}
    for name in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{name}") == _path():
                positions[name] = os.lseek(int(name), 0, os.SEEK_CUR)
        except OSError:
            continue  # the descriptor that listdir itself had open
    return positions


def _path():
    return os.path.join(folder(), "file.txt")


def _keep(lock, taken, over):
    with lock:
        taken.set()
        over.wait()


def _file_with(text):
    with open(_path(), "w") as file:
        file.write(text)
    return _path()
