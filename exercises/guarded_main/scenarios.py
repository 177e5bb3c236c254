"""How the file is used by others than `python guarded_main.py`: it is imported, and its `main` is called."""

import importlib
import io
import multiprocessing
import os
import sys


def imported(submission, ctx, *, text):
    """Import the file once more, with `text` as standard input; returns what of it is still unread afterwards."""
    sys.stdin = io.StringIO(text)
    importlib.reload(submission)
    return sys.stdin.read()


def called(submission, ctx, *, words):
    """Call `main(words)`, with the start method of `ctx` as the default one; returns the total and the pid of main."""
    multiprocessing.set_start_method(ctx.get_start_method(), force=True)
    return [submission.main(words), os.getpid()]
