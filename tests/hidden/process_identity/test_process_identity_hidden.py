"""The cases about names, about parents, and about a line of descendants."""

import pytest


@pytest.mark.points(2)
def test_name_and_daemon(box):
    """name and daemon flag"""
    first, second = (f"helper {n}" for n in box.secret.sample(range(10, 10**6), 2))
    for name, daemon in ((first, False), (second, True)):
        run = box.run("one", name=name, daemon=daemon)
        _ = run.value  # a run that did not finish has its own verdict
        (card,) = [mark.data["card"] for mark in run.marks if mark.name == "card"]
        assert card["name"] == name, (
            f"A process was made with name={name!r}, and its own card says {card['name']!r}. The name belongs to the "
            "process that asks, at the time it asks: what was found out when the module was imported is about another."
        )
        assert card["daemon"] is daemon, (
            f"The process {name!r} was made with daemon={daemon}, and its own card says {card['daemon']}. Ask the "
            "current process at the moment of the call, inside card()."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(error="card() raised an exception in a process that main had created through multiprocessing.")
def test_parent(box):
    """the parent is the process that created you"""
    name = f"helper {box.secret.randint(10, 10**6)}"
    run = box.run("one", name=name, daemon=False)
    creator = run.value
    (card,) = [mark.data["card"] for mark in run.marks if mark.name == "card"]
    assert card["parent"] == creator, (
        f"The card of {name!r} says parent {card['parent']}, but process {creator} created it. " + other_parent(box)
    )


@pytest.mark.points(3)
@pytest.mark.feedback(
    error="A process of the line ended with an exception. Two things to look at: the first one has no parent process, "
    "so there is no pid to ask for; and each one makes the next, which a daemon may not.",
    leaked="family returned in main, and the child that it had started was still there: who starts a process joins it.",
)
def test_line(box):
    """each generation has its own process"""
    lone = box.run("line", generations=0)
    _ = lone.value  # a run that did not finish has its own verdict
    cards = [mark for mark in lone.marks if mark.name == "card"]
    assert [mark.process for mark in cards] == [lone.main], (
        "With generations=0 there is nobody below main: one card, reported in main itself. Reports in main: "
        f"{sum(mark.process == lone.main for mark in cards)}, in all: {len(cards)}."
    )

    run = box.run("line", generations=3)
    _ = run.value
    cards = [mark for mark in run.marks if mark.name == "card"]
    assert len(cards) == 4, (
        f"Main and three generations below it make four cards, one in each process. Reported: {len(cards)}."
    )
    processes = [mark.process for mark in cards]
    assert processes[0] == run.main, "The first report must come from main: report first, then make the child."
    assert len(set(processes)) == 4, (
        f"Four cards were reported in {len(set(processes))} processes. report is called in the very process that the "
        "card describes: main, its child, the child's child, and the child of that."
    )
    creator, name = None, "MainProcess"
    for mark in cards:
        card, pid = mark.data["card"], mark.data["pid"]
        assert card["pid"] == pid, (
            f"The process {pid} reported a card that says pid {card['pid']}. A card describes whoever calls card(): "
            "what is worked out at the import, or in the arguments for a child, is worked out before there is a child, "
            "and is about another process."
        )
        assert card["name"] == name, (
            f"A process of the line should be called {name!r}, and its card says {card['name']!r}: the child of "
            'process N is named N + ".1", and a name is given when the Process object is made.'
        )
        assert card["parent"] == creator, (
            f"The card of {name} says parent {card['parent']}, but "
            + ("no process created it through multiprocessing. " if creator is None else f"it should be {creator}. ")
            + "The line goes down: each process starts the next one itself. "
            + other_parent(box)
        )
        creator, name = pid, name + ".1"
    (order,) = run.orders("card", "back")
    assert order[-1].name == "back", (
        "family came back while a process further down the line had not reported yet: each process waits for the end "
        "of its own child."
    )


def other_parent(box):
    """Say which other process one may take for the parent."""
    if box.start_method == "forkserver":
        return (
            "Under forkserver it is the fork server that forks: os.getppid() tells who forked, not who asked for it, "
            "and who asked is what multiprocessing knows."
        )
    return "The parent is the process that called start()."
