"""Virtual time: the clocks show the time of the run, which passes only in sleeps and in limits that run out."""

from __future__ import annotations

import time
from collections.abc import Callable

from grader.inside.controlled import wire
from grader.inside.typed import Any

_EPOCH = 1_700_000_000.0
_BOOT = 1_000.0
_PATIENCE = 50
_TICK_S = 0.001


def sleep(seconds: float) -> None:
    """`time.sleep`: a step, after which the clock shows the end of the sleep."""
    if not isinstance(seconds, int | float) and not hasattr(seconds, "__index__"):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    wire.ask("sleep", "time", float(seconds))


def _shows(base: float) -> Callable[[], float]:
    def clock() -> float:
        wire.here.glances += 1
        if wire.here.glances > _PATIENCE:
            # Nothing else happens: it waits for the time to pass.
            sleep(_TICK_S)
        return base + wire.here.now

    return clock


def _in_ns(clock: Callable[[], float]) -> Callable[[], int]:
    return lambda: round(clock() * 1e9)


def install() -> None:
    """Put these in the place of the real ones."""
    library: Any = time
    library.sleep = sleep
    library.time, library.monotonic, library.perf_counter = _shows(_EPOCH), _shows(_BOOT), _shows(_BOOT)
    library.time_ns, library.monotonic_ns = _in_ns(library.time), _in_ns(library.monotonic)
    library.perf_counter_ns = _in_ns(library.perf_counter)
