# loses test_main_can_be_called: failed

"""Prints the answers as they arrive, in the order in which the children are done."""

import multiprocessing
import os
import sys


def square(number, results):
    """What a child does: put its number, the square and its own pid into `results`."""
    results.put((number, number * number, os.getpid()))


def main(words):
    """Square the numbers that `words` (a list of str) stand for, print all lines, and return the total."""
    numbers = [int(word) for word in words]
    print(f"squaring {len(numbers)} numbers")
    results = multiprocessing.SimpleQueue()
    team = [multiprocessing.Process(target=square, args=(number, results)) for number in numbers]
    for process in team:
        process.start()
    answers = [results.get() for _ in team]
    for process in team:
        process.join()
    for number, answer, pid in answers:
        print(f"{number} squared is {answer} in process {pid}")
    total = sum(answer for _, answer, _ in answers)
    print("sum", total)
    return total


if __name__ == "__main__":
    main(sys.argv[1:] or sys.stdin.read().split())
