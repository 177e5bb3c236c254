"""The public case: two processes, and every order in which they can answer."""

import pytest


@pytest.mark.points(4)
@pytest.mark.feedback(
    deadlock="main waits in get for a message that nobody will send any more. Every process sends one result: "
    "read as many messages as there are processes, no more."
)
def test_each_result_is_in_its_place(box):
    """result k belongs to item k, whichever process is faster"""
    second, first = sorted(box.secret.sample(range(10**6), 2))
    mine, other = ["result of", first], ["result of", second]
    for run in box.explore("results", items=[first, second], work="tag"):
        results = run.value["results"]
        assert results != [other, mine], (
            f"gather(ctx, work, [{first}, {second}]) returned {results}. The result of the second item stands in the "
            "first place: its process was faster, and the queue hands out what arrives first. A result has to say "
            "which item it belongs to."
        )
        assert results == [mine, other], (
            f"gather(ctx, work, [{first}, {second}]) must return {[mine, other]}, and it returned {results}: one "
            "result for each item, just as work returned it."
        )
