"""The public case: a few small messages, and then the end."""

import pytest


@pytest.mark.points(4)
@pytest.mark.feedback(
    deadlock="The sink waits for the end of file, which comes when the last copy of the write end is closed. The "
    "source has ended; but main made the pipe and has a copy as well, and under fork a process begins with a copy "
    "of every end that main has open at that moment, the sink's own process too.",
    error="An exception came out of connect. If it says that a handle is closed: a process gets its end when it is "
    "started, so main has to keep it open until then, and to close it afterwards.",
)
def test_the_reader_sees_the_end(box):
    """the reader gets its end of file"""
    run = box.run("flow", messages=3, size=10, code=0)
    codes = run.value
    assert codes == [0, 0], (
        f"The exit codes of source and sink must be [0, 0], and connect returned {codes}. An exit code of 1 comes "
        "from an exception: the source could not send, or the sink could not receive. An end that was closed before "
        "its process started is of no use there."
    )
    ends = [mark for mark in run.marks if mark.name == "got"]
    assert len(ends) == 1, f"One sink receives until EOFError; in this run EOFError came to {len(ends)} of them."
    assert ends[0].data == 3, f"The source sent 3 messages; when EOFError came, the sink had received {ends[0].data}."
    assert ends[0].process != run.main, "The sink was called in main: it is to have a process of its own."
