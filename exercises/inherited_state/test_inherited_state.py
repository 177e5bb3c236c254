"""The public cases: random numbers, and the buffer of a file."""

import pytest


@pytest.mark.points(2)
def test_draws_differ(box):
    """every worker draws its own number"""
    run = box.run("draws", seeds=[box.secret.randint(1, 1000)], workers=3)
    _ = run.value
    reports = [mark for mark in run.marks if mark.name == "report"]
    numbers = sorted(mark.data[0] for mark in reports)
    assert numbers == [0, 1, 2], f"Workers 0, 1 and 2 were each to call report once; it was called by {numbers}."
    drawn = [mark.data[1] for mark in sorted(reports, key=lambda mark: mark.data[0])]
    assert all(0 <= x < 1 for x in drawn), f"The numbers drawn were to be from 0 up to 1; they are {drawn}."
    assert len(set(drawn)) == 3, (
        f"Workers 0, 1 and 2 drew {drawn}. A generator is a sequence and a place in it. Whoever inherits the same "
        "sequence at the same place, or makes it from the same seed, draws the same number."
    )
    processes = {mark.process for mark in reports}
    assert len(processes) == 3, f"3 workers are 3 processes; report was called in {len(processes)}."
    assert run.main not in processes, "report was called by the caller itself: it is the workers who report."


@pytest.mark.points(2)
@pytest.mark.feedback(
    error="append_all broke. An open file is a buffer, and a place in a file of the system: it cannot be sent to a new "
    "process. What can be sent, and leads to the same file?"
)
def test_header_once(box):
    """the header is written once, and first"""
    header, *lines = [f"note {number}" for number in box.secret.sample(range(10**5), 4)]
    run = box.run("append", header=header, lines=lines, old="")
    written = run.value.splitlines()
    assert written.count(header) == 1, (
        f"The header {header!r} is to be in the file once; the file holds {written}. If it was written once: what is "
        "not flushed still lies in the buffer of the file object; a forked child gets a copy of that buffer, and "
        "writes it out as if it were its own."
    )
    assert written[0] == header, f"The header {header!r} comes first; the file holds {written}."
    assert sorted(written[1:]) == sorted(lines), (
        f"After the header each of {lines} is to be in the file once, in any order; the file holds {written}."
    )
    assert len(run.exitcodes) >= len(lines), (
        f"{len(lines)} lines are written by {len(lines)} processes; {len(run.exitcodes)} were started."
    )
    old, header, line = [f"note {number}" for number in box.secret.sample(range(10**5), 3)]
    run = box.run("append", header=header, lines=[line], old=old + "\n")
    written = run.value.splitlines()
    assert written == [old, header, line], (
        f"The file held {old!r}; header {header!r} and line {line!r} were to be appended, and it holds {written}. To "
        "append is to leave what is there; and whoever opens a file with 'w' empties it."
    )
