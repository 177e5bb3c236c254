"""The public cases: one clerk alone, and inspectors who return or raise."""

import pytest


def told(said):
    """Say in words what a call returned or raised."""
    if isinstance(said, dict) and "raised" in said:
        kind, text = said["raised"]
        return f"raised {kind}({text})"
    return f"returned {said}"


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="The clerk waits for the lock for ever, and holds it in its own hand: it took the lock for the smudged "
    "entry, convert raised ValueError, and the way of a refused entry led round the release. For the next entry it "
    "asks for the lock again. Every way out must give the lock back."
)
def test_a_smudged_entry_is_skipped(box):
    """a smudged entry is refused and the lock comes back"""
    worth = box.secret.randint(1, 10**6)
    seen = box.run("clerk", entries=["a", "smudged", "b"], worth=worth).value
    assert seen["said"] == ["smudged"], (
        f"Of the entries a, smudged and b only the smudged one is refused, so post must return ['smudged']. It "
        f"{told(seen['said'])}. (A lock that is released more often than it was taken raises ValueError itself: one "
        "release for one acquire, on each way.)"
    )
    assert (seen["total"], seen["count"]) == (2 * worth, 2), (
        f"Two entries worth {worth} each were posted and one was refused. The books must say {2 * worth} in 2 entries; "
        f"they say {seen['total']} in {seen['count']}. A refused entry changes neither sum: change nothing before you "
        "know that convert has an answer."
    )
    assert seen["free"] is True, (
        "post returned and kept the lock. Everybody else in the house now waits for a lock that nobody will give back."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The audit waits for a lock that nobody else has: this process took it before and never gave it back."
)
def test_audit_gives_the_lock_back(box):
    """an audit gives the lock back when it returns and when it raises"""
    worth = box.secret.randint(1, 10**6)
    (returned, free_then), (raised, free_after_error) = box.run(
        "inspectors", actions=["return", "raise"], worth=worth
    ).value
    assert returned == [worth, 5, 1], (
        f"The books say 5 in 1 entry and the check answers [{worth}, total, count], so audit must return "
        f"[{worth}, 5, 1]. It {told(returned)}."
    )
    assert free_then is True, (
        "audit returned the answer of the check and kept the lock: what is written below a `return` does not run any "
        "more. The lock must come back on the way of success too."
    )
    assert raised == {"raised": ["RuntimeError", str(worth)]}, (
        f"The check raised RuntimeError({worth}), and the caller of audit must get just that. audit {told(raised)}."
    )
    assert free_after_error is True, (
        "The check raised, audit let the exception through, and this process kept the lock: everybody else now waits "
        "for a process that will never give it back. An exception jumps over every line after the call."
    )
