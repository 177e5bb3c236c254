"""A host without a box: a helper forked from this process forks main for each execution.

The only module of the explorer that starts processes.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import shutil
import socket
import sys
import tempfile
import time
import traceback
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from grader.channel import Channel, Event, Peer
from grader.explore import messages
from grader.explore.host import StuckError
from grader.inside.controlled import wire

_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(messages.AnyMessage, strict=True)


class Standalone:
    """Runs `program(ctx)` as main of each execution.

    output: whether what the program prints is shown. backstop_s: how long to wait for a message, a backstop only.
    names: whether the processes tell what the program calls its objects. gated: whether each mark is a step, as
    `pinned` wants it.
    """

    def __init__(
        self, program: Callable[[Any], object], start_method: str, *, backstop_s: float = 60.0, output: bool = True
    ) -> None:
        if wire.here.judge:
            raise RuntimeError(
                "explore was called in a process of an explored program: put it under if __name__ == '__main__', "
                "so that a spawned child that imports this file does not call it"
            )
        self.names = self.gated = False
        self._backstop_s = backstop_s
        self._folder = Path(tempfile.mkdtemp(prefix="mpkata-explore-"))
        self._channel = Channel(self._folder, _decoder)
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        sys.stdout.flush()
        sys.stderr.flush()
        self._helper = os.fork()
        if self._helper == 0:
            try:
                self._line.close()
                self._channel.close()
                _help(theirs, self._channel.path, program, start_method, output)
            except BaseException:
                traceback.print_exc()
            finally:
                os.kill(os.getpid(), 9)
        theirs.close()

    def begin(self, run: int) -> None:
        """Start a fresh main."""
        self._line.send(json.dumps({"begin": run, "names": self.names, "gated": self.gated}).encode())

    def end(self, *, kill: bool) -> None:
        """Clear away the processes of the execution."""
        self._channel.drop_all()
        self._line.send(json.dumps({"end": kill}).encode())
        if not self._line.recv(100):
            raise StuckError("the helper process is gone")

    def events(self) -> Iterator[Event]:
        """Wait for messages and hang-ups."""
        begun = time.monotonic()
        seen = False
        for event in self._channel.events(self._backstop_s):
            seen = True
            yield event
        # Somebody who only knocks at the door gives no event.
        if not seen and time.monotonic() - begun > self._backstop_s / 2:
            raise StuckError(f"no process did anything that the explorer can see for {self._backstop_s:g} s")

    def drop(self, peer: Peer) -> None:
        """Hang up on one process."""
        self._channel.drop(peer)

    def close(self) -> None:
        """End the helper and remove the folder."""
        # The helper of a host that was made later has a copy of our end: closing ours alone would not be seen.
        self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()
        os.waitpid(self._helper, 0)
        self._channel.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Standalone:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _help(line: socket.socket, judge: Path, program: Callable[[Any], object], start_method: str, output: bool) -> None:
    """Be the helper: fork a main for each order, until the owner hangs up."""
    from grader.inside.controlled import install, server

    _forget_the_parent()
    zygote = None
    if start_method != "fork":
        package = str(Path(__file__).resolve().parents[2])
        zygote = server.Zygote.started(str(judge.with_name("zygote.sock")), package, output=output)
    install.install()
    install.adopt()
    nursery = server.Nursery(str(judge), zygote.place if zygote else "")
    gc.collect()
    gc.freeze()
    while packet := line.recv(1000):
        order = json.loads(packet)
        if "begin" in order:
            nursery.begin(
                order["begin"], lambda: _main(program, start_method, output), names=order["names"], gated=order["gated"]
            )
        else:
            nursery.end(kill=order["end"])
            if zygote is not None:
                zygote.end()
            line.send(b".")
    nursery.end(kill=True)
    if zygote is not None:
        zygote.close()


def _forget_the_parent() -> None:
    """Begin like a program of its own: without the exit handlers and the children of the process forked from."""
    import atexit
    import multiprocessing.process
    import multiprocessing.synchronize
    import multiprocessing.util

    library: Any = multiprocessing.util
    atexit._clear()
    atexit.register(library._exit_function)
    library._finalizer_registry.clear()
    process: Any = multiprocessing.process
    process._children, process._process_counter = set(), itertools.count(1)
    main = sys.modules["__main__"]
    if "pytest" in (getattr(main, "__file__", None) or "") or "pytest" in str(getattr(main, "__spec__", "")):
        # A spawned child would import the test runner's own program as its main module.
        sys.modules["__main__"] = types.ModuleType("__main__")


def _main(program: Callable[[Any], object], start_method: str, output: bool) -> int:
    import multiprocessing

    from grader.inside import channel

    if not output:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2):
            os.dup2(nowhere, descriptor)
    multiprocessing.set_start_method(start_method, force=True)
    ctx = multiprocessing.get_context(start_method)
    try:
        program(ctx)
    except BaseException as problem:
        text = "".join(traceback.format_exception(problem))[-4000:]
        told = {"type": type(problem).__name__, "text": str(problem)[:2000], "traceback": text}
        channel.tell({"type": "raised", "exception": told})
        return 1
    channel.tell({"type": "returned"})
    return 0
