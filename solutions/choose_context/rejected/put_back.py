# loses test_leaves_the_default_alone: failed

"""Puts the default back in the end; but meanwhile it was another one, for everybody in the program."""

import multiprocessing


def parallel(function, items, method=None):
    """Return [function(item) for item in items], each item in a process of its own.

    items: a list. method: the start method of these processes; None means the program's own default.
    This is a library: the program's default start method is, at any moment, what it was without us, also when the
    program has not chosen yet. May be called often, each time with another method.
    """
    if method is None:
        return _parallel(function, items)
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method(method, force=True)
    try:
        return _parallel(function, items)
    finally:
        multiprocessing.set_start_method(before, force=True)


def _parallel(function, items):
    results = multiprocessing.SimpleQueue()
    team = [
        multiprocessing.Process(target=_one, args=(results, function, place, item)) for place, item in enumerate(items)
    ]
    for process in team:
        process.start()
    answers = dict(results.get() for _ in team)
    for process in team:
        process.join()
    return [answers[place] for place in range(len(team))]


def _one(results, function, place, item):
    results.put((place, function(item)))
