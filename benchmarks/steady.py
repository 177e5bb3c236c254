"""Whether searches find the same, to the digit, however busy the machine is: each program many times beside others.

python benchmarks/steady.py [--times 50] [--busy 8] [--start-method fork] [--most SCHEDULES] [--shrinking N] [NAME ...]

NAME: a pair of tests/explore/explored.py (default: all). --most: a program whose first search takes more schedules runs
once only.
Exit code 1 if any search differed from the first of its program.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from grader.explore import explore
from grader.proof.load import busy

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "explore"))
import explored


def found(program, start_method, shrinking):
    result = explore(program, start_method, shrinking=shrinking)
    cause = result.timeline.cause.partition("\n")[0]
    return result.claim, result.executions, result.blocked, str(result.schedule), cause


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=explored.PAIRS)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--busy", type=int, default=8)
    parser.add_argument("--start-method", choices=["fork", "spawn", "forkserver"])
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--shrinking", type=int, default=0)
    options = parser.parse_args()
    methods = [options.start_method] if options.start_method else ["fork", "spawn"]
    programs = [(name, kind, method) for name in options.names for kind in ("racy", "safe") for method in methods]
    first, left_out, differing, searches = {}, set(), set(), 0
    begun = time.perf_counter()
    with busy(options.busy):
        for turn in range(options.times):
            for key in programs:
                if key in left_out:
                    continue
                name, kind, method = key
                seen = found(getattr(explored, f"{name}_{kind}"), method, options.shrinking)
                searches += 1
                if turn == 0:
                    first[key] = seen
                    if seen[1] > options.most:
                        left_out.add(key)
                elif seen != first[key]:
                    differing.add(key)
                    print(f"{key} turn {turn}: {seen}, at first {first[key]}", flush=True)
            print(f"turn {turn + 1}: {searches} searches, {time.perf_counter() - begun:.0f} s", flush=True)
    for name, kind, method in left_out:
        print(f"once only: {name}_{kind} under {method}, {first[name, kind, method][1]} schedules")
    print(
        f"{len(programs)} programs, {searches} searches beside {options.busy} busy processes, {len(differing)} differ"
    )
    return 1 if differing else 0


if __name__ == "__main__":
    # A spawned child would import this file, and all that it imports.
    del sys.modules["__main__"].__file__
    sys.exit(main())
