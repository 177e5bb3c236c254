"""How the two are called: `serve` in a process of its own with main as client, `ask_all` in main."""

from contextlib import suppress
from functools import partial

from grader.inside import mark


def questions(submission, ctx, *, requests):
    """The client sends all `requests` before the server starts, then reads; returns the answers that came."""
    here, there = ctx.Pipe()
    for request in requests:
        here.send(request)
    server = _start_server(submission, ctx, here, there)
    answers = []
    with suppress(EOFError, OSError):
        for _ in requests:
            answers.append(here.recv())
    here.close()
    server.join()
    return answers


def one_question(submission, ctx, *, x):
    """The server is there first, then the client asks once; returns the answer, None if none came."""
    here, there = ctx.Pipe()
    server = _start_server(submission, ctx, here, there)
    answer = None
    with suppress(EOFError, OSError):
        here.send(x)
        answer = here.recv()
    here.close()
    server.join()
    return answer


def impatient(submission, ctx, *, x):
    """The client waits until the answer is there, and leaves without reading it; returns the server's exit code."""
    here, there = ctx.Pipe()
    here.send(x)
    server = _start_server(submission, ctx, here, there)
    here.poll(None)
    here.close()
    server.join()
    return server.exitcode


def gone(submission, ctx, *, x):
    """The client asks and leaves; only then does the handler come to its answer. Returns the server's exit code."""
    here, there = ctx.Pipe()
    left = ctx.Semaphore(0)
    here.send(x)
    server = _start_server(submission, ctx, here, there, partial(handle_when, left))
    here.close()
    left.release()
    server.join()
    return server.exitcode


def ask(submission, ctx, *, sizes):
    """Main asks an echo server, one text for each size, by `ask_all`.

    Returns for each answer its first word and how long its text is; and whether the client's end is still open.
    """
    here, there = ctx.Pipe()
    server = ctx.Process(target=echo, args=(here, there))
    server.start()
    there.close()
    answers = submission.ask_all(here, ["x" * size for size in sizes])
    still_open = not here.closed
    here.close()
    server.join()
    return {"answers": [[answer[0], len(answer[1])] for answer in answers], "open": still_open}


def handle(x):
    """What the service does with a request: [x, x], but three letters make it fail."""
    if x == "v":
        raise ValueError(x)
    if x == "o":
        raise FileNotFoundError(x)
    if x == "e":
        raise EOFError(x)
    return [x, x]


def handle_when(left, x):
    """The same, when the client has left."""
    left.acquire()
    return handle(x)


def run_server(serve, here, there, handle):
    """The server's process: it closes its copy of the client's end, and marks `served` when `serve` has returned."""
    here.close()
    count = serve(there, handle)
    mark("served", [count, there.closed])


def echo(here, there):
    """A server for `ask_all`: it answers each text with ("ok", the same text)."""
    here.close()
    with suppress(EOFError, OSError):
        while True:
            there.send(("ok", there.recv()))


def _start_server(submission, ctx, here, there, handle=handle):
    server = ctx.Process(target=run_server, args=(submission.serve, here, there, handle))
    server.start()
    there.close()
    return server
