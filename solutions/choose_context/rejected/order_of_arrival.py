# loses test_one_process_each: failed

"""Returns the results in the order of arrival."""

import multiprocessing


def parallel(function, items, method=None):
    """Return [function(item) for item in items], each item in a process of its own.

    items: a list. method: the start method of these processes; None means the program's own default.
    This is a library: the program's default start method is, at any moment, what it was without us, also when the
    program has not chosen yet. May be called often, each time with another method.
    """
    ctx = multiprocessing.get_context(method)
    results = ctx.SimpleQueue()
    team = [ctx.Process(target=_one, args=(results, function, item)) for item in items]
    for process in team:
        process.start()
    answers = [results.get() for _ in team]
    for process in team:
        process.join()
    return answers


def _one(results, function, item):
    results.put(function(item))
