"""The cases with several tasks, with tasks of all kinds, with narrow queues, and without tasks."""

from collections import Counter

import pytest

STUCK = (
    "Somebody waits for a message that will never come. Count the stops: each get takes one message away from all the "
    "others, so every worker needs a stop that reaches it; and every worker must tell collect, once, that it stops."
)


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=STUCK)
def test_nothing_is_lost_or_done_twice(box):
    """every task is done once and its result collected"""
    items = box.secret.sample(range(1, 10**6), 2)
    expected = sorted((["done", repr(item)] for item in items), key=repr)
    for run in box.explore("team", items=items, workers=2, room=0, work="loud"):
        results = run.value
        did = [mark.data for mark in run.marks if mark.name == "did"]
        assert Counter(did) == Counter(map(repr, items)), (
            f"The tasks were {items}, and work was done for {sorted(did)}: each task is done by one worker, once."
        )
        assert results == expected, (
            f"Two workers did the tasks {items}, and collect returned {results}. The last word of one worker says "
            "nothing of the other, whose result may come later: go on until both have said that they stop."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="One worker was given ten tasks of all kinds, and somebody waits for ever. Does the worker know the stop "
    "when it comes? It arrives as a copy, so `is` may not find it; and what equals a task cannot be the stop either.",
    error="One worker was given ten tasks of all kinds, numbers, texts and lists among them, and your program took one "
    "of them for something else. A task is any value: do not look into it, look at what you have put round it.",
)
def test_any_value_may_be_a_task(box):
    """None, False, 0 and 'STOP' are tasks like others"""
    items = [None, False, 0, "", [], "STOP", "None", -1, [None], 1]
    run = box.run("team", items=items, workers=1, room=0, work="same")
    results, expected = [repr(result) for result in run.value], sorted(repr(item) for item in items)
    missing, extra = Counter(expected) - Counter(results), Counter(results) - Counter(expected)
    assert not missing, (
        f"The tasks were {items}, work gave each of them back, and these results did not come: "
        f"{', '.join(missing)}. A task, or a result, was taken for a stop, or thrown away since it looks like nothing. "
        "The stop must differ from every value that a task can have."
    )
    assert not extra, (
        f"The tasks were {items}, work gave each of them back, and collect returned too much: {', '.join(extra)}. "
        "What a worker says for its farewell is not a result, and what you put round a result must come off again."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="There was one task for each of three workers, and each waited in its work until all three were at work. "
    "One of them never was: it had taken a stop meant for another, or there was no stop left when the work was done."
)
def test_side_by_side(box):
    """the workers share the tasks"""
    assert box.run("meet", workers=3).value is True, "Three workers were to do one task each."


@pytest.mark.points(1)
@pytest.mark.needs("test_nothing_is_lost_or_done_twice")
@pytest.mark.feedback(
    deadlock="Each queue had room for one message, and everybody waits. In a narrow queue a message that nobody takes "
    "keeps all later ones out: put no more stops than will be taken, and put them after the last task. A worker "
    "that stops before the tasks are done leaves the feeder waiting for room."
)
def test_narrow_queues(box):
    """queues with room for one item are enough"""
    items = box.secret.sample(range(1, 10**6), 20)
    results = box.run("team", items=items, workers=3, room=1, work="tag").value
    expected = sorted((["done", repr(item)] for item in items), key=repr)
    assert results == expected, (
        f"Three workers had 20 tasks, and collect returned {len(results)} results, of which "
        f"{sum(result in expected for result in results)} belong to a task. The stop must come behind the last task."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="There were no tasks, and three workers had to be sent home all the same; somebody waits for ever. The "
    "number of stops depends on the workers, not on the tasks, and so does the number of farewells."
)
def test_no_tasks(box):
    """no tasks, three workers"""
    results = box.run("team", items=[], workers=3, room=0, work="tag").value
    assert results == [], f"There were no tasks, so there are no results; collect returned {results}."
