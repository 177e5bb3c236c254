"""How harvest is called: by main, which starts nothing itself."""

from grader.inside import unjoined


def harvest(submission, ctx, *, orders):
    """Harvest `orders`; returns what was received, and how many children were not yet joined."""
    received = submission.harvest(ctx, [tuple(order) for order in orders])
    return {"received": received, "unjoined": unjoined()}
