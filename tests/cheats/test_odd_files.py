"""Files that are no submissions, and names that lead elsewhere: `grade` says what is wrong, and does nothing else.

Nothing reads archives: a submission is a file or a folder of files, so an archive is just a file that is no Python.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HONEST = (ROOT / "solutions" / "lock_race" / "lock_race.py").read_bytes()


def grade(*words, encoding="utf-8"):
    return subprocess.run(
        [sys.executable, "-m", "grader", *words],
        capture_output=True,
        encoding=encoding,
        errors="surrogateescape",
        cwd=ROOT,
        check=False,
    )


def refused(path, *words):
    """Grade what is at `path`, as the submission to lock_race or by `words`; return what stderr says of it."""
    done = grade("run", *(words or ("lock_race",)), "--submission", os.fspath(path))
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    problem, next_step = done.stderr.strip().split("\n", 1)
    assert problem.startswith("grade: ")
    assert next_step
    assert "Traceback" not in done.stderr
    return problem


def archive(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (archive("../../../etc/passwd", b""), "NUL byte"),
        (archive("__main__.py", bytes(64 << 20)), "NUL byte"),
        (b"def deposit(): pass\n\0import os\n", "NUL byte at offset 20"),
        ("def deposit(): pass  # été".encode("latin-1"), "not UTF-8: byte 0xe9 at offset 23"),
        ("def deposit(): pass".encode("utf-16"), "NUL byte"),
        (b"# coding: utf-7\n+AGkAbQ-\xff", "not UTF-8"),
        (b"#" * ((1 << 20) + 1), "1,048,577 bytes"),
    ],
    ids=["zip_with_a_path", "zip_bomb", "nul", "latin_1", "utf_16", "coding_line", "too_long"],
)
def test_content_that_is_no_submission(tmp_path, content, said):
    path = tmp_path / "lock_race.py"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_petabyte_is_not_read(tmp_path):
    path = tmp_path / "lock_race.py"
    path.touch()
    os.truncate(path, 1 << 43)
    assert "8,796,093,022,208 bytes" in refused(path)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/tty"])
def test_a_device(device):
    assert re.search("is not a regular file|No such device", refused(device))


def test_a_fifo_and_a_socket_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "lock_race.py")
    assert "is not a regular file" in refused(tmp_path / "lock_race.py")
    assert "is not a regular file" in refused(tmp_path)


def test_a_link_to_the_model_answer(tmp_path):
    (tmp_path / "lock_race.py").symlink_to(ROOT / "solutions" / "lock_race" / "lock_race.py")
    assert "is a link out of" in refused(tmp_path)
    assert "is a link out of" in refused(tmp_path / "lock_race.py")


def test_a_link_to_what_only_the_judge_may_read(tmp_path):
    for target in ("/proc/self/environ", "/proc/self/mem", "/proc/self/cwd/course.toml", "/etc/shadow"):
        (tmp_path / "lock_race.py").symlink_to(target)
        assert "is a link out of" in refused(tmp_path)
        (tmp_path / "lock_race.py").unlink()


def test_a_link_of_a_whole_folder(tmp_path):
    (tmp_path / "lock_race").symlink_to(ROOT / "solutions" / "lock_race")
    assert "is a link out of" in refused(tmp_path)


def test_a_link_to_nowhere_and_a_circle(tmp_path):
    (tmp_path / "lock_race.py").symlink_to("nowhere.py")
    assert "No such file" in refused(tmp_path)
    (tmp_path / "lock_race.py").unlink()
    (tmp_path / "lock_race.py").symlink_to("lock_race.py")
    assert "symbolic links" in refused(tmp_path)


def test_a_folder_where_the_file_should_be(tmp_path):
    (tmp_path / "lock_race.py").mkdir()
    assert "is a folder" in refused(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path):
    (tmp_path / "lock_race.py").touch(mode=0)
    assert "Permission denied" in refused(tmp_path)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("run", "../lock_race"),
        ("run", "/etc/passwd"),
        ("run", "lock_race/../spawn_safe"),
        ("show", "../../etc/passwd"),
        ("hint", "."),
        ("replay", "../lock_race"),
    ],
)
def test_a_name_that_leads_elsewhere(command, name):
    token = ["x1-3.11-fork-7-07df-3:0.2@test_no_deposit_is_lost"] if command == "replay" else []
    done = grade(command, name, *token)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"there is no exercise {name!r}" in done.stderr


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "..", "\x1b[2J"])
def test_a_new_exercise_is_made_nowhere_else(name):
    done = grade("new", name, "--kind", "fix", "--unit", "sync")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr


def test_a_path_that_plays_with_the_terminal(tmp_path):
    path = tmp_path / "\x1b]0;passed\x07\x1b[2J\n::set-output name=score::10\r.py"
    path.write_bytes(b"\0")
    done = grade("run", "lock_race", "--submission", os.fspath(path))
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert "\x07" not in done.stderr
    assert not any(line.startswith("::") for line in done.stderr.splitlines())


def test_a_path_that_is_no_text(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\xfe.py"
    with open(path, "wb") as file:
        file.write(b"\0")
    done = grade("run", "lock_race", "--submission", os.fsdecode(path))
    assert done.returncode == 2
    assert "NUL byte" in done.stderr


@pytest.mark.parametrize(
    "content",
    [b"", b"\xef\xbb\xbf" + HONEST, b"#\x0c" * (1 << 18), b"\n" * (1 << 20), b"# coding: nonsense\n" + HONEST, b"\x1a"],
    ids=["empty", "byte_order_mark", "form_feeds", "lines", "unknown_coding", "end_of_file"],
)
def test_what_may_be_read_is_graded(tmp_path, content):
    path = tmp_path / "lock_race.py"
    path.write_bytes(content)
    words = ("--public", "--start-method", "fork", "--format", "json", "--jobs", "1")
    done = grade("run", "lock_race", "--submission", os.fspath(path), *words)
    verdicts = {case["verdict"] for case in json.loads(done.stdout)["exercises"][0]["cases"]}
    assert (done.returncode, verdicts) == ((0, {"passed"}) if content.startswith(b"\xef") else (1, {"error"}))
