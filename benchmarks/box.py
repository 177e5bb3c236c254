"""What a box costs, beside the same runner started bare, in turns of the same run.

python benchmarks/box.py [--times 50]

start: until the runner is there. end: until nothing of it is left, or, handed over, until the next can begin.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from grader.box.backend import BACKENDS
from grader.box.sandbox import Ending, Sandbox
from grader.model import Limits


def measured(backend, scenarios, ending):
    """Seconds until the runner is there, and from then on until we are free again."""
    sandbox = Sandbox(backend, "empty", b"", scenarios, Limits(), ending)
    begun = time.perf_counter()
    sandbox.live()
    there = time.perf_counter()
    sandbox.close()
    return there - begun, time.perf_counter() - there


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    options = parser.parse_args()
    ending = Ending()
    kinds = {(name, how): [] for name in BACKENDS for how in ("alone", "overlapping")}
    with tempfile.TemporaryDirectory() as folder:
        scenarios = Path(folder, "scenarios.py")
        scenarios.touch()
        for _ in range(options.times):
            for (name, how), seen in kinds.items():
                seen.append(measured(BACKENDS[name], scenarios, ending if how == "overlapping" else None))
                ending.bury()
    print(f"{'backend':8}  {'end':11}  start ms  end ms  both ms  over none")
    bare = {}
    for (name, how), seen in sorted(kinds.items(), reverse=True):
        start, end, both = (1000 * statistics.median(times) for times in (*zip(*seen, strict=True), map(sum, seen)))
        bare.setdefault(how, both)
        print(f"{name:8}  {how:11}  {start:8.1f}  {end:6.1f}  {both:7.1f}  {both - bare[how]:+9.1f}")


if __name__ == "__main__":
    main()
