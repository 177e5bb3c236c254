# loses test_prints_each_line_once[spawn]: failed
# loses test_reads_its_input_once[spawn]: failed
# loses test_import_is_silent: failed
# loses test_main_can_be_called: failed

"""Guards the call of main, and leaves the reading and the first print above it."""

import multiprocessing
import os
import sys

words = sys.argv[1:] or sys.stdin.read().split()
print(f"squaring {len(words)} numbers")


def square(place, number, results):
    """What a child does: put the place of its number, the square and its own pid into `results`."""
    results.put((place, number * number, os.getpid()))


def main(words):
    """Square the numbers that `words` (a list of str) stand for, print all lines, and return the total."""
    numbers = [int(word) for word in words]
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


if __name__ == "__main__":
    main(words)
