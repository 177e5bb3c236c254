"""What a free run adds to multiprocessing: the primitives stay real, the judge hears who was born and who broke.

Installed in main before the submission is imported, and in every new interpreter (of spawn and of the fork server)
before anything is unpickled.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import os
import sys
import threading
from collections.abc import Iterator
from multiprocessing import process, util
from types import ModuleType, SimpleNamespace

from grader.inside import channel, failures, refusals, world
from grader.inside.typed import Any

# A real-time signal that no kata uses: on it, a process writes to stderr where each of its threads stands.
STANDING_SIGNAL = 50

_waitid = os.waitid
_fork = os.fork
_installed: list[bool] = []
started: list[Any] = []
"""The `Process` objects that main has started, in order, except servers."""


def install() -> None:
    """Hook this process; once per interpreter, also where it is asked for again.

    Of a program that runs bare, the judge hears only which limit it came to.
    """
    if _installed:
        return
    _installed.append(True)
    with contextlib.suppress(ValueError, OSError):
        faulthandler.register(STANDING_SIGNAL, file=2, all_threads=True, chain=False)
    util.spawnv_passfds = _announcing_world(util.spawnv_passfds)
    os.fork = fork
    if world.current.shared_memory:
        _note_shared_memory()
    _hook_process()
    threading.excepthook = _reporting(threading.excepthook)
    sys.excepthook = _reporting_top_level(sys.excepthook)


@refusals.forks
def fork() -> int:
    """`os.fork`, which is known by its name where it fails."""
    return _fork()


def enter_child(fields: dict[str, Any]) -> None:
    """Become a process of the run that `fields` describes; the first thing that a new interpreter does."""
    world.enter(fields)
    install()


def exit_codes() -> list[int | None]:
    """Return the exit code of each started process, None for one that is not reaped; reaps nobody."""
    return [child._popen.returncode if child._popen is not None else None for child in started]


def unreaped() -> list[str]:
    """Return the names of the children that this process has started and not reaped; reaps nobody.

    The system's word counts: a child that was reaped behind multiprocessing's back is not there any more.
    """
    children: set[Any] = getattr(process, "_children")  # noqa: B009 - private, and typed nowhere
    return sorted(child.name for child in tuple(children) if child._popen and _is_unreaped(child._popen))


def _is_unreaped(popen: Any) -> bool:
    if popen.returncode is not None:
        return False
    try:
        _waitid(os.P_PID, popen.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        # A fork server's child is nobody's here: what multiprocessing says is all there is.
        return type(popen).__module__ == "multiprocessing.popen_forkserver"
    return True


def _announcing_world(original: Any) -> Any:
    def spawnv_passfds(path: Any, args: Any, passfds: Any) -> Any:
        args = list(args)
        code = args.index("-c") + 1 if "-c" in args else 0
        if code and "resource_tracker" not in str(args[code]):
            prefix = (
                f"import sys; sys.path[:0] = {world.current.paths!r}; "
                f"from grader.inside import hooks; hooks.enter_child({world.current.as_json()!r}); "
            )
            args[code] = prefix + args[code]
        return original(path, args, passfds)

    return spawnv_passfds


def _note_shared_memory() -> None:
    """Note what is made in /dev/shm, so that the judge can tell it from what others keep there."""
    config: Any = vars(process.current_process())["_config"]
    config["semprefix"] = world.current.semaphores
    posix: Any = importlib.import_module("_posixshmem")
    shm_open = posix.shm_open

    def noting(path: str, flags: int, mode: int = 0o777) -> Any:
        made = shm_open(path, flags, mode)
        if flags & os.O_CREAT:
            descriptor = os.open(world.current.shared_memory, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
            try:
                os.write(descriptor, path.lstrip("/").encode("utf-8", "replace") + b"\n")
            finally:
                os.close(descriptor)
        return made

    posix.shm_open = noting


def _hook_process() -> None:
    base: Any = process.BaseProcess
    start, bootstrap = base.start, base._bootstrap

    def hooked_start(self: Any) -> None:
        # Afterwards it has forgotten its target.
        is_server = _is_server(self)
        start(self)
        if not is_server:
            started.append(self)

    def hooked_bootstrap(self: Any, *args: Any, **options: Any) -> Any:
        if world.current.watched:
            _untimed_servers()
            channel.tell({"type": "born", "name": failures.plain(self._name), "server": _is_server(self)})
        run = self.run

        def watched_run() -> None:
            with _reported(self):
                run()

        self.run = watched_run
        return bootstrap(self, *args, **options)

    base._bootstrap = hooked_bootstrap
    if world.current.watched:
        base.start = hooked_start


def _is_server(child: Any) -> bool:
    return "_run_server" in getattr(getattr(child, "_target", None), "__qualname__", "")


@contextlib.contextmanager
def _reported(child: Any) -> Iterator[None]:
    try:
        yield
    except SystemExit:
        raise
    except BaseException as problem:
        told = failures.mismatch(problem, child._target, child._args, child._kwargs)
        _report(told or failures.describe(problem), "process", child.name)
        raise


def _report(told: dict[str, Any], where: str, name: str) -> None:
    # Of a program that runs bare, nothing counts but that it came to a limit.
    if world.current.watched or told["refused"]:
        channel.tell({"type": "raised", "where": where, "process": failures.plain(name), "exception": told})


def _reporting(original: Any) -> Any:
    def excepthook(args: Any) -> Any:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            _report(failures.describe(args.exc_value), "thread", process.current_process().name)
        return original(args)

    return excepthook


def _reporting_top_level(original: Any) -> Any:
    def excepthook(kind: Any, problem: BaseException, trace: Any) -> Any:
        _report(failures.describe(problem), "process", process.current_process().name)
        return original(kind, problem, trace)

    return excepthook


def _untimed_servers() -> None:
    """Make a manager's server wait without a time limit, so that the judge can see it at rest like everybody else."""
    managers: ModuleType | None = sys.modules.get("multiprocessing.managers")
    if managers is None or not isinstance(managers.__dict__.get("threading"), ModuleType):
        return

    class UntimedEvent(threading.Event):
        def wait(self, _timeout: float | None = None) -> bool:
            return super().wait()

    managers.__dict__["threading"] = SimpleNamespace(**{**vars(threading), "Event": UntimedEvent})
