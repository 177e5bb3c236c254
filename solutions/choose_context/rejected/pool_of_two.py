# loses test_one_process_each: failed

"""A pool of two for all items: one of its processes does more than one item."""

import multiprocessing


def parallel(function, items, method=None):
    """Return [function(item) for item in items], each item in a process of its own.

    items: a list. method: the start method of these processes; None means the program's own default.
    This is a library: the program's default start method is, at any moment, what it was without us, also when the
    program has not chosen yet. May be called often, each time with another method.
    """
    with multiprocessing.get_context(method).Pool(2) as pool:
        return pool.map(function, items, chunksize=1)
