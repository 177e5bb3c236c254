"""A large flow, a reader that leaves, and many pipes at once."""

import pytest

CLOSED_TOO_EARLY = (
    "An exception came out of connect. If it says that a handle is closed: a process gets its end when it is "
    "started, so main has to keep it open until then, and to close it afterwards."
)


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The source sends a million bytes through a pipe that holds 65,536, so the sink must read while the "
    "source still sends. When the source has ended, the sink waits for the end of file: somebody else has a copy of "
    "the write end open, main, or a process that inherited one under fork.",
    error=CLOSED_TOO_EARLY,
)
def test_more_than_a_pipe_holds(box):
    """a large flow"""
    run = box.run("flow", messages=10, size=100_000, code=3)
    codes = run.value
    assert codes == [3, 0], (
        f"The source sent its messages and ended with exit code 3, the sink with 0, so connect must return [3, 0]; it "
        f"returned {codes}. A 1 stands for an exception in that process: its end was closed too early."
    )
    ends = [mark.data for mark in run.marks if mark.name == "got"]
    assert ends == [10], (
        "The source sent 10 messages and the only sink receives until EOFError; the numbers of messages that sinks had "
        f"received by then: {ends}."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="The sink has gone and the pipe is full, and the source waits for room that nobody will make. A send "
    "raises BrokenPipeError only when no process has the read end open any more: main has a copy of it and, under "
    "fork, the source's own process.",
    error=CLOSED_TOO_EARLY,
)
def test_the_writer_sees_that_nobody_reads(box):
    """a source is not left waiting for a reader that has gone"""
    run = box.run("nobody_reads")
    codes = run.value
    broken = [mark for mark in run.marks if mark.name == "broken"]
    assert codes == [0, 0], (
        "The sink received one message and ended; the source sent until BrokenPipeError and ended. Both exit codes "
        f"must be 0, and connect returned {codes}. A 1 stands for another exception: the process could not use its "
        "end."
    )
    assert len(broken) == 1, (
        "The sink had gone, and the source was never told: its send must raise BrokenPipeError when nobody has the "
        "read end any more."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="Main waits for the end of file of one stream, and its source has ended long ago. Under fork a source "
    "that was started later has a copy of that write end too, and it cannot end: its own pipe is full, and main "
    "does not read there yet. Which write ends were open in main when that source was started?"
)
def test_every_stream_ends_by_itself(box):
    """the end of one stream does not hang on the others"""
    for counts, sizes in (([2, 10, 3], [10, 100_000, 10]), ([], [])):
        run = box.run("streams", counts=counts, sizes=sizes)
        expected = [[[k, i] for i in range(count)] for k, count in enumerate(counts)]
        assert run.value == expected, (
            f"The sources sent {counts} messages, each with the numbers of source and message: {expected}. gather "
            f"returned {run.value}. Each source has its own list, in their order, with all that it sent before its end "
            "of file."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Each source waits until all the others are there, and some have not been started. If you read one source "
    "to its end before you start the next one, there is only one at a time: start all, then read."
)
def test_all_sources_at_once(box):
    """no source waits for the end of another"""
    run = box.run("meet", parties=3)
    assert run.value == [[0], [1], [2]], (
        f"Source k of three sent its number k and nothing else, so gather must return [[0], [1], [2]]; it returned "
        f"{run.value}."
    )
    processes = {mark.process for mark in run.marks if mark.name == "there"}
    assert len(processes) == 3, f"Three sources are to have a process each, and ran in {len(processes)}."
    assert run.main not in processes, "A source was called in main: it is to have a process of its own."
