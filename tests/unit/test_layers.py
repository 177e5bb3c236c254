"""Who may import whom, how large a module may be, and that no file lies where it does not belong.

The table is told in docs/architecture.md.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "grader"
LINES = 400

FREE = {"model", "errors"}
# A layer is a package or a module directly in grader/. Each names the layers, or single modules, that it may import
# besides itself.
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "channel": set(),
    "inside": set(),
    "scoring": FREE,
    "report": FREE | {"proof.matrix"},
    "claims": FREE,
    "course": FREE,
    "workspace": FREE,
    "submission": FREE | {"course"},
    "box": FREE | {"channel"},
    "explore": FREE | {"channel"},
    "judge": FREE | {"box", "explore", "course"},
    "grading": FREE | {"course", "scoring", "judge", "box.backend"},
    "proof": FREE | {"claims", "course", "submission", "workspace", "grading"},
    "scaffold": set(),
    "curriculum": FREE | {"course"},
    "cli": FREE | {"course", "submission", "workspace", "scoring", "grading", "report", "proof", "scaffold"},
    "__init__": FREE | {"grading"},
    "__main__": {"cli"},
}
# Single modules that may do more; docs/decisions/0004-unit-of-layers.md says why.
EXCEPTIONS: dict[str, set[str]] = {
    "cli.doctor": {"box.backend", "box.doctor"},
    "cli.replay": {"judge.token"},
    "judge.host": {"channel"},
    "explore.standalone": {"inside"},
}
# Packages that one layer or a few have to themselves.
RESERVED = {
    "click": {"cli"},
    "rich_click": {"cli"},
    "rich": {"cli", "report"},
    "pytest": {"judge", "explore.fixture"},
    "psutil": {"box", "proof.load"},
}
TOP = {
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "pyproject.toml", "course.toml"),
    *(".gitignore", ".gitattributes", ".ci", ".github", ".pre-commit-config.yaml"),
    *("benchmarks", "docs", "exercises", "grader", "solutions", "tests"),
}

MODULES = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in sorted(PACKAGE.rglob("*.py"))}


def parts_of(module: str) -> tuple[str, ...]:
    """`box` for box/__init__.py; `__init__` and `__main__` of grader itself keep their names."""
    parts = tuple(module.split("."))
    return parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts


NAMES = {".".join(parts_of(module)) for module in MODULES}


def imports(module: str, source: str) -> Iterator[str]:
    """Yield what `module` imports, also inside functions and for type checkers: full names, a module's rather than
    that of something in it.
    """
    package = ("grader", *module.split(".")[:-1])
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *((node.module,) if node.module else ())))
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner.removeprefix("grader.") in NAMES and inner.startswith("grader.") else base


def allows(allowed: set[str], module: str) -> bool:
    return any(module == name or module.startswith(name + ".") for name in allowed)


def forbidden(module: str, source: str) -> list[str]:
    """Return what `module` must not import."""
    own = ".".join(parts_of(module))
    layer = own.partition(".")[0]
    allowed = {layer} | MAY_IMPORT[layer] | EXCEPTIONS.get(own, set())
    found = []
    for name in imports(module, source):
        top, _, inner = name.partition(".")
        if top == "grader":
            # `import grader` would bring all of it.
            is_wrong = not allows(allowed, inner)
        elif layer == "inside":
            is_wrong = top not in sys.stdlib_module_names
        else:
            is_wrong = RESERVED.get(top, {layer}).isdisjoint({layer, own})
        if is_wrong:
            found.append(name)
    return found


@pytest.mark.parametrize("module", MODULES)
def test_imports_obey_the_layers(module):
    layer = module.partition(".")[0]
    assert layer in MAY_IMPORT, f"a new layer: give {layer!r} a line here and in docs/architecture.md"
    assert forbidden(module, MODULES[module].read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("model", "from grader.errors import GraderError"),
        ("scoring", "def f():\n    from grader.course import Course"),
        ("report.text", "from grader import scoring"),
        ("report.text", "import pytest"),
        ("course", "from grader.cli import main"),
        ("course", "import rich_click as click"),
        ("box.rest", "from grader import judge"),
        ("box.launch", "import grader.inside.runner"),
        ("explore.search", "from grader.inside import channel"),
        ("explore.standalone", "from grader.box.sandbox import Sandbox"),
        ("judge.run", "from ..cli import main"),
        ("judge.run", "from grader.channel import Channel"),
        ("cli.run", "from grader.judge.token import parse"),
        ("grading", "from grader.box.sandbox import Sandbox"),
        ("cli.run", "from grader.box.backend import choose"),
        ("cli.doctor", "from grader.box import sandbox"),
        ("inside.facts", "import msgspec"),
        ("inside.facts", "from grader.model import Limits"),
        ("inside.facts", "from grader.channel import Channel"),
        ("workspace", "import grader"),
    ],
)
def test_a_wrong_import_is_found(module, source):
    assert len(forbidden(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("box.rest", "from grader.box import processes"),
        ("judge.run", "from .brief import Brief"),
        ("judge.run", "from . import brief"),
        ("judge.__init__", "from .brief import Observer"),
        ("grading", "from grader.box.backend import choose"),
        ("cli.doctor", "from grader.box import backend, doctor"),
        ("inside.facts", "import multiprocessing.process"),
    ],
)
def test_a_right_import_is_not(module, source):
    assert forbidden(module, source) == []


def test_the_table_is_told():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("## Who may import whom")[2]
    told = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| ([^|]*) \|", page, re.MULTILINE))))
    assert {layer for layer in MAY_IMPORT if not layer.startswith("__")} <= told


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_not_too_long(module):
    count = len(MODULES[module].read_text("utf-8").splitlines())
    assert count <= LINES, f"{count} lines: split it"


# Where files lie


def tracked() -> list[str]:
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone")
    return [name for name in listed.stdout.split("\0") if name]


def below(folder: str) -> dict[str, set[str]]:
    """The tracked files of each exercise in `folder`, by slug."""
    found: dict[str, set[str]] = {}
    for name in tracked():
        if name.startswith(folder + "/"):
            slug, _, rest = name.removeprefix(folder + "/").partition("/")
            found.setdefault(slug, set()).add(rest)
    return found


def test_the_top_level_has_nothing_stray():
    assert {name.partition("/")[0] for name in tracked()} <= TOP


def test_an_exercise_has_exactly_its_files():
    for slug, files in below("exercises").items():
        python = {f"{slug}.py", "scenarios.py", f"test_{slug}.py"}
        assert files == {"README.md", "README.zh-CN.md", "exercise.toml", *python}, slug


def test_a_hidden_suite_is_one_file():
    assert below("tests/hidden") == {slug: {f"test_{slug}_hidden.py"} for slug in below("exercises")}


def test_solutions_have_nothing_stray():
    solutions = below("solutions")
    assert solutions.keys() == below("exercises").keys()
    for slug, files in solutions.items():
        assert f"{slug}.py" in files
        stray = {name for name in files if not re.fullmatch(rf"{slug}\.py|(accepted|rejected)/[a-z0-9_]+\.py", name)}
        assert not stray, slug
