"""The public cases: a lambda, and a global."""

import pytest

UNPICKLED = (
    "A new process of spawn gets its target and its arguments by pickle, and one of them cannot be pickled. A function "
    "travels by its name: module and name must lead to it in the new process, which imports your file again."
)


def done_by_children(box, run, calls):
    """Assert that `work` was called as often as asked, each time in a process of its own made by the start method."""
    marks = [mark for mark in run.marks if mark.name == "work"]
    assert len(marks) == calls, f"work is to be called {calls} times, and was called {len(marks)} times."
    assert len({mark.process for mark in marks}) == calls, "Each call of work must have a process of its own."
    assert run.main not in {mark.process for mark in marks}, "work was called in main: give it to a process."
    for mark in marks:
        if box.start_method == "fork":
            assert mark.data["inherited"], "The process was not forked: make it by the ctx that you are given."
        else:
            assert not mark.data["inherited"], (
                f"The process was forked, although ctx stands for {box.start_method}: make it by the ctx that you are "
                "given. A fork hides the fault instead of mending it."
            )


@pytest.mark.points(1)
@pytest.mark.feedback(error=UNPICKLED)
def test_lambda(box):
    """a lambda as target"""
    numbers = box.secret.sample(range(2, 10**6), 3)
    run = box.run("doubled", numbers=numbers)
    expected = [2 * n for n in numbers]
    assert run.value == expected, f"doubled({numbers}) is {expected}, not {run.value}."
    done_by_children(box, run, 3)


@pytest.mark.points(2)
@pytest.mark.feedback(error=UNPICKLED)
def test_module_state(box):
    """a global that was set before the start"""
    numbers, rates = box.secret.sample(range(2, 10**6), 2), box.secret.sample(range(2, 10**3), 2)
    run = box.run("rated", numbers=numbers, rates=rates)
    for results, rate in zip(run.value, rates, strict=True):
        assert results == [rate * n for n in numbers], (
            f"rated(rate={rate}) of {numbers} gave {results}. A child that is not forked does not inherit what was set "
            "at run time: it imports the module again and finds the value of the first day there (or that of the fork "
            "server). Pass the rate as an argument."
        )
    done_by_children(box, run, 4)
