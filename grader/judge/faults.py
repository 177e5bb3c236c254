"""What is written down when the judge itself fails: a file to attach to a report, and nothing in it that is secret."""

from __future__ import annotations

import os
import platform
import shlex
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from grader.model import GradeOptions


def told(problem: BaseException) -> str:
    """Return where `problem` came from and what it says; without lines of source, which may be of a hidden suite."""
    parts: list[str] = []
    link: BaseException | None = problem
    while link is not None and len(parts) < 10:
        frames = traceback.extract_tb(link.__traceback__, limit=-50)
        lines = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames]
        parts.append("\n".join([*lines, said(link)]))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n\nwhile there was:\n\n".join(parts)


def said(problem: BaseException) -> str:
    """Return type and text of `problem`, whatever its own methods do."""
    try:
        text = str(problem)
    except Exception:
        text = "(its __str__ raised)"
    return f"{type(problem).__name__}: {text}"


def write(faults: Mapping[str, str], options: GradeOptions) -> str:
    """Write down what went wrong and return the path of the file; empty where it can be written nowhere.

    faults: what was told of each case, by its name.
    """
    head = (
        f"grader: {version('mpkata')}",
        f"python: {platform.python_version()} ({platform.python_implementation()})",
        f"platform: {platform.platform()}",
        f"command: {shlex.join(sys.argv)}",
        f"box: {options.box}",
        f"seed: {options.seed}",
    )
    text = "\n\n".join(["\n".join(head), *(f"{name}\n{fault}" for name, fault in faults.items())]) + "\n"
    name = f"internal-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    for folder in filter(None, (options.faults, tempfile.gettempdir())):
        try:
            Path(folder).mkdir(exist_ok=True)
            path = Path(folder, name)
            path.write_text(text, "utf-8", "replace")
        except OSError:
            continue
        return str(path)
    return ""
