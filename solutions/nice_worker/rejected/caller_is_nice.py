# loses test_caller_stays: failed

"""The caller makes itself nicer, so that the child inherits it, and stays so."""

import os


def run_nice(ctx, increment, task):
    os.nice(increment)
    process = ctx.Process(target=task)
    process.start()
    process.join()
    return process.exitcode


def state(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            text = file.read()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()[0]
