# loses test_states: failed
# loses test_odd_name: failed

"""Tells zombies by their empty command line, and takes all others for running."""

import os


def run_nice(ctx, increment, task):
    process = ctx.Process(target=be_nice, args=(increment, task))
    process.start()
    process.join()
    return process.exitcode


def be_nice(increment, task):
    os.nice(increment)
    task()


def state(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return "R" if file.read() else "Z"
    except (FileNotFoundError, ProcessLookupError):
        return None
