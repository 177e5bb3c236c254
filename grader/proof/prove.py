"""A proof from end to end: read the answers, grade what is not known yet, judge what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing

import msgspec

from grader.course import Course
from grader.model import Exercise
from grader.proof import rules
from grader.proof.answers import Answer, answers_of, explored_cases
from grader.proof.canaries import faults_of_canaries
from grader.proof.crew import Step, grade_all
from grader.proof.files import faults_of_files
from grader.proof.kept import Kept
from grader.proof.matrix import Fault, Kind, Matrix, Row
from grader.proof.tasks import Graded, Task

Crew = Callable[[Course, Sequence[Task], str, int], Generator[Step, None, None]]


class ProofOptions(msgspec.Struct, frozen=True):
    """All that a proof can be asked for.

    repeat: how often to grade each answer, with the seeds 1, 2, ... load: busy processes beside it.
    jobs: gradings at once. box: as of GradeOptions.
    """

    repeat: int = 1
    load: int = 0
    jobs: int = 1
    box: str = "auto"


class Planned(msgspec.Struct, frozen=True):
    """So many gradings are to be done, and so many are known from before."""

    gradings: int
    known: int


class Begun(msgspec.Struct, frozen=True):
    """A grading has begun."""

    task: Task


class Ended(msgspec.Struct, frozen=True):
    """A grading has ended, and is kept if it has no fault."""

    task: Task


class Judged(msgspec.Struct, frozen=True):
    """All is known of one exercise. They come in the order in which they were asked for."""

    matrix: Matrix


Event = Planned | Begun | Ended | Judged


def prove(
    course: Course, exercises: Sequence[Exercise], options: ProofOptions, kept: Kept, crew: Crew = grade_all
) -> Generator[Event, None, None]:
    """Prove `exercises`, and tell how it goes.

    kept: what is known from before, and where to keep what becomes known. crew: grades; another one in tests.

    Raises CourseError for a course without solutions, and what `crew` raises.
    """
    files = [_File(course, exercise, options, kept) for exercise in exercises]
    by_slug = {file.exercise.slug: file for file in files}
    tasks = [task for file in files for task in file.to_do()]
    yield Planned(len(tasks), sum(file.known for file in files))
    waiting = deque(files)
    # Closed, so that whoever stops listening leaves no worker behind.
    with closing(crew(course, tasks, options.box, options.jobs)) as steps:
        while waiting:
            while waiting and waiting[0].is_complete:
                yield Judged(waiting.popleft().matrix())
            if (step := next(steps, None)) is None:
                break
            task, graded = step
            if graded is None:
                yield Begun(task)
            else:
                by_slug[task.slug].take(task, graded)
                yield Ended(task)


class _File:
    """What becomes known of one exercise."""

    def __init__(self, course: Course, exercise: Exercise, options: ProofOptions, kept: Kept) -> None:
        self.exercise = exercise
        self._course = course
        self._kept = kept
        self._load = options.load
        self._seeds = range(1, options.repeat + 1)
        self._answers, self._faults = answers_of(course, exercise)
        self._by_label = {answer.label: answer for answer in self._answers}
        self._explored = explored_cases(exercise)
        self._gradings: dict[tuple[str, int], Graded] = {}
        for answer in self._answers:
            for seed in self._seeds:
                if (graded := kept.find(exercise, answer, seed, self._load)) is not None:
                    self._gradings[answer.label, seed] = graded
        self.known = len(self._gradings)

    def to_do(self) -> Iterator[Task]:
        """Yield the gradings that are not known."""
        for answer in self._answers:
            for seed in self._seeds:
                if (answer.label, seed) not in self._gradings:
                    yield Task(self.exercise.slug, answer.label, answer.submission, seed)

    def take(self, task: Task, graded: Graded) -> None:
        """Take in what came of a grading."""
        self._gradings[task.label, task.seed] = graded
        answer = self._by_label[task.label]
        if graded.broken is None and self._judge(answer, [graded])[0].holds:
            self._kept.keep(self.exercise, answer, task.seed, self._load, graded)

    @property
    def is_complete(self) -> bool:
        """Whether all gradings are there."""
        return len(self._gradings) == len(self._answers) * len(self._seeds)

    def matrix(self) -> Matrix:
        """Return what is known, judged."""
        rows, faults = [], [*faults_of_files(self._course, self.exercise), *self._faults]
        whole: Graded | None = None
        for answer in self._answers:
            gradings = [self._gradings[answer.label, seed] for seed in self._seeds]
            broken = next((graded.broken for graded in gradings if graded.broken), None)
            if broken is not None:
                fault = Fault(where="suite", problem=broken[0], next_step=broken[1])
                faults += [fault] if fault not in faults else []
                continue
            whole = whole or gradings[0]
            row, wrong = self._judge(answer, gradings)
            rows.append(row)
            faults += wrong
        faults += faults_of_canaries(self._course, self.exercise, self._answers)
        columns = rules.columns_of(self.exercise, whole.cases, rows) if whole else ()
        if whole:
            faults += rules.faults_of_suite(columns, whole.points)
        faults += rules.faults_of_cost({row.kind: row for row in rows if row.kind in (Kind.STUB, Kind.MODEL)})
        return Matrix(
            slug=self.exercise.slug,
            kind=self.exercise.config.kind,
            start_methods=self.exercise.config.start_methods,
            columns=columns,
            rows=tuple(rows),
            faults=tuple(faults),
            proven=not faults,
        )

    def _judge(self, answer: Answer, gradings: Sequence[Graded]) -> tuple[Row, list[Fault]]:
        path = answer.submission.path.relative_to(self._course.root).as_posix()
        return rules.row_of(answer, gradings, self._explored, path)
