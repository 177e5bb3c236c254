# loses test_killed: failed

"""Takes the upper byte of the status, and with it only half of what the status says."""

import os
import sys
import traceback


def fork_call(function, *args):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _call_and_leave(function, args)
    return os.waitpid(pid, 0)[1] >> 8


def fork_all(functions):
    sys.stdout.flush()
    pids = []
    for function in functions:
        pid = os.fork()
        if pid == 0:
            _call_and_leave(function)
        pids.append(pid)
    return [os.waitpid(pid, 0)[1] >> 8 for pid in pids]


def _call_and_leave(function, args=()):
    code = 1
    try:
        code = function(*args) or 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)
