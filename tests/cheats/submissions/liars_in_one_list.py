"""Answers with a list of all lying objects at once, and a text of a hundred million characters."""

# attacks: spawn_safe
# shows: failed, over_limit


class Same(int):
    def __eq__(*_):
        return True

    __hash__ = int.__hash__


class AnyList(list):
    def __eq__(*_):
        return True

    __hash__ = None


def doubled(ctx, work, numbers):
    return AnyList(Same(n) for n in numbers)


def scaled(ctx, work, numbers, factor):
    return "x" * 100_000_000


def rated(ctx, work, numbers, rate):
    return {"a": [Same(0)], 1: AnyList()}


def summed(ctx, work, groups):
    return [10**5000, float("nan"), AnyList()]
