"""Waits for all sentinels at once, as long as there is time left."""

import time
from multiprocessing.connection import wait


def still_alive(processes, seconds):
    end = time.monotonic() + seconds
    running = {process.sentinel: process for process in processes}
    while running:
        ended = wait(list(running), max(0, end - time.monotonic()))
        if not ended:
            break
        for sentinel in ended:
            running.pop(sentinel).join()
    return list(running.values())


def finish(processes, seconds, grace):
    for process in still_alive(processes, seconds):
        process.terminate()
    for process in still_alive(processes, grace):
        process.kill()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
