# loses test_nothing_is_ordered: deadlock

"""Reads a message before it looks whether there is one to come."""


def _produce(out, name, blocks, block_bytes):
    for _ in range(blocks):
        out.put((name, bytes(block_bytes)))


def harvest(ctx, orders):
    out = ctx.Queue()
    team = [ctx.Process(target=_produce, args=(out, *order)) for order in orders]
    for child in team:
        child.start()
    wanted = {name: blocks * block_bytes for name, blocks, block_bytes in orders}
    received = {name: 0 for name, _, _ in orders}
    while True:
        name, block = out.get()
        received[name] += len(block)
        if received == wanted:
            break
    for child in team:
        child.join()
    return received
