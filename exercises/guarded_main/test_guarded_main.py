"""The public cases: the program is run, with numbers and without."""

import re

import pytest


def numbers_are_squared(run, numbers):
    """Assert that the program printed its header, a line for each number and the sum, all of them once."""
    lines = run.stdout.splitlines()
    headers = [line for line in lines if line.startswith("squaring ")]
    assert headers, (
        f"No line 'squaring ... numbers' was printed; what was printed is {lines}. If nothing was done at all: is the "
        "condition of your guard ever true? In the program __name__ is exactly '__main__', without a colon."
    )
    assert len(headers) == 1, (
        f"A line 'squaring ... numbers' is to be printed once, and was printed {len(headers)} times: {headers}. The "
        "program prints it, and so does each child of spawn, which imports this file before it can call square: what "
        "an import does, every child does again."
    )
    assert headers == [f"squaring {len(numbers)} numbers"], (
        f"{len(numbers)} numbers were given, and the program said {headers[0]!r}: has it read its whole input?"
    )
    expected = [f"{number} squared is {number**2} in process (pid)" for number in numbers]
    expected = [*headers, *expected, f"sum {sum(number**2 for number in numbers)}"]
    printed = [re.sub(r"process \d+$", "process (pid)", line) for line in lines]
    # The order of the lines between first and last depends on who is done first: a hidden case tries every order.
    assert (printed[0], sorted(printed), printed[-1]) == (expected[0], sorted(expected), expected[-1]), (
        f"These lines are to be printed, each once: {expected}. The program printed {lines}."
    )
    pids = re.findall(r"process (\d+)$", run.stdout, re.MULTILINE)
    assert len(set(pids)) == len(numbers), (
        f"{len(numbers)} numbers need {len(numbers)} processes; the pids printed are {pids}. Each number is squared in "
        "a process of its own, and the child itself tells its pid."
    )


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock="The program waits for answers that will never come. A child of spawn imports this file anew before it "
    "can call square. If that import starts children of its own, multiprocessing refuses with a RuntimeError; if "
    "square is not there after it, the child cannot find it; and what the import makes, such as a queue, is another "
    "one than the program's. In each case no answer reaches the program."
)
def test_prints_each_line_once(box):
    """each line is printed once"""
    numbers = box.secret.sample(range(2, 10**4), 3)
    numbers[1] = -numbers[1]
    run = box.script(argv=[str(number) for number in numbers])
    _ = run.value
    assert run.exitcodes == (0,), (
        f"The program ended with exit code {run.exitcodes[0]}, not 0 (1 means: by an exception). It had printed "
        f"{run.stdout.splitlines()}."
    )
    numbers_are_squared(run, numbers)


@pytest.mark.points(1)
def test_nothing_to_do(box):
    """no numbers at all"""
    run = box.script(stdin="")
    _ = run.value
    assert run.exitcodes == (0,), (
        "Without arguments and with an empty standard input there are 0 numbers to square, which is no mistake: the "
        f"exit code is to be 0, and it was {run.exitcodes[0]} (1 means: an exception). Does your way of reading put up "
        "with an input that has not even one line?"
    )
    numbers_are_squared(run, [])
