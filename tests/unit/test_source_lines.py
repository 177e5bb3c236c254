"""A line that is told is the one that the compiler means."""

from __future__ import annotations

import linecache

from grader.box.observation import Observation, Standing
from grader.box.rest import Stillness
from grader.judge.explored import readable
from grader.judge.run import Run

SOURCE = 'FEED = "\f"\nSEPARATOR = "\u2028"\r\ndef waits(lock):\n    lock.acquire()\n'
LINE = 4


def test_form_feeds_and_separators_begin_no_line():
    compiled = compile(SOURCE, "katas.py", "exec")
    waits = next(code for code in compiled.co_consts if hasattr(code, "co_lines"))
    assert max(line for _, _, line in waits.co_lines() if line) == LINE

    seen = Observation(stillness=Stillness.DEADLOCK, standing=[Standing("Process-1", LINE, "waits")])
    assert Run(seen, "katas", SOURCE).detail == ("Process-1 waits at line 4, in waits: lock.acquire()",)
    with readable({"/box/code/katas.py": SOURCE}):
        assert linecache.getline("/box/code/katas.py", LINE).strip() == "lock.acquire()"
