"""The public cases: the card of main, and the pid of a child."""

import pytest


@pytest.mark.points(1)
@pytest.mark.feedback(
    error="card() raised an exception in main. Main was not created through multiprocessing, so there is no parent "
    "process to ask for its pid: what does parent_process() return there?"
)
def test_main_process(box):
    """the main process has no parent"""
    value = box.run("main_card").value
    card, pid = value["card"], value["pid"]
    assert card["pid"] == pid, f"Main's pid is {pid}; its card says {card['pid']}."
    assert card["name"] == "MainProcess", f"The main process is called MainProcess; its card says {card['name']!r}."
    assert card["daemon"] is False, f"The main process is no daemon; its card says {card['daemon']}."
    assert card["parent"] is None, (
        "Some program did start main, but not through multiprocessing, so its parent here is None; its card says "
        f"{card['parent']}."
    )


@pytest.mark.points(2)
def test_pid(box):
    """the pid is that of the process that asks"""
    run = box.run("one", name=f"helper {box.secret.randint(10, 10**6)}", daemon=False)
    main_pid = run.value
    (told,) = [mark.data for mark in run.marks if mark.name == "card"]
    said = told["card"]["pid"]
    assert said == told["pid"], (
        f"Process {told['pid']} asked for its card, and the card says pid {said}"
        f"{', which is main' if said == main_pid else ''}. A module is imported, and its globals are made, before the "
        "new process has become itself; under fork it gets a copy of what main had found out about main. Ask at the "
        "moment of the call, inside card()."
    )
    assert said != main_pid, f"A process that main started cannot have main's pid, {main_pid}."
