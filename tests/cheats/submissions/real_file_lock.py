"""Guards the balance by flock on a file."""

# shows: inconclusive

import fcntl
import tempfile

GATE = f"{tempfile.gettempdir()}/gate"


def deposit(balance, lock, amount, times):
    for _ in range(times):
        with open(GATE, "w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            balance.value += amount
