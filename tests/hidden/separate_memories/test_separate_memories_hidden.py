"""The cases about every order of the children, about a running child, and about who does the work."""

import pytest

NOBODY_ANSWERS = (
    "The caller waits for an answer that nobody sends, or for a child that cannot end. Every child sends what the "
    "caller waits for, and a lock that was taken is given back."
)


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=NOBODY_ANSWERS)
def test_no_step_is_lost(box):
    """no step is lost"""
    for run in box.explore("count", workers=2, times=1, loud=False):
        count = run.value
        assert count != 0, (
            "Two children made one step each, and count_up returned 0: what they counted stayed in their own "
            "memories. A number is shared only if both work on the one that they were handed."
        )
        assert count == 2, (
            f"Two children made one step each, and count_up returned {count}: both read the same number, and the "
            "second wrote over what the first had written. What is shared can be spoiled: hold one lock from the read "
            "to the write. (A Value's own lock guards the read and the write alone, not the two together.)"
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=NOBODY_ANSWERS)
def test_counts_start_at_zero(box):
    """a second count starts at zero"""
    first, second = box.secret.sample(range(2, 20), 2)
    run = box.run("twice", first=first, second=second)
    counts = run.value
    assert counts != [0, 0], (
        f"Two counts, the first of {first} steps and the second of {second}, and count_up returned 0 both times: the "
        "children counted in memories of their own, which ended with them."
    )
    assert counts == [first, second], (
        f"Two counts, the first of {first} steps and the second of {second}, and count_up returned {counts}. Each call "
        "counts its own steps, from 0: make what it counts in anew in each call, not once when the file is imported."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=NOBODY_ANSWERS)
def test_finds_in_order(box):
    """in the order of the items"""
    low, high = sorted(box.secret.sample(range(1, 10**5), 2))
    items = [3 * high, 3 * high + 1, 3 * low]
    for run in box.explore("search", items=items, loud=False):
        found = run.value
        assert sorted(found) == [3 * low, 3 * high], (
            f"The multiples of 3 in {items} are {[3 * high, 3 * low]}; search returned {found}. What a child appends "
            "to its copy of a list stays there."
        )
        assert found == [3 * high, 3 * low], (
            f"The multiples of 3 in {items} are to come in the order of the items: {[3 * high, 3 * low]}. search "
            f"returned {found}. Which child is done first is anybody's guess, so an answer must say, or show by the "
            "place where it lies, whose it is."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="choose waits until the kitchen is warm, or the kitchen waits for an order that never comes. First the "
    "process is started, then the order is chosen, then it is sent to the process, which is running by then: leave it "
    "a way by which news can reach it."
)
def test_late_order(box):
    """a running process gets the order"""
    number = box.secret.randint(1000, 9999)
    order = f"tea {number} from MainProcess"
    for run in box.explore("late", number=number):
        exit_code = run.value
        cooked = [mark for mark in run.marks if mark.name == "cook"]
        warm = [mark.process for mark in run.marks if mark.name == "warm"]
        assert [mark.data for mark in cooked] == [order], (
            f"cook was to be called once, with the order that was chosen here, {order!r}; it was called with "
            f"{[mark.data for mark in cooked]}. A process gets its globals and arguments when it starts; what its "
            "parent does to its own afterwards does not reach it. News must be sent, the process must wait for them, "
            "and it is the caller who chooses."
        )
        assert warm == [cooked[0].process], "One and the same process warms up, once, and then cooks."
        assert run.main not in warm, "The caller warmed up and cooked itself: that is the work of the process."
        assert exit_code == 0, f"The exit code of the process was to be returned, which is 0, and {exit_code} was."


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=NOBODY_ANSWERS)
def test_work_in_children(box):
    """the work is done by the children"""
    run = box.run("count", workers=2, times=3, loud=True)
    _ = run.value
    steps = [mark for mark in run.marks if mark.name == "step"]
    done_by = [mark.process for mark in steps]
    assert run.main not in done_by, "step was called by the caller itself: it is the work of the workers."
    assert sorted(done_by.count(process) for process in set(done_by)) == [3, 3], (
        f"2 workers were to call step 3 times each; calls by each process: {[done_by.count(p) for p in set(done_by)]}."
    )
    made_by_ctx(box, steps)
    items = box.secret.sample(range(10**5), 6)
    run = box.run("search", items=items, loud=True)
    _ = run.value
    tests = [mark for mark in run.marks if mark.name == "test"]
    done_by = {mark.process for mark in tests}
    assert run.main not in done_by, "test was called by the caller itself: each item is tested in a process."
    tested = [mark.data["item"] for mark in tests]
    assert sorted(tested) == sorted(items), f"test is to be called once for each of {items}; it was for {tested}."
    assert len(done_by) == 6, f"6 items are tested in 6 processes, one each; there were {len(done_by)}."
    made_by_ctx(box, tests)


def made_by_ctx(box, marks):
    """Assert that the processes that made these marks are of the start method of ctx."""
    assert {mark.data["inherited"] for mark in marks} == {box.start_method == "fork"}, (
        f"The processes are to be made by ctx, whose start method is {box.start_method}; they were made in another way."
    )
