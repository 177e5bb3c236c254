"""The server of a search: imports the submission once, under control, and forks main for each schedule from there."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import sys

from grader.inside import channel, folders, hooks, values, world
from grader.inside import main as story
from grader.inside.typed import Any, NoReturn


def serve(order: dict[str, Any]) -> NoReturn:
    """Begin and end executions as the judge says, until it hangs up; then this process ends.

    A main does not come back here: it ends like a program, in `Nursery.begin`.
    """
    from grader.inside.controlled import install, server, wire

    world.enter({"folder": os.path.join(world.temporary(), "explored")})
    zygote = None
    if order["start_method"] != "fork":
        place = os.path.join(world.temporary(), "zygote.sock")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(place)
        # Before anything is imported that a new interpreter would not know.
        zygote = server.Zygote.forked(place)
    line = channel.connect()
    hooks.install()
    install.install()
    made = _import_once(wire)
    nursery = server.Nursery(order["judge"], zygote.place if zygote else "")

    def program() -> int:
        for message in made:
            wire.note(message)
        return story.tell_story(order)

    gc.freeze()
    line.send(values.encode({"type": "searching"}))
    while packet := line.recv(channel.MESSAGE_BYTES):
        wish = json.loads(packet)
        if "begin" in wish:
            folders.empty(world.current.folder)
            os.chdir(world.current.folder)
            nursery.begin(wish["begin"], program, names=wish["names"], gated=wish["gated"])
            continue
        nursery.end(kill=wish["end"])
        if zygote is not None:
            zygote.end()
        line.send(values.encode({"type": "cleared"}))
    if zygote is not None:
        zygote.close()
    # What the import has left to be done at an exit is no affair of ours.
    wire._real_exit(0)


class _TooEarlyError(Exception):
    """The import takes a step of its own: it belongs into each main."""


def _import_once(wire: Any) -> list[dict[str, Any]]:
    """Import the submission and the scenarios here, and return what they made, for each main to tell again.

    Where that does not work, whatever the reason, each main imports them itself, and the judge hears of it there.
    """
    made: list[dict[str, Any]] = []
    note, ask, tell = wire.note, wire.ask, channel.tell

    def refuse(*_: Any) -> Any:
        raise _TooEarlyError

    def remember(message: dict[str, Any]) -> None:
        if message["type"] != "make":
            raise _TooEarlyError
        made.append(message)

    line: Any = channel
    wire.note, wire.ask, line.tell = remember, refuse, refuse
    before = set(sys.modules)
    try:
        for name in (world.current.slug, "scenarios"):
            importlib.import_module(name)
    except BaseException:
        for name in set(sys.modules) - before:
            del sys.modules[name]
        made.clear()
    finally:
        wire.note, wire.ask, line.tell = note, ask, tell
    return made
