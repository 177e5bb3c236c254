"""The hidden cases: the leader's processes, and the leader's end in every order."""

import pytest

NO_END = (
    "The program never came to its end. A process that ends stops its daemons and waits for all its other children: a "
    "helper that never ends must have been made a daemon before start() (later it raises an AssertionError, and what "
    "session has started by then stays), and a leader must have been told to stop."
)
NOT_TOLD = (
    "work raised an exception, and the program never came to its end. Where a statement raises, the lines below it "
    "are skipped: did the leader still hear that it is over? It does not end by itself, and a program that ends waits "
    "for each child that is no daemon. (The helper, which never ends, must be a daemon, from before start().)"
)
ORPHANS = (
    "The program is over, and processes that belong to it are still there. terminate() ends one process and nothing "
    "else: if that one has children, they stay behind as orphans. Tell the leader by its event and let it see its own "
    "processes off."
)


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=NO_END, leaked=ORPHANS)
def test_leader_may_have_children(box):
    """the leader can start its own processes"""
    run = box.run("show", hands=2, answer=box.secret.randint(1, 10**6))
    _ = run.value  # a run that did not finish has its own verdict
    refused = [mark.data for mark in run.marks if mark.name == "leader refused"]
    assert not refused, (
        f"The leader wanted to start its own processes, and Python said: {refused[0]}. A daemon is stopped when its "
        "parent ends, without a word, and would leave its children behind: so it may not have any. Of your two "
        "processes, the one with children must not be a daemon."
    )
    assert any(mark.name == "leader over" for mark in run.marks), (
        "The leader never got as far as its last line, where its processes have ended and it says so: it must be told "
        "by the event, not stopped by force."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=NO_END, leaked=ORPHANS)
def test_leader_is_told(box):
    """session returns after the leader"""
    answer = box.secret.randint(1, 10**6)
    for run in box.explore("show", hands=1, answer=answer, terse=True):
        _ = run.value  # a run that did not finish has its own verdict
        for order in run.orders("leader over", "returned", "raised"):
            names = [mark.name for mark in order]
            assert names == ["leader over", "returned"], (
                "First the leader is to end, then session: ['leader over', 'returned']. What came is "
                f"{names}. Setting the event only tells the leader: it takes a while until it has seen its own "
                "processes off, and who must not go before it has to join it. A leader that may not start processes, "
                "or that is stopped by force, never says that it is over."
            )
            assert order[1].data == answer, f"work returned {answer}, and session returned {order[1].data}."


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=NOT_TOLD, leaked=ORPHANS)
def test_work_raises(box):
    """also when work raises"""
    answer = box.secret.randint(1, 10**6)
    for run in box.explore("show", hands=1, answer=answer, fail=True, terse=True):
        _ = run.value  # a run that did not finish has its own verdict
        for order in run.orders("leader over", "returned", "raised"):
            names = [mark.name for mark in order]
            assert names == ["leader over", "raised"], (
                "work raised a RuntimeError. First the leader is to end, then the exception is to come out of session: "
                f"['leader over', 'raised']. What came is {names}. What must happen on every way out belongs into "
                "`finally`, and a leader that is told must be joined too; the exception goes on by itself."
            )
            assert order[1].data == ["RuntimeError", str(answer)], (
                f"work raised RuntimeError: {answer}, and {': '.join(order[1].data)} came out of session. The "
                "exception of work is to go on as it is."
            )
