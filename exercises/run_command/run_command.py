"""Somebody else's program: run it, feed it, read it, and do not wait for it for ever."""


def run_command(argv, data=b"", seconds=None):
    """Run a program and return (returncode, out, err).

    argv: list of str: the program and its arguments, which it receives exactly as they are.
    data: bytes for the program's standard input, which then ends. The program need not read it.
    seconds: if given and the program has not ended by then, it is killed and reaped: (None, b"", b"").
    returncode: exit status, or -N for signal N; out, err: all bytes written. A failing program raises nothing here.
    """
    raise NotImplementedError
