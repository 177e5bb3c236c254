# loses test_deadline: leaked

"""When the time is over it returns, and the program goes on."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    pipe = subprocess.PIPE
    process = subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe)
    try:
        out, err = process.communicate(data, seconds)
    except subprocess.TimeoutExpired:
        return None, b"", b""
    return process.returncode, out, err
