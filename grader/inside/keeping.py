"""`kept`: a context that forgets nothing of what is made in it, and leaves nothing behind."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from grader.inside.facts import state_of
from grader.inside.typed import Any


class Made:
    """What was made in a `kept` block.

    children: every Process; pools: every Pool; executors: every ProcessPoolExecutor, in the order of making.
    """

    def __init__(self) -> None:
        self.children: list[Any] = []
        self.pools: list[Any] = []
        self.executors: list[Any] = []

    def alive(self) -> int:
        """Return how many of the processes made here, pool workers included, have not ended; reaps nobody."""
        return sum(_is_alive(process) for process in self._processes())

    def _processes(self) -> list[Any]:
        workers = [worker for pool in self.pools for worker in getattr(pool, "_pool", None) or ()]
        workers += [w for e in self.executors for w in (getattr(e, "_processes", None) or {}).values()]
        return [*self.children, *(worker for worker in workers if worker not in self.children)]

    def end(self) -> None:
        """Kill and join what is left: first the pools' own threads, which would start new workers."""
        for pool in self.pools:
            terminate = getattr(pool, "_terminate", None)
            if terminate is not None and terminate.still_active():
                terminate.cancel()
            pool._worker_handler._state = "TERMINATE"
            pool._change_notifier.put(None)
            pool._worker_handler.join()
        processes = self._processes()
        for process in processes:
            if process._popen is not None:
                process.kill()
        for process in processes:
            if process._popen is not None:
                process.join()
        for executor in self.executors:
            executor.shutdown(wait=True, cancel_futures=True)


def _is_alive(process: Any) -> bool:
    popen = process._popen
    if popen is None or popen.returncode is not None:
        return False
    return state_of(popen.pid) not in ("", "Z", "X")


@contextlib.contextmanager
def kept(ctx: Any) -> Iterator[Made]:
    """Keep every pool, executor and child that is made through `ctx`, or directly, while the block lasts.

    ctx: the multiprocessing context of the scenario. Yields a `Made`. In the end what is left is killed and joined, so
    that a run in it is never `leaked`. The classes are watched, not the names: `multiprocessing.Process` is seen too.
    """
    import concurrent.futures.process as futures
    from multiprocessing import pool, process

    made = Made()
    del ctx
    watched = (
        (process.BaseProcess, "start", made.children),
        (pool.Pool, "__init__", made.pools),
        (futures.ProcessPoolExecutor, "__init__", made.executors),
    )
    originals = [(owner, name, owner.__dict__[name]) for owner, name, _ in watched]
    for owner, name, place in watched:
        setattr(owner, name, _remembering(owner.__dict__[name], place))
    try:
        yield made
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)
        made.end()


def _remembering(original: Any, place: list[Any]) -> Any:
    def remember(self: Any, *args: Any, **options: Any) -> Any:
        result = original(self, *args, **options)
        place.append(self)
        return result

    return remember
