from __future__ import annotations

import os
from pathlib import Path

from grader.box.launch import remove_folder


def test_a_folder_goes_however_deep_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "box"
    folder.mkdir()
    place = os.open(folder, os.O_RDONLY)
    for _ in range(3_000):
        os.mkdir("d", dir_fd=place)
        inner = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    remove_folder(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_goes_though_it_is_closed_and_what_links_lead_to_stays(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    (kept / "closed").mkdir(parents=True)
    (kept / "closed").chmod(0o500)
    folder = tmp_path / "box"
    (folder / "closed" / "inner").mkdir(parents=True)
    (folder / "link").symlink_to(kept)
    (folder / "closed").chmod(0)
    remove_folder(folder)
    assert list(tmp_path.iterdir()) == [kept]
    assert (kept / "closed").stat().st_mode & 0o777 == 0o500
