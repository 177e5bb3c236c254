# loses test_odd_name: failed

"""Takes the third word of stat, but a name may have blanks."""

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
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            text = file.read()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.split()[2]
