"""The cases with other errors, other clerks, and inspectors who leave."""

import pytest


def told(said):
    """Say in words what a call returned or raised."""
    if isinstance(said, dict) and "raised" in said:
        kind, text = said["raised"]
        return f"raised {kind}({text})"
    return f"returned {said}"


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="The clerk waits for the lock for ever and holds it in its own hand: for an entry before, it was taken "
    "and not given back."
)
def test_other_errors_reach_the_caller(box):
    """other errors reach the caller unchanged"""
    worth = box.secret.randint(1, 10**6)
    seen = box.run("clerk", entries=["a", "foreign", "b"], worth=worth).value
    assert seen["said"] == {"raised": ["KeyError", str(worth)]}, (
        f"For the second of three entries convert raised KeyError({worth}), and post {told(seen['said'])}. Only "
        "ValueError means that an entry is refused; an error that you do not know how to treat belongs to your caller, "
        "as it is."
    )
    assert (seen["total"], seen["count"]) == (worth, 1), (
        f"One entry worth {worth} came before the error, so the books must say {worth} in 1 entry. They say "
        f"{seen['total']} in {seen['count']}: the entry that failed, and those after it, change neither sum."
    )
    assert seen["free"] is True, (
        "convert raised KeyError, and this process kept the lock: everybody else now waits for a process that will "
        "never give it back. You had thought of ValueError; which way out gives the lock back for every other error?"
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="A clerk met an entry that convert could not take, and kept the lock; the other one waits for it, and "
    "main for both. That the first clerk has ended does not help: a process that ends does not give its locks back.",
    error="Two clerks were at work, and one of them gave back a lock that it did not have any more, perhaps one that "
    "the other held by then. For each acquire there must be one release, on each way out.",
)
def test_the_next_clerk_gets_in(box):
    """after an error the next clerk gets in"""
    worth = box.secret.randint(1, 10**6)
    for run in box.explore("clerks", desks=[["a", "foreign", "b"], ["c", "smudged", "d"]], worth=worth):
        total, count = run.value
        assert (total, count) == (3 * worth, 3), (
            f"One clerk posted an entry, met a foreign one, and went home; the other one posted two and refused one. "
            f"Each is worth {worth}, so the books must say {3 * worth} in 3 entries; they say {total} in {count}. What "
            "fails changes neither sum, and ends the work of its clerk; what is posted changes both, and each sum is "
            "read and written inside the same lock."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The auditor and the clerk share one lock; one of the two has taken it and does not give it back, so the "
    "other waits for ever. Look at the ways out of post, with a smudged entry, and of audit, with an answer.",
    error="A lock was given back more often than it was taken. For each acquire there must be one release, on each "
    "way out, also on that of a smudged entry.",
)
def test_the_books_always_agree(box):
    """whoever holds the lock sees sum and number agree"""
    worth = box.secret.randint(1, 10**6)
    for run in box.explore("audit_meanwhile", entries=["smudged", "a", "b"], worth=worth):
        total, count = run.value
        assert total == worth * count, (
            f"Each entry is worth {worth}, and an audit that ran while a clerk was posting saw {total} in {count} "
            "entries: half of a change. Both sums change inside the same lock or neither does; and an audit that reads "
            "them both must hold that lock too, for between its two readings a clerk can be at work."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="An inspector left by sys.exit inside the check, or a clerk inside convert, and main now waits for the "
    "lock for ever. sys.exit raises SystemExit, which is no Exception: `except Exception` lets it pass, and the "
    "release is never reached. And a process that ends does not give its locks back."
)
def test_an_inspector_who_exits(box):
    """an inspector or a clerk who exits leaves no locked books"""
    code = box.secret.randint(2, 100)
    run = box.run("inspector_exits", code=code)
    _ = run.value  # a run that did not finish has its own verdict
    assert run.exitcodes == (code,), (
        f"The check left by sys.exit({code}), so its process must end with exit code {code}; it ended with "
        f"{run.exitcodes[0]}. SystemExit is on its way to the end of the process: give the lock back, and let it pass."
    )
    worth = box.secret.randint(1, 10**6)
    run = box.run("clerk_exits", entries=["a", "gong", "b"], worth=worth)
    total, count = run.value
    assert run.exitcodes == (17,), (
        f"convert left by sys.exit(17), so the clerk's process must end with exit code 17; it ended with "
        f"{run.exitcodes[0]}. Only ValueError means that an entry is refused; SystemExit goes on to the caller."
    )
    assert (total, count) == (worth, 1), (
        f"A clerk posted one entry worth {worth} and left at the second one. The books must say {worth} in 1 entry; "
        f"they say {total} in {count}."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The check asked whether the lock is free, without waiting, and yet main waits for ever: audit itself "
    "must have asked for the lock a second time while it held it."
)
def test_check_looks_at_locked_books(box):
    """the check looks at locked books"""
    free = box.run("look", worth=box.secret.randint(1, 10**6)).value
    assert free is False, (
        f"The check asked, while it was looking at the books, whether the lock is free, and audit returned {free} "
        "instead of False. If it is free, anybody may change the books under the inspector's eyes: hold it until the "
        "check has returned, and return what it returned."
    )
