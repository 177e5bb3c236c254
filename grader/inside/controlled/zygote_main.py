"""The program of a zygote: `python zygote_main.py PATH SOCKET OWNER_FD`; PATH is where it finds this package."""

from __future__ import annotations

import sys


def main() -> None:
    """Serve until the owner hangs up; a child comes back here too and ends as its program does."""
    path, place, owner = sys.argv[1], sys.argv[2], int(sys.argv[3])
    del sys.argv[1:]
    sys.path.insert(0, path)
    import socket
    import types

    # A child must not find our file as its __main__, which spawn would look at.
    sys.modules["__main__"] = types.ModuleType("__main__")

    from grader.inside.controlled import install, zygote

    zygote.live(place, socket.socket(fileno=owner), install.install)


if __name__ == "__main__":
    main()
