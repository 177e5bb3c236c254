"""fork_call is fork_all of one; the children are waited for in reverse order, and the status is decoded by hand."""

import os
import sys


def fork_call(function, *args):
    return fork_all([lambda: function(*args)])[0]


def fork_all(functions):
    sys.stdout.flush()
    pids = []
    for function in functions:
        pid = os.fork()
        if pid == 0:
            try:
                code = function() or 0
            except BaseException:
                code = 1
            sys.stdout.flush()
            os._exit(code)
        pids.append(pid)
    codes = []
    for pid in reversed(pids):
        _, status = os.waitpid(pid, 0)
        codes.append(os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status))
    return codes[::-1]
