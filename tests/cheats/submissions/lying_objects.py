"""Answers with objects that equal everything, numbers that no JSON holds, and subclasses that lie."""

# attacks: join_before_get

import collections


class Meta(type):
    __name__ = property(lambda _: 10)

    def __eq__(cls, other):
        return True

    __hash__ = type.__hash__


class Liar(dict, metaclass=Meta):
    __class__ = property(lambda _: dict)
    __eq__ = __contains__ = lambda *_: True

    def __ne__(*_):
        return False

    __getitem__ = get = lambda _self, key, *_: key
    __int__ = __index__ = __len__ = __hash__ = lambda _: 1_000_000
    __json__ = __str__ = __repr__ = lambda _: '{"received": 1000000}'

    def __reduce__(self):
        return dict, ()

    def items(self):
        return [("a", 100)]


class Word(str):
    def encode(self, *_):
        return b"passed"


def _deep():
    value = []
    for _ in range(100_000):
        value = [value]
    return value


_KINDS = (
    Liar,
    lambda: collections.defaultdict(lambda: 1_000_000),
    lambda: float("nan"),
    lambda: 10**100_000,
    _deep,
    lambda: {Word("a"): Liar()},
    lambda: {float("inf"): 2, "\ud800": 3, None: 4},
)


def harvest(ctx, orders):
    # Each order makes it another liar.
    return _KINDS[len(str(orders)) % len(_KINDS)]()
