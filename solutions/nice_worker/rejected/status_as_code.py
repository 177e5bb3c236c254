# loses test_exit_code: failed

"""Takes the status of waitpid for the exit code."""

import os


def run_nice(ctx, increment, task):
    process = ctx.Process(target=be_nice, args=(increment, task))
    process.start()
    return os.waitpid(process.pid, 0)[1]


def be_nice(increment, task):
    os.nice(increment)
    task()


def state(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            text = file.read()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()[0]
