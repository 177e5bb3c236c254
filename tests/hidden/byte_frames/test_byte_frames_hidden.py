"""Bytes and items, room and limits, and a sender that takes its time."""

import string
from array import array

import pytest


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Main receives frames until the end of file and waits for it in vain: the child has to come to an end, "
    "and a write end that is closed."
)
def test_sizes_count_bytes(box):
    """the size of an array counts its bytes"""
    frames = box.run("blocks", data=list(range(10)), block=16, typecode="i").value
    came = [len(frame) for frame in frames]
    assert came == [16, 16, 8], (
        "An array of 10 ints of 4 bytes each has 40 bytes, so in blocks of 16 it makes frames of [16, 16, 8] bytes; "
        f"frames of {came} bytes came. len() of an array, and a slice of it, count items; the frames count bytes."
    )
    assert "".join(frames) == array("i", range(10)).tobytes().decode("latin-1"), (
        "The frames of an array had the right sizes, but together they are not its bytes: each block begins where the "
        "one before it ended, counted in bytes."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="All frames were there and the other end was closed, and your program waits for something that never "
    "comes.",
    error="An exception came out of receive_into. EOFError would mean that all is received; what has no room raises "
    "multiprocessing.BufferTooShort, and an empty frame has room even in a full buffer.",
)
def test_no_room(box):
    """a frame that does not fit is not cut or squeezed in"""
    word = "".join(box.secret.sample(string.ascii_letters, 7))
    count, buffer = box.run("into", frames=[word[:3], word[3:]], room=5).value
    assert len(buffer) == 5, (
        f"The buffer had 5 bytes and has {len(buffer)} now. A slice of a bytearray takes whatever you assign to it, "
        "and grows: see first whether there is room."
    )
    assert count == "BufferTooShort", (
        f"Frames of 3 and 4 bytes, a buffer of 5: there is no room for the second one, and receive_into returned "
        f"{count} instead of raising multiprocessing.BufferTooShort."
    )
    assert buffer == f"{word[:3]}..", (
        f"The frame '{word[:3]}' had room in a buffer of 5 dots and '{word[3:]}' had none, so the buffer must be "
        f"'{word[:3]}..'; it was '{buffer}'. Nothing is left of a frame that does not fit as a whole."
    )
    fitting = box.run("into", frames=[word[:3], word[3:5], ""], room=5).value
    assert fitting == [5, word[:5]], (
        f"Frames of 3, 2 and 0 bytes fill a buffer of 5 to the last byte: the count is 5 and the buffer '{word[:5]}'; "
        f"they were {fitting}. There is room for a frame that needs just what is left, 0 bytes too."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="All frames were there and the other end was closed, and receive_limited waits: each call takes one "
    "frame.",
    error="An exception came out of receive_limited. A frame over the limit makes recv_bytes raise OSError when you "
    "tell it the limit: expect it. Only when no frame is left, EOFError goes to the caller.",
)
def test_a_long_frame_is_refused(box):
    """the limit holds"""
    word = "".join(box.secret.sample(string.ascii_letters, 5))
    *told, closed = box.run("limited", frames=[word[:4], "", word], limit=4).value
    assert told == [word[:4], "", None], (
        f"With a limit of 4, frames of 4, 0 and 5 bytes give {[word[:4], '', None]}; your calls gave {told}. The limit "
        "is the most that is allowed, an empty frame is within it, and what is longer is refused: None."
    )
    assert closed is True, (
        "The long frame was refused and conn is still open. After a frame that breaks the rules nothing more is taken "
        "from that sender. Tell recv_bytes the limit: then it does not even read such a frame, let alone keep it."
    )
    told = box.run("limited", frames=[], limit=4).value[0]
    assert told == "EOFError", (
        "No frame was sent and the other end is closed: that is EOFError, for the caller to see; your call gave "
        f"{told}. None says something else: that a frame was refused."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="pending was called when nothing had arrived, and waits. recv_bytes waits until there is a frame or "
    "the end of file: ask before each call whether it would have to.",
    error="An exception came out of pending. If it is EOFError: when the other end is closed, poll() is True, for "
    "there is something to receive: the end of file. For pending that means that no frame is there.",
)
def test_pending_never_waits(box):
    """only what has arrived"""
    letters = "".join(box.secret.choices(string.ascii_letters, k=512))
    frames = [letters[:1], "", letters]
    before, after, again, at_end = box.run("arrivals", frames=frames).value
    assert before == [], f"Nothing had been sent, and pending returned {before}."
    assert after == frames, (
        f"Frames of [1, 0, 512] bytes had arrived, and pending returned frames of {[len(frame) for frame in after]}. "
        "It returns all that is there, in order: ask again after each frame. An empty one is no reason to stop."
    )
    assert again == [], f"All frames had been handed out, and the next call of pending returned {again}."
    assert at_end == [], f"The other end was closed and no frame was left, and pending returned {at_end}."
    for run in box.explore("quiet", frames=frames[:2]):
        assert run.value == [[], frames[:2]], (
            f"pending returned {run.value[0]} when nothing had been sent, and {run.value[1]} when {frames[:2]} had "
            "arrived."
        )
        assert run.elapsed == 0, (
            f"The frames were right, but pending waited {run.elapsed:g} seconds for more to come. It asks what is "
            "there at this moment: a look that needs no time."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The sender and receive_into wait for each other: the sender has to close its end when all is sent, and "
    "receive_into ends with EOFError."
)
def test_the_sender_may_be_slow(box):
    """wait for the end of file, not for a quiet moment"""
    text = "".join(box.secret.choices(string.ascii_letters, k=600))
    for run in box.explore("stream", text=text, block=300):
        count, buffer = run.value
        assert count == 600, (
            f"600 bytes were sent in two frames, and receive_into returned {count}. That nothing is there at this "
            "moment does not mean that nothing will come: the sender may be slow. Receive until EOFError, which is "
            "the end."
        )
        assert buffer == text, (
            f"600 bytes were sent in two frames and as many are said to be received, but the buffer begins with "
            f"'{buffer[:10]}' instead of '{text[:10]}' or differs further on."
        )
