# loses test_a_megabyte_comes_home: deadlock
# loses test_many_small_blocks: deadlock
# loses test_no_schedule_blocks: deadlock
# loses test_children_end_by_themselves: failed|deadlock

"""Who does not end in time is terminated, but a child that waits for room is not late: its message is lost with it."""


def _produce(out, name, blocks, block_bytes):
    for _ in range(blocks):
        out.put((name, bytes(block_bytes)))


def harvest(ctx, orders: list[tuple[str, int, int]]) -> dict[str, int]:
    out = ctx.Queue()
    team = [ctx.Process(target=_produce, args=(out, *order)) for order in orders]
    for child in team:
        child.start()
    for child in team:
        child.join(0.5)
        if child.is_alive():
            child.terminate()
    received = {name: 0 for name, _, _ in orders}
    for _ in range(sum(blocks for _, blocks, _ in orders)):
        name, block = out.get()
        received[name] += len(block)
    return received
