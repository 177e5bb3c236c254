"""The page is current, and no facility is without a kata."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course import load
from grader.curriculum import curriculum, uncovered
from grader.errors import CourseError

ROOT = Path(__file__).resolve().parents[2]
LISTED = '\nname = "first"\nfacilities = ["Lock", "a | b"]\n'


def with_facilities(root: Path, slug: str, facilities: str) -> None:
    path = root / "exercises" / slug / "exercise.toml"
    path.write_text(f"facilities = {facilities}\n" + path.read_text("utf-8"), "utf-8")


@pytest.fixture
def listed(course_root: Path) -> Path:
    path = course_root / "course.toml"
    path.write_text(path.read_text("utf-8").replace('\nname = "first"\n', LISTED), "utf-8")
    return course_root


def test_the_page_is_current() -> None:
    page = (ROOT / "docs" / "curriculum.md").read_text("utf-8")
    assert page == curriculum(load(ROOT)), "run: python -m grader.curriculum > docs/curriculum.md"


def test_no_facility_is_without_a_kata() -> None:
    assert uncovered(load(ROOT)) == []


def test_a_facility_without_a_kata_is_found(listed: Path) -> None:
    with_facilities(listed, "join_first", '["Lock"]')
    assert uncovered(load(listed)) == ["a | b"]


def test_the_page_tells_katas_and_facilities(listed: Path) -> None:
    with_facilities(listed, "join_first", '["Lock", "a | b"]')
    with_facilities(listed, "lock_race", '["Lock"]')
    lines = curriculum(load(listed)).splitlines()
    assert "| [spawn_safe](../exercises/spawn_safe/README.md): A title |  | fix | spawn | 2 |" in lines
    lock, join = (f"[{slug}](../exercises/{slug}/README.md)" for slug in ("lock_race", "join_first"))
    assert lines[-2:] == [f"| Lock | {lock}, {join} |", f"| a \\| b | {join} |"]


def test_an_unknown_facility_is_told_with_its_neighbours(listed: Path) -> None:
    with_facilities(listed, "lock_race", '["Lok"]')
    with pytest.raises(CourseError, match=r"facilities = 'Lok' is not allowed\n.*such as 'Lock'"):
        load(listed)
