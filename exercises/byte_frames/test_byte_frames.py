"""The public cases: sending in blocks, and filling a buffer."""

import string

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="Main receives frames until the end of file and waits for it in vain: the child has to come to an end, "
    "and a write end that is closed."
)
def test_frames_have_the_asked_size(box):
    """frames of the size that was asked for"""
    for length, block, sizes in ((1000, 300, [300, 300, 300, 100]), (1000, 500, [500, 500]), (0, 300, [])):
        data = "".join(chr(box.secret.randrange(256)) for _ in range(length))
        run = box.run("blocks", data=data, block=block)
        frames = run.value
        came = [len(frame) for frame in frames]
        assert came == sizes, (
            f"{length} bytes in blocks of {block} are frames of {sizes} bytes; frames of {came} bytes came. One "
            "send_bytes makes one frame, and an empty one counts too."
        )
        assert "".join(frames) == data, (
            f"The frames had the right sizes, {sizes}, but together they are not the data: each block begins where "
            "the one before it ended."
        )
        (sent,) = [mark.data for mark in run.marks if mark.name == "sent"]
        count, closed = sent
        assert count == len(sizes), f"{len(sizes)} frames were sent, and send_blocks returned {count}."
        assert closed is True, (
            "send_blocks returned and its end of the pipe was still open. Who receives until the end of file waits "
            "until you close it; here the end of the process did that for you."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="All frames were there and the other end was closed, and your program waits: what for? After the last "
    "frame recv_bytes_into and recv_bytes raise EOFError, again and again.",
    error="An exception came out of receive_into. If it is EOFError: so recv_bytes and recv_bytes_into say that all "
    "frames are received and the other end is closed. It is the way out of the loop.",
)
def test_frames_fill_the_buffer(box):
    """an empty frame is not the end"""
    word = "".join(box.secret.sample(string.ascii_letters, 5))
    frames = [word[:3], "", word[3:]]
    count, buffer = box.run("into", frames=frames, room=8).value
    assert count != 3, (
        "Your program stopped after 3 bytes: it took the empty frame for the end. An empty frame is a message; the end "
        "is EOFError."
    )
    assert count == 5, f"The frames {frames} have 5 bytes, and receive_into returned {count}."
    assert buffer == f"{word}...", (
        f"The frames {frames} in a buffer of 8 dots give '{word}...', and the buffer was '{buffer}': each frame begins "
        "where the one before it ended, and what is behind the last one stays as it was."
    )
