"""Wait, but not for ever: give processes time to end, and end those that have not."""


def finish(processes, seconds, grace):
    """Give running processes `seconds` to end, then end those that have not; wait until all are gone.

    processes: started Process objects; some may have ended already.
    seconds: for all of them together, from the call on. Nobody is touched before it is over, and if all end earlier
        there is nothing to wait for. Who still runs then is sent SIGTERM.
    grace: seconds for all of them together, after that. Who still runs then is sent SIGKILL.
    Returns their exit codes in the order of processes, none of them None. All are reaped.
    """
    raise NotImplementedError
