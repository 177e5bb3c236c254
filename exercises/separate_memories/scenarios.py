"""How the three functions are called, and what their steps, tests, orders and dishes are.

`inherited` is set in main before the submission is called: a forked child sees True, a child of spawn, which imports
this module anew, False.
"""

import multiprocessing

from grader.inside import mark

inherited = False


def count(submission, ctx, *, workers, times, loud):
    """One `count_up`; each step marks `step` if `loud`; returns the count."""
    _begin()
    return submission.count_up(ctx, loud_step if loud else quiet_step, workers, times)


def twice(submission, ctx, *, first, second):
    """Two counts, one after the other, by one worker each, of `first` and of `second` steps; returns both."""
    return [submission.count_up(ctx, quiet_step, 1, times) for times in (first, second)]


def search(submission, ctx, *, items, loud):
    """One `search` for multiples of 3; each test marks `test` if `loud`; returns what was found."""
    _begin()
    return submission.search(ctx, loud_test if loud else quiet_test, items)


def late(submission, ctx, *, number):
    """One late order, chosen when the kitchen is warm; returns the exit code of the kitchen.

    The kitchen marks `warm`, and `cook` with its order: "tea", `number`, and the name of the process that chose it.
    """
    warm = ctx.Semaphore(0)
    return submission.late_order(ctx, WarmUp(warm), Choose(warm, number), cook)


class WarmUp:
    """The first thing that the kitchen does."""

    def __init__(self, warm):
        self.warm = warm

    def __call__(self):
        """Mark `warm`, and let the choice be made."""
        mark("warm")
        self.warm.release()


class Choose:
    """The choice, which waits until the kitchen is warm."""

    def __init__(self, warm, number):
        self.warm = warm
        self.number = number

    def __call__(self):
        """Wait, and return the order."""
        self.warm.acquire()
        return f"tea {self.number} from {multiprocessing.current_process().name}"


def cook(order):
    """The second thing that the kitchen does."""
    mark("cook", order)


def quiet_step():
    """A step that nobody hears of."""


def loud_step():
    """A step that is marked."""
    mark("step", {"inherited": inherited})


def quiet_test(item):
    """Whether `item` is a multiple of 3."""
    return item % 3 == 0


def loud_test(item):
    """The same, and it is marked."""
    mark("test", {"item": item, "inherited": inherited})
    return item % 3 == 0


def _begin():
    global inherited
    inherited = True
