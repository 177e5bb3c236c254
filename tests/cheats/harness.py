"""Grades one attack by the real `grade`, in a course and a home of its own with secrets planted everywhere."""

from __future__ import annotations

import ast
import ctypes
import hashlib
import json
import os
import re
import secrets
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SUBMISSIONS = HERE / "submissions"
BOX = os.environ.get("MPKATA_CHEATS_BOX", "bwrap")
BYSTANDER = "bystander"
TOKEN = secrets.token_hex(8)
TRACE = f"mpkata-attack-{TOKEN}"
SEED = 10**15 + secrets.randbelow(10**15)
SHARED_PLACES = tuple(map(Path, ("/dev/shm", "/tmp", "/var/tmp", "/run", "/root", "/")))
"""Where an attack might leave something; others use them too, so that only what bears the attack's name counts."""
PR_SET_CHILD_SUBREAPER = 36
_COMMAND = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]|^\s*::|##\[|##vso\[")
END_MS = 100
BACKSTOP_S = 500


@dataclass(frozen=True)
class Attack:
    """An attack: `submissions/NAME.py`, or `submissions/NAME/` with attack.py and what lies beside the submission.

    Its header is comments: `# attacks:` the exercises, `# start_methods:`, `# jobs:`, `# limits:` TOML for the
    exercises, `# shows:` the verdicts that it must come to (`# shows under BACKEND:` those there),
    `# not stopped by BACKEND:` why, `# not stopped by BACKEND without root:` why not by a judge who is not root.
    """

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @cached_property
    def text(self) -> str:
        return (self.path / "attack.py" if self.path.is_dir() else self.path).read_text("utf-8")

    @property
    def title(self) -> str:
        return (ast.get_docstring(ast.parse(self.text)) or "").partition("\n")[0]

    def header(self, name: str, default: str = "") -> str:
        found = re.search(rf"^# {re.escape(name)}: (.+)$", self.text, re.MULTILINE)
        return found[1].strip() if found else default

    @property
    def not_stopped(self) -> str:
        """Why it is not stopped by the box and the user that these tests have; empty if it is."""
        without_root = "" if os.geteuid() == 0 else self.header(f"not stopped by {BOX} without root")
        return self.header(f"not stopped by {BOX}") or without_root

    def words(self, name: str, default: str = "") -> tuple[str, ...]:
        return tuple(word.strip() for word in self.header(name, default).split(",") if word.strip())

    @property
    def exercises(self) -> tuple[str, ...]:
        return self.words("attacks", "lock_race")

    @property
    def start_methods(self) -> str:
        return self.header("start_methods", "fork").replace(" ", "")

    @property
    def beside(self) -> list[Path]:
        """What lies beside the submission."""
        return [path for path in self.path.iterdir() if path.name != "attack.py"] if self.path.is_dir() else []

    def submission(self, slug: str) -> str:
        """The whole file: the stub, so that all functions are there, then what the attack makes of it."""
        kit = (HERE / "kit.py").read_text("utf-8")
        kit = kit.replace('TRACE = "mpkata-attack"', f"TRACE = {TRACE!r}")
        kit = kit.replace('SEED_SHA256 = ""', f"SEED_SHA256 = {hashlib.sha256(str(SEED).encode()).hexdigest()!r}")
        parts = [stub(slug), "_honest = {name: thing for name, thing in globals().items() if name[0] != '_'}", kit]
        parts.append(self.text)
        if re.search(r"^def attack\(", self.text, re.MULTILINE):
            parts += [(HERE / "armed.py").read_text("utf-8"), "import sys\n_arm(sys.modules[__name__], _honest)"]
        return "\n\n".join(parts)


def attacks() -> list[Attack]:
    """Every attack, by name."""
    paths = (path for path in SUBMISSIONS.iterdir() if path.suffix == ".py" or (path / "attack.py").is_file())
    return [Attack(path) for path in sorted(paths)]


def stub(slug: str) -> str:
    """The text of a stub."""
    return (ROOT / "exercises" / slug / f"{slug}.py").read_text("utf-8")


