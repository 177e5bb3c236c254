"""The files that an exercise begins with: a small kata that is proven but for its unfinished lines.

Pure: names in, texts out. The texts lie in `files/`, where SLUG, UNIT, ORDER and KIND stand for what is not known yet.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

FILES = Path(__file__).with_name("files")


def scaffold(slug: str, *, kind: str, unit: str, order: int) -> dict[PurePosixPath, str]:
    """Return the texts of all files of an exercise, by their path in the course.

    kind: `fix` or `implement`, which decides what the stub is. unit, order: its place in the course.
    """
    places = {
        f"exercises/{slug}/README.md": "README.md",
        f"exercises/{slug}/README.zh-CN.md": "README.zh-CN.md",
        f"exercises/{slug}/exercise.toml": "exercise.toml",
        f"exercises/{slug}/{slug}.py": f"stub-{kind}.py",
        f"exercises/{slug}/scenarios.py": "scenarios.py",
        f"exercises/{slug}/test_{slug}.py": "public.py",
        f"tests/hidden/{slug}/test_{slug}_hidden.py": "hidden.py",
        f"solutions/{slug}/{slug}.py": "model.py",
        f"solutions/{slug}/accepted/simple_queue.py": "accepted.py",
        f"solutions/{slug}/rejected/in_main.py": "in_main.py",
        f"solutions/{slug}/rejected/no_join.py": "no_join.py",
    }
    words = {"SLUG": slug, "UNIT": unit, "ORDER": str(order), "KIND": kind}
    return {
        PurePosixPath(place): _filled((FILES / f"{file}.txt").read_text("utf-8"), words)
        for place, file in places.items()
    }


def _filled(text: str, words: dict[str, str]) -> str:
    for word, meaning in words.items():
        text = text.replace(word, meaning)
    return text
