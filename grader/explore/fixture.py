"""A pytest plugin for everybody's tests: the fixture `explore`.

Loaded by pytest in each session; the explorer itself is imported only where a test asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from grader.explore.api import Result


@pytest.fixture
def explore(request: pytest.FixtureRequest) -> Callable[..., Result]:
    """`grader.explore.explore`: runs a program in every schedule that differs, and returns a `Result`.

    Takes the same arguments. Where a schedule failed and then the test does, its timeline is part of the test's report.
    """
    from grader.explore.api import explore as search

    def explored(program: Callable[[Any], object], start_method: str = "fork", **options: Any) -> Result:
        result = search(program, start_method, **options)
        if result.failed:
            request.node.add_report_section("call", "explore", str(result))
        return result

    return explored
