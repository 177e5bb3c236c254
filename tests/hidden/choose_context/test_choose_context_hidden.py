"""The cases about the method that was asked for, and about what is the program's."""

import pytest

BROKEN = (
    "parallel broke before it had its results. Did it choose for the program, which had chosen already? Or does it "
    "make its processes from one context and its queue from another?"
)
# By start method: whether a child has inherited what main has set, and whether main is its parent for the kernel.
SEEN = {"fork": (True, True), "spawn": (False, True), "forkserver": (False, False)}


def told_by(mark):
    """Return the start method of the process that made this `look`."""
    seen = (mark.data["inherited"], mark.data["direct"])
    return next((method for method, facts in SEEN.items() if facts == seen), "none of the three")


@pytest.mark.points(2)
@pytest.mark.feedback(error=BROKEN)
def test_uses_the_method_asked_for(box):
    """the processes are of the method asked for"""
    for default, method in (("spawn", "fork"), ("fork", "spawn"), ("fork", "forkserver")):
        items = box.secret.sample(range(2, 10**4), 2)
        run = box.run("asked", default=default, methods=[method], items=items)
        (results,), _ = run.value
        expected = [item**2 for item in items]
        assert sorted(results) == sorted(expected), f"parallel was to return {expected}, and returned {results}."
        made_by = [told_by(mark) for mark in run.marks if mark.name == "look"]
        assert made_by == [method, method], (
            f"The program's default is {default}, and parallel(method={method!r}) was called with two items. Its "
            f"processes were made by: {made_by}."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(error=BROKEN)
def test_any_method_any_time(box):
    """a program may ask for another method each time"""
    methods = ["fork", "spawn", "fork", "forkserver"]
    items = [box.secret.randint(2, 10**4)]
    run = box.run("asked", default="fork", methods=methods, items=items)
    results, _ = run.value
    expected = [[items[0] ** 2]] * 4
    assert results == expected, f"Four calls with the item {items[0]} were to return {expected}, not {results}."
    made_by = [told_by(mark) for mark in run.marks if mark.name == "look"]
    assert made_by == methods, (
        f"One program called parallel with the methods {methods}, one after the other; the processes were made by "
        f"{made_by}. Each call stands for itself, whatever the one before it asked for."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(error=BROKEN)
def test_leaves_the_default_alone(box):
    """the program's choice stays"""
    for default, method in (("fork", "spawn"), ("spawn", "fork"), ("fork", "forkserver")):
        items = [box.secret.randint(2, 10**4)]
        run = box.run("asked", default=default, methods=[method], items=items)
        _, afterwards = run.value
        assert afterwards == default, (
            f"The program had chosen {default}; after parallel(method={method!r}) its default is {afterwards}. A "
            "library that sets the start method sets it for everybody in the program."
        )
        meanwhile = {mark.data for mark in run.marks if mark.name == "pickled" and mark.process == run.main}
        assert meanwhile <= {default}, (
            f"The program had chosen {default}; while parallel(method={method!r}) was at work its default was "
            f"{(meanwhile - {default}).pop()}, so any process that the program started just then, in another thread "
            "perhaps, was of the wrong kind. To put it back afterwards is too late."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(error=BROKEN)
def test_leaves_an_undecided_program_undecided(box):
    """who has not chosen may still choose"""
    item = box.secret.randint(2, 10**4)
    run = box.run("undecided", items=[item])
    results, before, choice = run.value
    assert results == [item**2], f"parallel was to return {[item**2]}, the square of {item}, not {results}."
    assert (before, choice) == (None, "spawn"), (
        "The program had not chosen a start method when it called parallel(method='fork'). Afterwards its default was "
        f"{before}, and when it then chose spawn, the answer was: {choice}. Not only set_start_method decides: so does "
        "get_start_method() without allow_none=True, and making a queue, a lock or a process by the module itself "
        "instead of a context of your own."
    )
