"""What the explorer's host in a box hears from there, before the explorer does."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from grader.box.backend import BACKENDS
from grader.box.orders import Order
from grader.box.sandbox import Sandbox
from grader.box.searching import LimitReachedError
from grader.explore.models.model import BrokenProtocolError
from grader.judge.host import SOCKET, BoxHost
from grader.model import Limits

LIMITS = Limits(marks=3)


@pytest.fixture
def host(tmp_path):
    scenarios = Path(tmp_path, "scenarios.py")
    scenarios.write_text("")
    with BoxHost(Sandbox(BACKENDS["none"], "kata", b"one\n", scenarios, LIMITS), Order("run", "fork", {})) as host:
        yield host


@pytest.fixture
def say(host):
    """Sends a message as a process of the box would, and returns what the explorer hears of it."""
    lines = []

    def say(message):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        lines.append(line)
        line.connect(os.fspath(host._box.folder / SOCKET))
        line.send(json.dumps(message).encode())
        while not (events := list(host.events())):
            pass
        return events[0].message

    yield say
    for line in lines:
        line.close()


def test_a_place_outside_the_box_is_none(host, say):
    """The judge would read the line from its own disk, and show it."""
    own = next(iter(host.sources))
    step = {"type": "step", "op": "sleep", "on": "time", "args": [1]}
    assert say({**step, "at": [own, 1, "f"]}).at == (own, 1, "f")
    for secret in (__file__, "/etc/passwd"):
        assert say({**step, "at": [secret, 1, "f"]}).at == ("", 0, "")


def test_what_is_told_is_a_message_of_a_free_run(say):
    with pytest.raises(BrokenProtocolError):
        say({"type": "tell", "message": {"type": "raised", "exception": None}, "at": ["", 0, ""]})


def test_too_many_marks_are_a_limit(say):
    mark = {"type": "tell", "message": {"type": "mark", "name": "m", "data": 0, "thread": 1}, "at": ["", 0, ""]}
    for _ in range(LIMITS.marks):
        say(mark)
    with pytest.raises(LimitReachedError) as reached:
        say(mark)
    assert reached.value.over.limit == "marks"
