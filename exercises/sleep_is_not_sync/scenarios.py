"""How cook and waiter are called: both at once, service after service, and each of them alone."""

from grader.inside import mark


def service(submission, ctx, *, services):
    """For each list of dishes a waiter and a cook, both joined before the next; returns what lies on the plate then.

    All services have the same plate and the same signals. The waiter marks `served` with each dish.
    """
    plate, signals, clock = ctx.RawValue("q", 0), submission.make_signals(ctx), ctx.RawValue("i", 0)
    for dishes in services:
        team = [
            ctx.Process(target=submission.waiter, args=(plate, signals, len(dishes), serve)),
            ctx.Process(target=work_in_the_kitchen, args=(submission.cook, clock, plate, signals, dishes)),
        ]
        for process in team:
            process.start()
        for process in team:
            process.join()
    return plate.value


def cook_alone(submission, ctx, *, dishes):
    """A cook and no waiter."""
    plate, signals = ctx.RawValue("q", 0), submission.make_signals(ctx)
    process = ctx.Process(target=submission.cook, args=(plate, signals, dishes))
    process.start()
    process.join()


def waiter_alone(submission, ctx, *, first):
    """A waiter and no cook; something lies on the plate, but it is not for him: nobody has said that it is ready."""
    plate, signals = ctx.RawValue("q", first), submission.make_signals(ctx)
    process = ctx.Process(target=submission.waiter, args=(plate, signals, 1, serve))
    process.start()
    process.join()


def work_in_the_kitchen(cook, clock, plate, signals, dishes):
    """A cook, in a process of its own, who looks at the clock (which nobody else does) before the work begins."""
    _ = clock.value
    cook(plate, signals, dishes)


def serve(dish):
    """What the waiter does with a dish."""
    mark("served", dish)
