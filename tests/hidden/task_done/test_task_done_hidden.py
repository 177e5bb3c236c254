"""The cases with several batches, with empty ones, and about the workers."""

from collections import Counter

import pytest

STUCK = (
    "Somebody waits for ever. Who waits in tasks.join() needs one task_done() for each put(), who waits in get needs a "
    "message that somebody still sends, and who waits for a worker to end needs a worker that was told to stop."
)


@pytest.mark.points(3)
@pytest.mark.feedback(deadlock=STUCK)
def test_the_next_batch_waits(box):
    """no batch begins before the last one is finished"""
    x, y = box.secret.sample(range(1, 10**6), 2)
    for run in box.explore("batches", batches=[[x], [y]], workers=2, work="tell"):
        _ = run.value  # a run that did not finish has its own verdict
        told = Counter((mark.name, mark.data) for mark in run.marks)
        assert told == Counter([("begin", x), ("end", x), ("begin", y), ("end", y)]), (
            f"The batches were {[[x], [y]]}, and work was begun for these items: "
            f"{[mark.data for mark in run.marks if mark.name == 'begin']}. Each item is worked on once."
        )
        for order in run.orders("begin", "end"):
            events = [(mark.name, mark.data) for mark in order]
            assert events.index(("begin", y)) > events.index(("end", x)), (
                f"The batches were {[[x], [y]]}, and this is how the work went: "
                f"{', '.join(f'{name} {item}' for name, item in events)}. The second batch must not begin before the "
                "first is finished: do not put its items before you know that."
            )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_every_result_in_its_batch(box):
    """results are there when they are read"""
    x, y = box.secret.sample(range(1, 10**6), 2)
    expected = [[[x, 10 * x]], [[y, 10 * y]]]
    for run in box.explore("batches", batches=[[x], [y]], workers=2, work="tell"):
        done = run.value["done"]
        assert done == expected, (
            f"The batches were {[[x], [y]]}, and run_batches returned {done} instead of {expected}. When join returns, "
            "every task is done, but its result may still be on its way through the other queue, which looks empty "
            "until then. How many results a batch has, you know: get so many."
        )


@pytest.mark.points(1)
@pytest.mark.needs("test_every_result_in_its_batch")
@pytest.mark.feedback(
    deadlock="The work on each of two items goes on only when both of the workers are at work, and somebody waits for "
    "ever. Give the whole batch to the team, and wait only then."
)
def test_one_team_for_all(box):
    """the same workers serve all batches"""
    items = box.secret.sample(range(1, 10**6), 4)
    run = box.run("batches", batches=[items[:2], items[2:]], workers=2, work="meet")
    _ = run.value  # a run that did not finish has its own verdict
    began = [mark for mark in run.marks if mark.name == "begin"]
    assert sorted(mark.data for mark in began) == sorted(items), (
        f"The batches were {[items[:2], items[2:]]}, and work was called for {[mark.data for mark in began]}: call it "
        "once for each item."
    )
    first, second = ({mark.process for mark in began if mark.data in batch} for batch in (items[:2], items[2:]))
    assert run.main not in first | second, "work was called in main: leave it to the workers."
    assert first == second, (
        f"Two workers were to do both batches, and of the processes at work on the second {len(second - first)} had "
        "no part in the first. Start the workers once, before the first batch, and let them live until the last."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A batch was empty, and somebody waits for the end of its work, which nobody will ever tell: there is no "
    "item whose worker could. Nothing to do is done at once."
)
def test_empty_batches(box):
    """an empty batch is over at once"""
    item = box.secret.randint(1, 10**6)
    expected = [[], [[item, 10 * item]], []]
    for run in box.explore("batches", batches=[[], [item], []], workers=1, work="tell"):
        done = run.value["done"]
        assert done == expected, (
            f"The batches were {[[], [item], []]}, and run_batches returned {done} instead of {expected}. Each batch "
            "has a list of its own in the answer, an empty one, too; and a result belongs to the batch of its item, "
            "however long it takes to arrive."
        )


@pytest.mark.points(1)
@pytest.mark.needs("test_every_result_in_its_batch")
@pytest.mark.feedback(
    deadlock="There was one item, and there were two workers, and somebody waits for ever. Every worker has to be told "
    "to stop, also one that never had anything to do."
)
def test_everybody_goes_home(box):
    """no worker stays behind"""
    item = box.secret.randint(1, 10**6)
    run = box.run("batches", batches=[[item]], workers=2, work="tell")
    unjoined = run.value["unjoined"]
    assert unjoined == 0, (
        f"run_batches returned, and processes that are not joined: {unjoined}. A daemon is not sent home, it is cut "
        "off when main ends, whatever it is doing. Tell every worker to stop, and join it."
    )
    assert run.exitcodes == (0, 0), (
        f"There were to be two workers, and the exit codes are {list(run.exitcodes)}, not [0, 0]. Start as many as "
        "asked for, and let them end by themselves: a negative code names the signal that stopped a process."
    )
