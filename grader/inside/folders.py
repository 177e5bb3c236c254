"""Empties a folder that a submission has filled as it likes."""

from __future__ import annotations

import contextlib
import itertools
import os

_numbers = itertools.count()


def empty(folder: str) -> None:
    """Make `folder` an empty folder, whatever is at that place; what cannot be removed is left beside it.

    However deep it goes, no path here is long, no call goes deep, and one descriptor is open at a time.
    """
    with contextlib.suppress(FileNotFoundError):
        _remove(_moved_beside(folder, folder), folder)
    os.mkdir(folder)


def _remove(place: str, folder: str) -> None:
    to_remove = [place]
    while to_remove:
        place = to_remove.pop()
        with contextlib.suppress(OSError):
            if os.path.islink(place) or not os.path.isdir(place):
                os.unlink(place)
                continue
            os.chmod(place, 0o700)
            with os.scandir(place) as entries:
                found = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries]
            for path, is_folder in found:
                if is_folder:
                    os.chmod(path, 0o700)
                    to_remove.append(_moved_beside(path, folder))
                else:
                    os.unlink(path)
            os.rmdir(place)


def _moved_beside(path: str, folder: str) -> str:
    place = f"{folder}.{next(_numbers)}"
    os.rename(path, place)
    return place
