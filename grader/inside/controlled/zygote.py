"""Children of `spawn` and `forkserver`: forked from the zygote, an interpreter that knows nothing of the exercise.

There a child does exactly what `spawn.spawn_main` does, so it has spawn's meaning at the price of a fork. The zygote
is its parent for the kernel: it reaps it and sends its status to the process that started it.
"""

from __future__ import annotations

import errno
import gc
import io
import json
import os
import select
import socket
import struct
import sys
from collections.abc import Callable
from multiprocessing import context, popen_fork, popen_forkserver, popen_spawn_posix, reduction, spawn, util

from grader.inside import refusals
from grader.inside.controlled import life, wire
from grader.inside.typed import Any, NoReturn

_STATUS = struct.Struct("i")
_LENGTHS = struct.Struct("II")
_FDS = 64
_spawning: Any = context.set_spawning_popen
_reduction: Any = reduction
_close_fds: Any = getattr(util, "close_fds")  # noqa: B009 - typed nowhere


class _DupFd:
    def __init__(self, fd: int) -> None:
        self.fd = fd

    def detach(self) -> int:
        return self.fd


class ZygotePopen(popen_fork.Popen):
    """Starts a child from the zygote; in the place of the Popen of spawn and of forkserver."""

    method = "spawn"
    DupFd = _DupFd

    def __init__(self, process_obj: Any) -> None:
        self._fds: list[int] = []
        self.ends: list[tuple[str, str]] = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd: int) -> int:
        """Return the number under which the child will know the descriptor `fd`."""
        self._fds.append(fd)
        return fd

    @refusals.forks
    def _launch(self, process_obj: Any) -> None:
        if not wire.here.zygote:
            raise RuntimeError(f"an explored run of fork starts no processes by {self.method}")
        data = io.BytesIO()
        _spawning(self)
        try:
            _reduction.dump(spawn.get_preparation_data(process_obj._name), data)
            _reduction.dump(process_obj, data)
        finally:
            _spawning(None)
        path = life.child_path()
        here = wire.here
        fields = {"run": here.run, "path": path, "judge": here.judge, "names": here.names, "gated": here.gated}
        fields |= {"parent": os.getpid(), "fds": self._fds, "now": here.now}
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.connect(here.zygote)
        life.announce(path, life.birth_name(), self.ends)
        header = json.dumps(fields).encode()
        lengths = _LENGTHS.pack(len(header), len(data.getbuffer()))
        socket.send_fds(line, [lengths], self._fds) if self._fds else line.send(lengths)
        line.sendall(header)
        line.sendall(data.getbuffer())
        self.pid = _STATUS.unpack(_exactly(line, _STATUS.size))[0]
        if not self.pid:
            wire.note({"type": "unborn", "path": path})
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        life.children[self.pid] = path
        self.sentinel = line.detach()
        self.finalizer = util.Finalize(self, _close_fds, (self.sentinel,))

    def _status(self) -> int:
        packet = b""
        while len(packet) < _STATUS.size:
            more = os.read(self.sentinel, _STATUS.size - len(packet))
            if not more:
                return 255
            packet += more
        return os.waitstatus_to_exitcode(_STATUS.unpack(packet)[0])


class _ForkserverPopen(ZygotePopen):
    method = "forkserver"


def install() -> None:
    """Let spawn and forkserver start their children from the zygote."""
    posix: Any = popen_spawn_posix
    server: Any = popen_forkserver
    posix.Popen, server.Popen = ZygotePopen, _ForkserverPopen


def live(place: str, owner: socket.socket, install_all: Callable[[], None]) -> NoReturn:
    """Be a zygote until the owner hangs up; a child that comes back from it ends as its program does.

    place: a path for the socket at which processes ask for children. owner: see `serve`. install_all: puts the
    controlled primitives in place.
    """
    wire.here.zygote = place
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(place)
    listener.listen(64)
    owner.send(b".")
    install_all()
    gc.freeze()
    life.end_of_program(serve(listener, owner))


