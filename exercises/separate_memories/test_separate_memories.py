"""The public cases: what a child found out comes home to its parent."""

import pytest

NOBODY_ANSWERS = (
    "The caller waits for an answer that nobody sends, or for a child that cannot end. Every child sends what the "
    "caller waits for, and the caller reads all of it."
)


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=NOBODY_ANSWERS)
def test_more_than_a_byte(box):
    """the count comes home"""
    times = box.secret.randint(300, 500)
    run = box.run("count", workers=1, times=times, loud=False)
    count = run.value
    assert count != 0, (
        f"One child made {times} steps, and count_up returned 0: the child counted in its own copy of `total`, and the "
        "copy ended with the child. A process has a memory of its own, and what is to come home must be sent or shared."
    )
    assert count == times, (
        f"One child made {times} steps, and count_up returned {count}. ({times} modulo 256 is {times % 256}: an exit "
        "code has room for one byte, and is no way to send a number home.)"
    )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=NOBODY_ANSWERS)
def test_finds_come_home(box):
    """what was found comes home"""
    thirds = box.secret.sample(range(1, 10**5), 4)
    items = [3 * thirds[0], 3 * thirds[1] + 1, 3 * thirds[1], 3 * thirds[2], 3 * thirds[2] + 2, 3 * thirds[3]]
    run = box.run("search", items=items, loud=False)
    found = run.value
    expected = [item for item in items if item % 3 == 0]
    assert found != [], (
        f"The multiples of 3 in {items} were to be found, and search returned an empty list. Each child appended to "
        "a list, but to its own copy: what a child does to an object that it was given, the parent never sees."
    )
    assert sorted(found) == sorted(expected), (
        f"The multiples of 3 in {items} were to be found: {expected}. search returned {found}. The answer of every "
        "child must come home, and no item twice."
    )
