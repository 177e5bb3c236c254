# loses test_floods_both_pipes: deadlock
# loses test_feeds_while_it_reads: deadlock
# loses test_unread_input: error
# loses test_deadline: deadlock

"""Feeds first, then reads one pipe to its end and the other one after it, and looks at the time last of all."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    pipe = subprocess.PIPE
    process = subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe)
    process.stdin.write(data)
    process.stdin.close()
    out = process.stdout.read()
    err = process.stderr.read()
    try:
        return process.wait(seconds), out, err
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None, b"", b""
