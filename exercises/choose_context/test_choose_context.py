"""The public cases: the default is used if no method is asked for, and each item has a process."""

import pytest

BROKEN = (
    "parallel broke before it had its results. Two things break here: set_start_method in a program that has chosen "
    "already, for it chooses once; and a queue or a lock of one context in a process of another. Whatever belongs "
    "together is to be made from one context."
)
# By start method: whether a child has inherited what main has set, and whether main is its parent for the kernel.
SEEN = {"fork": (True, True), "spawn": (False, True), "forkserver": (False, False)}


@pytest.mark.points(2)
@pytest.mark.feedback(error=BROKEN)
def test_none_means_the_default(box):
    """no method: the program's default"""
    for default in ("fork", "spawn", "forkserver"):
        items = box.secret.sample(range(2, 10**4), 2)
        run = box.run("asked", default=default, methods=[None], items=items)
        (results,), _ = run.value
        expected = [item**2 for item in items]
        assert sorted(results) == sorted(expected), f"parallel was to return {expected}, and returned {results}."
        looks = [mark.data for mark in run.marks if mark.name == "look"]
        assert all((look["inherited"], look["direct"]) == SEEN[default] for look in looks), (
            f"The program's default start method is {default} and no method was asked for, but the processes were made "
            "in another way. None leaves the choice to the program."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(error=BROKEN)
def test_one_process_each(box):
    """each item has its own process"""
    items = box.secret.sample(range(2, 10**4), 3)
    run = box.run("asked", default="fork", methods=["spawn"], items=items)
    (results,), _ = run.value
    expected = [item**2 for item in items]
    assert sorted(results) == sorted(expected), f"parallel was to return {expected}, and returned {results}."
    processes = {mark.process for mark in run.marks if mark.name == "look"}
    assert run.main not in processes, "The function was called in the program's own process: give each item to a child."
    assert len(processes) == 3, f"3 items need 3 processes, one each; there were {len(processes)}."
    for run in box.explore("asked", default="fork", methods=["fork"], items=items[:2]):
        (results,), _ = run.value
        assert results == expected[:2], (
            f"parallel was to return {expected[:2]}, in the order of its items {items[:2]}, and returned {results}. "
            "Nobody knows which process is done first."
        )
