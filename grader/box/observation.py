"""What one run showed to those who watched it from outside, and what the processes said of themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grader.box.limits import OverLimit
from grader.box.messages import Exited, Raised, Returned
from grader.box.rest import Stillness


@dataclass(frozen=True)
class SeenMark:
    """A mark; process: a number of this run, 0 for main, the others in the order of their first message."""

    name: str
    data: Any
    process: int
    thread: int


@dataclass(frozen=True)
class Standing:
    """Where a process stood when the run hung: its innermost line in the submission, 0 if there is none."""

    process: str
    line: int
    function: str


@dataclass
class Observation:
    """All that is known of a run when it is over.

    is_script: the submission ran as a program; else a scenario ran.
    returned: main's last word, None if it had none. status: main's wait status, None if it did not end by itself.
    left_behind: names of processes that the scenario left alive or unreaped; left_memory: of shared memory.
    backstop: seconds, if the wall-clock backstop ended the run. runner_lost: the runner vanished.
    """

    is_script: bool = False
    marks: list[SeenMark] = field(default_factory=list)
    returned: Returned | None = None
    raised: list[Raised] = field(default_factory=list)
    exited: Exited | None = None
    fell_out: bool = False
    status: int | None = None
    stillness: Stillness = Stillness.MOVING
    standing: list[Standing] = field(default_factory=list)
    left_behind: list[str] = field(default_factory=list)
    left_memory: list[str] = field(default_factory=list)
    over: OverLimit | None = None
    unknown_scenario: tuple[str, ...] | None = None
    runner_lost: bool = False
    backstop: float = 0.0
    stdout: bytes = b""
    stderr: bytes = b""
    cpu_s: float = 0.0
    wall_s: float = 0.0

    @property
    def is_clean(self) -> bool:
        """Whether the box can serve another run: main has ended by itself and nothing is left of it."""
        trouble = (
            self.over or self.backstop or self.runner_lost or self.left_behind or self.left_memory or self.fell_out
        )
        return self.status is not None and not trouble and self.stillness is Stillness.MOVING
