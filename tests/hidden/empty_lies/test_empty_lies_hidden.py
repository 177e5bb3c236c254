"""The cases with two workers, with a large result, and without items."""

import pytest


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock="There was one item for two workers, and somebody waits for ever. If a worker waits, then empty() or "
    "qsize() had told it of a task, and the other worker took it first: between looking and taking there is room for "
    "others. If main waits, then the workers had looked for the task before it arrived, and had gone home."
)
def test_nobody_waits_for_what_is_gone(box):
    """no worker waits for a task that another has taken"""
    item = box.secret.randint(2, 10**6)
    expected = [[item, item**2]]
    for run in box.explore("process", items=[item], workers=2, work="square"):
        assert run.value == expected, (
            f"The only item was {item}, and process_all returned {run.value} instead of {expected}. Somebody looked "
            "whether there was a message, while it was still on its way, and took the answer for the end of the work: "
            "a worker, or main."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A result of 200,000 characters is more than a pipe holds (65,536 bytes). The worker cannot end before "
    "its result is in the pipe, and main waits for the end of the worker before it reads: nobody makes room. Read the "
    "results first, then join. (Or is the worker gone, and main waits for its result? Then it left without its task.)"
)
def test_a_large_result(box):
    """a large result comes home"""
    item = box.secret.randint(2, 10**6)
    for run in box.explore("process", items=[item], workers=1, work="large"):
        assert run.value == [[item, 200_000]], (
            f"work gave back 200,000 characters for the item {item}, and process_all returned these items, with the "
            f"lengths of their results: {run.value}. A large result is longer on its way than a small one: that "
            "the queue looks empty does not mean that all has come."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="The work on each of two items goes on only when the other is being worked on, too, and somebody waits "
    "for ever: two workers must be at work at the same time. So nobody may hold a lock while it works, no worker may "
    "go home before the tasks have arrived, and none may count on a task because it was there a moment ago."
)
def test_side_by_side(box):
    """two workers work at the same time"""
    for run in box.explore("process", items=[0, 1], workers=2, work="meet"):
        assert run.value == [[0, 0], [1, 1]], (
            "work gave back the items 0 and 1, and process_all returned these pairs: "
            f"{run.value}. There is one pair for each item; main has to know how many will come, not to guess it."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="There are no items, so there will be no results, and somebody waits for a message. Two workers must be "
    "sent home all the same, and main must look how many results are missing before it waits for one."
)
def test_no_items(box):
    """nothing to do"""
    pairs = box.run("process", items=[], workers=2, work="square").value
    assert pairs == [], f"There were no items, so there are no pairs; process_all returned {pairs}."
