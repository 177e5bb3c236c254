from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.course import load
from grader.errors import OutputError
from grader.grading import grade
from grader.model import GradeOptions, Report, Submission, Verdict
from grader.workspace import Progress, Record, find_workspace, read, update, write_atomically

ADD = """
import sys
from pathlib import Path
from msgspec.structs import replace
from grader.workspace import update

def one_more(progress):
    old = progress.record("lock_race")
    return progress.with_record("lock_race", replace(old, hints=old.hints + 1))

for _ in range(int(sys.argv[2])):
    update(Path(sys.argv[1]), one_more)
"""
UNDER_A_LIMIT = """
import resource, sys
from pathlib import Path
from grader.errors import OutputError
from grader.workspace import write_atomically

resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 1000)
except OutputError as error:
    sys.exit(error.problem)
"""


def hints(number: int) -> Callable[[Progress], Progress]:
    return lambda progress: progress.with_record("lock_race", Record(hints=number))


@pytest.fixture
def report(course_root: Path, judge: Any) -> Callable[..., Report]:
    def make(verdict: Verdict = Verdict.PASSED, **options: Any) -> Report:
        judge.verdicts["lock_race"] = verdict
        submission = Submission("lock_race", Path("a.py"), b"")
        return grade(load(course_root), {"lock_race": submission}, GradeOptions(**options))

    return make


def test_progress_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path).progress == Progress()
    assert not (tmp_path / ".grade").exists()
    update(tmp_path, hints(2))
    assert read(tmp_path).progress.record("lock_race").hints == 2
    assert json.loads((tmp_path / ".grade" / "progress.json").read_text())["version"] == 1
    assert sorted(path.name for path in (tmp_path / ".grade").iterdir()) == ["lock", "progress.json"]


def test_several_grade_at_once_lose_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-c", ADD, str(tmp_path), "15"]
    for process in [subprocess.Popen(words) for _ in range(4)]:
        assert process.wait() == 0
    assert read(tmp_path).progress.record("lock_race").hints == 60


def test_the_best_score_is_never_lowered(report: Callable[..., Report]) -> None:
    lost = Progress().with_report(report(Verdict.FAILED))
    assert lost.record("lock_race") == Record(best=0.0, max=10.0)
    assert not lost.record("lock_race").solved
    won = lost.with_report(report())
    assert won.record("lock_race") == Record(best=10.0, max=10.0)
    assert won.record("lock_race").solved
    assert won.with_report(report(Verdict.FAILED)) == won


def test_a_score_keeps_the_hints(report: Callable[..., Report]) -> None:
    assert hints(2)(Progress()).with_report(report()).record("lock_race").hints == 2


@pytest.mark.parametrize("options", [{"public_only": True}, {"start_methods": ("spawn",)}])
def test_part_of_the_cases_is_no_score(report: Callable[..., Report], options: dict[str, Any]) -> None:
    assert Progress().with_report(report(**options)) == Progress()


def test_no_score_is_not_zero(report: Callable[..., Report]) -> None:
    assert Progress().with_report(report(Verdict.INCONCLUSIVE)) == Progress()


def test_other_full_marks_are_compared_by_share(report: Callable[..., Report]) -> None:
    easier = Progress().with_record("lock_race", Record(best=11.0, max=20.0))
    assert easier.with_report(report()).record("lock_race") == Record(best=10.0, max=10.0)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"exercises": {"a": {"best": -1}}}', b'{"version": 99}', b'{"exercises": {"\xff": {}}}'],
)
def test_a_broken_file_is_set_aside_with_a_message(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / ".grade"
    folder.mkdir()
    (folder / "progress.broken-1.json").write_bytes(b"older")
    (folder / "progress.json").write_bytes(content)
    known = read(tmp_path)
    assert known.progress == Progress()
    assert "progress.broken-2.json" in known.message
    assert (folder / "progress.broken-2.json").read_bytes() == content
    assert (folder / "progress.broken-1.json").read_bytes() == b"older"
    assert read(tmp_path).message == ""


def test_an_update_of_a_broken_file_sets_it_aside_too(tmp_path: Path) -> None:
    (tmp_path / ".grade").mkdir()
    (tmp_path / ".grade" / "progress.json").write_text("{")
    assert "progress.broken-1.json" in update(tmp_path, hints(1)).message
    assert read(tmp_path).progress.record("lock_race").hints == 1


def test_a_workspace_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / ".grade").write_text("a file in the place of the folder")
    with pytest.raises(OutputError, match=r"cannot keep progress in .*\.grade") as caught:
        update(tmp_path, hints(1))
    assert caught.value.next_step


def test_progress_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / ".grade" / "progress.json").mkdir(parents=True)
    with pytest.raises(OutputError, match="Is a directory"):
        read(tmp_path)


def test_a_failed_change_changes_nothing(tmp_path: Path) -> None:
    def fails(progress: Progress) -> Progress:
        raise KeyboardInterrupt

    update(tmp_path, hints(1))
    with pytest.raises(KeyboardInterrupt):
        update(tmp_path, fails)
    assert update(tmp_path, lambda progress: progress).progress.record("lock_race").hints == 1


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", UNDER_A_LIMIT, path], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"cannot write {path}: File too large" in done.stderr
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(OutputError, match="cannot write /dev/full: No space left on device"):
        write_atomically(Path("/dev/full"), b"x")
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_a_link_is_followed_and_the_mode_is_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "report.json", tmp_path / "link.json"
    path.touch()
    path.chmod(0o640)
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new", b"x")
    (tmp_path / "plain").touch()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("name", ["none/report.json", "loop", "folder"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / name, b"x")
    assert str(tmp_path / name) in caught.value.problem


def test_the_clone_around_is_the_workspace(course_root: Path, tmp_path: Path) -> None:
    assert find_workspace(course_root / "exercises", course_root) == course_root.resolve()
    assert find_workspace(tmp_path, course_root) == tmp_path.resolve()


def test_what_grade_init_has_set_up_is_the_workspace(course_root: Path, tmp_path: Path) -> None:
    (tmp_path / "katas" / ".grade").mkdir(parents=True)
    (tmp_path / "katas" / "exercises" / "lock_race").mkdir(parents=True)
    assert find_workspace(tmp_path / "katas" / "exercises" / "lock_race", course_root) == tmp_path / "katas"


def test_progress_survives_a_round_trip() -> None:
    progress = Progress(exercises={"a": Record(best=1 / 3, max=1.0, hints=2)})
    assert msgspec.json.decode(msgspec.json.encode(progress), type=Progress) == progress
