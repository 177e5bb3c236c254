"""The public cases: one job after another, each in a call of its own."""

import pytest

STILL_THERE = (
    "start_all returned although the process of its job had not been waited for: a process that is started must also "
    "be joined."
)


def greetings(run, jobs):
    """Return the `greet` marks; there must be one for each job."""
    marks = [mark for mark in run.marks if mark.name == "greet"]
    assert len(marks) == len(jobs), (
        f"There were {len(jobs)} jobs, and greet was called {len(marks)} times. If it was never called: was anything "
        "started? And is `args` really a tuple? Whatever stands there is taken apart, a string into its letters; a "
        "child that then cannot call greet ends with a TypeError, and start_all hears nothing of it."
    )
    return marks


@pytest.mark.points(2)
@pytest.mark.feedback(leaked=STILL_THERE)
def test_own_process(box):
    """each job runs in a process of its own"""
    jobs = [[f"helper {n}", f"guest {n}", {}] for n in box.secret.sample(range(10, 10**6), 3)]
    run = box.run("roll_call", jobs=jobs)
    value = run.value
    processes = [mark.process for mark in greetings(run, jobs)]
    assert run.main not in processes, (
        "greet ran in main, the process that called start_all. Two things do that: `process.run()`, which calls the "
        "target right where you are, and `target=greet(who)`, which calls it even before there is a Process object. "
        "Give the function itself as target, and let `start()` make the process that calls it."
    )
    assert len(set(processes)) == 3, (
        f"Three jobs ran in {len(set(processes))} processes: each job has a Process object of its own, started once."
    )
    assert value == [], f"No jobs, no pids: start_all(ctx, greet, []) must return [], not {value}."


@pytest.mark.points(2)
@pytest.mark.feedback(leaked=STILL_THERE)
def test_arguments(box):
    """every argument arrives"""
    tone = f"tone {box.secret.randint(10, 10**6)}"
    jobs = [
        ["first helper", "Anna", {}],
        ["second helper", "Zoe", {"name": "other", "tone": tone}],
        ["third helper", "李", {}],
    ]
    run = box.run("roll_call", jobs=jobs)
    _ = run.value  # a run that did not finish has its own verdict
    for mark, (name, who, options) in zip(greetings(run, jobs), jobs, strict=True):
        assert mark.data["who"] == who, (
            f"The job {name!r} was to greet {who!r}; greet got {mark.data['who']!r}. `args` holds what stands before "
            "the keywords: here one string, in a tuple."
        )
        assert mark.data["options"] == options, (
            f"The job {name!r} has the options {options}; greet got {mark.data['options']}. They belong in `kwargs`, "
            "as they are. An option may be called `name`: it is greet's, and not the name of the process."
        )
