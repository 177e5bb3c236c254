"""CPython's own tests of multiprocessing, and how one of them is run as main of an explored run.

`test.test_multiprocessing_fork` and its kin do no more than call `install_tests_in_module_dict`, and some builds of
CPython come without them; so this module does the same. It is also what children of spawn import.
"""

from __future__ import annotations

import unittest
from multiprocessing import connection, sharedctypes

from test import _test_multiprocessing as suite

from grader.inside.controlled import wire

# What the tests say of durations is checked to 0.1 s, which CPython's own runs leave out: here time is exact.
suite.CHECK_TIMINGS = True
suite.TIMEOUT1, suite.TIMEOUT2, suite.TIMEOUT3 = 0.82, 0.35, 1.4

suite.install_tests_in_module_dict(globals(), "fork")
# They would set the start method, and clean up behind a whole module.
del setUpModule, tearDownModule  # noqa: F821

# Its tests are the program here: where they stand tells one loop from another.
wire._own[suite.__file__] = True


def names() -> list[str]:
    """Return the names of all tests of processes: `_TestLock.test_lock`, `TestWait.test_wait`."""
    found = []
    for name, thing in globals().items():
        if not isinstance(thing, type) or not issubclass(thing, unittest.TestCase):
            continue
        if name.startswith(("WithThreads", "WithManager")):
            continue
        found += [f"{name}.{test}" for test in unittest.TestLoader().getTestCaseNames(thing)]
    return found


def run(name: str) -> None:
    """Run one test as main of an explored run; raises SkipTest, or AssertionError with what went wrong."""
    suite.wait, suite.copy = connection.wait, sharedctypes.copy
    case, _, test = name.partition(".")
    result = unittest.TestResult()
    unittest.TestSuite([globals()[case](test)]).run(result)
    for _, text in result.errors + result.failures:
        raise AssertionError(text)
    for _, reason in result.skipped:
        raise unittest.SkipTest(reason)
