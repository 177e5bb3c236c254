"""A user for one box alone: held by nobody else, and what it leaves in /dev/shm is found and removed."""

from __future__ import annotations

import os
import subprocess
import uuid

import pytest

from grader.box import users

pytestmark = pytest.mark.skipif(not users.can_become_another(), reason="this process can become no other user")


@pytest.fixture
def user():
    user = users.claim()
    yield user
    user.clear_away()
    user.release()


@pytest.fixture
def leave(user):
    """Leaves a file of the user's in /dev/shm and returns its name."""

    def leave(prefix=""):
        name = f"{prefix}{uuid.uuid4()}"
        place = users.SHARED_MEMORY / name
        place.touch()
        os.chown(place, user.number, user.number)
        return name

    return leave


@pytest.fixture
def only(monkeypatch):
    """Leaves `claim` no number but those that are given."""

    def only(*numbers):
        monkeypatch.setattr(users, "_mapped", lambda: numbers)

    return only


def test_a_number_is_held_until_it_is_released(only):
    only(users.FIRST, users.LAST)
    first, second = users.claim(), users.claim()
    assert {first.number, second.number} == {users.FIRST, users.LAST}
    assert users.claim() is None
    first.release()
    again = users.claim()
    assert again.number == first.number
    again.release()
    second.release()


def test_a_number_that_a_process_has_is_not_taken(only, user):
    words = ["setpriv", f"--reuid={user.number}", f"--regid={user.number}", "--clear-groups", "sleep", "1000"]
    user.release()
    with subprocess.Popen(words) as process:
        while os.stat(f"/proc/{process.pid}").st_uid != user.number:
            pass
        only(user.number)
        assert users.claim() is None
        process.kill()


def test_a_number_of_the_system_is_not_taken(only):
    only(65534)
    assert users.claim() is None


def test_what_a_user_leaves_is_found_and_removed(user, leave):
    names = {leave(), leave(), leave("sem.")}
    foreign = users.SHARED_MEMORY / f"other-{uuid.uuid4()}"
    foreign.touch()
    try:
        assert set(user.shared_memory()) == names
        user.clear_away()
        assert user.shared_memory() == []
        assert foreign.exists()
    finally:
        foreign.unlink()


def test_what_a_killed_judge_has_left_is_not_the_next_ones(only, user, leave):
    name = leave()
    user.release()
    only(user.number)
    again = users.claim()
    assert not (users.SHARED_MEMORY / name).exists()
    again.release()
