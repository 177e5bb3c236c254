"""The module itself is a context, too: the one of the program's default."""

import multiprocessing


def parallel(function, items, method=None):
    """Return [function(item) for item in items], each item in a process of its own.

    items: a list. method: the start method of these processes; None means the program's own default.
    This is a library: the program's default start method is, at any moment, what it was without us, also when the
    program has not chosen yet. May be called often, each time with another method.
    """
    ctx = multiprocessing if method is None else multiprocessing.get_context(method)
    results = ctx.SimpleQueue()
    team = [ctx.Process(target=_one, args=(results, function, place, item)) for place, item in enumerate(items)]
    for process in team:
        process.start()
    answers = dict(results.get() for _ in team)
    for process in team:
        process.join()
    return [answers[place] for place in range(len(team))]


def _one(results, function, place, item):
    results.put((place, function(item)))
