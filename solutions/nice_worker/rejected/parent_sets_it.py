# loses test_task_begins_nicer: failed
# loses test_added_to_the_callers: failed

"""The parent changes the child's niceness when it has started it, and the task may long be running."""

import os


def run_nice(ctx, increment, task):
    level = min(19, os.nice(0) + increment)
    process = ctx.Process(target=task)
    process.start()
    os.setpriority(os.PRIO_PROCESS, process.pid, level)
    process.join()
    return process.exitcode


def state(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            text = file.read()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()[0]
