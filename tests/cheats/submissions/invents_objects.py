"""Makes objects anew, of sizes and kinds that do not exist, and asks for steps that they do not know."""

import os
import sys
import tempfile

MADE = (
    ("semaphore", "0:1", [1, 9, 9]),
    ("semaphore", "x", [None, "a", []]),
    ("cells", "y", [10**12, 0]),
    ("cells", "y", ["a", {}]),
    ("pipe", 0, []),
    ("queue", "z", [-1]),
    ("fill", "0:1", [10**9, 1]),
    ("arrived", "0:1", ["r"]),
    ("nonsense", "0", []),
)
ASKED = (
    ("read", "0:1", []),
    ("read", "0:1", [[]]),
    ("write", "0:1", [{}, 1]),
    ("acquire", "0:1", [{}]),
    ("join", "0.9", []),
    ("signal", "0", ["SIGKILL"]),
    ("exit", "0", []),
    ("die", "0", [9]),
    ("wait", "", [[["r"]], {}]),
    ("feed", "0:1", []),
    ("sleep", "time", ["a"]),
    ("", "time", []),
)


def attack():
    wire = sys.modules.get("grader.inside.controlled.wire")
    if wire is None:
        return
    # Another one in each run, for the first bad word ends a run.
    with open(f"{tempfile.gettempdir()}/turn", "a+") as turn:
        turn.write("x")
        number = turn.tell()
    kind, on, args = MADE[number % len(MADE)]
    wire.note({"type": "make", "kind": kind, "on": on, "args": args})
    op, on, args = ASKED[number % len(ASKED)]
    wire.ask(op, on, *args)
    os._exit(0)
