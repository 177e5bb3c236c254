# loses test_order: failed
# loses test_only_own_children: leaked

"""Takes whichever child ends first, be it a stranger's, and reports in the order of the ends."""

import os
import sys
import traceback


def fork_call(function, *args):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _call_and_leave(function, args)
    return os.waitstatus_to_exitcode(os.wait()[1])


def fork_all(functions):
    sys.stdout.flush()
    pids = []
    for function in functions:
        pid = os.fork()
        if pid == 0:
            _call_and_leave(function)
        pids.append(pid)
    return [os.waitstatus_to_exitcode(os.wait()[1]) for _ in pids]


def _call_and_leave(function, args=()):
    code = 1
    try:
        code = function(*args) or 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)
