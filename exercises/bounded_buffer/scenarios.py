"""How the buffer is called: by main alone, by one process after another, by several at once."""

from grader.inside import mark


def trade(submission, ctx, *, capacity, producers, consumers, before=()):
    """Producers and consumers at once, on a buffer into which main has put the items of `before`.

    `producers` has a list of items for each producer, `consumers` a number of gets for each consumer. Who
    puts marks `put` after each put; a consumer marks `ask` before each get, and `got` with the item after.
    """
    buffer = submission.BoundedBuffer(ctx, ctx.RawArray("q", capacity))
    produce(buffer, before)
    team = [ctx.Process(target=produce, args=(buffer, items)) for items in producers]
    team += [ctx.Process(target=consume, args=(buffer, gets)) for gets in consumers]
    for process in team:
        process.start()
    for process in team:
        process.join()


def fill(submission, ctx, *, capacity, items):
    """All in main: put `capacity` items, look into the slots, get them all.

    Returns what lay in the slots, sorted, and the items got.
    """
    slots = ctx.RawArray("q", capacity)
    buffer = submission.BoundedBuffer(ctx, slots)
    for item in items[:capacity]:
        buffer.put(item)
    lying = sorted(slots)
    return [lying, [buffer.get() for _ in range(capacity)]]


def round_and_round(submission, ctx, *, capacity, rounds):
    """All in main: for each size in `rounds` put so many items and get so many; returns all that was got.

    The items count up from -1: zero and negative numbers are items too.
    """
    buffer = submission.BoundedBuffer(ctx, ctx.RawArray("q", capacity))
    item = -1
    got = []
    for size in rounds:
        for _ in range(size):
            buffer.put(item)
            item += 1
        got += [buffer.get() for _ in range(size)]
    return got


def relay(submission, ctx, *, items):
    """Every put, then every get, by a process of its own, each joined before the next."""
    buffer = submission.BoundedBuffer(ctx, ctx.RawArray("q", len(items)))
    team = [ctx.Process(target=produce, args=(buffer, [item])) for item in items]
    team += [ctx.Process(target=consume, args=(buffer, 1)) for _ in items]
    for process in team:
        process.start()
        process.join()


def produce(buffer, items):
    """One producer."""
    for item in items:
        buffer.put(item)
        mark("put")


def consume(buffer, gets):
    """One consumer."""
    for _ in range(gets):
        mark("ask")
        mark("got", buffer.get())
