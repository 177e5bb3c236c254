"""A pipe belongs to no context, so that only the processes need one."""

import multiprocessing


def parallel(function, items, method=None):
    """Return [function(item) for item in items], each item in a process of its own.

    items: a list. method: the start method of these processes; None means the program's own default.
    This is a library: the program's default start method is, at any moment, what it was without us, also when the
    program has not chosen yet. May be called often, each time with another method.
    """
    ctx = multiprocessing.get_context(method)
    team, readers = [], []
    for item in items:
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = ctx.Process(target=_one, args=(writer, function, item))
        process.start()
        writer.close()
        team.append(process)
        readers.append(reader)
    results = [reader.recv() for reader in readers]
    for process in team:
        process.join()
    return results


def _one(writer, function, item):
    writer.send(function(item))
