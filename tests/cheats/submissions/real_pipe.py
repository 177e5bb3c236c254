"""Lets the tellers pass a token through a real pipe, which the explorer does not see."""

# shows: inconclusive

import os

READER, WRITER = os.pipe()
os.write(WRITER, b".")


def deposit(balance, lock, amount, times):
    for _ in range(times):
        os.read(READER, 1)
        balance.value += amount
        os.write(WRITER, b".")
