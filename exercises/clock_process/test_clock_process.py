"""The public cases: where the clock ticks, and whether it behaves as a Process."""

import pytest

NO_PROCESS = (
    "The clock could not be used as the Process that it is. Three things to look at: its __init__ must let Process's "
    "own __init__ do its part first; start() must stay as it is, for whoever writes it anew lets the clock tick in "
    "main, and no process is ever made; and under spawn the object itself is pickled and sent to the new process, "
    "with all that hangs on it."
)


@pytest.mark.points(3)
@pytest.mark.feedback(error=NO_PROCESS)
def test_ticks_in_the_new_process(box):
    """the clock ticks in a process of its own"""
    times = box.secret.randint(3, 6)
    run = box.run("clock", times=times, name="clock")
    _ = run.value  # a run that did not finish has its own verdict
    ticks = [mark for mark in run.marks if mark.name == "tick"]
    numbers = [mark.data for mark in ticks]
    assert numbers == list(range(times)), (
        f"A clock with times={times} ticks {list(range(times))}, in this order; it ticked {numbers}. What the new "
        "process does is what run() does."
    )
    processes = {mark.process for mark in ticks}
    assert run.main not in processes, (
        f"The clock ticked {times} times, but in main, the process that made it. start() makes the new process, and "
        "there run() is called: to write start() anew is to make no process at all."
    )
    assert len(processes) == 1, f"One clock is one process, but the ticks came from {len(processes)}."


@pytest.mark.points(1)
@pytest.mark.feedback(error=NO_PROCESS)
def test_is_a_process(box):
    """it behaves as a Process"""
    times, name = box.secret.randint(2, 6), f"clock {box.secret.randint(10, 10**6)}"
    value = box.run("clock", times=times, name=name).value
    early, late = value["early"], value["late"]
    assert value["process"] is True, "ClockProcess must be a subclass of multiprocessing.Process."
    assert early["name"] == name, (
        f"The clock was made with name={name!r} and is called {early['name']!r}. Process.__init__ names every process: "
        "tell it the name, for what was set before is set anew."
    )
    assert [early["count"], early["alive"], early["exitcode"]] == [0, False, None], (
        "Before the start a clock has count 0, is not alive and has no exit code: [0, False, None]. It had "
        f"{[early['count'], early['alive'], early['exitcode']]}."
    )
    assert late["exitcode"] == 0, (
        f"A clock that has done its {times} ticks ends with exit code 0; it ended with {late['exitcode']}. The exit "
        "code says how a process ended, and is no place for a result."
    )
    assert late["count"] == times, (
        f"The clock ticked {times} times, and in main its count is {late['count']}. run() works in the child: what it "
        "sets on self, or on the class, is set in the child's own copy and stays there."
    )
    assert isinstance(late["pid"], int), f"A clock that was started has a pid; this one has {late['pid']}."