def serve(listener: socket.socket, owner: socket.socket) -> int:
    """Fork a child for each request, until the owner hangs up; returns in each child, with its exit status.

    listener: where processes ask for children. owner: a byte from it means: kill all that is left, and answer.
    """
    poll = select.poll()
    for waiting in (listener, owner):
        poll.register(waiting, select.POLLIN)
    alive: dict[int, tuple[int, socket.socket]] = {}
    while True:
        for descriptor, _ in poll.poll():
            if descriptor == listener.fileno():
                line, _ = listener.accept()
                fields, data, fds = _read_request(line)
                try:
                    pid = life._fork()
                except OSError:
                    # The one who asked for it is told, as it would be by the system.
                    pid = -1
                if pid == 0:
                    listener.close()
                    owner.close()
                    for other, (_, its_line) in alive.items():
                        os.close(other)
                        its_line.close()
                    return _be_child(fields, data, fds, line)
                for fd in fds:
                    os.close(fd)
                line.send(_STATUS.pack(max(pid, 0)))
                if pid < 0:
                    line.close()
                    continue
                pidfd = os.pidfd_open(pid)
                poll.register(pidfd, select.POLLIN)
                alive[pidfd] = pid, line
            elif descriptor == owner.fileno():
                if not owner.recv(1):
                    _kill_all(alive)
                    wire._real_exit(0)
                _kill_all(alive)
                for pidfd in tuple(alive):
                    _bury(pidfd, alive, poll)
                owner.send(b".")
            elif descriptor in alive:
                _bury(descriptor, alive, poll)


def _bury(pidfd: int, alive: dict[int, tuple[int, socket.socket]], poll: select.poll) -> None:
    pid, line = alive.pop(pidfd)
    poll.unregister(pidfd)
    _, status = life._waitpid(pid, 0)
    os.close(pidfd)
    try:
        line.send(_STATUS.pack(status), socket.MSG_NOSIGNAL)
    except OSError:
        pass
    finally:
        line.close()


def _kill_all(alive: dict[int, tuple[int, socket.socket]]) -> None:
    for pid, _ in alive.values():
        life._kill(pid, 9)


def _read_request(line: socket.socket) -> tuple[dict[str, Any], bytes, list[int]]:
    packet, fds, _, _ = socket.recv_fds(line, _LENGTHS.size, _FDS)
    packet += _exactly(line, _LENGTHS.size - len(packet))
    header, data = _LENGTHS.unpack(packet)
    return json.loads(_exactly(line, header)), _exactly(line, data), fds


def _exactly(line: socket.socket, size: int) -> bytes:
    packet = b""
    while len(packet) < size:
        more = line.recv(size - len(packet))
        if not more:
            raise EOFError("hung up in the middle of a message")
        packet += more
    return packet


def _be_child(fields: dict[str, Any], data: bytes, fds: list[int], line: socket.socket) -> int:
    options = {name: fields[name] for name in ("names", "gated", "parent")}
    wire.enter(fields["judge"], fields["run"], fields["path"], wire.here.zygote, **options)
    wire.here.now = fields["now"]
    for number, wanted in zip(fds, fields["fds"], strict=True):
        if number != wanted:
            os.dup2(number, wanted)
            os.close(number)
    parent = fields["parent"]
    os.getppid = lambda: parent
    sys.argv = [sys.argv[0], "--multiprocessing-fork"]
    from_parent = os.memfd_create("from_parent")
    os.write(from_parent, data)
    os.lseek(from_parent, 0, os.SEEK_SET)
    main: Any = getattr(spawn, "_main")  # noqa: B009
    return status_of(lambda: main(from_parent, line.detach()))


def status_of(program: Callable[[], Any]) -> int:
    """Run `program` and return the exit status of an interpreter whose program it were."""
    try:
        code = program()
    except SystemExit as leave:
        code = leave.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    sys.stderr.write(f"{code}\n")
    return 1
