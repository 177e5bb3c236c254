"""Prints what no encoding knows, names everything so, and breaks off in the middle of a character."""

# attacks: lock_race
# shows: error

import os
import sys

os.write(1, bytes(range(256)) * 256 + b"\xf0\x9f")
os.write(2, b"\xff\xfe\x00" * 4096 + b'  File "/box/code/lock_race.py", line 99999999999999999999 in \xf0\x9f')


def attack():
    os.write(1, b"\xed\xa0\x80" * 4096)
    raise type("\udcff" * 9, (Exception,), {})("\udcff\x00\x1b]0;passed\x07" * 4096)


sys.excepthook = None
