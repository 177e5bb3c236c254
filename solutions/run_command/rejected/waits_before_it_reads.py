# loses test_floods_both_pipes: deadlock
# loses test_feeds_while_it_reads: deadlock
# loses test_unread_input: error

"""Feeds, waits for the end, and reads only then what lies in the pipes."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    pipe = subprocess.PIPE
    process = subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe)
    process.stdin.write(data)
    process.stdin.close()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None, b"", b""
    return process.returncode, process.stdout.read(), process.stderr.read()
