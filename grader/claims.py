"""What a rejected answer says of itself: the cases that it loses, and with which verdicts.

Its first lines are its claims, one a line: `# loses test_x: deadlock`, `# loses test_y[spawn]: failed|error`,
`# loses test_z[spawn,forkserver]: error`.
"""

from __future__ import annotations

import re
from pathlib import Path

from grader.errors import CourseError
from grader.model import Exercise, Verdict

_CLAIM = re.compile(r"# loses (test_\w+)(?:\[([a-z, ]+)\])?: ([a-z_|]+)$")

Claims = dict[tuple[str, str], frozenset[Verdict]]
"""By case and start method: the verdicts of which one must come."""


def read_claims(path: Path, exercise: Exercise) -> Claims:
    """Return the claims in the first lines of `path`.

    Raises CourseError, with the line, for a line that is no claim, names an unknown verdict or a start method that
    the exercise does not have, and for a file without claims.
    """
    claims: Claims = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.startswith("# loses"):
            break
        match = _CLAIM.match(line.strip())
        if match is None:
            raise CourseError(
                f"{path}:{number}: not a claim: {line!r}",
                "Write `# loses test_x: deadlock` or `# loses test_x[spawn]: failed|error`.",
            )
        name, methods, verdicts = match.groups()
        try:
            named = frozenset(Verdict(word) for word in verdicts.split("|"))
        except ValueError:
            known = ", ".join(verdict.value for verdict in Verdict)
            raise CourseError(f"{path}:{number}: unknown verdict in {verdicts!r}", f"Verdicts: {known}.") from None
        for method in [word.strip() for word in methods.split(",")] if methods else exercise.config.start_methods:
            if method not in exercise.config.start_methods:
                has = ", ".join(exercise.config.start_methods)
                raise CourseError(f"{path}:{number}: {exercise.slug} is not run under {method!r}", f"It has: {has}.")
            claims[name, method] = named
    if not claims:
        raise CourseError(
            f"{path}: no claims", "Begin the file with the cases that it loses: `# loses test_x: failed`."
        )
    return claims
