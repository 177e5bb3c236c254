"""Makes folders in folders, thousands deep: whoever clears them away goes down as deep."""

# attacks: lock_race

import contextlib
import os


def attack():
    here = os.getcwd()
    with contextlib.suppress(OSError):
        for _ in range(5_000):
            os.mkdir("d")
            os.chdir("d")
    os.chdir(here)
