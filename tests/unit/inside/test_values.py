import enum
import json
from collections import OrderedDict, namedtuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.inside.values import encode, to_json

exact = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(exact)
def test_exact_json_stays_as_it_is(value):
    assert json.loads(encode({"value": to_json(value)}))["value"] == value


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ((1, (2, "x")), [1, [2, "x"]]),
        ({2: "b", 1: "a"}, [[1, "a"], [2, "b"]]),
        ({"a": 1, 2: "b"}, [["a", 1], [2, "b"]]),
        (b"abc", [3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]),
        (float("nan"), {"not_json": "float"}),
        (float("inf"), {"not_json": "float"}),
        pytest.param(10**5000, {"not_json": "int"}, id="huge"),
        ("\ud800", {"not_json": "str"}),
        ({1, 2}, {"not_json": "set"}),
        (namedtuple("Point", "x")(1), {"not_json": "Point"}),
        (OrderedDict(a=1), {"not_json": "OrderedDict"}),
        (enum.IntEnum("Color", ["RED"])(1), {"not_json": "Color"}),
        (bytearray(b"x"), {"not_json": "bytearray"}),
    ],
)
def test_anything_else_is_told_by_its_type(value, told):
    assert to_json(value) == told
    encode({"value": to_json(value)})


def test_an_object_that_lies_is_told_by_its_type():
    class Liar(int):
        def __eq__(self, other):
            return True

        def __hash__(self):
            return 0

    assert to_json([Liar(3)]) == [{"not_json": "Liar"}]


def test_a_metaclass_cannot_break_the_telling():
    class Meta(type):
        @property
        def __name__(cls):
            raise RuntimeError("no name for you")

    class Odd(metaclass=Meta):
        pass

    assert to_json(Odd()) == {"not_json": "Odd"}


def test_what_holds_itself_ends_somewhere():
    loop = []
    loop.append(loop)
    assert '"not_json": "list"' in json.dumps(to_json(loop))
