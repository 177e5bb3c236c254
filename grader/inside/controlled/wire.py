"""The line to the judge: one connection a thread, opened when it first speaks and opened anew after a fork.

A request is answered when the judge lets the step happen; a note is not answered. When the judge hangs up, the
execution is over and the process ends at once and without a word.
"""

from __future__ import annotations

import _socket
import _thread
import json
import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing import process
from types import FrameType

from grader.inside import places, world
from grader.inside.controlled import naming
from grader.inside.typed import Any, NoReturn

_PACKET_BYTES = 128 * 1024
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_decode = json.JSONDecoder().decode
_real_exit = os._exit
_real_kill = os.kill
real_signal = signal.signal
_HARMLESS = (signal.SIGCHLD, signal.SIGCONT, signal.SIGURG, signal.SIGWINCH)


class Place:
    """Where this process stands in its execution.

    judge: path of the judge's socket. run: number of the execution. path: main is `0`, its first child `0.1`.
    zygote: path of the zygote's socket, empty where no children are spawned. objects, born: counters for names.
    lines: the connection of each thread. threads: the number of each thread. parent: pid of who started it.
    """

    def __init__(self) -> None:
        self.judge = self.path = self.zygote = ""
        self.run = self.objects = self.born = self.parent = self.glances = 0
        self.names = self.gated = self.busy = False
        self.now = 0.0
        self.later: list[tuple[Any, ...]] = []
        self.lines: dict[int, _socket.socket] = {}
        self.threads: dict[int, int] = {}


here = Place()


def enter(judge: str, run: int, path: str, zygote: str, *, names: bool, gated: bool = False, parent: int = 0) -> None:
    """Become the process `path` of execution `run`, and say so; a process that dies unheard would be waited for."""
    for line in here.lines.values():
        line.close()
    here.judge, here.run, here.path, here.zygote, here.names = judge, run, path, zygote, names
    here.gated, here.parent = gated, parent
    here.objects = here.born = here.glances = 0
    here.busy, here.later = False, []
    here.lines, here.threads = {}, {_thread.get_ident(): 0}
    _line()


def new_name() -> str:
    """Return a name for an object that this process makes, by the order of making."""
    here.objects += 1
    return f"{here.path}:{here.objects}"


def ask(op: str, on: str, *args: Any) -> Any:
    """Ask the judge for one step and return its answer; returns when the step has happened.

    op: the operation. on: the name of the object, or the path of the process. args: exact JSON.
    """
    return _asked(op, on, args).get("value")


def ask_parts(op: str, on: str, *args: Any) -> list[str] | None:
    """Ask for a step whose answer comes in parts, and return them; None if the answer is none."""
    answer = _asked(op, on, args)
    if answer.get("value") is None:
        return None
    parts = [answer["value"]]
    for index in range(answer["more"]):
        note({"type": "fetch", "index": index})
        parts.append(_decode(_received(_line()))["value"])
    return parts


def _asked(op: str, on: str, args: tuple[Any, ...]) -> dict[str, Any]:
    if here.busy:
        # A finalizer that ran in the middle of another step; what it closes is closed after that.
        here.later.append((op, on, args))
        return {}
    frame = _own_frame()
    message: dict[str, Any] = {"type": "step", "op": op, "on": on, "args": args, "at": _place(frame)}
    others = len(_threads()) - 1
    if others > 0:
        message["others"] = others
    if here.names:
        # A wait for several things is called by the first one.
        message["name"] = naming.name_in(frame, on or (args[1][0] if len(args) > 1 and args[1] else ""))
    packet = _encode(message).encode("ascii")
    if len(packet) > _PACKET_BYTES:
        raise ValueError(f"{op}: {len(packet)} bytes are too many for one step of an explored run")
    here.glances = 0
    while True:
        line = _line()
        here.busy = True
        try:
            _send(line, packet)
            answer: dict[str, Any] = _decode(_received(line))
        finally:
            here.busy = False
        here.now = answer.get("now", here.now)
        if "signal" not in answer:
            break
        if op != "exit" or not callable(signal.getsignal(answer["signal"])):
            deliver(answer["signal"], answer["before"])
    while here.later:
        _asked(*here.later.pop(0))
    return answer


