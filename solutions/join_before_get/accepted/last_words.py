"""Each child ends with a last word, and main reads until all have said theirs."""


def _produce(out, name, blocks, block_bytes):
    for _ in range(blocks):
        out.put((name, bytes(block_bytes)))
    out.put((name, None))


def harvest(ctx, orders):
    out = ctx.Queue()
    team = [ctx.Process(target=_produce, args=(out, *order)) for order in orders]
    for child in team:
        child.start()
    received = {name: 0 for name, _, _ in orders}
    at_work = len(team)
    while at_work:
        name, block = out.get()
        if block is None:
            at_work -= 1
        else:
            received[name] += len(block)
    for child in team:
        child.join()
    return received
