"""One thread for each pipe, and the main one waits."""

import contextlib
import subprocess
import threading


def run_command(argv, data=b"", seconds=None):
    pipe = subprocess.PIPE
    process = subprocess.Popen(argv, stdin=pipe, stdout=pipe, stderr=pipe)
    read = {}
    threads = [
        threading.Thread(target=_feed, args=(process.stdin, data)),
        threading.Thread(target=_drain, args=(process.stdout, read, "out")),
        threading.Thread(target=_drain, args=(process.stderr, read, "err")),
    ]
    for thread in threads:
        thread.start()
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        code = None
    for thread in threads:
        thread.join()
    return (None, b"", b"") if code is None else (code, read["out"], read["err"])


def _feed(stdin, data):
    with contextlib.suppress(BrokenPipeError):
        stdin.write(data)
    with contextlib.suppress(BrokenPipeError):
        stdin.close()


def _drain(pipe, read, key):
    read[key] = pipe.read()
