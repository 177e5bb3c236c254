"""The other cases: a seed that is to mean something, the position in a file, and a lock that is held."""

import pytest


@pytest.mark.points(2)
def test_draws_repeat(box):
    """the same seed, the same numbers"""
    seed, other = box.secret.randint(1, 1000), box.secret.randint(9000, 10**6)
    run = box.run("draws", seeds=[seed, seed, other], workers=3)
    _ = run.value
    first, second, third = rounds(run)
    assert sorted(first) == [0, 1, 2], f"Workers 0, 1 and 2 were each to report once; reports came from {list(first)}."
    assert first == second, (
        f"With the seed {seed} the workers drew {first}, and with the same seed again {second}. A seed is there to "
        "make the numbers come again, so a worker may not take its numbers from elsewhere: not from a generator that "
        "an import has just made, nor after random.seed() without a seed."
    )
    assert not set(first.values()) & set(third.values()), (
        f"With the seed {seed} the workers drew {first}, and with the seed {other} they drew {third}. Another seed is "
        "to give other numbers."
    )


def rounds(run):
    """Return what was reported in each round, by the worker's number."""
    told = [{}]
    for mark in run.marks:
        if mark.name == "round":
            told.append({})
        elif mark.name == "report":
            number, x = mark.data
            told[-1][number] = x
    return told[:-1]


@pytest.mark.points(2)
@pytest.mark.feedback(
    error="read_all broke. An open file cannot be sent to a new process, but what it was opened with can."
)
def test_everyone_reads_all(box):
    """every worker reads the whole file"""
    lines = box.secret.randint(5000, 6000)
    run = box.run("read", lines=lines, workers=3)
    _ = run.value
    reports = [mark for mark in run.marks if mark.name == "report"]
    counts = sorted(mark.data for mark in reports)
    assert counts == [[number, lines] for number in range(3)], (
        f"The file has {lines} lines. The workers 0, 1 and 2 reported, each with its number: {counts}. Open files that "
        "are inherited have one position in common: what one process reads, none of the others will read."
    )
    processes = {mark.process for mark in reports}
    assert len(processes) == 3, f"3 workers are 3 processes, and each reads for itself; {len(processes)} reported."
    assert run.main not in processes, "report was called by the caller itself: it is the workers who read and report."
    moved = [mark.data[0] for mark in run.marks if mark.name == "moved" and mark.data[1]]
    assert not moved, (
        f"The counts are right this time, by luck: worker {moved[0]} moved in an open file that it had inherited. Its "
        "position belongs to all who inherited it. Whoever seeks the start takes the others along, in the middle of "
        "their reading."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="If the child waits for journal.lock: a fork copies the lock as it is, held, but not the thread that held "
    "it. That thread does not exist in the child, so nobody will ever release the child's lock. If the caller waits "
    "for it: the other thread keeps the lock as long as it likes, and run_beside is not to touch it."
)
def test_lock_held_by_a_thread(box):
    """a lock that another thread holds"""
    for held in (False, True):
        lines = [f"note {number}" for number in box.secret.sample(range(10**5), 2)]
        run = box.run("busy", held=held, lines=lines)
        told = run.value
        seen = [mark.data for mark in run.marks if mark.name == "task"]
        assert seen == [[*lines, "child"]], (
            f"The journal held {lines}; the task adds 'child', once, and was to see {[*lines, 'child']}. What it saw, "
            f"call by call: {seen}."
        )
        assert run.main not in [mark.process for mark in run.marks], "The task ran in the caller, not in a new process."
        assert told["code"] == 0, f"The process ended well, with 0, and run_beside returned {told['code']}."
        assert told["same"] is True, (
            "After run_beside the journal has another lock than before. In the parent the lock stays: who holds the "
            "old one and who takes the new one do not keep each other out. It is the child that needs a new lock."
        )
        assert told["locked"] is held, (
            f"Before the call another thread held the lock: {held}; afterwards it is locked: {told['locked']}. In the "
            "parent run_beside leaves the lock as it is."
        )
        assert told["lines"] == lines, (
            f"The parent's journal held {lines}, and now holds {told['lines']}. The task works on the child's copy."
        )
