"""The other cases of the service, and the client with large messages."""

import pytest

ENDED_BY_ERROR = (
    "An exception came out of serve. If it is EOFError or an OSError: that a client closes its end is no accident. "
    "recv tells of it by an exception, and that is the moment to close your end and return."
)


@pytest.mark.points(2)
@pytest.mark.feedback(
    error=ENDED_BY_ERROR,
    deadlock="Client and server wait for each other: a request is answered at once, and when the client has closed its "
    "end, recv waits no longer, it raises EOFError.",
)
def test_it_ends_when_the_client_hangs_up(box):
    """the service ends with the client"""
    x = box.secret.randint(1, 10**6)
    for run in box.explore("one_question", x=x):
        answer = run.value
        assert answer is not None, (
            f"The client asked {x} and got no answer: the service had ended before the request was there. That nothing "
            "has come yet does not mean that nothing will come; only recv can tell, and it waits until it knows."
        )
        assert answer == ["ok", [x, x]], f"The client asked {x}; the answer must be ('ok', [x, x]), and was {answer}."
        count, closed = served(run)
        assert count == 1, f"One answer was sent, and serve returned {count}: it returns the number of answers sent."
        assert closed is True, "serve returned and its end of the pipe was still open: close conn before you return."
        assert run.exitcodes == (0,), f"The server's process ended with {list(run.exitcodes)} instead of exit code 0."


@pytest.mark.points(2)
@pytest.mark.feedback(
    error=ENDED_BY_ERROR,
    deadlock="Client and server wait for each other: a request whose handler raises has an answer too.",
)
def test_an_error_is_an_answer(box):
    """a failing handler does not end the service"""
    x, y = box.secret.sample(range(1, 10**6), 2)
    run = box.run("questions", requests=[x, "v", "o", "e", y])
    answers = run.value
    expected = [
        ["ok", [x, x]],
        ["error", "ValueError"],
        ["error", "FileNotFoundError"],
        ["error", "EOFError"],
        ["ok", [y, y]],
    ]
    assert len(answers) == 5, (
        "There were 5 requests, and the handler raised ValueError at the second, FileNotFoundError (an OSError) at "
        f"the third, EOFError at the fourth; {len(answers)} answers came: {answers}. What handle raises says nothing "
        "about the client, who is still there and waits: it is an answer. Only recv and send can tell that the client "
        "has left."
    )
    assert answers == expected, (
        f"The answers must be {expected} (a tuple shows as a list here), and were {answers}. For a handler that "
        'raises, the answer is ("error", the name of the exception\'s own type).'
    )
    assert served(run) == [5, True], (
        f"5 answers were sent, three of them errors: serve must return 5, with conn closed. What it returned, and "
        f"whether conn was closed: {served(run)}."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    error=ENDED_BY_ERROR,
    deadlock="The client waits for an answer and the server for a request: None, False, 0 and the empty values are "
    "requests too, and each of them has an answer.",
)
def test_none_is_a_request(box):
    """None, False and nothing are requests"""
    requests = [None, False, 0, "", []]
    answers = box.run("questions", requests=requests).value
    expected = [["ok", [x, x]] for x in requests]
    assert len(answers) == 5, (
        f"The requests were {requests}, and {len(answers)} of 5 answers came: {answers}. Any value may be a request, "
        "so no value can mean the end. The end of a conversation is no value at all: recv raises EOFError."
    )
    assert answers == expected, (
        f"The requests were {requests}, and handle gives [x, x] for x, so the answers must be {expected} (a tuple "
        f"shows as a list here). They were {answers}."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    error="An exception came out of serve. If it is an OSError: the client may leave while an answer lies there "
    "unread; then recv on your side does not raise EOFError but, on Linux, ConnectionResetError. Or it leaves before "
    "the answer is sent; then send raises BrokenPipeError. Both are OSErrors, and mean the same: the client has left.",
    deadlock="The client waits for an answer and the server for a request: the request is there, answer it.",
)
def test_a_client_may_leave(box):
    """an unread answer does no harm"""
    x = box.secret.randint(1, 10**6)
    run = box.run("impatient", x=x)
    exitcode = run.value
    assert exitcode == 0, (
        f"The client left with the answer unread, and the server's process ended with exit code {exitcode}: a client "
        "that leaves ends the service quietly, with 0."
    )
    assert served(run) == [1, True], (
        "One answer was sent before the client left, so serve must return 1, with conn closed. What it returned, and "
        f"whether conn was closed: {served(run)}."
    )
    run = box.run("gone", x=x)
    exitcode = run.value
    assert exitcode == 0, (
        "The client had left when the handler came to its answer, and the server's process ended with exit code "
        f"{exitcode}: an answer that nobody can receive any more ends the service quietly, with 0."
    )
    assert served(run) == [0, True], (
        "The client had left before its only answer was sent, so serve must return 0, with conn closed: it counts what "
        f"was sent. What it returned, and whether conn was closed: {served(run)}."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="Both sides wait in send: main with its second request, the server with its first answer. Each pipe is "
    "full, and each would be emptied only by the other side's recv. Receive an answer before you send the next "
    "request. (If main waits in recv instead, it waits for an answer to a question that it never asked.)"
)
def test_large_both_ways(box):
    """large requests, large answers"""
    sizes = [1_000_000 + more for more in box.secret.sample(range(1000), 4)]
    for given in (sizes, []):
        back = box.run("ask", sizes=given).value
        expected = [["ok", size] for size in given]
        assert back["answers"] == expected, (
            f"ask_all sent texts of the lengths {given} to a server that answers ('ok', the same text), so the answers "
            f"must have these first words and lengths: {expected}. They had {back['answers']}."
        )
        assert back["open"] is True, "ask_all closed conn: leave it open, the client may have more to ask."


def served(run):
    """Return what `serve` returned, and whether its end was closed then; `run.value` has been read before."""
    (data,) = [mark.data for mark in run.marks if mark.name == "served"]
    return data
