import os
import socket
from typing import Any

import msgspec
import pytest

from grader.box.messages import Born, Mark, decoder
from grader.channel import MESSAGE_BYTES, Channel


@pytest.fixture
def channel(tmp_path):
    channel = Channel(tmp_path, decoder)
    yield channel
    channel.close()


@pytest.fixture
def client(channel):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as client:
        client.connect(os.fspath(channel.path))
        yield client


def heard(channel: Channel) -> list[Any]:
    return list(channel.events(10))


def test_a_message_bears_the_pid_of_its_sender(channel, client):
    client.send(msgspec.json.encode(Born("Process-1", False)))
    (event,) = heard(channel)
    assert event.pid == os.getpid()
    assert event.message == Born("Process-1", False)
    event.peer.answer([1, "x"])
    assert client.recv(100) == b'[1,"x"]'


@pytest.mark.parametrize(
    "packet",
    [
        b"no json",
        b"[1]",
        b'{"type":"unheard of"}',
        b'{"type":"born","name":3,"server":false}',
        b'{"type":"born","name":"x","server":false,"more":1}',
        b'{"type":"ended","status":"0"}',
        b'{"type":"mark","name":"x","data":1,"thread":99999999999999999999999}',
        b"[" * 100_000,
        b'{"type":"born","name":"\xff","server":false}',
        b"x" * (MESSAGE_BYTES + 1),
        b'{"type":"mark","name":"[","thread":1,"data":' + b"[" * 201 + b"]" * 201 + b"}",
    ],
)
def test_who_breaks_the_protocol_is_dropped(channel, client, packet):
    client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * MESSAGE_BYTES)
    client.send(packet)
    (event,) = heard(channel)
    assert event.message is None
    assert client.recv(100) == b""
    assert channel.dropped == 1


def test_descriptors_that_are_sent_along_are_not_taken(channel, client):
    before = len(os.listdir("/proc/self/fd"))
    with open(os.devnull, "rb") as file:
        socket.send_fds(client, [msgspec.json.encode(Born("x", False))], [file.fileno()] * 50)
    (event,) = heard(channel)
    assert event.message == Born("x", False)
    assert len(os.listdir("/proc/self/fd")) == before + 1  # the connection itself


def test_what_a_new_peer_has_said_is_heard_at_once(channel, client):
    client.send(msgspec.json.encode(Born("x", False)))
    assert [event.message for event in channel.events(0)] == [Born("x", False)]


def test_brackets_in_words_and_side_by_side_are_not_deep(channel, client):
    for data in ("[" * 1000, '"[\\' * 500, [[]] * 500):
        client.send(msgspec.json.encode(Mark("x", data, 1)))
        (event,) = heard(channel)
        assert event.message == Mark("x", data, 1)


def test_what_is_said_has_its_size(channel, client):
    packet = msgspec.json.encode(Born("x", False))
    client.send(packet)
    assert channel.has_news()
    assert [event.size for event in heard(channel)] == [len(packet)]


def test_who_knocks_for_ever_is_not_let_in_for_ever(channel, monkeypatch):
    monkeypatch.setattr(channel, "_accept", lambda: True)
    channel._accept_all()


def test_a_peer_that_hangs_up_is_told(channel, client):
    client.close()
    (event,) = heard(channel)
    assert event.message is None
    assert channel.dropped == 0


def test_a_peer_that_never_reads_is_not_waited_for(channel, client):
    client.send(msgspec.json.encode(Mark("x", None, 1)))
    (event,) = heard(channel)
    for _ in range(2000):
        event.peer.answer("x" * 1000)
