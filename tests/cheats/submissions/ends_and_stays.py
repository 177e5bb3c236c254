"""Tells the explorer that the process ends, and stays."""

# shows: inconclusive

import signal
import sys


def attack():
    wire = sys.modules.get("grader.inside.controlled.wire")
    if wire is not None:
        wire.ask("exit", wire.here.path, 0)
        while True:
            signal.pause()
