"""Leaves a forked child behind that sleeps in a system call which nobody expects to last."""

# attacks: join_before_get
# limits: wall_s = 2
# shows: inconclusive

import os


def attack():
    reader, _ = os.pipe()
    _, writer = os.pipe()
    if os.fork() == 0:
        os.splice(reader, writer, 1)


def harvest(ctx, orders):
    attack()
    return {name: blocks * block_bytes for name, blocks, block_bytes in orders[:0]}
