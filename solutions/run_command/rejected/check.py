# loses test_output_and_code: error
# loses test_killed: error

"""Raises where the program's exit status is not 0."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    try:
        done = subprocess.run(argv, input=data, capture_output=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired:
        return None, b"", b""
    return done.returncode, done.stdout, done.stderr
