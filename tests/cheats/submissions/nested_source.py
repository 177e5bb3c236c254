"""Expressions nested so deep that whoever parses them runs out of stack."""

# attacks: lock_race

import ast
import contextlib

for text in (
    "-" * 300_000 + "1",
    "(" * 190 + "1" + ")" * 190,
    "[" * 100_000,
    "lambda:" * 100_000 + "0",
    "a" + ".a" * 300_000,
):
    for act in (compile, lambda text, *_: ast.literal_eval(text)):
        with contextlib.suppress(Exception):
            act(text, "bomb", "eval")
