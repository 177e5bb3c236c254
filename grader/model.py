"""The nouns of a grading, all frozen: what comes in (`Exercise`, `Submission`, `GradeOptions`) and what goes out
(`CaseResult`, `ExerciseResult`, `Report`). This module imports nothing of ours.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec

START_METHODS = ("fork", "spawn", "forkserver")
LANGUAGES = ("en", "zh-CN")
REPORT_VERSION = 1


class Verdict(StrEnum):
    """What became of a case; of several that apply, the first in this order is the verdict."""

    INTERNAL = "internal"
    INCONCLUSIVE = "inconclusive"
    OVER_LIMIT = "over_limit"
    ERROR = "error"
    CRASHED = "crashed"
    DEADLOCK = "deadlock"
    LIVELOCK = "livelock"
    LEAKED = "leaked"
    FAILED = "failed"
    PASSED = "passed"
    SKIPPED = "skipped"

    @property
    def is_scored(self) -> bool:
        """Whether the verdict says something of the submission; `internal` and `inconclusive` give no score."""
        return self not in (Verdict.INTERNAL, Verdict.INCONCLUSIVE)


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the processes of one run may use; the `[limits]` table of exercise.toml.

    cpu_s: CPU seconds of all processes of a run together.
    wall_s: the backstop in seconds; reaching it is `inconclusive`, never a fault of the submission.
    memory_bytes: address space of each process.
    total_memory_bytes: memory in use by all processes of a run together, with the files that lie in memory.
    processes: processes and threads alive at once.
    open_files: descriptors of each process.
    output_bytes: what a run may write to stdout or stderr, the size of any file it makes, and what all its marks and
        values take.
    marks: how many marks a run may make.
    message_bytes: the size of one mark or value.
    """

    cpu_s: float = 10.0
    wall_s: float = 120.0
    memory_bytes: int = 1 << 30
    total_memory_bytes: int = 2 << 30
    processes: int = 64
    open_files: int = 256
    output_bytes: int = 8 << 20
    marks: int = 20_000
    message_bytes: int = 1 << 17


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    en: str
    zh_cn: str = msgspec.field(name="zh-CN")

    def in_language(self, language: str) -> str:
        """Return the text in `language`, one of LANGUAGES."""
        return self.zh_cn if language == "zh-CN" else self.en


class Hints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hints in both languages, from the first nudge to the last."""

    en: tuple[str, ...]
    zh_cn: tuple[str, ...] = msgspec.field(name="zh-CN")

    def in_language(self, language: str) -> tuple[str, ...]:
        """Return the hints in `language`, one of LANGUAGES."""
        return self.zh_cn if language == "zh-CN" else self.en


class ExerciseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """exercise.toml as it is written.

    teaches: in a sentence, what a student can say afterwards. facilities: those of course.toml that it is about.
    """

    unit: str
    order: int
    kind: str
    difficulty: int
    start_methods: tuple[str, ...]
    public: tuple[str, ...]
    title: Text
    hints: Hints
    teaches: str = ""
    facilities: tuple[str, ...] = ()
    limits: Limits = Limits()
    schedules: int = 600
    steps: int = 10_000


class UnitFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[units]]` table of course.toml. facilities: what its katas must teach, see docs/curriculum.md."""

    name: str
    title: Text
    facilities: tuple[str, ...] = ()


class CourseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """course.toml as it is written."""

    title: Text
    units: tuple[UnitFile, ...]


class Exercise(msgspec.Struct, frozen=True):
    """One exercise with the places of its files.

    slug: the name of its folder and of its module.
    folder: exercises/<slug>; hidden: tests/hidden/<slug>.
    """

    slug: str
    folder: Path
    hidden: Path
    config: ExerciseFile

    @property
    def stub(self) -> Path:
        """The file that the student edits."""
        return self.folder / f"{self.slug}.py"

    @property
    def scenarios(self) -> Path:
        """The functions that run in the box."""
        return self.folder / "scenarios.py"

    @property
    def public_suite(self) -> Path:
        """The cases that the student may read."""
        return self.folder / f"test_{self.slug}.py"

    @property
    def hidden_suite(self) -> Path:
        """The cases that stay with the judge."""
        return self.hidden / f"test_{self.slug}_hidden.py"


