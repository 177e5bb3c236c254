"""The public cases: a full house, and what a visit returns or raises."""

import pytest


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="As many visitors as there are places wanted to meet inside, and not all of them were let in: those "
    "who are in wait for those outside, for ever. A lock is a gate for one; what you need is something that counts "
    "places."
)
def test_the_limit_can_be_reached(box):
    """as many as the limit are inside at once"""
    run = box.run("together", limit=box.secret.randint(2, 4))
    _ = run.value  # a run that did not finish has its own verdict


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="One visitor after another came to a gate with one place, and one of them waits for ever: somebody "
    "before had gone and not given the place back. Look at every way out of your functions, also the one that an "
    "exception takes."
)
def test_results_and_errors_pass(box):
    """results and errors pass through unchanged"""
    answer = box.secret.randint(1, 10**6)
    run = box.run("through", answer=answer)
    visited, tried, visit_failed, try_failed = run.value
    assert visited == answer, f"The job gave {answer}, so visit returns {answer}; it returned {visited}."
    assert tried == answer, (
        f"There was room, and the job gave {answer}, so try_visit returns {answer}; it returned {tried}. If it says "
        '"full", the visit before has not given its place back.'
    )
    error = {"raised": ["KeyError", str(answer)]}
    assert visit_failed == error, (
        f"The job raised KeyError({answer}), and visit must let it go on to the caller; what came out was "
        f"{visit_failed}."
    )
    assert try_failed == error, (
        f"There was room, and the job raised KeyError({answer}), so try_visit must let it go on to the caller; what "
        f'came out was {try_failed}. If it says "full", the place was lost when the job of the visit before failed: a '
        "place goes back on every way out, and an exception is one."
    )
