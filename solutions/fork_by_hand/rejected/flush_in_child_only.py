# loses test_output_once: failed

"""Only the child flushes, and writes its copy of what the parent had printed, too."""

import os
import sys
import traceback


def fork_call(function, *args):
    pid = os.fork()
    if pid == 0:
        _call_and_leave(function, args)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def fork_all(functions):
    pids = []
    for function in functions:
        pid = os.fork()
        if pid == 0:
            _call_and_leave(function)
        pids.append(pid)
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]


def _call_and_leave(function, args=()):
    code = 1
    try:
        code = function(*args) or 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)
