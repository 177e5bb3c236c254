"""The other cases: numbers from standard input, and the file imported by others."""

import re

import pytest

NO_ANSWER = (
    "The program waits for answers that will never come. A child of spawn imports this file anew before it can call "
    "square: does that import begin the whole program again, does it define square, and is the queue it ends up with "
    "the one that the program reads from?"
)


def numbers_are_squared(run, numbers):
    """Assert that the header, a line for each number and the sum were printed, all of them once; return the pids."""
    lines = run.stdout.splitlines()
    headers = [line for line in lines if line.startswith("squaring ")]
    assert headers, (
        f"No line 'squaring ... numbers' was printed; what was printed is {lines}. If nothing was done at all: is the "
        "condition of your guard ever true? In the program __name__ is exactly '__main__', without a colon."
    )
    assert len(headers) == 1, (
        f"A line 'squaring ... numbers' is to be printed once, and was printed {len(headers)} times: {headers}. "
        "Whoever imports this file does what stands at its module level, and each child of spawn imports it."
    )
    assert headers == [f"squaring {len(numbers)} numbers"], (
        f"{len(numbers)} numbers were given, and what was printed is {headers[0]!r}: standard input may have several "
        "lines, and all of it is input."
    )
    expected = [f"{number} squared is {number**2} in process (pid)" for number in numbers]
    expected = [*headers, *expected, f"sum {sum(number**2 for number in numbers)}"]
    printed = [re.sub(r"process \d+$", "process (pid)", line) for line in lines]
    assert (printed[0], sorted(printed), printed[-1]) == (expected[0], sorted(expected), expected[-1]), (
        f"These lines are to be printed, each once: {expected}. What was printed is {lines}."
    )
    pids = [int(pid) for pid in re.findall(r"process (\d+)$", run.stdout, re.MULTILINE)]
    assert len(set(pids)) == len(numbers), (
        f"{len(numbers)} numbers need {len(numbers)} processes; the pids printed are {pids}. Each number is squared in "
        "a process of its own, and the child itself tells its pid."
    )
    return pids


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=NO_ANSWER)
def test_reads_its_input_once(box):
    """standard input is read once"""
    first, second = box.secret.sample(range(2, 10**4), 2)
    run = box.script(stdin=f"{first} {second}\n{first}\n")
    _ = run.value
    assert run.exitcodes == (0,), (
        f"The program ended with exit code {run.exitcodes[0]}, not 0 (1 means: by an exception). It had printed "
        f"{run.stdout.splitlines()}."
    )
    numbers_are_squared(run, [first, second, first])


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock="The import of this file never ended. An import is to do nothing, not to wait either.")
def test_import_is_silent(box):
    """importing the file does nothing"""
    text = " ".join(str(number) for number in box.secret.sample(range(2, 10**4), 2))
    run = box.run("imported", text=text)
    unread = run.value
    assert run.stdout == "", (
        f"Somebody imported this file to use its functions, and the import printed {run.stdout.splitlines()[0]!r}. In "
        "the program __name__ is '__main__', in an import it is not: this alone tells the two apart. To be the main "
        "process, or one without a parent, says nothing about it, for such a process may import files, too."
    )
    assert run.exitcodes == (), f"The import started {len(run.exitcodes)} processes. Importing a file is to do nothing."
    assert unread == text, (
        f"Standard input held {text!r}. After the import of this file {unread!r} was left: the import had read what "
        "was not meant for it. Reading is a deed, too; it belongs behind the guard."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock=NO_ANSWER,
    error="Another program imported this file and called main(words). There only what is defined at module level "
    "exists: what stands behind the guard does not.",
)
def test_main_can_be_called(box):
    """main can be called"""
    numbers = box.secret.sample(range(2, 10**4), 2)
    run = box.run("called", words=[str(number) for number in numbers])
    total, pid = run.value
    pids = numbers_are_squared(run, numbers)
    expected = sum(number**2 for number in numbers)
    assert total == expected, f"main({[str(number) for number in numbers]}) is to return {expected}, not {total}."
    assert pid not in pids, (
        f"Process {pid} called main, and it squared a number itself; the pids printed are {pids}. Each number is work "
        "for a child."
    )
    for run in box.explore("called", words=[str(number) for number in numbers]):
        _ = run.value
        printed = [line.split(" in ")[0] for line in run.stdout.splitlines()[1:-1]]
        assert printed == [f"{number} squared is {number**2}" for number in numbers], (
            f"main was called with {numbers}, and these lines were printed, in this order: {printed}. The lines come "
            "in the order of the numbers; the answers come in any order, for nobody knows which child is done first."
        )
