# loses test_exit_code: error
# loses test_child_never_comes_back: error
# loses test_output_once: error
# loses test_all_at_once: error
# loses test_order: error
# loses test_only_own_children: error

"""The child ends by `sys.exit`: SystemExit climbs through the code of the caller, which goes on twice."""

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
    sys.stdout.flush()
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
    sys.exit(code)
