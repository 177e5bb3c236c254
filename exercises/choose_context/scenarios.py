"""Programs that use the library: some have chosen their start method, one has not.

What a process was made by can be seen in the process itself. `inherited`, which is set in main before the library is
called, is True in a forked child only; and the parent of the kernel (`direct`) is the one of multiprocessing, except
under forkserver, where it is the server.
"""

import multiprocessing
import os

from grader.inside import mark

inherited = False


class Look:
    """What is done with an item; it looks around where it is called, and where it is pickled."""

    def __call__(self, item):
        """Square `item`; mark `look` with what tells the start method."""
        parent = multiprocessing.parent_process()
        direct = parent is not None and os.getppid() == parent.pid
        mark("look", {"item": item, "inherited": inherited, "direct": direct})
        return item * item

    def __reduce__(self):
        mark("pickled", multiprocessing.get_start_method(allow_none=True))
        return Look, ()


def asked(submission, ctx, *, default, methods, items):
    """A program has chosen `default`, and calls the library once for each method (None too).

    Returns the results of each call, and the program's default start method afterwards.
    """
    _begin()
    multiprocessing.set_start_method(default, force=True)
    results = [submission.parallel(Look(), items, method) for method in methods]
    return [results, multiprocessing.get_start_method(allow_none=True)]


def undecided(submission, ctx, *, items):
    """A program that has not chosen yet calls the library with "fork", and then chooses "spawn".

    Returns the results, the default start method before that choice, and what became of the choice: the start method
    afterwards, or the text of the RuntimeError. (Only "fork" leaves it open: to start a process of the others decides.)
    """
    _begin()
    multiprocessing.set_start_method(None, force=True)
    results = submission.parallel(Look(), items, "fork")
    before = multiprocessing.get_start_method(allow_none=True)
    try:
        multiprocessing.set_start_method("spawn")
    except RuntimeError as problem:
        return [results, before, str(problem)]
    return [results, before, multiprocessing.get_start_method()]


def _begin():
    global inherited
    inherited = True
