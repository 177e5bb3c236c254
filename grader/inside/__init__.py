"""What scenarios may import: all of it runs in the box, beside the submission, and nothing of it is trusted.

Only the standard library and this package are imported here, for nothing else is mounted in the box.
"""

from grader.inside.channel import mark
from grader.inside.doors import door, meet, open_door, ticket, wait_at
from grader.inside.facts import asleep, ended, one_core, returned_or_raised, state_of, unjoined, until
from grader.inside.keeping import kept
from grader.inside.world import folder

__all__ = [
    "asleep",
    "door",
    "ended",
    "folder",
    "kept",
    "mark",
    "meet",
    "one_core",
    "open_door",
    "returned_or_raised",
    "state_of",
    "ticket",
    "unjoined",
    "until",
    "wait_at",
]
