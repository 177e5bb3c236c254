# loses test_deadline: deadlock

"""Asks the program to end and waits, but a program may ignore SIGTERM."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    pipe = subprocess.PIPE
    process = subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe)
    try:
        out, err = process.communicate(data, seconds)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait()
        return None, b"", b""
    return process.returncode, out, err
