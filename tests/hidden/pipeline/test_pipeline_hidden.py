"""The cases about room, about streaming, and about who does what."""

import pytest


@pytest.mark.points(2)
@pytest.mark.needs("test_every_result_reaches_the_sink")
def test_the_source_cannot_run_away(box):
    """a slow sink slows the source"""
    items = box.secret.sample(range(1, 10**6), 8)
    for workers in (1, 2):
        run = box.run("stuck", items=items, workers=workers, room=1)
        made = sum(mark.name == "made" for mark in run.marks)
        most = 2 + workers + 2
        assert run.outcome in ("deadlock", "livelock"), (
            "The sink waits at its first result for ever, so run_pipeline cannot return: it has to wait until all has "
            f"gone through. But this run came to an end ({run.outcome})."
        )
        assert made <= most, (
            f"The sink was stopped up at its first result, and the source was asked for {made} items all the same. The "
            f"number of workers was {workers}, with room for 1 item between two stages, so {most} are the most: one in "
            "the sink, one between sink and workers, one in each worker, one between workers and source, and one in "
            "the hand of the source. Every queue on the way has to be bounded, and nobody may hoard."
        )


@pytest.mark.points(1)
@pytest.mark.needs("test_every_result_reaches_the_sink")
@pytest.mark.feedback(
    deadlock="The source gives its next item only when the sink has the result of the one before, and somebody waits "
    "for ever: an item was held back. Send each item on as soon as you have it; do not collect them, and do not ask "
    "for the next one first."
)
def test_it_streams(box):
    """the first result comes out before the last item goes in"""
    items = box.secret.sample(range(1, 10**6), 3)
    run = box.run("stepwise", items=items)
    _ = run.value  # a run that did not finish has its own verdict
    sunk = [mark.data for mark in run.marks if mark.name == "sunk"]
    assert sunk == [2 * item for item in items], (
        f"The items {items} went through one after the other, doubled, and the sink was called with {sunk}."
    )


@pytest.mark.points(1)
@pytest.mark.needs("test_every_result_reaches_the_sink")
@pytest.mark.feedback(
    deadlock="One of two workers had an item that takes until three others are done, and somebody waits for ever: "
    "the three did not get to the other worker. Whoever is free takes the next item that waits; give no worker a share "
    "of its own, and start as many as asked for."
)
def test_an_idle_worker_takes_the_next_item(box):
    """a long item holds nobody up"""
    run = box.run("long_item")
    _ = run.value  # a run that did not finish has its own verdict
    sunk = sorted(mark.data for mark in run.marks if mark.name == "sunk")
    assert sunk == [0, 1, 2, 3], f"The items 0, 1, 2 and 3 were to come out as they are, and the sink had {sunk}."


@pytest.mark.points(1)
@pytest.mark.needs("test_every_result_reaches_the_sink")
@pytest.mark.feedback(
    deadlock="Five results were None, and somebody waits for ever. A result was taken for the end, and its stage went "
    "home while others still had something for it. What says the end must differ from every result."
)
def test_none_is_a_result(box):
    """None goes through like anything else"""
    run = box.run("nothing", count=5)
    _ = run.value  # a run that did not finish has its own verdict
    sunk = [mark.data for mark in run.marks if mark.name == "sunk"]
    assert sunk == [None] * 5, f"Five results were None, and the sink was called with {sunk}."


@pytest.mark.points(1)
@pytest.mark.needs("test_every_result_reaches_the_sink")
@pytest.mark.feedback(
    deadlock="There were two workers and an item for each, and each waited in transform until both were at work; "
    "somebody waits for ever. Start as many workers as asked for, and let each take one item at a time."
)
def test_stages_are_processes(box):
    """every stage where it belongs"""
    run = box.run("meet", workers=2)
    _ = run.value  # a run that did not finish has its own verdict
    made, changed, sunk = (
        {mark.process for mark in run.marks if mark.name == name} for name in ("made", "changed", "sunk")
    )
    assert (len(made), len(changed), len(sunk)) == (1, 2, 1), (
        "There are to be one process for the source, two for transform and one for the sink; the numbers were "
        f"{len(made)}, {len(changed)} and {len(sunk)}."
    )
    assert run.main not in made | changed | sunk, "Main did the work of a stage: each stage has processes of its own."
    assert len(made | changed | sunk) == 4, (
        "Two stages were worked on by the same process, so one of them waits while the other works: each process "
        "belongs to one stage."
    )


@pytest.mark.points(1)
@pytest.mark.needs("test_every_result_reaches_the_sink")
@pytest.mark.feedback(
    deadlock="There were three workers and one item at most, and somebody waits for ever. Also a worker that never had "
    "anything to do is told to stop, and also a source that has nothing to give comes to its end.",
    error="There were three workers and one item at most, and a process died of an exception. A source may have "
    "nothing to give: do not count on a first item.",
)
def test_nothing_to_do(box):
    """no item, or fewer than workers"""
    item = box.secret.randint(1, 10**6)
    for items in ([], [item]):
        run = box.run("flow", items=items, workers=3, room=1)
        _ = run.value  # a run that did not finish has its own verdict
        sunk = [mark.data for mark in run.marks if mark.name == "sunk"]
        assert sunk == [2 * item for item in items], (
            f"The items were {items}, transform doubles them, and the sink was called with {sunk}."
        )
        assert all(code == 0 for code in run.exitcodes), (
            f"The exit codes of the processes are {list(run.exitcodes)}. All of them are to end by themselves, with 0: "
            "a negative code names the signal that stopped a process, and None means that it is not joined."
        )
