"""Looks again and again, and sleeps a little in between."""

import time


def still_alive(processes, seconds):
    end = time.monotonic() + seconds
    while any(process.is_alive() for process in processes) and time.monotonic() < end:
        time.sleep(0.01)
    return [process for process in processes if process.is_alive()]


def finish(processes, seconds, grace):
    for process in still_alive(processes, seconds):
        process.terminate()
    for process in still_alive(processes, grace):
        process.kill()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
