# loses test_all_at_once: deadlock
# loses test_order: deadlock

"""fork_all waits for each child before it makes the next one."""

import os
import sys
import traceback


def fork_call(function, *args):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _call_and_leave(function, args)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def fork_all(functions):
    return [fork_call(function) for function in functions]


def _call_and_leave(function, args=()):
    code = 1
    try:
        code = function(*args) or 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)
