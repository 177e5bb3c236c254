"""How the books are kept: two sums in shared memory, their lock, clerks who post, and inspectors who look."""

import contextlib
import functools
import sys

from grader.inside import returned_or_raised

GONG = 17
"""The exit code of a clerk whose day has ended."""


def clerk(submission, ctx, *, entries, worth):
    """Main posts `entries`; returns what `post` returned or raised, both sums, and whether the lock was free after."""
    total, count, lock = ctx.RawValue("q", 0), ctx.RawValue("q", 0), ctx.Lock()
    convert = functools.partial(price, worth)
    said = returned_or_raised(lambda: submission.post(total, count, lock, entries, convert))
    return {"said": said, "total": total.value, "count": count.value, "free": _is_free(lock)}


def clerks(submission, ctx, *, desks, worth):
    """One process for each list of entries in `desks` posts them; returns both sums, read under the lock."""
    total, count, lock = ctx.RawValue("q", 0), ctx.RawValue("q", 0), ctx.Lock()
    convert = functools.partial(price, worth)
    args = (submission.post, total, count, lock)
    team = [ctx.Process(target=work_at_a_desk, args=(*args, entries, convert)) for entries in desks]
    for process in team:
        process.start()
    for process in team:
        process.join()
    with lock:
        return [total.value, count.value]


def audit_meanwhile(submission, ctx, *, entries, worth):
    """One process posts `entries`, and main audits meanwhile; returns the two sums that the audit saw."""
    total, count, lock = ctx.RawValue("q", 0), ctx.RawValue("q", 0), ctx.Lock()
    args = (total, count, lock, entries, functools.partial(price, worth))
    process = ctx.Process(target=submission.post, args=args)
    process.start()
    seen = submission.audit(total, count, lock, pair)
    process.join()
    return seen


def inspectors(submission, ctx, *, actions, worth):
    """For each action main audits books that say [5, 1]; the check returns or raises, as the action says.

    Returns for each what `audit` returned or raised, and whether the lock was free after it.
    """
    seen = []
    for action in actions:
        total, count, lock = ctx.RawValue("q", 5), ctx.RawValue("q", 1), ctx.Lock()
        check = functools.partial(inspect_books, action, worth)
        said = returned_or_raised(lambda: submission.audit(total, count, lock, check))  # noqa: B023 - called at once
        seen.append([said, _is_free(lock)])
    return seen


def inspector_exits(submission, ctx, *, code):
    """A process audits, and its check leaves by `sys.exit(code)`; then main takes the lock."""
    total, count, lock = ctx.RawValue("q", 5), ctx.RawValue("q", 1), ctx.Lock()
    process = ctx.Process(target=submission.audit, args=(total, count, lock, functools.partial(leave, code)))
    process.start()
    process.join()
    with lock:
        pass


def clerk_exits(submission, ctx, *, entries, worth):
    """A process posts `entries` and leaves by `sys.exit` at the gong; returns both sums, read under the lock."""
    total, count, lock = ctx.RawValue("q", 0), ctx.RawValue("q", 0), ctx.Lock()
    args = (total, count, lock, entries, functools.partial(price, worth))
    process = ctx.Process(target=submission.post, args=args)
    process.start()
    process.join()
    with lock:
        return [total.value, count.value]


def look(submission, ctx, *, worth):
    """Main audits books that say [worth, 1]; the check tells whether the lock is free, and this is returned."""
    total, count, lock = ctx.RawValue("q", worth), ctx.RawValue("q", 1), ctx.Lock()
    return submission.audit(total, count, lock, lambda _total, _count: _is_free(lock))


def price(worth, entry):
    """What an entry is worth; smudged ones cannot be read, foreign ones are not for this house, a gong ends the day."""
    if entry == "smudged":
        raise ValueError(entry)
    if entry == "foreign":
        raise KeyError(worth)
    if entry == "gong":
        sys.exit(GONG)
    return worth


def work_at_a_desk(post, total, count, lock, entries, convert):
    """One clerk, in a process of its own, who goes home on a foreign entry."""
    with contextlib.suppress(KeyError):
        post(total, count, lock, entries, convert)


def pair(total, count):
    """A check that tells what it was shown."""
    return [total, count]


def inspect_books(action, worth, total, count):
    """A check that returns `[worth, total, count]`, or raises RuntimeError."""
    if action == "raise":
        raise RuntimeError(worth)
    return [worth, total, count]


def leave(code, total, count):
    """A check that ends its process."""
    sys.exit(code)


def _is_free(lock):
    got = lock.acquire(block=False)
    if got:
        lock.release()
    return got
