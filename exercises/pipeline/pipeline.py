"""Three stages: source, transform and sink, all at work at once, and each one ending when the one before has ended."""

from collections.abc import Callable, Iterable


def run_pipeline(
    ctx, source: Callable[[], Iterable], transform: Callable, sink: Callable, workers: int, room: int
) -> None:
    """Run source -> transform -> sink, all stages at once, and return when everything has gone through.

    One process iterates over source(); `workers` processes call transform(item), each for one item at a time and for
    the next waiting item as soon as it is free; one process calls sink(result) for every result, in any order. Results
    may be None.
    An item is sent on as soon as it is there. At most `room` items wait between two stages; a stage that finds no room
    waits, and the source is not asked for more.
    No callable raises; the callables reach a process only as arguments of Process.
    On return all processes have ended by themselves, with exit code 0, and are joined.
    """
    raise NotImplementedError
