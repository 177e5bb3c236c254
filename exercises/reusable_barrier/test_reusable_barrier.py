"""The public cases: a single phase, and workers that need each other."""

import pytest


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Two workers had one phase to do, nobody failed, and still they wait for each other for ever. Who comes "
    "last must let the others go, whoever it is."
)
def test_each_phase_is_tallied_once(box):
    """each phase is tallied once"""
    for run in box.explore("team", workers=2, phases=1):
        _ = run.value
        tallies = [mark.data for mark in run.marks if mark.name == "tally"]
        done = sorted(mark.data for mark in run.marks if mark.name == "done")
        assert tallies == [0], (
            f"Two workers had one phase to do, phase 0. The tally must be called once, with 0; it was called with "
            f"{tallies}. Exactly one of the workers may feel that it is meant."
        )
        assert done == [[0, 1], [1, 1]], (
            f"Each of the two workers completed 1 phase, so [worker, answer] must be [[0, 1], [1, 1]]; it is {done}."
        )
        assert run.exitcodes == (0, 0), f"The exit codes of the workers are {list(run.exitcodes)}; each must be 0."


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="In this team nobody can end its work before all the others are at work too, and they got stuck. If only "
    "one worker at a time may be in `work`, it waits there for colleagues that are not let in. All work at the same "
    "time; only *between* two phases do they wait for each other."
)
def test_they_work_at_the_same_time(box):
    """they work at the same time"""
    run = box.run("at_once", workers=3, phases=2)
    _ = run.value
    done = sorted(mark.data for mark in run.marks if mark.name == "done")
    assert done == [[0, 2], [1, 2], [2, 2]], (
        f"Three workers did 2 phases, so [worker, answer] must be [[0, 2], [1, 2], [2, 2]]; it is {done}."
    )
