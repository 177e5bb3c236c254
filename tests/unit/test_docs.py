"""The documents tell of everything there is, and of nothing that is not there."""

from __future__ import annotations

import inspect
import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest
from rich.console import Console

import grader.inside
from grader.box.observation import Observation, SeenMark
from grader.cli.app import cli
from grader.course import load
from grader.judge.fixture import Box
from grader.judge.run import Run
from grader.judge.suites import MARKERS
from grader.model import ExerciseFile, Limits, Verdict
from grader.proof.kept import Kept
from grader.proof.prove import ProofOptions, prove
from grader.proof.tasks import grade_task
from grader.report.proven import show_matrix
from grader.scaffold import scaffold

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("exercises/*/*.md")])
AUTHORING = (ROOT / "docs" / "authoring.md").read_text("utf-8")
SUITE_API = (ROOT / "docs" / "suite-api.md").read_text("utf-8")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
COURSE = """\
[title]
en = "One exercise"
zh-CN = "一道题"
[[units]]
name = "process"
title = { en = "One process", zh-CN = "一个进程" }
"""


# The command line


def commands(group: click.Group, words: str = "grade") -> Iterator[tuple[str, click.Command]]:
    yield words, group
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{words} {name}")
        else:
            yield f"{words} {name}", command


COMMANDS = dict(commands(cli))
OPTIONS = sorted(
    {
        (words, option)
        for words, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }
)


def told() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return "\n".join(page.read_text("utf-8") for page in pages)


def test_there_are_commands_and_options():
    assert {"grade run", "grade doctor"} <= COMMANDS.keys()
    assert ("grade run", "--seed") in OPTIONS


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_is_mentioned(words):
    assert re.search(rf"\b{words}\b", told()), f"neither README.md nor docs/*.md mentions `{words}`"


@pytest.mark.parametrize(("words", "option"), OPTIONS)
def test_an_option_is_mentioned(words, option):
    said = re.search(rf"(?<![\w-]){option}(?![\w-])", told())
    assert said, f"neither README.md nor docs/*.md mentions {option} of `{words}`"


# Links and paths


def prose(page: Path) -> str:
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text("utf-8")))


def anchors(page: Path) -> set[str]:
    """Names of the headings as GitHub makes them: small letters, no punctuation, dashes for spaces."""
    headings = re.findall(r"^#+ +(.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(page):
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_place_of_somebodys_machine():
    # Joined here, or this file would be found; `/proc/{pid}/root/` is no such place.
    place = re.compile(rb"(?<![\w}*])/(?:" + b"|".join((b"work", b"root")) + rb")/")
    found = [file.relative_to(ROOT).as_posix() for file in tracked_files() if place.search(file.read_bytes())]
    assert not found


# The suite contract


def code_of(text: str) -> str:
    """All that stands in code blocks and between backticks."""
    return "\n".join([*FENCE.findall(text), *re.findall(r"`([^`\n]+)`", FENCE.sub("", text))])


def public(thing: object) -> set[str]:
    return {name for name in dir(thing) if not name.startswith("_")}


def public_of_box() -> set[str]:
    """Its methods and properties, and what it sets on itself."""
    return public(Box) | set(re.findall(r"\bself\.([a-z]\w*)(?::[^=\n]*)? = ", inspect.getsource(Box)))


CONTRACT = {
    "helper of scenarios": set(grader.inside.__all__),
    "attribute of Run": public(Run(Observation(), "slug", "")),
    "attribute of Box": public_of_box(),
    "attribute of Mark": set(SeenMark.__dataclass_fields__),
    "marker": {line.partition("(")[0] for line in MARKERS},
    "key of exercise.toml": {field.encode_name for field in msgspec.structs.fields(ExerciseFile)},
    "limit": {field.encode_name for field in msgspec.structs.fields(Limits)},
    "verdict": {verdict.value for verdict in Verdict},
}


@pytest.mark.parametrize("kind", CONTRACT)
def test_the_suite_contract_is_complete(kind):
    code = code_of(SUITE_API)
    assert CONTRACT[kind], f"there is no {kind}"
    missing = {name for name in CONTRACT[kind] if not re.search(rf"\b{re.escape(name)}\b", code)}
    assert not missing, f"docs/suite-api.md does not tell of every {kind}"


def test_verdicts_are_told_in_their_order():
    table = SUITE_API.partition("## Outcomes and verdicts")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [verdict.value for verdict in Verdict]


def test_the_limits_are_told_with_their_defaults():
    (toml,) = re.findall(r"^```toml\n(.*?)^```$", SUITE_API, re.DOTALL | re.MULTILINE)
    written = msgspec.toml.decode(toml, type=ExerciseFile)
    assert written.limits == Limits()
    defaults = {field.name: field.default for field in msgspec.structs.fields(ExerciseFile)}
    assert (written.schedules, written.steps) == (defaults["schedules"], defaults["steps"])


# The worked example of docs/authoring.md


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    """The course that the page makes: what `grade new` writes, and on top of it what stands there."""
    root = tmp_path_factory.mktemp("course")
    files = {str(place): text for place, text in scaffold("elsewhere", kind="fix", unit="process", order=1).items()}
    files["course.toml"] = COURSE
    _, _, text = AUTHORING.partition("## A worked example")
    steps = re.findall(r"^(Append to|Write) `([\w/]+\.py)`[^`]*^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert len(steps) == 3
    for what, name, content in steps:
        files[name] = (files[name] if what == "Append to" else "") + content
    hidden = "tests/hidden/elsewhere/test_elsewhere_hidden.py"
    files[hidden] = files[hidden].replace("points(3)", "points(2)")
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    return root


def proven(root: Path) -> list[str]:
    """The lines of the matrix of `elsewhere`, graded in this process."""

    def crew(course, tasks, box, jobs):
        for task in tasks:
            yield task, grade_task(course, task, box)

    course = load(root)
    *_, judged = prove(course, course.exercises, ProofOptions(box="none"), Kept(root, "none"), crew)
    file = io.StringIO()
    show_matrix(judged.matrix, Console(file=file, width=80, color_system=None))
    return file.getvalue().splitlines()


def test_the_example_is_proven_as_the_page_tells(example):
    told = [block.splitlines() for block in re.findall(r"^```text\n(.*?)^```$", AUTHORING, re.DOTALL | re.MULTILINE)]
    claim = re.search(r"\[fork,spawn\]: leaked\n```.*?`(# loses test_a_long_result: leaked)`", AUTHORING, re.DOTALL)[1]
    (fault, matrix) = told
    lines = proven(example)
    assert [line for line in lines if line in fault] == fault
    answer = example / "solutions/elsewhere/rejected/no_join.py"
    answer.write_text(f"{claim}\n{answer.read_text()}")
    lines = proven(example)
    assert lines[2 : 2 + len(matrix)] == matrix
    problems = [line for line in lines if line.startswith("  ✗")]
    assert problems
    assert all(re.match(r"  ✗ line \d+ is unfinished: ", line) for line in problems)


def test_every_attack_is_in_the_table_of_security():
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    shown = {name for line in text.splitlines() if line.startswith("| ") for name in line.split("|")[3:4]}
    named = {word for cell in shown for word in re.findall(r"`(\w+)`", cell)}
    assert named == {path.stem for path in (ROOT / "tests" / "cheats" / "submissions").iterdir() if path.stem[0] != "_"}
