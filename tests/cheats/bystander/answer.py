"""The honest answer of somebody who is graded in the same command as an attack."""


def count(number, times):
    """Add 1 to `number`, `times` times."""
    for _ in range(times):
        with number.get_lock():
            number.value += 1
