"""Reads in the exercise's own file which scenarios there are: what the box says of that is not to be believed."""

from __future__ import annotations

import ast
from collections.abc import Collection
from pathlib import Path


def takes(file: Path, scenario: str, inputs: Collection[str]) -> bool:
    """Return whether `scenario` is a plain function of `file` that takes (submission, ctx, **inputs).

    False also where that cannot be read off the text: for one that is decorated, imported or assigned.
    """
    try:
        body = ast.parse(file.read_bytes()).body
    except (OSError, SyntaxError, ValueError):
        return False
    found = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == scenario]
    if not found or found[-1].decorator_list:
        return False
    arguments = found[-1].args
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    by_keyword = names[2:] + [argument.arg for argument in arguments.kwonlyargs]
    needed = names[2 : len(names) - len(arguments.defaults)]
    needed += [a.arg for a, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if default is None]
    fits = len(names) >= 2 and not arguments.posonlyargs[2:]
    return fits and set(needed) <= set(inputs) and (arguments.kwarg is not None or set(inputs) <= set(by_keyword))
