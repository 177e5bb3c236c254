"""Wait, but not for ever: give processes time to end, and end those that have not."""

import time


def finish(processes, seconds, grace):
    """Give running processes `seconds` to end, then end those that have not; wait until all are gone.

    processes: started Process objects; some may have ended already.
    seconds: for all of them together, from the call on. Nobody is touched before it is over, and if all end earlier
        there is nothing to wait for. Who still runs then is sent SIGTERM.
    grace: seconds for all of them together, after that. Who still runs then is sent SIGKILL.
    Returns their exit codes in the order of processes, none of them None. All are reaped.
    """
    for process in _still_alive(processes, seconds):
        process.terminate()
    for process in _still_alive(processes, grace):
        process.kill()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def _still_alive(processes, seconds):
    """Return who is left when all have ended or the time is over."""
    end = time.monotonic() + seconds
    for process in processes:
        process.join(max(0, end - time.monotonic()))
    return [process for process in processes if process.is_alive()]
