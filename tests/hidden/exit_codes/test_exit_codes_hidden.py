"""The cases about giving up, about one attempt after the other, and about choosing one's own end."""

import pytest

ONCE = (
    "run_until_ok raised an exception, or a process that runs your code did. One Process object stands for one "
    "process: it cannot be started twice."
)
STILL_THERE = (
    "run_until_ok returned while a process of an attempt was still there: each attempt is over before the next one "
    "begins, and the last one before you return."
)


@pytest.mark.points(2)
@pytest.mark.feedback(error=ONCE, leaked=STILL_THERE)
def test_gives_up(box):
    """it gives up after the last attempt"""
    status, rest = box.secret.sample(range(2, 256), 2)
    plan = ["kill:9", f"_exit:{status}", "text", f"exit:{256 + rest}", "return"]
    expected = [["signal", 9], ["error", status], ["error", 1], ["error", rest]]
    for run in box.explore("attempts", plan=plan, most=4):
        history = run.value
        assert ["running", None] not in history, (
            f"An attempt was described as running: {history}. Its exitcode was read before the process had ended, and "
            "a read comes too early whenever the child is slow."
        )
        assert history == expected, (
            f"Four attempts were allowed: one that kills itself with signal 9, then os._exit({status}), then sys.exit "
            f"with a text, then sys.exit({256 + rest}). Their ends are {expected}, for a text means 1, and of a "
            f"number only the last 8 bits are kept; the history is {history}. Success is exit code 0, nothing else."
        )
        processes = [mark.process for mark in run.marks if mark.name == "attempt"]
        assert run.main not in processes, "An attempt was made in main: only a process can end without ending you."
        assert len(set(processes)) == len(processes) == 4, (
            f"Four attempts need four processes; there were {len(processes)} attempts in {len(set(processes))} "
            "processes."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(error=ONCE, leaked=STILL_THERE)
def test_one_at_a_time(box):
    """one attempt after the other"""
    plan = [f"exit:{status}" for status in box.secret.sample(range(2, 256), 2)]
    for run in box.explore("attempts", plan=plan, most=2):
        _ = run.value  # a run that did not finish has its own verdict
        for order in run.orders("attempt", "over"):
            events = [[mark.name, mark.data] for mark in order]
            assert events == [["attempt", 1], ["over", 1], ["attempt", 2], ["over", 2]], (
                "The second attempt may only begin when the first one is over, whatever the order of events; what "
                f"happened: {', '.join(f'{name} {number}' for name, number in events)}. Wait for the end of a process "
                "before you start the next one."
            )


@pytest.mark.points(2)
@pytest.mark.feedback(
    error="A process that was to end by end_with ended by an exception. Not every signal does to a Python process "
    "what it does to others: some have a handler that raises an exception (2 becomes KeyboardInterrupt), some are "
    "ignored (13), and for some, no handler can be set at all (9)."
)
def test_end_with(box):
    """a process can choose how it ends"""
    codes = [0, box.secret.randint(2, 254), 255, -9, -15, -2, -13]
    run = box.run("endings", codes=codes)
    value = run.value
    after = [mark.data for mark in run.marks if mark.name == "after"]
    assert not after, (
        f"end_with({after[0]}) returned, and the process went on: a signal that is ignored ends nobody, and an ending "
        "has no return."
    )
    for code, exitcode in zip(codes, value, strict=True):
        assert exitcode == code, (
            f"A process called end_with({code}), and its parent saw exit code {exitcode}. A status has 8 bits and no "
            "sign: a process whose exitcode is -N was really ended by signal N."
        )
