# loses test_nothing_is_ordered: deadlock

"""The loop reads before it asks whether anything is missing: where nothing was ordered, it waits for ever."""


def _produce(out, name, blocks, block_bytes):
    for _ in range(blocks):
        out.put((name, bytes(block_bytes)))


def harvest(ctx, orders: list[tuple[str, int, int]]) -> dict[str, int]:
    out = ctx.Queue()
    team = [ctx.Process(target=_produce, args=(out, *order)) for order in orders]
    for child in team:
        child.start()
    received = {name: 0 for name, _, _ in orders}
    ordered = sum(blocks for _, blocks, _ in orders)
    arrived = 0
    while True:
        name, block = out.get()
        received[name] += len(block)
        arrived += 1
        if arrived == ordered:
            break
    for child in team:
        child.join()
    return received
