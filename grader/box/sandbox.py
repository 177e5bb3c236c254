"""One box from its start to its end: started when first needed, replaced when a run has soiled it."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Protocol

from grader.box import processes
from grader.box.backstop import Backstop
from grader.box.launch import Launch, Started, remove_folder
from grader.box.limits import places_in_memory
from grader.box.messages import Hello, decoder
from grader.box.observation import Observation
from grader.box.orders import Order
from grader.box.watch import RunWatch
from grader.channel import Channel, Peer
from grader.errors import BoxError, InternalError
from grader.model import Limits

START_S = 120.0
"""How long a box may take to start before that is an error of the machine."""


class Starter(Protocol):
    """What a sandbox needs of a backend."""

    name: str

    def start(self, launch: Launch) -> Started:
        """Start the runner."""
        ...


class Ending:
    """Boxes that have been killed, and are buried while the next one is at work; `bury` must come last."""

    def __init__(self) -> None:
        self._boxes: list[LiveBox] = []

    def take(self, box: LiveBox) -> None:
        """Kill `box`, and bury those that were killed before it."""
        box.kill()
        self.bury()
        self._boxes.append(box)

    def bury(self) -> None:
        """Wait until nothing is left of all that were killed."""
        while self._boxes:
            self._boxes.pop().close()


class Sandbox:
    """A box for the runs of one case. A context manager: at its end nothing of the box is left, or `ending` has it.

    slug, source: the submission. scenarios: the exercise's file. ending: who buries the box.
    Not thread-safe; to be used in the thread that made it, for the box dies with that thread.
    """

    def __init__(
        self,
        backend: Starter,
        slug: str,
        source: bytes,
        scenarios: Path,
        limits: Limits,
        ending: Ending | None = None,
    ) -> None:
        self._backend = backend
        self._slug, self._source, self._scenarios = slug, source, scenarios
        self.limits = limits
        self._ending = ending
        self._box: LiveBox | None = None

    def __enter__(self) -> Sandbox:
        self._started()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def another(self) -> Sandbox:
        """Return one of the same kind, with a box of its own."""
        return Sandbox(self._backend, self._slug, self._source, self._scenarios, self.limits, self._ending)

    def begin(self) -> None:
        """Start the box, if it is not, and do not wait for it; raises BoxError if none can be started."""
        if self._box is None:
            self._box = LiveBox(self._backend, self._slug, self._source, self._scenarios, self.limits)

    def run(self, order: Order) -> Observation:
        """Run one order to its end and return what was seen; raises BoxError if no box can be started."""
        box = self._started()
        try:
            seen = RunWatch(box, self.limits).watch(order)
        except BaseException:
            self.close()
            raise
        if not seen.is_clean or box.has_leftovers():
            self.close()
        return seen

    def live(self, own: int = 0) -> LiveBox:
        """Return the box, started if it was not; raises BoxError if none can be.

        own: how many processes it has besides the submission's and those that every box has.
        """
        box = self._started()
        box.make_room(own)
        return box

    def sources(self) -> dict[str, str]:
        """Return the texts of the submission and of the scenarios, by their paths in the box."""
        code = self._started().code
        texts = {f"{self._slug}.py": self._source, "scenarios.py": self._scenarios.read_bytes()}
        return {f"{code}/{name}": text.decode("utf-8", "replace") for name, text in texts.items()}

    def close(self) -> None:
        """End the box, if there is one, with all that runs in it."""
        box, self._box = self._box, None
        if box is None:
            return
        if self._ending is None:
            box.close()
        else:
            self._ending.take(box)

    def _started(self) -> LiveBox:
        self.begin()
        assert self._box is not None
        try:
            self._box.wait()
        except BaseException:
            self.close()
            raise
        return self._box


class BoxFiles:
    """The judge's ends of the box's stdout and stderr: files in memory that all its processes append to."""

    def __init__(self) -> None:
        self.stdout, self.stderr = os.memfd_create("stdout"), os.memfd_create("stderr")
        for descriptor in (self.stdout, self.stderr):
            fcntl.fcntl(descriptor, fcntl.F_SETFL, os.O_APPEND)

    def sizes(self) -> tuple[int, int]:
        """Return how many bytes were written to stdout and to stderr."""
        return os.fstat(self.stdout).st_size, os.fstat(self.stderr).st_size

    def read(self, descriptor: int, limit: int, start: int = 0) -> bytes:
        """Return at most `limit` bytes of `descriptor` from `start`."""
        return os.pread(descriptor, limit, start)

    def clear(self) -> None:
        """Forget what was written."""
        os.ftruncate(self.stdout, 0)
        os.ftruncate(self.stderr, 0)

    def close(self) -> None:
        """Close both."""
        os.close(self.stdout)
        os.close(self.stderr)


class LiveBox:
    """A box that runs; `wait` comes before all else.

    folder: the judge's, which the box knows as `judge_folder`. code: the submission's folder there.
    root: the pid below which all its processes live.
    """

    def __init__(self, backend: Starter, slug: str, source: bytes, scenarios: Path, limits: Limits) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mpkata-"))
        self.channel = Channel(self.folder, decoder)
        self.files = BoxFiles()
        self.runner: Peer
        self.runner_pid = 0
        self._backend_name = backend.name
        self._started: Started | None = None
        try:
            self._started = backend.start(
                Launch(
                    slug,
                    source,
                    scenarios,
                    self.folder,
                    self.channel.path,
                    self.files.stdout,
                    self.files.stderr,
                    limits,
                )
            )
            self.code = self._started.code
            self.judge_folder = self._started.judge or os.fspath(self.folder)
            self.root = self._started.keeper or self._started.process.pid
        except BaseException:
            self.close()
            raise

    def wait(self) -> None:
        """Wait until the runner is there; raises BoxError if the sandbox does not work here."""
        if self.runner_pid == 0:
            self.runner, self.runner_pid = self._wait_for_runner(self._backend_name)

    def _wait_for_runner(self, backend: str) -> tuple[Peer, int]:
        assert self._started is not None
        patience = Backstop(START_S)
        while not patience.is_reached():
            for event in self.channel.events(0.05):
                if isinstance(event.message, Hello):
                    event.peer.pid = event.pid
                    return event.peer, event.pid
            if self._started.process.poll() is not None:
                said = self.files.read(self.files.stderr, 2000).decode("utf-8", "replace").strip()
                raise BoxError(
                    f"the sandbox {backend!r} does not work here: {said or 'it ended without a word'}",
                    "See `grade doctor`; to judge your own code without a box: --box none",
                )
        raise InternalError(f"the runner in {backend!r} did not answer within {START_S:.0f} s")

    @property
    def places_in_memory(self) -> tuple[str, ...]:
        """Its file systems in memory, as paths of the judge's; none where it has only the machine's."""
        return places_in_memory(self.runner_pid) if self._started is not None and self._started.keeper else ()

    def memory_hit(self) -> bool:
        """Whether the system has found that the box as a whole came to its limit of memory."""
        return self._started is not None and self._started.memory_hit()

    def has_leftovers(self) -> bool:
        """Whether more is left than the box's own processes and multiprocessing's helpers.

        Those end when their last client has.
        """
        seen = processes.look(self.root)
        return any(
            process.is_alive and not processes.is_helper(process, seen)
            for process in seen.values()
            if process.pid not in (self.root, self.runner_pid)
        )

    def make_room(self, processes: int) -> None:
        """Let the box have so many more processes than it has room for."""
        if self._started is not None:
            self._started.make_room(processes)

    def left_memory(self) -> list[str]:
        """Return the names of the shared memory that the box has made and that is there now."""
        return self._started.left_memory(self.runner_pid) if self._started is not None else []

    def kill(self) -> None:
        """Send the box to its end, without waiting for it; `close` must follow."""
        if self._started is not None:
            self._started.kill()

    def close(self) -> None:
        """Stop the box, wait until nothing of it is left, and remove its folder."""
        if self._started is not None:
            self._started.stop()
        self.channel.close()
        self.files.close()
        remove_folder(self.folder)
