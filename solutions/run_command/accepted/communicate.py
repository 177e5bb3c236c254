"""Popen and communicate; `with` closes the pipes and reaps."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            out, err = process.communicate(data, seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return None, b"", b""
    return process.returncode, out, err
