"""The cases with several jobs in one call, and the names of the processes."""

import pytest

STILL_RUNNING = (
    "start_all returned while a job was still running, or ended with nobody waiting for it: a process that is started "
    "must also be joined, each one of them. Does your loop join the process of its turn, or the same one each time?"
)
ALONE = (
    "{n} jobs wait for each other before they greet, and they wait for ever: not all of them have come. Whoever waits "
    "for one job to end before starting the next never has two at the same time; nor does who calls greet in main."
)


def secret_jobs(box, count):
    """Return names and guests of `count` jobs, all different, none of a single letter."""
    numbers = box.secret.sample(range(10, 10**6), count)
    return {"names": [f"helper {n}" for n in numbers], "guests": [f"guest {n}" for n in numbers]}


@pytest.mark.points(1)
@pytest.mark.feedback(leaked=STILL_RUNNING)
def test_names(box):
    """the processes bear their names"""
    jobs = [[f"helper {n}", f"guest {n}", {}] for n in box.secret.sample(range(10, 10**6), 3)]
    run = box.run("roll_call", jobs=jobs)
    _ = run.value  # a run that did not finish has its own verdict
    names = [mark.data["name"] for mark in run.marks if mark.name == "greet"]
    assert names == [name for name, _, _ in jobs], (
        f"The processes of three jobs were to be called {[name for name, _, _ in jobs]}. In greet, current_process() "
        f"said, one job after the other, {names}. The name is given when the Process object is made; MainProcess is "
        "the process that you started from."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(leaked=STILL_RUNNING, deadlock=ALONE.format(n="Three"))
def test_all_at_once(box):
    """the jobs run at the same time"""
    run = box.run("meeting", **secret_jobs(box, 3))
    _ = run.value  # a run that did not finish has its own verdict
    met = [mark for mark in run.marks if mark.name == "met"]
    assert len(met) == 3, (
        f"Three jobs were to meet, each waiting for the others, and {len(met)} did. If none came: a child that cannot "
        "call its target ends with a TypeError, and nobody hears of it. Is `args` a tuple?"
    )


@pytest.mark.points(2)
@pytest.mark.feedback(leaked=STILL_RUNNING)
def test_returns_last(box):
    """start_all returns only after the last job"""
    for run in box.explore("slow_return", **secret_jobs(box, 2)):
        _ = run.value  # a run that did not finish has its own verdict
        for order in run.orders("greet", "returned"):
            names = [mark.name for mark in order]
            assert names.count("greet") == 2, (
                f"Two jobs were to greet, and {names.count('greet')} did: each job is called once, in its own process."
            )
            assert names[-1] == "returned", (
                "start_all returned while a job was still running: join every process that was started, then return."
            )


@pytest.mark.points(1)
@pytest.mark.feedback(leaked=STILL_RUNNING, deadlock=ALONE.format(n="Two"))
def test_pids_in_order(box):
    """pids come in the order of the jobs"""
    jobs = secret_jobs(box, 2)
    for run in box.explore("meeting", **jobs):
        value = run.value
        pids = {mark.data["who"]: mark.data["pid"] for mark in run.marks if mark.name == "met"}
        expected = [pids.get(who) for who in jobs["guests"]]
        assert None not in expected, f"Two jobs were to meet, and {len(pids)} did: there are no two pids to tell."
        assert value == expected, (
            f"The two jobs ran, in the order of `jobs`, in the processes {expected}; start_all returned {value}. The "
            "order is that of the jobs, whoever ends first; a Process object knows its pid once it is started, and "
            "still after its end."
        )
