"""The server of a search: imports the submission once, under control, and forks main for each schedule from there."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import tempfile
from typing import Any

from grader.inside import channel, folders, hooks, values, world
from grader.inside import main as story


def serve(order: dict[str, Any]) -> int:
    """Begin and end executions as the judge says, until it hangs up; returns with the server's exit status.

    A main does not come back here: it ends like a program, in `Nursery.begin`.
    """
    line = channel.connect()
    world.enter({"folder": os.path.join(tempfile.gettempdir(), "explored")})
    hooks.install()
    from grader.inside.controlled import install, server, wire

    install.install()
    made = _import_once(wire)
    zygote = None
    if order["start_method"] != "fork":
        place = os.path.join(tempfile.gettempdir(), "zygote.sock")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(place)
        zygote = server.Zygote(place, world.current.paths, world.current.as_json())
    nursery = server.Nursery(order["judge"], zygote.place if zygote else "")

    def program() -> int:
        for message in made:
            wire.note(message)
        return story.tell_story(order)

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
    return 0


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
