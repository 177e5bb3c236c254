"""Large answers, long items, and fewer items than workers."""

import pytest


@pytest.mark.points(2)
@pytest.mark.needs("test_no_message_is_torn")
@pytest.mark.feedback(
    error="If the exception came out of recv: send writes a large message in two pieces, its length and its body, and "
    "between the two another process wrote to the same end. Main read one answer's length and then, as its body, what "
    "began with the other's length. Two processes must not send on the same end of a pipe, either.",
    deadlock="Main waits for bytes that never come, or a worker for room that nobody makes: when two processes "
    "write to the same end, the pieces of their messages get mixed, and a length belongs to the wrong body.",
)
def test_large_answers_stay_whole(box):
    """large answers are not mixed"""
    for run in box.explore("farm", items=[1, 2], workers=2, work="large"):
        expected = [[1, [20_000, "1"]], [2, [20_000, "2"]]]
        assert run.value == expected, (
            "The answers to items 1 and 2 are texts of 20,000 characters. As pairs of item, length and first "
            f"character they are {expected}; what farm returned is {run.value}."
        )


@pytest.mark.points(2)
@pytest.mark.needs("test_no_message_is_torn")
@pytest.mark.feedback(
    deadlock="One worker has a long item, which lasts until the other three items are done, and the other worker "
    "got no further one: they were dealt out beforehand, or main waits for the answer of one certain worker. Listen "
    "to all at once, and give the next item to whoever has answered."
)
def test_a_long_item_holds_nobody_up(box):
    """an idle worker gets the next item"""
    items = box.run("long_item").value
    assert items == [0, 1, 2, 3], (
        f"The items were 0, 1, 2 and 3, and those in the pairs that farm returned are {items}: each item once."
    )


@pytest.mark.points(1)
@pytest.mark.needs("test_no_message_is_torn")
@pytest.mark.feedback(
    deadlock="There were 3 items for 3 workers, and the work on each waits until the work on all has begun. Some never "
    "began: give every worker its item before you wait for an answer."
)
def test_side_by_side(box):
    """all workers work at once"""
    run = box.run("meet", workers=3)
    items = run.value
    assert items == [0, 1, 2], f"The items were 0, 1 and 2, and those in the pairs that farm returned are {items}."
    processes = {mark.process for mark in run.marks if mark.name == "at work"}
    assert len(processes) == 3, f"Three workers are to be three processes, and the work was done in {len(processes)}."
    assert run.main not in processes, "Main did a part of the work itself: leave it to the workers."


@pytest.mark.points(1)
@pytest.mark.needs("test_no_message_is_torn")
@pytest.mark.feedback(
    error="An exception ended main or a worker. There were more workers than items: somebody gets nothing to do, and "
    "only the order to go home.",
    deadlock="There were more workers than items, and somebody waits for ever: main for an answer to an item that it "
    "never gave out, or a worker for the order to go home.",
)
def test_fewer_items_than_workers(box):
    """some workers get nothing"""
    x = box.secret.randint(2, 10**6)
    for items, workers in (([x], 3), ([], 2)):
        run = box.run("farm", items=items, workers=workers, work="square")
        expected = [[item, item * item] for item in items]
        assert run.value == expected, (
            f"With {workers} workers and the items {items}, farm must return {expected}; it returned {run.value}."
        )
        assert set(run.exitcodes) <= {0}, (
            f"With {workers} workers and the items {items}, the exit codes of the workers were {list(run.exitcodes)}. "
            "Also a worker that had nothing to do ends by itself, with 0, and is joined."
        )
