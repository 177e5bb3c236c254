"""What the judge asks the runner for."""

from __future__ import annotations

import math
from typing import Any

import msgspec

from grader.box.pids_cgroup import OWN
from grader.model import Limits


class Order(msgspec.Struct, frozen=True):
    """One run, or a search.

    kind: `run` for a scenario with its inputs, `script` for the submission as a program, `explore` for the server of a
    search, which speaks to the judge at `judge`.
    """

    kind: str
    start_method: str
    limits: dict[str, int]
    scenario: str = ""
    inputs: dict[str, Any] = {}
    argv: tuple[str, ...] = ()
    stdin: str = ""
    judge: str = ""


def resource_limits(limits: Limits, *, shared_user: bool) -> dict[str, int]:
    """Return `limits` as resource limits by name.

    shared_user: the box has no user namespace of its own, so that a limit on processes would count the user's others.
    """
    table = {
        # The judge adds up the whole run; these are for a single process that runs away between two looks.
        "RLIMIT_CPU": math.ceil(limits.cpu_s) + 2,
        "RLIMIT_AS": limits.memory_bytes,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_FSIZE": limits.output_bytes,
        "RLIMIT_CORE": 0,
    }
    if not shared_user:
        table["RLIMIT_NPROC"] = limits.processes + OWN
    return table
