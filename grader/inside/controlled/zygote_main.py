"""The program of a zygote: `python zygote_main.py PATHS SOCKET OWNER_FD WORLD`, with PATHS and WORLD as JSON."""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Serve until the owner hangs up; a child comes back here too and ends as its program does."""
    paths, place, owner = json.loads(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    fields = json.loads(sys.argv[4])
    del sys.argv[1:]
    sys.path[:0] = paths
    import gc
    import socket
    import types

    # A child must not find our file as its __main__, which spawn would look at.
    sys.modules["__main__"] = types.ModuleType("__main__")

    from grader.inside.controlled import install, life, wire, zygote

    wire.here.zygote = place
    if fields is not None:
        from grader.inside import hooks

        hooks.enter_child(fields)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(place)
    listener.listen(64)
    line = socket.socket(fileno=owner)
    line.send(b".")
    gc.freeze()
    life.end_of_program(zygote.serve(listener, line, install.install))


if __name__ == "__main__":
    main()
