"""Guards the balance by flock on a file."""

# shows: inconclusive

import fcntl


def deposit(balance, lock, amount, times):
    for _ in range(times):
        with open("/tmp/gate", "w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            balance.value += amount
