"""Waits for the sentinel instead of join, and ends without any tidying up."""

import os
import signal
from multiprocessing.connection import wait


def describe(exitcode):
    if exitcode is None:
        return ("running", None)
    if exitcode < 0:
        return ("signal", -exitcode)
    return ("error", exitcode) if exitcode else ("ok", 0)


def run_until_ok(ctx, task, attempts):
    history = []
    while len(history) < attempts and ("ok", 0) not in history:
        process = ctx.Process(target=task, args=(len(history) + 1,))
        process.start()
        wait([process.sentinel])
        while process.exitcode is None:
            pass
        history.append(describe(process.exitcode))
    return history


def end_with(code):
    if code >= 0:
        os._exit(code)
    if code != -signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
    while True:
        signal.pause()
