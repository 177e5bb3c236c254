# loses test_deaf_ones_are_killed: deadlock

"""`terminate()` only asks, and who ignores SIGTERM is waited for without a limit."""

import time


def still_alive(processes, seconds):
    end = time.monotonic() + seconds
    for process in processes:
        process.join(max(0, end - time.monotonic()))
    return [process for process in processes if process.is_alive()]


def finish(processes, seconds, grace):
    for process in still_alive(processes, seconds):
        process.terminate()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