class World:
    """A course with `slugs` and a bystander, a home, a folder of submissions, and secrets in all of them."""

    def __init__(self, root: Path, slugs: tuple[str, ...], limits: str = "") -> None:
        self.course, self.home = root / "course", root / "home"
        self.handed_in, self.temporary = self.course / "handed_in" / "mallory", root / "tmp"
        self.report = root / "report.json"
        for folder in (self.course, self.home, self.handed_in, self.temporary):
            folder.mkdir(parents=True)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))},
            "HOME": os.fspath(self.home),
            "TMPDIR": os.fspath(self.temporary),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPKATA_SECRET": canary("environment"),
        }
        shutil.copy(ROOT / "course.toml", self.course)
        for slug in slugs:
            self._copy(slug, limits)
        self._add_bystander()
        (self.home / ".netrc").write_text(canary("home"))
        anna = self.handed_in.parent / "anna"
        anna.mkdir()
        for slug in slugs:
            (anna / f"{slug}.py").write_text(f"# {canary('other_submission')}\n")

    def _copy(self, slug: str, limits: str) -> None:
        for folder in (f"exercises/{slug}", f"tests/hidden/{slug}", f"solutions/{slug}"):
            shutil.copytree(ROOT / folder, self.course / folder, ignore=shutil.ignore_patterns("__pycache__"))
        _append(self.course / f"tests/hidden/{slug}/test_{slug}_hidden.py", f"SECRET = {canary('hidden_suite')!r}")
        _append(self.course / f"solutions/{slug}/{slug}.py", f"# {canary('model_answer')}")
        if limits:
            _append(self.course / f"exercises/{slug}/exercise.toml", f"[limits]\n{limits}")

    def _add_bystander(self) -> None:
        folder = self.course / "exercises" / BYSTANDER
        hidden = self.course / "tests" / "hidden" / BYSTANDER
        folder.mkdir(parents=True)
        hidden.mkdir(parents=True)
        for name, place in (
            ("exercise.toml", folder / "exercise.toml"),
            ("scenarios.py", folder / "scenarios.py"),
            ("stub.py", folder / f"{BYSTANDER}.py"),
            ("public.py", folder / f"test_{BYSTANDER}.py"),
            ("hidden.py", hidden / f"test_{BYSTANDER}_hidden.py"),
            ("answer.py", self.handed_in / f"{BYSTANDER}.py"),
        ):
            shutil.copy(HERE / BYSTANDER / name, place)

    def hand_in(self, slug: str, text: str) -> None:
        """Put a submission into the folder that is graded."""
        (self.handed_in / f"{slug}.py").write_text(text, "utf-8")

    def grade(self, *words: str, inside: bool = False) -> subprocess.CompletedProcess[str]:
        """Run `grade` in the course, or (inside) in the folder of the submissions."""
        return subprocess.run(
            [sys.executable, "-m", "grader", *words],
            capture_output=True,
            text=True,
            errors="replace",
            cwd=self.handed_in if inside else self.course,
            env=self.environment,
            timeout=BACKSTOP_S,
            check=False,
        )

    def look(self) -> dict[str, tuple[int, ...]]:
        """Every file and folder here, with what changes when it is written to."""
        seen = {}
        for place in (self.course, self.home, self.temporary):
            for path in (place, *place.rglob("*")):
                status = path.lstat()
                is_folder = path.is_dir() and not path.is_symlink()
                seen[os.fspath(path)] = (status.st_mode, *(() if is_folder else (status.st_size, status.st_mtime_ns)))
        return seen


def canary(place: str) -> str:
    """The secret that is planted in `place`."""
    return f"mpkata-canary-{place}-{TOKEN}"


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


