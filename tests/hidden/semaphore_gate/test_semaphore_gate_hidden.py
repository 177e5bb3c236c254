"""The cases with several visitors, and with those who fail, leave or are refused."""

import pytest

LOST = (
    "A visitor waits for ever at a gate that nobody is in: a place was taken and never given back. Look at every way "
    "out of a visit: the ordinary one, the one that an exception takes, and the one of somebody who was refused."
)
TOO_OFTEN = (
    "A BoundedSemaphore that raises ValueError has noticed that more places come back than were taken. Who was refused "
    "has taken none, so the way out for him must not go past a release."
)


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=LOST, error=TOO_OFTEN)
def test_never_more_than_the_limit(box):
    """never more inside than the limit"""
    answers = secret_answers(box, 3)
    for run in box.explore("visitors", answers=answers, limit=2, before=[]):
        check_visits(
            run,
            answers,
            2,
            "The places must be counted by something that all processes share: it is made once, in make_gate, and "
            "whoever wants to go in takes one there first.",
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="A visitor waits for ever at a gate that nobody is in. Somebody before had failed inside, and the "
    "exception went past the line that gives the place back. That line must be run whatever happens: which statement "
    "promises it?",
    error=TOO_OFTEN,
)
def test_an_error_gives_the_place_back(box):
    """an error gives the place back, once"""
    answers = secret_answers(box, 2)
    for run in box.explore("visitors", answers=answers, limit=1, before=["trip", "trip_if_room", "trip"]):
        check_visits(
            run,
            answers,
            1,
            "Three jobs had failed inside before. A place goes back when a job fails, but once: if it goes back twice, "
            "the gate has one place more from then on.",
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=LOST, error=TOO_OFTEN)
def test_a_refusal_leaves_the_gate_as_it_was(box):
    """who was refused gives nothing back"""
    answers = secret_answers(box, 2)
    for run in box.explore("visitors", answers=answers, limit=1, before=["try"]):
        check_visits(
            run,
            answers,
            1,
            "Before that, somebody had been refused. He had no place, so he must not give one back: a release in a "
            "`finally` is right only for those who got in.",
        )
        nested = [mark.data for mark in run.marks if mark.name == "nested"]
        assert nested == ["full"], (
            f'The only place was taken, so try_visit must return its third argument, "full"; it returned {nested}.'
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A visitor left its process from inside, by sys.exit, and took the place along: main waits for it for "
    "ever. SystemExit is an exception that `except Exception` does not see, and a process that ends gives nothing back."
)
def test_a_visitor_who_exits(box):
    """a visitor who exits gives the place back"""
    code, answer = box.secret.randint(2, 100), box.secret.randint(1, 10**6)
    run = box.run("leaver", code=code, answer=answer)
    assert run.value == answer, f"The job of main's visit gave {answer}, but visit returned {run.value}."
    assert list(run.exitcodes) == [code], (
        f"A job called sys.exit({code}), so its process must end with that code; it ended with {run.exitcodes[0]}. "
        "What a job raises is not yours to keep, and SystemExit is no exception to that."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Two tried for the last place at the same moment. Who is inside stays there until the other one has been "
    "refused, and nobody was: either the other one waits for the place, or both got in. To be refused at once, asking "
    "whether there is room and going in must be one step: between the two there is time for somebody else.",
    error=TOO_OFTEN,
)
def test_try_visit_never_waits(box):
    """who only tries is never made to wait"""
    for run in box.explore("last_place"):
        _ = run.value  # a run that did not finish has its own verdict
        got = sorted(mark.data for mark in run.marks if mark.name == "got")
        assert got == ["full", "inside"], (
            f"Two tried for one place, so one gets in and one is refused at once; they got {got}."
        )


@pytest.mark.points(1)
def test_bad_limit(box):
    """a gate for nobody is refused"""
    run = box.run("bad_limits")
    for limit, came in zip((0, -1), run.value, strict=True):
        kind = came["raised"][0] if isinstance(came, dict) and "raised" in came else "no exception"
        assert kind == "ValueError", (
            f"A gate with {limit} places would keep everybody out for ever, so make_gate must raise ValueError; what "
            f"came was {kind}. A semaphore itself begins at 0 without complaint."
        )


def secret_answers(box, count):
    """Return `count` distinct answers, one for each visitor."""
    return box.secret.sample(range(1, 10**6), count)


def check_visits(run, answers, limit, reason):
    """Assert that everybody was inside and got his answer, and that there were never more than `limit` inside."""
    _ = run.value  # a run that did not finish has its own verdict
    got = sorted(mark.data for mark in run.marks if mark.name == "got")
    assert got == sorted(answers), (
        f"The jobs of the visitors gave {sorted(answers)}, and their visits returned {got}: everybody gets in, and "
        "visit returns what the job gave."
    )
    for order in run.orders("in", "out"):
        inside = 0
        for mark in order:
            inside += 1 if mark.name == "in" else -1
            assert inside <= limit, (
                f"{inside} visitors were inside at once, and the limit of the gate was {limit}. {reason}"
            )
