"""Whatever comes out of a box, the judge goes on: no crash, no hang, nothing kept without bound."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.box import messages as free
from grader.box.limits import TOLD_BYTES
from grader.box.messages import decoder as free_decoder
from grader.box.watch import RunWatch
from grader.channel import DEPTH, MESSAGE_BYTES, Channel, Event, Peer
from grader.explore import messages as explored
from grader.explore.dpor import Dpor
from grader.explore.execution import Execution
from grader.explore.failure import Failure
from grader.explore.host import StuckError
from grader.explore.schedule import check_of
from grader.explore.timeline import timeline_of
from grader.judge.explored import ExploredRun, observe
from grader.judge.host import told as told_to_judge
from grader.judge.losses import MISREADS
from grader.judge.run import InconclusiveError, OutcomeError, Run
from grader.model import Limits

fixed = settings(
    derandomize=True, database=None, deadline=None, max_examples=300, suppress_health_check=list(HealthCheck)
)
explored_decoder = msgspec.json.Decoder(explored.AnyMessage, strict=True)

texts = st.sampled_from(["", "0", "0.1", "0:1", "0:2", "0:3", "0:4", "time", "r", "w", "é", "x" * 50]) | st.text(
    max_size=5
)
numbers = st.integers(-3, 5) | st.sampled_from([2**31, 2**63, -(2**40), 10**30]) | st.floats(allow_nan=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def said(module, name):
    """Messages of one type, most of them with fields of the right names; some are anything."""
    kind = getattr(module, name)
    fields = {field.name: values for field in msgspec.structs.fields(kind)}
    return st.fixed_dictionaries(fields).map(lambda made: {"type": kind.__struct_config__.tag, **made})


KINDS = ("semaphore", "cells", "pipe", "queue", "fill", "sent", "arrived")
STEPS = (
    *("acquire", "try", "acquire_for", "release", "value", "read", "write", "recv", "send", "close", "put", "put_for"),
    *("get", "get_now", "get_for", "append", "reserve", "size", "flush", "feed", "join", "poll", "join_for", "signal"),
    *("exit", "die", "sleep", "handler", "mark", "wait", "wait_now", "wait_for", "join_any", "look", "nonsense"),
)
objects = st.sampled_from(["0:1", "0:2", "0:3", "0:4", "0", "0.1", "time", ""]) | texts
places = st.tuples(texts, st.integers(0, 9), texts)
arguments = st.lists(values, max_size=3) | st.sampled_from(
    [[], [0], [1], [1.5], [0, 7], [0, 2**70], [4, "YWJj"], [4, "YWJj", 1.0], ["r"], ["w"], [9], [0, ["0:3", "0.1"]]]
)
steps = st.fixed_dictionaries(
    {"op": st.sampled_from(STEPS), "on": objects, "args": arguments, "at": places, "name": texts}
).map(lambda step: {"type": "step", **step})
makes = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "on": objects, "args": arguments | st.just([1, 1, 1])}
).map(lambda make: {"type": "make", **make})
starts = st.fixed_dictionaries(
    {"path": st.sampled_from(["0.1", "0.2", "0.1.1", "1"]), "name": texts, "at": places}
).map(lambda start: {"type": "start", **start})
tells = st.fixed_dictionaries(
    {
        "message": said(free, "Mark") | said(free, "Returned") | said(free, "Raised") | values,
        "at": places,
    }
).map(lambda tell: {"type": "tell", **tell})
others = (
    st.fixed_dictionaries({"path": st.sampled_from(["0.1", "0.2", "9"])}).map(lambda m: {"type": "unborn", **m})
    | st.fixed_dictionaries({"data": texts}).map(lambda m: {"type": "part", **m})
    | st.fixed_dictionaries({"index": st.integers(-2, 2)}).map(lambda m: {"type": "fetch", **m})
    | st.fixed_dictionaries(
        {"run": st.sampled_from([1, 1, 1, 2]), "path": st.sampled_from(["0", "0.1", "0.2"]), "thread": st.just(0)}
    ).map(lambda m: {"type": "hi", **m})
)
# Steps of the right form, so that most of what is said comes as far as the models.
RIGHT = [
    *(("0:1", kind, []) for kind in ("acquire", "try", "release", "value")),
    *(("0:1", "acquire_for", [limit]) for limit in (0.5, 1e18, -1.0)),
    *(("0:2", "read", [index]) for index in (0, 1, 7)),
    *(("0:2", "write", [index, value]) for index in (0, 1) for value in (5, 10**30, None, {"float": "nan"})),
    *(("0:3", "recv", [size]) for size in (0, 3, 1 << 39)),
    *(("0:3", "send", [size, data]) for size in (0, 3, 9) for data in ("YWJj", "", "YQ==" * 9000, "?")),
    *(("0:3", "close", [end]) for end in "rw"),
    *(("0:4", kind, [size, "YWJj"]) for kind in ("put", "put_now", "reserve", "append") for size in (0, 3, 70_000)),
    *(("0:4", kind, []) for kind in ("get", "get_now", "size", "flush")),
    *(("0:4", kind, [*args, 0.5]) for kind, args in (("put_for", [3, "YQ=="]), ("get_for", []))),
    *((path, kind, []) for path in ("0", "0.1") for kind in ("join", "poll")),
    *((path, "signal", [number]) for path in ("0", "0.1") for number in (9, 15, 64)),
    *((path, "exit", [status]) for path in ("0", "0.1") for status in (0, None, -9)),
    *(("time", kind, args) for kind, args in (("sleep", [1e18]), ("handler", []), ("mark", ["m"]))),
    *(("", kind, [0, names]) for kind in ("wait", "wait_now") for names in (["0:3", "0:4"], ["0.1"], [])),
    *(("", "join_any", [0, ["0.1"]]), ("", "wait_for", [0.5, ["0:3"]])),
]
right = st.builds(
    lambda step, line: {"type": "step", "op": step[1], "on": step[0], "args": step[2], "at": ("f.py", line, "f")},
    st.sampled_from(RIGHT),
    st.integers(1, 2),
)
anything = steps | makes | starts | tells | others | st.none()
sentences = st.integers(0, 9).flatmap(lambda number: anything if number == 0 else right)
BEGUN = [
    {"type": "make", "kind": "semaphore", "on": "0:1", "args": [0, 1, 1]},
    {"type": "make", "kind": "cells", "on": "0:2", "args": [2, 0]},
    {"type": "make", "kind": "pipe", "on": "0:3", "args": []},
    {"type": "make", "kind": "queue", "on": "0:4", "args": [2]},
]


class Unheard(Peer):
    """A peer whose answers go nowhere, but must be ones that can be sent."""

    def __init__(self):
        self.pid = 0
        self.waits = False

    def answer(self, answer):
        msgspec.json.encode(answer)
        self.waits = False


class Script:
    """A host whose processes say what a list says, each on its own line and after its answer; then they hang up."""

    def __init__(self, lines):
        self.peers = [Unheard() for _ in range(4)]
        start = {"type": "start", "path": "0.1", "name": "child", "at": ("f.py", 1, "f")}
        his = [{"type": "hi", "run": 1, "path": path, "thread": 0} for path in ("0", "0.1")]
        self.lines = [(0, his[0]), *((0, made) for made in BEGUN), (0, start), (1, his[1]), *lines]
        self.lines += [(who, None) for who in range(4)]

    def begin(self, run):
        pass

    def end(self, *, kill):
        pass

    def drop(self, peer):
        pass

    def events(self):
        place = next((n for n, (who, _) in enumerate(self.lines) if not self.peers[who].waits), None)
        if place is None:
            raise StuckError("nobody is left who could say anything")
        who, line = self.lines.pop(place)
        message = None
        if line is not None:
            try:
                message = explored_decoder.decode(json.dumps(line).encode())
            except ValueError:
                return
            if line["type"] == "tell":
                told_to_judge(message.message)
            self.peers[who].waits = line["type"] == "step"
        yield Event(self.peers[who], 100 + who, message, 10)


@fixed
@given(st.lists(st.tuples(st.sampled_from([0, 0, 0, 1, 1, 1, 2, 3]), sentences), max_size=30))
def test_an_explored_run_in_which_anything_is_said_ends_as_one_that_can_be_told(lines):
    execution = Execution(Script(lines), 1, 60)
    dpor = Dpor()
    try:
        execution.play(dpor)
    except StuckError:
        return
    assert execution.outcome in ("finished", "deadlock", "livelock", "abandoned", "broken")
    dpor.finished(execution)
    check_of(execution)
    for kind in ("failed", "deadlock", "livelock", "error", "crashed"):
        str(timeline_of(execution, Failure(kind, "")))
    seen = observe(execution, b"", None)
    told(Run(seen, "kata", "one\ntwo\n", ExploredRun(execution, seen, False, str, dict, lambda _: None)))


def told(run):
    """Ask for all that a case and a report ask of a run."""
    assert isinstance(run.told, str)
    for attribute in ("main", "marks", "elapsed", "schedule", "timeline", "exitcodes", "stdout", "exception"):
        getattr(run, attribute)
    assert all(isinstance(line, str) for line in run.detail)
    try:
        run.orders("a")
        msgspec.json.encode(run.value)
    except (OutcomeError, InconclusiveError):
        pass


class Bystander:
    """A box with one process, which does nothing, for a watch to look at."""

    places_in_memory = ()

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        self.runner = Unheard()
        self.root = self.runner.pid = self.process.pid
        self.channel = SimpleNamespace(drop=lambda peer: None, events=lambda wait_s: [])
        self.files = SimpleNamespace(stdout=0, stderr=0, sizes=lambda: (0, 0), read=lambda *_: b"", clear=lambda: None)

    def memory_hit(self):
        return False


@pytest.fixture(scope="module")
def bystander():
    box = Bystander()
    yield box
    box.process.communicate(b"\n")


FREE = ("Hello", "Ended", "Mark", "Born", "Returned", "Raised", "Exited", "FellOut", "NoScenario", "TooLarge")
facts = st.fixed_dictionaries(
    {
        **dict.fromkeys(("type", "text", "source", "function"), texts),
        "owner": st.sampled_from(["submission", "scenario", "none", "?"]),
        "line": st.integers(-2, 5),
        "refused": st.sampled_from(["", "memory", "tasks", "open_files", "file_size", "disk", "?"]),
    }
)
whole = st.fixed_dictionaries({"type": st.sampled_from(["raised", "exited"]), "where": texts, "exception": facts}).map(
    lambda m: {**m, "process": "p"} if m["type"] == "raised" else m
) | st.fixed_dictionaries({"type": st.just("ended"), "status": st.integers(-300, 70_000)})
free_sentences = st.one_of(*(said(free, name) for name in FREE), whole, whole)


@fixed
@given(st.lists(st.tuples(st.booleans(), free_sentences), max_size=10))
def test_a_free_run_in_which_anything_is_said_ends_as_one_that_can_be_told(bystander, lines):
    watch, stranger = RunWatch(bystander, Limits()), Unheard()
    for is_runner, line in lines:
        try:
            message = free_decoder.decode(json.dumps(line).encode())
        except ValueError:
            continue
        watch._hear(Event(bystander.runner if is_runner else stranger, os.getpid(), message, 100))
    told(Run(watch._seen, "kata", "one\ntwo\n"))


@pytest.fixture
def line(tmp_path):
    """A channel, and a client that is connected to it."""
    channel = Channel(tmp_path, free_decoder)
    client = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    client.connect(os.fspath(channel.path))
    yield channel, client
    client.close()
    channel.close()


@fixed
@given(packets=st.lists(st.binary(max_size=200) | free_sentences.map(lambda m: json.dumps(m).encode()), max_size=20))
def test_a_channel_gives_messages_or_hangs_up(tmp_path_factory, packets):
    channel = Channel(tmp_path_factory.mktemp("judge"), free_decoder)
    try:
        for packet in packets:
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
                client.connect(os.fspath(channel.path))
                client.send(packet)
                for event in channel.events(0):
                    assert event.message is None or isinstance(event.message, free.Message)
    finally:
        channel.close()


@pytest.mark.parametrize(
    "packet",
    [
        b'{"type":"mark","name":"x","data":' + b"[" * DEPTH + b"]" * DEPTH + b',"thread":1}',
        b'{"type":"mark","name":"x","data":' + b'{"a":' * DEPTH + b"1" + b"}" * DEPTH + b',"thread":1}',
        b"[" * (MESSAGE_BYTES - 1),
        b'{"type":"mark","name":"\\ud800","data":0,"thread":1}',
        b'{"type":"mark","name":"x","data":' + b"9" * 100_000 + b',"thread":1}',
    ],
)
def test_what_nobody_could_read_is_no_message(line, packet):
    channel, client = line
    client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * MESSAGE_BYTES)
    client.send(packet)
    assert [event.message for event in channel.events(1)] == [None]


def test_brackets_in_texts_do_not_count(line):
    channel, client = line
    client.send(b'{"type":"mark","name":"' + b'[{\\"' * DEPTH + b'","data":[[]],"thread":1}')
    assert [type(event.message) for event in channel.events(1)] == [free.Mark]


def test_what_a_run_says_without_end_is_not_kept(bystander):
    watch, peer = RunWatch(bystander, Limits()), Unheard()
    raised = free.Raised("thread", "p", free.ExceptionFacts("E", "", "none", 0, "", ""))
    for _ in range(TOLD_BYTES // MESSAGE_BYTES + 1):
        watch._hear(Event(peer, os.getpid(), raised, MESSAGE_BYTES))
    assert watch._seen.over is not None
    assert watch._seen.over.limit == "messages"
    assert watch._is_over


@pytest.mark.parametrize("trouble", [OverflowError, ZeroDivisionError, RecursionError, StopIteration, IndexError])
def test_what_a_strange_value_does_to_a_case_counts_against_the_value(trouble):
    assert issubclass(trouble, MISREADS)
