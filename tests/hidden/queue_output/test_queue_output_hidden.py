"""The cases about the processes, and about items that are equal, unhashable or not there."""

import pytest


@pytest.mark.points(1)
def test_every_process_is_joined(box):
    """gather returns when all its processes have ended"""
    item = box.secret.randint(1, 10**6)
    for run in box.explore("results", items=[item], work="tag"):
        results, unjoined = run.value["results"], run.value["unjoined"]
        assert results == [["result of", item]], (
            f"gather(ctx, work, [{item}]) must return {[['result of', item]]}, and it returned {results}."
        )
        assert unjoined == 0, (
            f"gather had its result and returned; processes that are not joined: {unjoined}. That a result has come "
            "does not mean that its process has ended: join it, without a time limit."
        )


@pytest.mark.points(2)
def test_one_process_for_each_item(box):
    """every item has its own process"""
    items = box.secret.sample(range(1, 10**6), 4)
    run = box.run("results", items=items, work="loud")
    _ = run.value  # a run that did not finish has its own verdict
    ran = [mark for mark in run.marks if mark.name == "ran"]
    assert sorted(mark.data for mark in ran) == sorted(items), (
        f"The items are {items}, and work was called for {[mark.data for mark in ran]}: call it for each item, once."
    )
    processes = {mark.process for mark in ran}
    assert run.main not in processes, "work was called in main: it is to run in a process of its own."
    assert len(processes) == 4, (
        f"Four items were worked on, and the number of processes that did it is {len(processes)}. Each item is to have "
        "a process of its own, so that none waits for another."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Three calls of work wait for each other, and one of them never begins: somebody waits for a result, or "
    "for the end of a process, before all are started. Start one process for each item, and wait only when all of them "
    "are started."
)
def test_all_at_once(box):
    """all are started before any result is awaited"""
    results = box.run("results", items=[0, 1, 2], work="meet").value["results"]
    assert sorted(results) == [0, 1, 2], (
        f"work gave back the items 0, 1 and 2, and gather returned {results}: one result for each item."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    error="An item may be a list or a dictionary, which cannot be the key of a dictionary or stand in a set. Name a "
    "task by something that is always unique and simple: what tells the items of a list apart?"
)
def test_equal_and_unhashable_items(box):
    """equal and unhashable items are fine"""
    n = box.secret.randint(1, 10**6)
    items = [[n], [n], {"a": n}]
    results = box.run("results", items=items, work="tag").value["results"]
    assert sorted(results, key=repr) == sorted((["result of", item] for item in items), key=repr), (
        f"For the items {items}, gather returned {results}. Two equal items are still two, with a result each: an "
        "item's value does not tell which one it is."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="There are no items, so no result will ever come, and main waits for one. Look whether anything is left "
    "to read before you read."
)
def test_no_items(box):
    """no items, no results"""
    results = box.run("results", items=[], work="tag").value["results"]
    assert results == [], f"gather(ctx, work, []) must return [], and it returned {results}."
