"""How `farm` is called, and the work that its workers do."""

from functools import partial

from grader.inside import mark


def farm(submission, ctx, *, items, workers, work):
    """Farm out `items`; work names `square` or `large`. Returns the pairs, sorted; of a large answer see `_brief`."""
    pairs = submission.farm(ctx, {"square": square, "large": large}[work], items, workers)
    return sorted([item, _brief(answer)] for item, answer in pairs)


def long_item(submission, ctx):
    """Two workers and the items 0 to 3; the work on 0 lasts until the work on the three others is done.

    Returns the items that came back, sorted.
    """
    done = ctx.Semaphore(0)
    return sorted(item for item, _ in submission.farm(ctx, partial(wait_or_release, done), [0, 1, 2, 3], 2))


def meet(submission, ctx, *, workers):
    """As many items as workers; the work on each marks `at work` and waits for the others. Returns the sorted items."""
    barrier = ctx.Barrier(workers)
    return sorted(
        item for item, _ in submission.farm(ctx, partial(wait_for_all, barrier), list(range(workers)), workers)
    )


def square(item):
    """Work with a small answer."""
    return item * item


def large(item):
    """Work with an answer that `send` writes in two pieces: its length, then its bytes."""
    return str(item) * 20_000


def wait_or_release(done, item):
    """Work of `long_item`."""
    if item:
        done.release()
    else:
        for _ in range(3):
            done.acquire()


def wait_for_all(barrier, item):
    """Work of `meet`."""
    mark("at work", item)
    barrier.wait()


def _brief(answer):
    """Return a large answer as its length and its first character."""
    return [len(answer), answer[:1]] if isinstance(answer, str) else answer
