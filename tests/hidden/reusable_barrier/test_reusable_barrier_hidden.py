"""The cases with a second phase, and with a worker who fails."""

import pytest

BROKEN = (
    "If it is BrokenBarrierError: that is how a worker hears that somebody will never come. It is no error of this "
    "worker: it answers by returning how many phases were completed."
)
LEFT_WAITING = (
    "One worker failed and went away, and the other one waits for it for ever. A barrier counts who comes; it does not "
    "know who will never come. Who leaves must say so, in a way that reaches those who wait already *and* those who "
    "come to wait later."
)


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock="Two workers had two phases to do, nobody failed, and they wait for each other for ever. After the first "
    "phase everything must be as before it: who is counted must be counted anew, and nobody may be caught by the reset "
    "while still on the way out.",
    error=BROKEN,
)
def test_nobody_laps(box):
    """nobody begins a phase before all ended the last, and the tally is between"""
    for run in box.explore("team", workers=2, phases=2):
        _ = run.value
        tallies = sorted(marks_of(run, "tally"))
        assert tallies == [0, 1], (
            f"Two workers did the phases 0 and 1, so the tally is called once with each; it was called with {tallies}. "
            "What phase 0 leaves behind, such as a counter that goes on counting or an Event that stays set, must not "
            "decide in phase 1: there nobody waits for anybody then. And one worker makes the tally, not each."
        )
        done = sorted(marks_of(run, "done"))
        assert done == [[0, 2], [1, 2]], (
            f"Each of the two workers completed 2 phases, so [worker, answer] must be [[0, 2], [1, 2]]; it is {done}."
        )
        steps = sorted(marks_of(run, "begin")), sorted(marks_of(run, "end"))
        assert steps == ([[0, 0], [0, 1], [1, 0], [1, 1]],) * 2, (
            f"Each worker does the phases 0 and 1, each once. They began and ended [worker, phase] {list(steps)}."
        )
        check_exit_codes(run, (0, 0))
        for order in run.orders("begin", "end", "tally"):
            check_in_step([(mark.name, mark.data) for mark in order])


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=LEFT_WAITING, error=BROKEN)
def test_a_failure_frees_the_others(box):
    """a worker that fails does not hold up the others"""
    for run in box.explore("team", workers=2, phases=2, fails=[1, 0]):
        check_stopped_in_first(run, raised=[[1, 0]], done=[[0, 0]])
        check_exit_codes(run, (0, 0))


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=LEFT_WAITING, error=BROKEN)
def test_failure_in_the_second_phase(box):
    """the same in the second phase"""
    for run in box.explore("team", workers=2, phases=2, fails=[0, 1]):
        _ = run.value
        check_raised(run, [[0, 1]])
        done = marks_of(run, "done")
        assert done in ([[1, 0]], [[1, 1]]), (
            f"Worker 0 failed in phase 1, so only phase 0 was completed. Worker 1 must say 1, or 0 if it had not yet "
            f"heard that phase 0 was over; its [worker, answer] is {done}. A phase in which somebody failed is not "
            "completed."
        )
        tallies = marks_of(run, "tally")
        assert tallies == [0], (
            f"Phase 0 was completed and phase 1 was not, so the tally is called with 0 only; it was called "
            f"with {tallies}."
        )
        check_exit_codes(run, (0, 0))


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="One worker left by `sys.exit` in the middle of a phase, and the other one waits for it for ever. "
    "SystemExit is an exception that `except Exception` does not catch. Think of every way out of `work`.",
    error=BROKEN,
)
def test_a_worker_that_exits(box):
    """a worker that exits does not hold up the others"""
    code = box.secret.randint(2, 100)
    for run in box.explore("team", workers=2, phases=1, fails=[0, 0, code]):
        check_stopped_in_first(run, raised=[], done=[[1, 0]])
        assert run.exitcodes == (code, 0), (
            f"Worker 0 left by sys.exit({code}), worker 1 returned, so the exit codes must be {[code, 0]}; they are "
            f"{list(run.exitcodes)}. What `work` raises goes on to the caller, SystemExit too."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The tally raised in one worker, and the other one waits for ever for a tally that will never be done. "
    "Not only `work` can fail: whatever makes a worker leave must reach the others.",
    error=BROKEN,
)
def test_a_failing_tally(box):
    """a tally that fails stops them all"""
    for run in box.explore("team", workers=2, phases=2, fails=["tally", 0]):
        _ = run.value
        raised = sorted(marks_of(run, "raised"))
        assert raised in ([[0, 0]], [[1, 0]]), (
            "tally(0) raised in the worker that called it, and goes on to that worker's caller: one [worker, phase], "
            f"[0, 0] or [1, 0]. What came out was {raised}. One worker makes the tally, and it alone hears what went "
            "wrong in it."
        )
        check_stopped_in_first(run, raised=raised, done=[[1 - raised[0][0], 0]], tallies=[0])
        check_exit_codes(run, (0, 0))


def marks_of(run, name):
    """Return what the marks of this name carry."""
    return [mark.data for mark in run.marks if mark.name == name]


def check_in_step(order):
    """Assert that in this order of marks the phases come one after the other, with the tally between."""
    for phase in (0, 1):
        tally = order.index(("tally", phase))
        ends = {who: order.index(("end", [who, phase])) for who in (0, 1)}
        late = max(ends, key=ends.get)
        if phase == 0:
            begins = {who: order.index(("begin", [who, 1])) for who in (0, 1)}
            early = min(begins, key=begins.get)
            assert begins[early] > ends[late], (
                f"Worker {early} began phase 1 while worker {late} was still in phase 0. What let the workers go on "
                "after phase 0 must not let anybody go on in advance after phase 1, and nobody may go on before all "
                "are there."
            )
            assert begins[early] > tally, (
                f"Worker {early} began phase 1 before tally(0) was called: the tally counts what is just being changed "
                "again. That all have come is not enough: the others must also wait until the tally is made."
            )
        assert tally > ends[late], (
            f"tally({phase}) was called while worker {late} was still in phase {phase}: it counts what is not finished."
        )


def check_stopped_in_first(run, raised, done, tallies=()):
    """Assert that phase 0 failed, and that everybody knows that none was completed."""
    _ = run.value
    check_raised(run, raised)
    further = [who for who, phase in marks_of(run, "begin") if phase]
    assert not further, (
        f"Phase 0 failed, so it was not completed, and nobody may begin phase 1. Worker {further[0]} did. To be woken "
        "does not mean that all went well."
    )
    answers = marks_of(run, "done")
    assert answers == done, (
        f"Phase 0 failed, so 0 phases were completed and the worker that did not fail says so: [worker, answer] must "
        f"be {done}; it is {answers}."
    )
    made = marks_of(run, "tally")
    assert made == list(tallies), (
        f"Phase 0 was not completed by all. The tally must have been called with {list(tallies)}; it was called with "
        f"{made}. Nothing is counted that is not finished."
    )


def check_raised(run, raised):
    """Assert that the failure came out of `take_part` where it happened, and nowhere else."""
    came_out = sorted(marks_of(run, "raised"))
    assert came_out == raised, (
        f"Trouble as [worker, phase] must come out of take_part for {raised}; it came out for {came_out}. What is "
        "raised in one worker goes on to that worker's caller, as it is."
    )


def check_exit_codes(run, expected):
    """Assert that no worker's process ended otherwise than it had to."""
    assert run.exitcodes == expected, (
        f"The exit codes of the workers must be {list(expected)}; they are {list(run.exitcodes)}."
    )
