"""The documents tell of everything there is, and of nothing that is not there."""

from __future__ import annotations

import inspect
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

import grader.inside
from grader.box.observation import Observation, SeenMark
from grader.claims import read_claims
from grader.cli.app import cli
from grader.course import load
from grader.grading import grade
from grader.judge.fixture import Box
from grader.judge.run import Run
from grader.judge.suites import MARKERS
from grader.model import CaseResult, ExerciseFile, GradeOptions, Limits, Submission, Verdict

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("exercises/*/*.md")])
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


# The worked example


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    """The course that the page's worked example makes, with each file as it stands there."""
    root = tmp_path_factory.mktemp("course")
    files = {"course.toml": COURSE}
    (files["exercises/elsewhere/exercise.toml"],) = re.findall(
        r"^```toml\n(.*?)^```$", SUITE_API, re.DOTALL | re.MULTILINE
    )
    _, _, text = SUITE_API.partition("## A worked example")
    for name, content in re.findall(r"`([\w/]+\.py)`[^`]*^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        files[name] = content
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    return root


def cases_of(root: Path, path: Path) -> tuple[CaseResult, ...]:
    submission = Submission("elsewhere", path, path.read_bytes())
    options = GradeOptions(seed=1, jobs=1, box="none")
    (result,) = grade(load(root), {"elsewhere": submission}, options).exercises
    assert result.max_score == 10
    return result.cases


def test_the_model_answer_of_the_example_has_full_marks(example):
    cases = cases_of(example, example / "solutions/elsewhere/elsewhere.py")
    assert {case.verdict for case in cases} == {Verdict.PASSED}


def test_the_stub_of_the_example_leaks(example):
    cases = cases_of(example, example / "exercises/elsewhere/elsewhere.py")
    assert {case.verdict for case in cases} == {Verdict.LEAKED, Verdict.SKIPPED}


@pytest.mark.parametrize("name", ["joins_first", "no_process"])
def test_a_rejected_answer_of_the_example_loses_what_it_claims(example, name):
    path = example / f"solutions/elsewhere/rejected/{name}.py"
    claims = read_claims(path, load(example).exercise("elsewhere"))
    lost = {
        (case.name, case.start_method): frozenset({case.verdict})
        for case in cases_of(example, path)
        if case.verdict is not Verdict.PASSED
    }
    assert lost == claims
