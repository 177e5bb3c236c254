"""The public case: one worker and two items, both of which fail, in every order of events."""

import pytest


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock="main waits for ever: two items were put, and not both were answered for. At each of them work raised an "
    "exception. Either it ended the worker, which then could report nothing any more, or the worker survived, but "
    "left out its task_done(), or its result. tasks.join() waits for as many task_done() calls as there were "
    "put() calls, whatever happens between get and task_done.",
    error="Work raised an exception at both items, and it, or what you made of it, ended a process. A worker survives "
    "a failed item, and answers for it once: a second task_done() for it lets join() return too early, and is refused "
    "with a ValueError if nothing is left to answer for. And what it sends home is the name of the exception's type, a "
    "text: an exception itself may not survive the journey.",
)
def test_a_failed_item_is_answered_for(box):
    """an exception loses neither the task nor the worker"""
    first, name = box.secret.choice([(-1, "KeyError"), (-2, "ZeroDivisionError")])
    expected = [[[first, name], [-3, "Refused"]]]
    for run in box.explore("batches", batches=[[first, -3]], workers=1, work="tell"):
        done = run.value["done"]
        assert done == expected, (
            f"The only batch was {[first, -3]}; work raised {name} at {first}, and Refused at -3. run_batches returned "
            f"{done} instead of {expected}: each item is in the answer, a failed one with the name of its exception."
        )
        began = [mark for mark in run.marks if mark.name == "begin"]
        assert len({mark.process for mark in began}) == 1, (
            "There was to be one worker for both items, and the items were worked on in "
            f"{len({mark.process for mark in began})} processes. A worker survives a failed item: nobody has to be "
            "started in its place."
        )
