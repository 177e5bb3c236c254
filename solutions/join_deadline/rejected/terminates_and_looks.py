# loses test_stragglers: failed
# loses test_deaf_ones_are_killed: failed
# loses test_not_before_the_deadline: failed
# loses test_one_deadline_for_all: failed

"""The exit code is read right after `terminate()`, which only sends a signal and does not wait for the end."""

import time


def still_alive(processes, seconds):
    end = time.monotonic() + seconds
    for process in processes:
        process.join(max(0, end - time.monotonic()))
    return [process for process in processes if process.is_alive()]


def finish(processes, seconds, grace):
    for process in still_alive(processes, seconds):
        process.terminate()
    return [process.exitcode for process in processes]
