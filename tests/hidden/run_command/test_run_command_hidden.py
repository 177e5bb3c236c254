"""The hidden cases: arguments, signals, full pipes, and a program that does not end."""

import hashlib

import pytest

FULL = (
    "Both wait, and for ever. A pipe holds 65,536 bytes; a program that writes more waits until somebody reads. Your "
    "program waits at the place below, for the command to end, or for one pipe, or for room in the command's input, "
    "while the command waits for room in a pipe that nobody reads. Feed it and read both of its pipes at once, while "
    "it runs."
)


def digest(data):
    """Return the form in which many bytes come back from a run."""
    return [len(data), hashlib.sha256(data).hexdigest()]


@pytest.mark.points(1)
def test_arguments_as_they_are(box):
    """arguments are not touched"""
    args = ["a b", "$HOME", "; exit 3", "'single' \"double\"", "", "*", "-x", str(box.secret.randint(1, 10**6))]
    run = box.run("command", program="args", args=args)
    code, out, err = run.value
    assert out == f"{args!a}\n", (
        f"The program was to receive the arguments {args!a}. It printed what it received: {out!r}, and on stderr: "
        f"{err!r}. A command is a list, not a sentence: whoever makes a line of it, for a shell to take apart, gets "
        "blanks, quotes and dollars wrong, and runs what a stranger has written behind a semicolon."
    )
    assert [code, err] == [0, ""], f"The program ended with 0 and wrote nothing to stderr; what came is {[code, err]}."


@pytest.mark.points(1)
def test_killed(box):
    """death by signal is negative"""
    for number in (9, 15):
        run = box.run("command", program="kill", args=[str(number)])
        assert run.value == [-number, "", ""], (
            f"The program was killed by signal {number} before it wrote anything. run_command is to return "
            f"{[-number, '', '']}, and it returned {run.value}."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=FULL)
def test_floods_both_pipes(box):
    """much output on both pipes"""
    out, err = box.secret.sample("abcdefghijklmnopqrstuvwxyz", 2)
    run = box.run("command", program="flood", args=["200000", out, err])
    expected = [0, digest(out.encode() * 200_000), digest(err.encode() * 200_000)]
    assert run.value == expected, (
        "A program wrote 200,000 bytes to stdout and as many to stderr, by turns. run_command is to return 0 and all "
        f"of both: {expected} (length and SHA-256). It returned {run.value}."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock=FULL,
    error="A UnicodeDecodeError comes here from taking bytes for text: not every sequence of bytes can be decoded, and "
    "nobody asked for it.",
)
def test_feeds_while_it_reads(box):
    """much input and much output"""
    unit = "\xff\xfe" + "".join(box.secret.choices([chr(code) for code in range(256)], k=98))
    run = box.run("command", program="cat", unit=unit, times=10_000)
    expected = [0, digest(unit.encode("latin-1") * 10_000), ""]
    assert run.value == expected, (
        "A program that echoes its input got 1,000,000 bytes. run_command is to return 0 and the same bytes: "
        f"{expected} (length and SHA-256). It returned {run.value}."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    error="A BrokenPipeError comes here from writing to a program that ends without reading its input, which it may "
    "do. That is no reason to give up what it had to say."
)
def test_unread_input(box):
    """a program that does not read its input"""
    unit = "".join(box.secret.choices("abcdefghijklmnopqrstuvwxyz", k=100))
    run = box.run("command", program="unread", unit=unit, times=10_000)
    assert run.value == [0, "bye\n", ""], (
        "A program was offered 1,000,000 bytes, read none of them, printed 'bye' and ended with 0. run_command is to "
        f"return {[0, 'bye' + chr(10), '']}, and it returned {run.value}."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    leaked="The time was over and run_command returned, but the program is still there: alive, or dead and not "
    "waited for. To stop waiting is not to stop the program: kill it, and then wait for it, so that no zombie stays.",
    deadlock="The time was over long ago, and your program still waits. Either it reads from a program that says "
    "nothing and does not look at the time; or it waits for the end of a program that it has only asked to go: "
    "SIGTERM can be ignored, and this program does. SIGKILL cannot.",
)
def test_deadline(box):
    """a program that does not end"""
    run = box.run("command", program="forever", seconds=0.2, deaf=True)
    assert run.value == [None, "", ""], (
        "The program had not ended after 0.2 seconds, so it is to be killed and reaped, and run_command is to return "
        f"{[None, '', '']}; it returned {run.value}."
    )
