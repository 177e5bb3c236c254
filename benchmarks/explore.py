"""What a controlled schedule costs, beside the same processes forked and joined bare, measured in the same run.

python benchmarks/explore.py [children ...]

Then, under fork: what a request costs (one child that makes few or many steps), and how a schedule grows with steps and
with processes.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from functools import partial
from pathlib import Path

from grader.explore.execution import Execution
from grader.explore.policy import Guided
from grader.explore.search import Search
from grader.explore.standalone import Standalone

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "explore"))
import explored


def program(ctx, children):
    explored.run(ctx, *[(explored.add, (ctx.Value("q", 0),))] * children)


class Program:
    def __init__(self, children):
        self.children = children

    def __call__(self, ctx):
        program(ctx, self.children)


def bare(children, start_method, times):
    """Seconds for a main that starts and joins as many processes, uncontrolled."""
    ctx = multiprocessing.get_context(start_method)
    begun = time.perf_counter()
    for _ in range(times):
        pid = os.fork()
        if pid == 0:
            program(ctx, children)
            os._exit(0)
        os.waitpid(pid, 0)
    return (time.perf_counter() - begun) / times


def controlled(children, start_method, times):
    """Seconds, steps for one schedule of a search that is under way."""
    with Standalone(Program(children), start_method) as host:
        steps = count = 0
        begun = None
        for execution in Search(host, budget=times + 1):
            if begun is None:
                begun = time.perf_counter()
                continue
            count += 1
            steps += len(execution.events)
        seconds = time.perf_counter() - begun
    return seconds / count, steps / count, seconds / steps, count


def many_steps(ctx, steps):
    explored.run(ctx, (explored.write, (ctx.RawValue("q", 0), steps)))


def one_schedule(program, times):
    """Seconds for one schedule, over and over: the program has no other."""
    with Standalone(program, "fork") as host:
        begun = None
        for run in range(times + 1):
            Execution(host, run + 1, 100_000).play(Guided({}))
            begun = begun or time.perf_counter()
        return (time.perf_counter() - begun) / times


def growth():
    print("\nsteps  ms")
    few, many = 10, 1000
    costs = {}
    for steps in (few, 100, many):
        costs[steps] = min(one_schedule(partial(many_steps, steps=steps), 10) for _ in range(3))
        print(f"{steps:5}  {costs[steps] * 1e3:.2f}")
    print(f"{(many - few) / (costs[many] - costs[few]):,.0f} requests a second")
    print("\nchildren  ms")
    for children in range(1, 6):
        print(f"{children:8}  {min(one_schedule(Program(children), 10) for _ in range(3)) * 1e3:.2f}")


def main():
    print("children  method  bare ms  schedule ms  ratio  schedules/s  steps  us/step  counted")
    for children in [int(word) for word in sys.argv[1:]] or [2, 3]:
        for start_method in ("fork", "spawn"):
            floor = min(bare(children, "fork", 30) for _ in range(3))
            cost, steps, step, count = min(controlled(children, start_method, 80) for _ in range(3))
            print(
                f"{children:8}  {start_method:6}  {floor * 1e3:7.2f}  {cost * 1e3:11.2f}  {cost / floor:5.2f}"
                f"  {1 / cost:11.0f}  {steps:5.0f}  {step * 1e6:7.0f}  {count}"
            )
    growth()


if __name__ == "__main__":
    # A spawned child would import this file, and all that it imports; a scenario's main has no file either.
    del sys.modules["__main__"].__file__
    main()
