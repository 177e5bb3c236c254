from __future__ import annotations

import os
from pathlib import Path

from grader.inside.folders import empty


def test_files_links_and_folders_are_gone(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "file").touch()
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").touch()
    (folder / "link").symlink_to(kept)
    empty(os.fspath(folder))
    assert list(folder.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "run"]
    assert (kept / "file").exists()


def test_no_folder_is_too_deep(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    place = os.open(folder, os.O_RDONLY)
    for _ in range(3_000):
        os.mkdir("d", dir_fd=place)
        inner = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    empty(os.fspath(folder))
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert list(folder.iterdir()) == []


def test_folders_that_are_closed_to_everybody_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    (folder / "closed").mkdir(parents=True)
    (folder / "closed" / "file").touch()
    (folder / "closed").chmod(0)
    folder.chmod(0)
    empty(os.fspath(folder))
    assert list(folder.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_missing_folder_a_file_and_a_link_become_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    empty(os.fspath(folder))
    folder.rmdir()
    folder.touch()
    empty(os.fspath(folder))
    folder.rmdir()
    folder.symlink_to(tmp_path)
    empty(os.fspath(folder))
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert not folder.is_symlink()
    assert list(folder.iterdir()) == []