@dataclass
class Graded:
    """What came of an attack.

    report: as JSON; stdout shows it as a text. written: what changed in the course, the home, the temporary folder and
    among submissions. traces: what was left elsewhere.
    """

    done: subprocess.CompletedProcess[str]
    report: str
    alive: list[psutil.Process]
    written: list[str]
    traces: list[str]
    cases: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)

    @property
    def verdicts(self) -> set[str]:
        """Of the cases that were attacked."""
        return {case["verdict"] for (slug, *_), case in self.cases.items() if slug != BYSTANDER}

    def of(self, slug: str) -> dict[tuple[str, str, str], dict[str, Any]]:
        return {key: case for key, case in self.cases.items() if key[0] == slug}

    def commands(self) -> list[str]:
        """The lines of the text that a terminal or a CI system would take for a command."""
        return [line for line in self.done.stdout.split("\n") if _COMMAND.search(line)]

    def secrets(self) -> list[str]:
        """The secrets in all that was printed, the report included; the report tells its own seed, once."""
        told = self.done.stdout.replace(f"seed {SEED}", "", 1), self.report.replace(f'"seed": {SEED}', "", 1)
        text = "".join((*told, self.done.stderr))
        return [word for word in (TOKEN, str(SEED)) if word in text.replace(TRACE, "")]


def run(attack: Attack, root: Path, box: str = BOX) -> Graded:
    """Grade `attack` in a fresh world at `root`, with an honest bystander after it in the same command."""
    world = World(root, attack.exercises, attack.header("limits").replace(",", "\n"))
    for slug in attack.exercises:
        world.hand_in(slug, attack.submission(slug))
    for path in attack.beside:
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, world.handed_in / path.name)
    return _graded(world, attack.exercises, attack, box)


def _graded(world: World, slugs: tuple[str, ...], attack: Attack, box: str) -> Graded:
    words = ["run", *slugs, BYSTANDER, "--submission", os.fspath(world.handed_in), "--box", box, "--seed", str(SEED)]
    words += ["--start-method", attack.start_methods, "--format", "json", "--jobs", attack.header("jobs", "1")]
    words += ["--output", os.fspath(world.report)]
    before, traces_before = world.look(), traces()
    with orphanage() as alive:
        done = world.grade(*words, inside=attack.path.is_dir())
        left = alive()
    report = world.report.read_text("utf-8") if world.report.is_file() else ""
    left_traces = sorted(set(traces()) - set(traces_before))
    graded = Graded(done, report, left, changes(before, world.look()), left_traces)
    if report:
        for exercise in json.loads(report)["exercises"]:
            for case in exercise["cases"]:
                graded.cases[exercise["slug"], case["name"], case["start_method"]] = case
    return graded


def honest(slug: str, start_methods: str, root: Path, box: str = BOX) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Grade the stub of `slug` and return its cases."""
    world = World(root, (slug,))
    world.hand_in(slug, stub(slug))
    words = ["run", slug, "--submission", os.fspath(world.handed_in / f"{slug}.py"), "--box", box]
    words += ["--seed", str(SEED), "--start-method", start_methods, "--format", "json", "--jobs", "1"]
    done = world.grade(*words)
    (exercise,) = json.loads(done.stdout)["exercises"]
    return {(slug, case["name"], case["start_method"]): case for case in exercise["cases"]}


def changes(before: dict[str, tuple[int, ...]], after: dict[str, tuple[int, ...]]) -> list[str]:
    """The paths that came, went or changed."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def traces() -> list[str]:
    """What bears an attack's name in the places that are everybody's."""
    found = []
    for place in SHARED_PLACES:
        with suppress(OSError):
            found += [os.fspath(place / name) for name in os.listdir(place) if "mpkata-attack" in name]
    return found


def _children() -> list[psutil.Process]:
    alive = []
    for child in psutil.Process().children(recursive=True):
        # A zombie has ended; it waits for whoever adopts it, here this very process.
        with suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE:
                alive.append(child)
    return alive


@contextmanager
def orphanage() -> Iterator[Callable[[], list[psutil.Process]]]:
    """Make this process the parent of every orphan below it, so that nothing can slip away unseen.

    Yields a function that returns who is alive END_MS after it was called, of those who were not there before.
    """
    before = set(_children())
    library = ctypes.CDLL(None)
    assert library.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    try:
        yield lambda: [child for child in _children() if child not in before and _outlives(child)]
    finally:
        library.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _outlives(process: psutil.Process) -> bool:
    try:
        descriptor = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return False
    deadline = time.monotonic() + END_MS / 1000
    try:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return not poll.poll(max(0, round((deadline - time.monotonic()) * 1000)))
    finally:
        os.close(descriptor)
