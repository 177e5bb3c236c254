"""The public case: one child and one large message."""

import pytest


@pytest.mark.points(4)
@pytest.mark.feedback(
    deadlock="main waits in join for a child to end; the child waits for room in the queue's pipe (65,536 "
    "bytes) to hand over its million bytes; nobody will ever read. Read what a child has put before you "
    "join it. (If main waits in get instead, what it waits for was lost: a child that is stopped, or "
    "told not to wait for its queue, takes with it what is not yet in the pipe.)"
)
def test_a_megabyte_comes_home(box):
    """a million bytes arrive"""
    name = f"field {box.secret.randint(1, 10**6)}"
    received = box.run("harvest", orders=[[name, 1, 1_000_000]]).value["received"]
    assert received == {name: 1_000_000}, (
        f"One child sent one message of 1,000,000 bytes under the name {name!r}, and harvest returned "
        f"{received}: count the bytes of every message for the name that came with it."
    )
