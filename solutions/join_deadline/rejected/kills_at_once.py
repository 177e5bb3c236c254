# loses test_stragglers: failed
# loses test_deaf_ones_are_killed: failed

"""SIGKILL comes straight after the deadline: nobody gets a SIGTERM and the grace to act on it."""

import time


def still_alive(processes, seconds):
    end = time.monotonic() + seconds
    for process in processes:
        process.join(max(0, end - time.monotonic()))
    return [process for process in processes if process.is_alive()]


def finish(processes, seconds, grace):
    for process in still_alive(processes, seconds):
        process.kill()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
