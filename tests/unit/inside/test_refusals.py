"""Which exceptions tell of something that the system has refused, and which only look like that."""

from __future__ import annotations

import errno
import os
from multiprocessing.pool import ExceptionWithTraceback, RemoteTraceback, rebuild_exc

import pytest

from grader.inside import refusals
from grader.inside.refusals import refused


@pytest.fixture(autouse=True)
def no_more_room(monkeypatch):
    monkeypatch.setattr(refusals, "make_room", lambda: None)


def raised_by(function):
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - whatever it is
        function()
    return caught.value


def too_much():
    return bytearray(1 << 62)


def by_hand():
    raise MemoryError


def in_other_words():
    try:
        too_much()
    except MemoryError:
        raise ValueError("no room") from None


def again():
    try:
        too_much()
    except MemoryError as problem:
        raise problem


def in_finally():
    try:
        too_much()
    finally:
        len("")


def number(which):
    raise OSError(which, os.strerror(which))


@refusals.forks
def fork_that_fails():
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def would_block():
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    try:
        os.read(reading, 1)
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.parametrize("function", [too_much, in_other_words, again, in_finally])
def test_memory_that_was_refused(function):
    assert refused(raised_by(function)) == "memory"


@pytest.mark.parametrize("function", [by_hand, would_block])
def test_what_was_not(function):
    assert refused(raised_by(function)) == ""


def test_a_process_that_was_refused():
    assert refused(raised_by(fork_that_fails)) == "tasks"


@pytest.mark.parametrize("which", [errno.EMFILE, errno.EFBIG, errno.ENOSPC, errno.ENOMEM, errno.EAGAIN])
def test_a_number_raised_by_hand_is_none(which):
    assert refused(raised_by(lambda: number(which))) == ""


@pytest.mark.parametrize(("function", "kind"), [(too_much, "memory"), (by_hand, "")])
def test_what_a_pool_brings_from_its_worker_tells_the_line_that_raised_it(function, kind):
    sent = ExceptionWithTraceback(raised_by(function), raised_by(function).__traceback__)
    back = rebuild_exc(sent.exc, sent.tb)
    assert isinstance(back.__cause__, RemoteTraceback)
    back.__traceback__ = None

    def get():
        raise back

    assert refused(raised_by(get)) == kind


def test_a_chain_without_end_is_not_followed_for_ever():
    one, other = raised_by(by_hand), raised_by(by_hand)
    one.__context__, other.__context__ = other, one
    assert refused(one) == ""
