"""How the gate is called: by several visitors at once, by main alone, and by those who stumble or leave inside."""

import functools
import sys

from grader.inside import mark, returned_or_raised


def visitors(submission, ctx, *, answers, limit, before):
    """First, main goes through `before`; then a process for each of `answers` visits and looks round.

    Who looks round marks `in` and `out` and answers; each process marks `got` with the result of its visit. In
    `before`, "trip" is a `visit` whose job raises KeyError, "trip_if_room" a `try_visit` whose job does; "try" means
    that main takes all places, by `limit` visits inside each other, and marks `nested` with the result of a
    `try_visit` there.
    """
    gate = submission.make_gate(ctx, limit)
    for action in before:
        if action == "try":
            _try_in_a_full_house(submission, gate, limit)
        else:
            _trip_inside(submission, gate, action)
    _start_and_join([ctx.Process(target=look_in, args=(submission.visit, gate, answer)) for answer in answers])


def together(submission, ctx, *, limit):
    """`limit` processes visit and wait inside until all of them are there."""
    gate, barrier = submission.make_gate(ctx, limit), ctx.Barrier(limit)
    job = functools.partial(meet, barrier)
    _start_and_join([ctx.Process(target=submission.visit, args=(gate, job)) for _ in range(limit)])


def leaver(submission, ctx, *, code, answer):
    """A gate with one place: a process visits, and its job is `sys.exit(code)`; then main visits.

    Returns the result of main's visit.
    """
    gate = submission.make_gate(ctx, 1)
    process = ctx.Process(target=submission.visit, args=(gate, functools.partial(leave, code)))
    process.start()
    process.join()
    return submission.visit(gate, functools.partial(look_round, answer))


def through(submission, ctx, *, answer):
    """A gate with one place, all in main: `visit`, `try_visit`, then each of the two with a job that raises KeyError.

    Returns what each of the four returned or raised.
    """
    gate = submission.make_gate(ctx, 1)
    look, fall = functools.partial(look_round, answer), functools.partial(trip, answer)
    return [
        submission.visit(gate, look),
        submission.try_visit(gate, look, "full"),
        returned_or_raised(lambda: submission.visit(gate, fall)),
        returned_or_raised(lambda: submission.try_visit(gate, fall, "full")),
    ]


def last_place(submission, ctx):
    """A gate with one place: two processes try to visit, and mark `got` with the result.

    Who is inside stays until the other one has been refused.
    """
    gate, refused = submission.make_gate(ctx, 1), ctx.Event()
    _start_and_join([ctx.Process(target=try_once, args=(submission.try_visit, gate, refused)) for _ in range(2)])


def bad_limits(submission, ctx):
    """Returns what `make_gate` returned or raised for the limits 0 and -1."""
    return [returned_or_raised(lambda limit=limit: submission.make_gate(ctx, limit)) for limit in (0, -1)]


def look_in(visit, gate, answer):
    """One visitor, in a process of its own."""
    mark("got", visit(gate, functools.partial(look_round, answer)))


def try_once(try_visit, gate, refused):
    """One who only tries, in a process of its own; who is refused tells the other one."""
    got = try_visit(gate, functools.partial(stay, refused), "full")
    if got == "full":
        refused.set()
    mark("got", got)


def look_round(answer):
    """A job: marks `in` and `out`, and gives `answer`."""
    mark("in")
    mark("out")
    return answer


def trip(error):
    """A job that fails."""
    raise KeyError(error)


def leave(code):
    """A job that ends its process."""
    sys.exit(code)


def meet(barrier):
    """A job that ends when all the others are inside as well."""
    barrier.wait()


def stay(refused):
    """A job that ends when somebody has been refused."""
    refused.wait()
    return "inside"


def _trip_inside(submission, gate, action):
    try:
        if action == "trip":
            submission.visit(gate, functools.partial(trip, action))
        else:
            submission.try_visit(gate, functools.partial(trip, action), "full")
    except KeyError:
        pass


def _try_in_a_full_house(submission, gate, limit):
    def job():
        mark("nested", submission.try_visit(gate, lambda: "inside", "full"))

    for _ in range(limit):
        job = functools.partial(submission.visit, gate, job)
    job()


def _start_and_join(team):
    for process in team:
        process.start()
    for process in team:
        process.join()
