"""The nouns of a proof, all frozen: what matrix.json holds. Nothing is decided here."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from grader.model import Verdict

MATRIX_VERSION = 1


class Kind(StrEnum):
    """What an answer is worth, and so what a suite must say of it."""

    STUB = "stub"
    MODEL = "model"
    ACCEPTED = "accepted"
    REJECTED = "rejected"

    def label(self, name: str) -> str:
        """Return what the answer of this kind is called; name: its file's, empty for stub and model answer."""
        return f"{self}/{name}" if name else str(self)


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one answer got in one case under one start method.

    claimed: the verdicts of which one must come; empty for the stub, which claims nothing.
    waits: nothing can be said of it until what the answer stands on is under control; no fault.
    flipped: how often each verdict came, where not always the same came.
    why: what the grader said, where it gave no score.
    """

    case: str
    start_method: str
    verdict: Verdict
    claimed: tuple[Verdict, ...] = ()
    waits: bool = False
    flipped: dict[Verdict, int] = {}
    why: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One answer. name: its file's, empty for stub and model answer. path: of its file, in the course.

    gradings: how often it was graded. runs, cpu_s: what one grading took; CPU seconds of the judge and of free runs.
    waits_for: what an accepted answer stands on that is not under control yet.
    holds: whether the suite says of it what it must.
    """

    kind: Kind
    name: str
    path: str
    gradings: int
    runs: int
    cpu_s: float
    cells: tuple[Cell, ...]
    waits_for: str = ""
    holds: bool

    @property
    def label(self) -> str:
        """`stub`, `model`, `accepted/two_locks`, `rejected/no_lock`."""
        return self.kind.label(self.name)


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One case. lost_by: the answers that show that it can be lost; never empty in a proven exercise."""

    case: str
    title: str
    points: float
    public: bool
    start_methods: tuple[str, ...]
    lost_by: tuple[str, ...] = ()


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that keeps an exercise from being proven: where, what is wrong, and what to do about it."""

    where: str
    problem: str
    next_step: str = ""


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one exercise; proven if it has no faults."""

    slug: str
    kind: str
    start_methods: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    proven: bool


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """All that was asked for: what matrix.json holds.

    repeat: how often each answer was graded, each time with another seed. load: busy processes beside it.
    """

    version: int = MATRIX_VERSION
    grader: str
    python: str
    repeat: int
    load: int
    proven: bool
    exercises: tuple[Matrix, ...]