def _threads() -> Any:
    threading = sys.modules.get("threading")
    return getattr(threading, "_active", ())


def note(message: dict[str, Any]) -> None:
    """Tell the judge something that it need not answer."""
    _send(_line(), _encode(message).encode("ascii"))


def tell(message: dict[str, Any]) -> None:
    """Tell the judge one of the messages of a free run: a mark, a result, an exception."""
    if here.gated and message["type"] == "mark":
        ask("mark", "time", message["name"])
    wrap: Any = {"type": "tell", "at": site()}
    packet = _encode({**wrap, "message": message}).encode("ascii")
    if len(packet) > min(world.current.message_bytes, _PACKET_BYTES):
        too_large = {"type": "too_large", "of": message["type"], "bytes": len(packet)}
        packet = _encode({**wrap, "message": too_large}).encode("ascii")
    _send(_line(), packet)
    if message.get("exception", {}).get("refused"):
        # The judge sees for itself what this process was refused, while it waits here.
        ask("mark", "time", "refused")


def deliver(number: int, before: Sequence[int] = ()) -> None:
    """Take the signal `number`, as the judge decided that it arrives now: run its handler, or die of it.

    before: signals that were sent before it and are still on their way; one that ends a process does so when it is
    sent, and the first of them is what the process dies of.
    """
    if _is_fatal(number):
        number = next((other for other in before if _is_fatal(other)), number)
    handler = signal.getsignal(number) if number != signal.SIGKILL else signal.SIG_DFL
    if callable(handler):
        handler(number, sys._getframe(1))
        return
    if handler is None or handler == signal.SIG_DFL:
        if number != signal.SIGKILL:
            real_signal(number, signal.SIG_DFL)
        _real_kill(os.getpid(), number)


def _is_fatal(number: int) -> bool:
    return number == signal.SIGKILL or (number not in _HARMLESS and signal.getsignal(number) in (None, signal.SIG_DFL))


def leave(status: int) -> NoReturn:
    """Announce that this process exits with `status`; then exit, with no handler run."""
    # sys.exit(True) leaves with a bool.
    ask("exit", here.path, int(status))
    _real_exit(status)


def site() -> tuple[str, int, str]:
    """Return file, line and function of the innermost frame that is neither the library's nor ours."""
    return _place(_own_frame())


def _place(frame: FrameType | None) -> tuple[str, int, str]:
    return (frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name) if frame is not None else ("", 0, "")


def _own_frame() -> FrameType | None:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and not _is_own(frame.f_code.co_filename):
        # What is below that of a forked child is its parent's.
        frame = frame.f_back if frame.f_code is not _BOOTSTRAP else None
    return frame


_BOOTSTRAP = getattr(process.BaseProcess, "_bootstrap").__code__  # noqa: B009 - private, and typed nowhere
_own: dict[str, bool] = {}


def _is_own(filename: str) -> bool:
    known = _own.get(filename)
    if known is None:
        path = os.path.realpath(filename)
        known = _own[filename] = not filename.startswith("<") and not path.startswith((places.LIBRARY, places.OURS))
    return known


def _line() -> _socket.socket:
    ident = _thread.get_ident()
    line = here.lines.get(ident)
    if line is None:
        number = here.threads.setdefault(ident, len(here.threads))
        line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
        try:
            line.connect(here.judge)
            line.send(_encode({"type": "hi", "run": here.run, "path": here.path, "thread": number}).encode("ascii"))
        except OSError:
            _real_exit(1)
        here.lines[ident] = line
    return line


def _send(line: _socket.socket, packet: bytes) -> None:
    try:
        line.send(packet)
    except OSError:
        # The judge has hung up: the execution is over.
        _real_exit(1)


def _received(line: _socket.socket) -> str:
    try:
        packet = line.recv(_PACKET_BYTES)
    except OSError:
        packet = b""
    if not packet:
        _real_exit(1)
    return packet.decode("ascii")
