"""Probabilistic concurrency testing: random priorities, and d - 1 random places where the first falls to the last.

After Burckhardt, Kothari, Musuvathi and Nagarakatte (ASPLOS 2010). With n threads and k steps, one execution finds a
bug of depth d with a probability of at least 1 / (n * k^(d - 1)).
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from grader.explore.events import Thread
from grader.explore.execution import Execution

DEPTH = 3


class Pct:
    """A chooser for one execution after the other. seed: fixes them all; steps: how many one is expected to have."""

    def __init__(self, seed: int, steps: int, depth: int = DEPTH) -> None:
        self._seed, self.steps, self.depth = seed, max(1, steps), depth
        self.threads = 1
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._random = random.Random(f"{self._seed}:{self._count}")
        self._rank: dict[str, float] = {}
        self._falls = {self._random.randrange(self.steps): -1.0 - place for place in range(self.depth - 1)}

    def choose(self, execution: Execution, enabled: Sequence[Thread]) -> Thread:
        """Return the thread of the highest priority; at some steps it first falls below all others."""
        for thread in enabled:
            if thread.name not in self._rank:
                self._rank[thread.name] = self._random.random()
        first = max(enabled, key=lambda thread: self._rank[thread.name])
        fall = self._falls.get(len(execution.events))
        if fall is not None:
            self._rank[first.name] = fall
            first = max(enabled, key=lambda thread: self._rank[thread.name])
        return first

    def finished(self, execution: Execution) -> None:
        """Draw the next schedule; it may have as many steps as the longest so far."""
        self._count += 1
        self.steps = max(self.steps, len(execution.events))
        self.threads = max(self.threads, len(execution.threads))
        self._begin()

    @property
    def probability(self) -> float:
        """The least chance that one execution finds a bug of this depth."""
        return 1.0 / (self.threads * float(self.steps) ** (self.depth - 1))
