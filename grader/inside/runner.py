"""The runner: takes orders from the judge, and forks a fresh main for each run.

Started by its path as the only program of the box, with one JSON argument: the `World` without its folder. It never
imports the submission, so that each main begins with modules as an import leaves them.
"""

from __future__ import annotations

import faulthandler
import gc
import importlib
import json
import os
import resource
import signal
import sys
import types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _enter_package(fields: dict[str, Any]) -> None:
    sys.path[:0] = fields["paths"]
    # A spawned child would import the file of __main__ again; a scenario's main has none, as in an interactive run.
    sys.modules["__main__"] = types.ModuleType("__main__")
    importlib.import_module("multiprocessing.popen_fork")

    from grader.inside import world

    world.enter(fields)


def main() -> int:
    """Serve the judge until it hangs up; returns in each main too, so that it ends as any program does."""
    faulthandler.enable(file=2, all_threads=False)
    _forget_the_caller()
    fields = json.loads(sys.argv[1])
    _enter_package(fields)
    from grader.inside import channel, values

    # Loaded here once, so that no main has to.
    importlib.import_module("grader.inside.main")
    if fields.pop("adopt", False):
        _adopt_orphans()
    connection = channel.connect()
    connection.send(values.encode({"type": "hello"}))
    gc.freeze()
    while packet := connection.recv(channel.MESSAGE_BYTES):
        order = json.loads(packet)
        pid = os.fork()
        if pid == 0:
            connection.close()
            return _be_main(order)
        _, status = os.waitpid(pid, 0)
        connection.send(values.encode({"type": "ended", "status": status}))
    return 0


def _be_main(order: dict[str, Any]) -> int:
    from grader.inside import main as story
    from grader.inside import world

    for name, wanted in order["limits"].items():
        kind = getattr(resource, name)
        most = resource.getrlimit(kind)[1]
        soft, hard = (limit if most == resource.RLIM_INFINITY else min(limit, most) for limit in wanted)
        resource.setrlimit(kind, (soft, hard))
    world.enter({"message_bytes": order["message_bytes"]})
    if order["kind"] == "explore":
        from grader.inside import searching

        searching.serve(order)
    # A name that an earlier run cannot have guessed and taken.
    folder = os.path.join(world.temporary(), f"run-{os.urandom(8).hex()}")
    os.mkdir(folder, 0o700)
    world.enter({"folder": folder})
    os.chdir(world.folder())
    return story.tell_story(order)


def _forget_the_caller() -> None:
    """Begin as a program does in a terminal: of nohup, cron or a shell's background job a student knows nothing."""
    os.umask(0o022)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in signal.valid_signals() - {signal.SIGPIPE, signal.SIGXFSZ}:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def _adopt_orphans() -> None:
    # Without a PID namespace an orphan would go to the machine's init, out of the judge's sight.
    import ctypes

    pr_set_child_subreaper = 36
    ctypes.CDLL(None, use_errno=True).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


if __name__ == "__main__":
    sys.exit(main())
