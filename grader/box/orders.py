"""What the judge asks the runner for."""

from __future__ import annotations

import math
from typing import Any

import msgspec

from grader.channel import MESSAGE_BYTES
from grader.model import Limits

OWN = 2
"""Processes of the box's own under the user of its runs: its init and the runner."""
SPARE_FILES, SPARE_MEMORY_BYTES = 8, 64 << 20
"""Kept back below the hard limits: a process that is refused more can still tell so."""


class Order(msgspec.Struct, frozen=True):
    """One run, or a search.

    kind: `run` for a scenario with its inputs, `script` for the submission as a program, `explore` for the server of a
    search, which speaks to the judge at `judge`. limits: resource limits by name, soft and hard.
    message_bytes: what one mark or value may take.
    """

    kind: str
    start_method: str
    limits: dict[str, tuple[int, int]]
    scenario: str = ""
    inputs: dict[str, Any] = {}
    argv: tuple[str, ...] = ()
    stdin: str = ""
    judge: str = ""
    message_bytes: int = MESSAGE_BYTES


def resource_limits(limits: Limits, *, shared_user: bool) -> dict[str, tuple[int, int]]:
    """Return `limits` as resource limits by name, soft and hard.

    shared_user: the box has no user namespace of its own, so that a limit on processes would count the user's others.
    """
    # The judge adds up the CPU time of the whole run; this is for a judge that is kept from looking.
    cpu_s = math.ceil(limits.cpu_s) + 2
    table = {
        "RLIMIT_CPU": (cpu_s, cpu_s + 2),
        "RLIMIT_AS": (limits.memory_bytes, limits.memory_bytes + SPARE_MEMORY_BYTES),
        "RLIMIT_NOFILE": (limits.open_files, limits.open_files + SPARE_FILES),
        "RLIMIT_FSIZE": (limits.output_bytes, limits.output_bytes),
        "RLIMIT_CORE": (0, 0),
    }
    if not shared_user:
        most = limits.processes + OWN
        table["RLIMIT_NPROC"] = (most, most)
    return table


def own_of_search(start_method: str) -> int:
    """Return how many processes a search has beside those of a free run: its server, and mostly the zygote."""
    return 1 if start_method == "fork" else 2


def order_of_search(order: Order, judge: str) -> Order:
    """Return the order for the server of a search of what `order` runs once; judge: where it speaks to the judge."""
    limits = dict(order.limits)
    if "RLIMIT_NPROC" in limits:
        most = limits["RLIMIT_NPROC"][0] + own_of_search(order.start_method)
        limits["RLIMIT_NPROC"] = (most, most)
    return msgspec.structs.replace(order, kind="explore", judge=judge, limits=limits)
