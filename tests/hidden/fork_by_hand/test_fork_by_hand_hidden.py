"""The hidden cases: who goes on after fork, what is printed, and who is waited for."""

import pytest

CAME_BACK = (
    "An exception, or a child, came out of your function. After fork both processes go on with the same line, also "
    "with the next round of a loop, and a child that does not leave when its call is done goes on into the caller's "
    "code: the same program runs twice. The way to leave is os._exit; sys.exit only raises an exception, which climbs "
    "through the caller's code like any other."
)


@pytest.mark.points(2)
@pytest.mark.feedback(error=CAME_BACK)
def test_child_never_comes_back(box):
    """only one process goes on"""
    run = box.run("no_return", codes=box.secret.sample(range(2, 255), 3))
    _ = run.value  # a run that did not finish has its own verdict
    names = [mark.name for mark in run.marks]
    for name in ("after", "finally", "after all", "finally all"):
        assert names.count(name) == 1, (
            f"The caller's code has a line {name!r} behind your function, and it ran {names.count(name)} times: once "
            "in the caller, and once more in each child that went on. Nothing of the caller is the child's business."
        )
    assert "atexit" not in names, (
        "A child ran the exit handlers that the caller had registered. fork copied them with everything else, and an "
        "orderly exit calls them: the child must leave without, by os._exit."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(error=CAME_BACK)
def test_output_once(box):
    """what is printed appears once"""
    words = ["after", "before", "between", "child", "one", "two"]
    run = box.run("prints")
    _ = run.value  # a run that did not finish has its own verdict
    printed = run.stdout.split()
    missing = [word for word in words if word not in printed]
    repeated = [word for word in words if printed.count(word) > 1]
    assert not repeated, (
        f"Printed once, and written more than once: {', '.join(repeated)}. What is printed waits in a buffer of the "
        "process, and fork copies the buffer too: then both processes write it. Flush before you fork."
    )
    assert not missing, (
        f"Printed, and never written: {', '.join(missing)}. What a child prints waits in a buffer of that child, and "
        "os._exit leaves without writing it. The child must flush before it leaves."
    )
    assert sorted(printed) == words, f"{words} were printed, and {sorted(printed)} were written."


@pytest.mark.points(1)
@pytest.mark.feedback(
    error=CAME_BACK,
    deadlock="Three functions wait for each other, and they wait for ever: not all of them are at work. fork_all is to "
    "make every child before it waits for the first one.",
)
def test_all_at_once(box):
    """the functions run at the same time"""
    codes = sorted(box.secret.sample(range(2, 255), 3))
    run = box.run("meeting", codes=codes)
    assert run.value == codes, f"Three functions met and returned {codes}; fork_all returned, sorted, {run.value}."


@pytest.mark.points(1)
@pytest.mark.feedback(
    error=CAME_BACK,
    deadlock="The first function waits for the second, and for ever: the second was never started. fork_all is to make "
    "every child before it waits for the first one.",
    livelock="fork_all never sleeps while it waits: it looks again and again. waitpid without WNOHANG sleeps until the "
    "child has ended.",
)
def test_order(box):
    """codes come in the order of the functions"""
    codes = box.secret.sample(range(2, 255), 2)
    run = box.run("order", codes=codes)
    assert run.value == codes, (
        f"The first of two functions returned {codes[0]}, the second {codes[1]}, and the second ended first. fork_all "
        f"returned {run.value} instead of {codes}: whoever asks for the next child to end, whichever it is, gets them "
        "in the order of their deaths. Ask for each one by its pid."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    error=CAME_BACK,
    leaked="The caller had a child of its own that had ended. When your functions were done, a child of theirs was "
    "left, unreaped: they asked for any child, got the caller's, and took it for their own. Ask for yours by its pid.",
)
def test_only_own_children(box):
    """other children are left alone"""
    own, *codes = box.secret.sample(range(2, 255), 3)
    run = box.run("stranger", own=own, codes=codes)
    one, several, kept = run.value
    assert one == codes[0], f"The function returned {codes[0]}, and fork_call returned {one}."
    assert several == codes[1:], f"The only function returned {codes[1]}, and fork_all returned {several}."
    assert kept == own, (
        f"A process that the caller had started has ended with exit code {own}, and when the caller asked for it, it "
        f"got {kept}: a child can be reaped once, and your functions have done so. Wait for your own children only."
    )
