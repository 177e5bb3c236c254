# loses test_output_and_code: failed
# loses test_arguments_as_they_are: failed
# loses test_killed: failed
# loses test_floods_both_pipes: failed
# loses test_feeds_while_it_reads: failed
# loses test_unread_input: failed
# loses test_deadline: failed

"""Makes one line of the arguments and lets a shell take it apart again."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    try:
        done = subprocess.run(" ".join(argv), shell=True, input=data, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None, b"", b""
    return done.returncode, done.stdout, done.stderr
