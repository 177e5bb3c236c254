"""Which box judges, on machines of all kinds: with user namespaces or without, as root or not, told by the real CLI.

The machines are made of this one: a filter of system calls takes away what it has.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

import pytest

from grader.box import keeper, seccomp
from grader.box.backend import BACKENDS, choose
from grader.box.landlock import kernel_abi
from grader.box.seccomp.build import ANYTHING_NEW, Condition, Refusal, assemble
from grader.errors import BoxError

ROOT = Path(__file__).resolve().parents[3]
NO_NAMESPACES = (
    [Refusal("", (("unshare", 272, 97),)), Refusal("", (("clone3", 435, 435),), errno.ENOSYS)],
    [Condition("", "clone", (56, 220), 0, "any_of", (ANYTHING_NEW,))],
)
NO_LANDLOCK = ([Refusal("", (("landlock_create_ruleset", 444, 444),), errno.EOPNOTSUPP)], [])
NEITHER = (NO_NAMESPACES[0] + NO_LANDLOCK[0], NO_NAMESPACES[1])
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
# Argument 1: the filter, as hexadecimal digits. The rest: a program.
UNDER_A_FILTER = """
import os, sys
from grader.box import keeper
keeper.control(keeper.PR_SET_NO_NEW_PRIVS, 1)
keeper.install_filter(bytes.fromhex(sys.argv[1]))
os.execv(sys.argv[2], sys.argv[2:])
"""

needs_landlock = pytest.mark.skipif(kernel_abi() < keeper.LEAST_ABI, reason="no Landlock here, or too old a one")
needs_filter = pytest.mark.skipif(os.uname().machine not in seccomp.MACHINES, reason="no filter for this machine")


def works(name):
    try:
        choose(name)
    except BoxError:
        return False
    return True


needs_bwrap = pytest.mark.skipif(not works("bwrap"), reason="bwrap does not work on this very machine")


def grade(*words, without=None, prefix=(), cwd=ROOT, python=sys.executable, env=None):
    command = [*prefix, python, "-m", "grader", *words]
    if without is not None:
        command = [sys.executable, "-c", UNDER_A_FILTER, assemble(os.uname().machine, *without).hex(), *command]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, check=False)


def told(done):
    """What doctor has said, without its line breaks, which cut words too."""
    return "".join(done.stdout.split())


@needs_bwrap
@needs_filter
@needs_landlock
def test_without_user_namespaces_landlock_judges_and_says_so():
    doctor = grade("doctor", without=NO_NAMESPACES)
    assert doctor.returncode == 0, doctor.stdout
    said = told(doctor)
    assert "✗boxbwrap" in said
    assert "allowusernamespaces" in said
    assert "✓boxlandlock" in said
    assert "✓boxthatjudgeslandlock:thesandbox'bwrap'doesnotworkhere" in said
    assert "landlockisused,whichdoesnotstop:" in said

    words = ("run", "exit_codes", "--submission", "solutions", "--format", "json", "--jobs", "1")
    run = grade(*words, without=NO_NAMESPACES)
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report["box"]["backend"] == "landlock"
    assert report["box"]["reason"].startswith("the sandbox 'bwrap' does not work here: ")
    assert report["box"]["does_not_stop"]
    assert "the box is landlock, which stops less than bwrap does; the sandbox 'bwrap' does not work here" in run.stderr
    asked = grade(*words, "--box", "landlock", without=NO_NAMESPACES)
    assert json.loads(asked.stdout)["box"]["reason"] == "asked for by --box landlock"
    assert asked.stderr == ""


@needs_bwrap
@needs_filter
def test_without_landlock_too_no_box_judges():
    doctor = grade("doctor", without=NEITHER)
    assert doctor.returncode == 3
    assert "✗boxthatjudges" in told(doctor)
    run = grade("run", "exit_codes", "--submission", "solutions", without=NEITHER)
    assert run.returncode == 3
    assert "bwrap" in run.stderr
    assert "Landlock 3 or newer is needed" in run.stderr


@needs_bwrap
@needs_filter
def test_bwrap_judges_where_it_can():
    run = grade("run", "exit_codes", "--submission", "solutions", "--format", "json", without=NO_LANDLOCK)
    assert json.loads(run.stdout)["box"] == {
        "backend": "bwrap",
        "reason": "a trial run in it worked",
        "does_not_stop": [],
    }
    assert run.stderr == ""


@needs_landlock
def test_a_machine_that_forbids_user_namespaces():
    unshare = shutil.which("unshare")
    forbidding = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    prefix = (unshare or "unshare", "--user", "--map-root-user", "sh", "-c", forbidding, "sh")
    if unshare is None or subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no user namespace can be made to forbid further ones in")
    run = grade("run", "exit_codes", "--submission", "solutions", "--format", "json", prefix=prefix)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["box"]["backend"] == "landlock"


def test_auto_never_takes_none():
    tried = []

    def fails(backend):
        tried.append(backend.name)
        raise BoxError(f"{backend.name} does not work", f"mend {backend.name}")

    with pytest.raises(BoxError) as raised:
        choose("auto", fails)
    assert tried == ["bwrap", "landlock"]
    assert raised.value.problem == "bwrap does not work; landlock does not work"
    assert raised.value.next_step == "mend bwrap"
    assert choose("none", lambda backend: None).report.reason == "asked for by --box none"


@pytest.fixture(scope="module")
def for_everybody():
    """A Python that every user can start, and a folder with copies of the grader and its course for it."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become another user, by setpriv")
    same = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    for python in (Path(sys.executable).resolve(), Path("/usr/bin/python3")):
        # setpriv itself may still enter folders of root's.
        questions = ([*NOBODY, "test", "-x", python], [*NOBODY, python, "-c", same])
        if not any(subprocess.run(words, capture_output=True, check=False).returncode for words in questions):
            break
    else:
        pytest.skip("no Python of this version can be started by every user")
    place = Path(tempfile.mkdtemp(prefix="everybody-"))
    for name in needed("mpkata"):
        copy_package(metadata.distribution(name), place / "packages")
    for name in ("grader", "exercises", "solutions", "tests/hidden"):
        shutil.copytree(ROOT / name, place / "packages" / name, dirs_exist_ok=True)
    shutil.copy(ROOT / "course.toml", place / "packages")
    home = place / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    place.chmod(0o755)
    yield python, place
    shutil.rmtree(place)


