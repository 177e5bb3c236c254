"""The programs that run_command has to run: small ones in Python, each given as text on the command line."""

import signal
import subprocess
import sys

LONG = 1000

PROGRAMS = {
    # Prints its second and third argument, on stdout and stderr, and ends with the first as exit status.
    "exit": "import sys; print(sys.argv[2]); print(sys.argv[3], file=sys.stderr); sys.exit(int(sys.argv[1]))",
    # Prints the arguments that it got.
    "args": "import sys; print(ascii(sys.argv[1:]))",
    # Sends itself the signal that is its argument.
    "kill": "import os, sys; os.kill(os.getpid(), int(sys.argv[1]))",
    # Writes so many times its second argument on stdout and its third on stderr, 1,000 by turns.
    "flood": """
import os, sys
for _ in range(int(sys.argv[1]) // 1000):
    os.write(1, sys.argv[2].encode() * 1000)
    os.write(2, sys.argv[3].encode() * 1000)
""",
    # Writes what it reads, as it comes.
    "cat": """
import os
while data := os.read(0, 65536):
    while data:
        data = data[os.write(1, data):]
""",
    # Does not read its input.
    "unread": "print('bye')",
    # Never ends by itself.
    "forever": """
import signal
while True:
    signal.pause()
""",
}


def command(submission, ctx, *, program, args=(), unit="", times=1, seconds=None, deaf=False):
    """Run one of the programs with `args` and, as its input, `unit` so many times; returns (returncode, out, err).

    The input is `unit` in Latin-1. What came out is shown as text in Latin-1, or by its length and SHA-256 where it is
    long. With `deaf`, SIGTERM is ignored, and so the program ignores it from its birth.
    """
    if deaf:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # A Popen that nobody keeps looks once more, as it goes, whether its process has ended: luck, and not reaping.
    subprocess.Popen.__del__ = lambda _popen: None
    argv = [sys.executable, "-c", PROGRAMS[program], *args]
    code, out, err = submission.run_command(argv, unit.encode("latin-1") * times, seconds)
    return code, _shown(out), _shown(err)


def _shown(output):
    if type(output) is not bytes:
        return {"not_bytes": repr(output)[:LONG]}
    return output if len(output) > LONG else output.decode("latin-1")
