"""The public case: three requests, three answers."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    error="An exception came out of serve. If it is EOFError: that is how recv says that the client has closed its end "
    "and nothing more will come. Expect it, and let the service end there.",
    deadlock="The client waits for an answer and the server for a request: each request is answered before the next "
    "one is received.",
)
def test_answers_come_in_order(box):
    """one answer for each request, in order"""
    requests = box.secret.sample(range(1, 10**6), 3)
    answers = box.run("questions", requests=requests).value
    expected = [["ok", [x, x]] for x in requests]
    assert len(answers) == 3, (
        f"The client sent 3 requests, and the answers that came are {answers}. One client asks many times: go on "
        "answering until recv says that the other end is closed."
    )
    assert answers == expected, (
        f"The requests were {requests}, and handle gives [x, x] for x, so the answers must be {expected} (a tuple "
        f"shows as a list here). They were {answers}. Send the answer to a request before you receive the next one."
    )
