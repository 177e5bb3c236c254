# waits for: managers under control

"""A manager's queue has no feeder thread: `put` returns when the server has the item, so even join first is right."""


def _produce(out, name, blocks, block_bytes):
    for _ in range(blocks):
        out.put((name, bytes(block_bytes)))


def harvest(ctx, orders: list[tuple[str, int, int]]) -> dict[str, int]:
    with ctx.Manager() as manager:
        out = manager.Queue()
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
