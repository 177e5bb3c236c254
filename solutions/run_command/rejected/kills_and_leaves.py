# loses test_deadline: leaked

"""Kills the program and does not wait for it: a zombie stays."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    pipe = subprocess.PIPE
    process = subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe)
    try:
        out, err = process.communicate(data, seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        return None, b"", b""
    return process.returncode, out, err
