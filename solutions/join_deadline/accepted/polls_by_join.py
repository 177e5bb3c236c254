"""Looks again and again, with a short join of the first that is alive in between."""

import time


def still_alive(processes, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        alive = [process for process in processes if process.is_alive()]
        if not alive:
            break
        alive[0].join(0.01)
    return [process for process in processes if process.is_alive()]


def finish(processes, seconds, grace):
    for process in still_alive(processes, seconds):
        process.terminate()
    for process in still_alive(processes, grace):
        process.kill()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
