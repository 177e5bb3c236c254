# loses test_feeds_while_it_reads: error

"""Takes bytes for text."""

import subprocess


def run_command(argv, data=b"", seconds=None):
    try:
        done = subprocess.run(argv, input=data.decode(), text=True, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None, b"", b""
    return done.returncode, done.stdout.encode(), done.stderr.encode()
