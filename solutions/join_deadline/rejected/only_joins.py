# loses test_stragglers: failed
# loses test_deaf_ones_are_killed: failed
# loses test_not_before_the_deadline: failed
# loses test_one_deadline_for_all: failed

"""`join` with a limit also comes back when the time is over, and nobody asks which of the two it was."""


def finish(processes, seconds, grace):
    for process in processes:
        process.join(seconds)
    return [process.exitcode for process in processes]
