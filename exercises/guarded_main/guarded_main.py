"""python guarded_main.py [NUMBER...]: square numbers, each in a process of its own.

Takes the numbers from the arguments, or if there are none from standard input. Prints "squaring N numbers", then for
each number, in order, "3 squared is 9 in process 4711" (the pid of the child that did it), then "sum TOTAL"; exits
with 0. main(words) does the same for a list of str and returns the total (int). Importing this file does nothing.
"""

import multiprocessing
import os
import sys


def square(place, number, results):
    """What a child does: put the place of its number, the square and its own pid into `results`."""
    results.put((place, number * number, os.getpid()))


numbers = [int(word) for word in sys.argv[1:] or sys.stdin.read().split()]
print(f"squaring {len(numbers)} numbers")
results = multiprocessing.SimpleQueue()
team = [multiprocessing.Process(target=square, args=(place, number, results)) for place, number in enumerate(numbers)]
for process in team:
    process.start()
answers = sorted(results.get() for _ in team)
for process in team:
    process.join()
for number, (_, answer, pid) in zip(numbers, answers, strict=True):
    print(f"{number} squared is {answer} in process {pid}")
print("sum", sum(answer for _, answer, _ in answers))
