# loses test_no_wait_for_the_ended: failed

"""The first round waits for the clock, and not for the processes: it takes the whole time even if all have ended."""

import time


def still_alive(processes, seconds):
    end = time.monotonic() + seconds
    for process in processes:
        process.join(max(0, end - time.monotonic()))
    return [process for process in processes if process.is_alive()]


def finish(processes, seconds, grace):
    time.sleep(seconds)
    for process in processes:
        if process.is_alive():
            process.terminate()
    for process in still_alive(processes, grace):
        process.kill()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