class Submission(msgspec.Struct, frozen=True):
    """One answer to one exercise: its text was read once, so that every case judges the same program."""

    slug: str
    path: Path
    source: bytes


class GradeOptions(msgspec.Struct, frozen=True):
    """All that a grading can be asked for.

    start_methods: which to run, of each exercise's own; empty for all of them.
    seed: seeds every `box.secret`.
    box: `auto`, `bwrap`, `landlock` or `none`.
    jobs: worker processes; 0 chooses.
    public_only: only the cases that students may read.
    replay: a schedule token; only its case is judged, in that one schedule.
    faults: a folder for what is written down when the judge itself fails; empty for the system's temporary one.
    """

    start_methods: tuple[str, ...] = ()
    seed: int = 0
    box: str = "auto"
    jobs: int = 0
    public_only: bool = False
    replay: str = ""
    faults: str = ""


class TimelineRow(msgspec.Struct, frozen=True, kw_only=True):
    """One step of an explored run. process: who made it; what: the operation with the values read and written.

    file, line, source: where in the student's file or in the scenario; empty and 0 where only the library was running.
    """

    process: str
    what: str
    file: str
    line: int
    source: str


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The steps that matter of a failing schedule, in their order. cause: in a sentence, why it fails."""

    processes: tuple[str, ...]
    rows: tuple[TimelineRow, ...]
    cause: str


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """One case under one start method.

    name: the test function; title: its docstring; feedback: what the student is told, empty for `passed`.
    points, max_points: this start method's share of the case's points.
    limit: the limit that was passed, where the verdict is `over_limit`.
    detail: more lines for the student, such as where each process stood in a deadlock.
    wall_s, cpu_s: what the case took; information, never a verdict.
    runs: how many runs (or schedules) the case looked at.
    claim: what a search that passed has shown (`exhaustive`, ...); empty without a search.
    schedule: a token for `grade replay`, and timeline: what happens in that schedule; of a case that an explored run
        lost.
    """

    slug: str
    name: str
    start_method: str
    verdict: Verdict
    points: float
    max_points: float
    title: str
    feedback: str = ""
    detail: tuple[str, ...] = ()
    limit: str | None = None
    public: bool = False
    wall_s: float = 0.0
    cpu_s: float = 0.0
    runs: int = 0
    claim: str = ""
    schedule: str | None = None
    timeline: Timeline | None = None


class ExerciseResult(msgspec.Struct, frozen=True, kw_only=True):
    """The score of one exercise; `score` is None where a case is `internal` or `inconclusive`."""

    slug: str
    title: str
    submission: str
    score: float | None
    max_score: float
    cases: tuple[CaseResult, ...]


class BoxReport(msgspec.Struct, frozen=True, kw_only=True):
    """Which sandbox judged, why that one, and what it does not stop."""

    backend: str
    reason: str
    does_not_stop: tuple[str, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole grading: what report.json holds.

    started: UTC, ISO 8601. wall_s: seconds of the whole grading.
    complete: false where only part was asked for (`--public`, `--start-method`): such a score is no course score.
    """

    version: int = REPORT_VERSION
    grader: str
    python: str
    platform: str
    started: str
    wall_s: float
    seed: int
    complete: bool
    box: BoxReport
    score: float | None
    max_score: float
    exercises: tuple[ExerciseResult, ...]

    @property
    def exit_code(self) -> int:
        """0 full marks, 1 below full marks, 3 something could not be judged."""
        if self.score is None:
            return 3
        return 0 if self.score == self.max_score else 1
