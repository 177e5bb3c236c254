"""How cards are asked for: in main, in one child, in a line of descendants."""

import os

from grader.inside import mark


def main_card(submission, ctx):
    """Main asks for its own card; returns it, and what main says its pid is."""
    return {"card": submission.card(), "pid": os.getpid()}


def one(submission, ctx, *, name, daemon):
    """One process of the scenario's, with this name and daemon flag, marks `card`; returns the pid of main."""
    process = ctx.Process(target=tell, args=(submission.card,), name=name, daemon=daemon)
    process.start()
    process.join()
    return os.getpid()


def line(submission, ctx, *, generations):
    """Main calls `family`, with a report that marks `card`; main marks `back` after it; returns the pid of main."""
    submission.family(ctx, report, generations)
    mark("back")
    return os.getpid()


def tell(card):
    """What the one process does: ask for its card."""
    report(card())


def report(card):
    """What is done with a card: tell it, and beside it what this process itself says its pid is."""
    mark("card", {"card": card, "pid": os.getpid()})
