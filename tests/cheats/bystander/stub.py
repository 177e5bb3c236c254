"""Count together."""


def count(number, times):
    """Add 1 to `number`, `times` times."""
    raise NotImplementedError
