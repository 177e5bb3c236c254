"""Main: the process that runs a scenario, or the submission as a program, and then ends like any program."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
import types

from grader.inside import channel, failures, hooks, world
from grader.inside.typed import Any
from grader.inside.values import to_json


def tell_story(order: dict[str, Any]) -> int:
    """Do what `order` says and return main's exit status; the judge hears how it went before exit handlers run."""
    if order["kind"] == "script":
        return _script(order)
    hooks.install()
    sys.argv[1:] = []
    sys.argv[0] = world.current.submission
    pid = os.getpid()
    try:
        submission = _imported(world.current.slug, "import")
        scenarios = _imported("scenarios", "scenario")
        scenario = getattr(scenarios, order["scenario"], None)
        if scenario is None:
            channel.tell({"type": "no_scenario", "known": _names(scenarios)})
            return 1
        value = _played(scenario, submission, order)
    except _ToldError:
        return _left_by_exception(pid)
    if os.getpid() != pid:
        _fall_out()
    told = {"type": "returned", "value": to_json(value), "exit_codes": hooks.exit_codes(), "unreaped": hooks.unreaped()}
    del value
    channel.tell(told)
    return 0


class _ToldError(Exception):
    """The judge has heard of it."""


def _imported(name: str, where: str) -> types.ModuleType:
    try:
        return importlib.import_module(name)
    except SystemExit as leave:
        _tell_exit(leave, where)
        raise _ToldError from None
    except BaseException as problem:
        channel.tell(
            {"type": "raised", "where": where, "process": "MainProcess", "exception": failures.describe(problem)}
        )
        raise _ToldError from None


def _played(scenario: Any, submission: types.ModuleType, order: dict[str, Any]) -> object:
    pid = os.getpid()
    ctx = multiprocessing.get_context(order["start_method"])
    try:
        return scenario(submission, ctx, **order["inputs"])
    except SystemExit as leave:
        if os.getpid() != pid:
            _fall_out()
        _tell_exit(leave, "scenario")
    except BaseException as problem:
        if os.getpid() != pid:
            _fall_out()
        if isinstance(problem, TypeError) and problem.__traceback__ and problem.__traceback__.tb_next is None:
            _tell_of_other_inputs(scenario, (submission, ctx), order)
        told = failures.mismatch_in_call(problem, submission) or failures.describe(problem)
        channel.tell({"type": "raised", "where": "scenario", "process": "MainProcess", "exception": told})
    raise _ToldError


def _tell_of_other_inputs(scenario: Any, given: tuple[object, ...], order: dict[str, Any]) -> None:
    """Tell the judge if it is the scenario that does not take what it is given."""
    import inspect

    signature = inspect.signature(scenario)
    try:
        signature.bind(*given, **order["inputs"])
    except TypeError:
        channel.tell({"type": "no_scenario", "known": [f"{order['scenario']}{signature}"]})
        raise _ToldError from None


def _tell_exit(leave: SystemExit, where: str) -> None:
    channel.tell({"type": "exited", "where": where, "exception": failures.describe(leave)})


def _left_by_exception(pid: int) -> int:
    if os.getpid() != pid:
        _fall_out()
    return 1


def _fall_out() -> None:
    """End a copy of main that came out of the scenario: only one process may go on."""
    channel.tell({"type": "fell_out"})
    os._exit(1)


def _names(module: types.ModuleType) -> list[str]:
    return sorted(name for name, thing in vars(module).items() if callable(thing) and not name.startswith("_"))


def _script(order: dict[str, Any]) -> int:
    """Run the submission as `python <slug>.py` would: as `__main__`, bare, with the default start method set."""
    path = world.current.submission
    world.enter({"watched": False})
    hooks.install()
    sys.argv[:] = [path, *order["argv"]]
    descriptor = os.memfd_create("stdin")
    os.write(descriptor, order["stdin"].encode())
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.dup2(descriptor, 0)
    os.close(descriptor)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    multiprocessing.set_start_method(order["start_method"])
    program = types.ModuleType("__main__")
    program.__file__ = path
    sys.modules["__main__"] = program
    with open(path, "rb") as file:
        source = file.read()
    exec(compile(source, path, "exec"), program.__dict__)
    return 0
