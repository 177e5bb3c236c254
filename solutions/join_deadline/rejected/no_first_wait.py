# loses test_not_before_the_deadline: failed

"""Everybody is terminated at once, without the time that they were given."""

import time


def still_alive(processes, seconds):
    end = time.monotonic() + seconds
    for process in processes:
        process.join(max(0, end - time.monotonic()))
    return [process for process in processes if process.is_alive()]


def finish(processes, seconds, grace):
    for process in processes:
        process.terminate()
    for process in still_alive(processes, grace):
        process.kill()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