def needed(name):
    """The distribution and what it needs to judge, in no order."""
    found, to_see = set(), {name}
    while to_see:
        name = to_see.pop()
        found.add(name)
        for word in metadata.requires(name) or ():
            wanted = re.match(r"[\w.-]+", word)[0]
            is_extra = "extra ==" in word and "bubblewrap" not in word
            if not is_extra and wanted not in found and metadata_of(wanted):
                to_see.add(wanted)
    return found


def metadata_of(name):
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        # Needed on other machines only.
        return None


def copy_package(distribution, packages):
    for file in distribution.files or ():
        if ".." in file.parts or not file.locate().is_file():
            continue
        target = packages / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file.locate(), target)


@pytest.mark.parametrize("box", [name for name in BACKENDS if name != "none"])
def test_an_ordinary_user_grades(box, for_everybody):
    if not works(box):
        pytest.skip(f"{box} does not work on this very machine")
    python, place = for_everybody
    home, packages = place / "home", place / "packages"
    if subprocess.run([*NOBODY, "test", "-r", packages / "course.toml"], check=False).returncode:
        pytest.skip(f"{place} is not reached by everybody")
    run = grade(
        *("run", "exit_codes", "nice_worker", "--submission", "solutions", "--format", "json", "--box", box),
        prefix=NOBODY,
        python=python,
        cwd=packages,
        env={"PYTHONPATH": str(packages), "HOME": str(home), "TMPDIR": str(home), "PATH": os.environ["PATH"]},
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert json.loads(run.stdout)["box"]["backend"] == box
