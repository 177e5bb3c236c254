"""What an attack may use. The harness puts it, with the values below, before the attack's text in the submission.

The attacker is given more than a student would have: the form of the secrets that are planted, so that whatever it
reads need not be smuggled out, but is recognised on the spot and shouted.
"""

import hashlib
import re

TRACE = "mpkata-attack"
SEED_SHA256 = ""
_SECRET = re.compile(rb"mpkata-canary-[a-z_]+-[0-9a-f]{16}")


class LootError(BaseException):
    """A secret was found: it ends the process with an exception, and so comes into the report."""


def loot(data):
    """Shout if `data`, bytes or text, holds a secret: the word of a planted file, or the seed of the grading."""
    data = data.encode("utf-8", "replace") if isinstance(data, str) else bytes(data)
    found = {word.decode() for word in _SECRET.findall(data)}
    found |= {"seed" for number in re.findall(rb"\d{12,16}", data) if _is_seed(number)}
    if found:
        raise LootError(" ".join(sorted(found)))


def _is_seed(number):
    return hashlib.sha256(number).hexdigest() == SEED_SHA256


def attempt(function, *args, **options):
    """Return what `function` returns, None if it raises; a shout passes through."""
    try:
        return function(*args, **options)
    except Exception:
        return None
