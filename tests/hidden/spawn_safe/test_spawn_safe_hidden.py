"""The other cases."""

import pytest

UNPICKLED = (
    "A new process of spawn gets its target and its arguments by pickle, and one of them cannot be pickled: {what}"
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


@pytest.mark.points(2)
@pytest.mark.feedback(
    error=UNPICKLED.format(
        what="a function inside a function has no name that a new process could find. What it took from around it, "
        "pass as an argument."
    )
)
def test_closure(box):
    """a function inside a function"""
    numbers, factors = box.secret.sample(range(2, 10**6), 2), box.secret.sample(range(2, 10**3), 2)
    run = box.run("scaled", numbers=numbers, factors=factors)
    for results, factor in zip(run.value, factors, strict=True):
        expected = [factor * n for n in numbers]
        assert results == expected, f"scaled(factor={factor}) of {numbers} is {expected}, not {results}."
    done_by_children(box, run, 4)


@pytest.mark.points(2)
@pytest.mark.feedback(
    error=UNPICKLED.format(
        what="a bound method takes its object along, and a shop holds a lock, which never travels. What does the child "
        "really need of the shop?"
    )
)
def test_bound_method(box):
    """a method of an object that holds a lock"""
    numbers, discounts = box.secret.sample(range(10**3, 10**6), 2), box.secret.sample(range(2, 10**3), 2)
    run = box.run("shop", discounts=discounts, numbers=numbers)
    for ((all_prices, one_price), _, _), discount in zip(run.value, discounts, strict=True):
        expected = [n - discount for n in numbers]
        assert all_prices == expected, f"With a discount of {discount}, {numbers} cost {expected}, not {all_prices}."
        assert one_price == expected[:1], f"Asked again, {numbers[0]} costs {expected[0]}, not {one_price}."
    done_by_children(box, run, 6)


@pytest.mark.points(1)
@pytest.mark.feedback(
    error=UNPICKLED.format(
        what="a generator is a computation half done, tied to its frame. Send what it would yield: a list."
    )
)
def test_generator(box):
    """a generator as argument"""
    groups = [box.secret.sample(range(2, 10**6), 3), [], box.secret.sample(range(2, 10**6), 1)]
    run = box.run("summed", groups=groups)
    expected = [2 * sum(group) for group in groups]
    assert run.value == expected, f"summed({groups}) is {expected}, not {run.value}."
    done_by_children(box, run, 3)


@pytest.mark.points(2)
@pytest.mark.feedback(
    error=UNPICKLED.format(
        what="the shop's lock. Leave the shop at home, or say in __getstate__ what of it travels; but the shop itself "
        "keeps its lock."
    )
)
def test_shop_stays_whole(box):
    """the shop keeps its lock and its history"""
    numbers, discounts = box.secret.sample(range(10**3, 10**6), 2), box.secret.sample(range(2, 10**3), 2)
    run = box.run("shop", discounts=discounts, numbers=numbers)
    for _, history, lock_is_same_and_free in run.value:
        expected = [*numbers, numbers[0]]
        assert history == expected, f"The shop was asked for {expected}; its history says {history}."
        assert lock_is_same_and_free, (
            "The shop's lock must be the same object as before, and free: other threads use it too. A new lock keeps "
            "out nobody who still holds the old one."
        )
    done_by_children(box, run, 6)
