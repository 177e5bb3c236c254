# loses test_one_deadline_for_all: failed

"""Everybody gets the whole time, one after the other: three processes wait three times as long."""


def finish(processes, seconds, grace):
    for process in processes:
        process.join(seconds)
        if process.is_alive():
            process.terminate()
            process.join(grace)
        if process.is_alive():
            process.kill()
        process.join()
    return [process.exitcode for process in processes]
