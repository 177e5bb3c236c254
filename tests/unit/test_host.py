"""What the explorer's host in a box hears from there, before the explorer does."""

from __future__ import annotations

import json
import os
import signal
import socket
from pathlib import Path

import pytest

from grader.box import processes
from grader.box.backend import BACKENDS
from grader.box.orders import Order
from grader.box.sandbox import Sandbox
from grader.box.searching import LimitReachedError
from grader.explore.models.model import BrokenProtocolError
from grader.judge.host import SOCKET, BoxHost
from grader.model import Limits

LIMITS = Limits(marks=3)


@pytest.fixture
def new_sandbox(tmp_path):
    """Makes sandboxes for a submission of this text."""
    scenarios = Path(tmp_path, "scenarios.py")
    scenarios.write_text("")

    def new_sandbox(source=b"one = 1\n"):
        return Sandbox(BACKENDS["none"], "kata", source, scenarios, LIMITS)

    return new_sandbox


@pytest.fixture
def host(new_sandbox):
    with new_sandbox(b"one\n") as sandbox, BoxHost(sandbox, Order("run", "fork", {})) as host:
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


@pytest.mark.parametrize("start_method", ["fork", "spawn"])
def test_a_search_leaves_the_box_as_it_was(new_sandbox, start_method):
    with new_sandbox() as sandbox:
        before = sandbox.live()
        for _ in range(2):
            BoxHost(sandbox, Order("run", start_method, {})).close()
            assert sandbox.live() is before
        assert set(processes.look(before.root)) == {before.root, before.runner_pid}


LEAVES_A_PROCESS = b"""
import subprocess
left = subprocess.Popen(["sleep", "1000"], start_new_session=True)
"""


def test_what_an_import_has_left_ends_with_its_box(new_sandbox):
    with new_sandbox(LEAVES_A_PROCESS) as sandbox:
        before = sandbox.live()
        BoxHost(sandbox, Order("run", "fork", {})).close()
        assert sandbox.live() is not before


def test_a_search_does_not_need_what_an_import_has_left(new_sandbox):
    """Nor a resource tracker of an earlier run in the same box, which ends some time later."""
    with new_sandbox(LEAVES_A_PROCESS) as sandbox, BoxHost(sandbox, Order("run", "fork", {})) as host:
        live = sandbox.live()
        # Not by its command line, which is empty for a moment after `Popen` has returned.
        (left,) = set(processes.look(live.root)) - {live.root, live.runner_pid, host._box._server_pid}
        os.kill(left, signal.SIGKILL)
        while processes.look(live.root)[left].is_alive:
            pass
        host._box.look()


def test_a_soiled_box_is_replaced(new_sandbox):
    with new_sandbox() as sandbox:
        before = sandbox.live()
        BoxHost(sandbox, Order("run", "fork", {})).close(soiled=True)
        assert sandbox.live() is not before
