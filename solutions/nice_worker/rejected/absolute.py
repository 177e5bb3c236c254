# loses test_added_to_the_callers: failed

"""Takes the increment for a level, whatever the caller's niceness is."""

import os


def run_nice(ctx, increment, task):
    process = ctx.Process(target=be_nice, args=(increment, task))
    process.start()
    process.join()
    return process.exitcode


def be_nice(increment, task):
    os.setpriority(os.PRIO_PROCESS, 0, increment)
    task()


def state(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            text = file.read()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()[0]
