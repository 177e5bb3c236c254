# loses test_prints_each_line_once: failed
# loses test_reads_its_input_once: failed
# loses test_nothing_to_do: failed

"""Has the colon inside the quotes: the guard is never true, and the program does nothing."""

import multiprocessing
import os
import sys


def square(place, number, results):
    """What a child does: put the place of its number, the square and its own pid into `results`."""
    results.put((place, number * number, os.getpid()))


def main(words):
    """Square the numbers that `words` (a list of str) stand for, print all lines, and return the total."""
    numbers = [int(word) for word in words]
    print(f"squaring {len(numbers)} numbers")
    results = multiprocessing.SimpleQueue()
    team = [
        multiprocessing.Process(target=square, args=(place, number, results)) for place, number in enumerate(numbers)
    ]
    for process in team:
        process.start()
    answers = sorted(results.get() for _ in team)
    for process in team:
        process.join()
    for number, (_, answer, pid) in zip(numbers, answers, strict=True):
        print(f"{number} squared is {answer} in process {pid}")
    total = sum(answer for _, answer, _ in answers)
    print("sum", total)
    return total


if __name__ == "__main__:":
    main(sys.argv[1:] or sys.stdin.read().split())
