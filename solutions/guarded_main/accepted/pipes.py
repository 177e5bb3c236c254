"""A pipe for each child, read in the order of the numbers, so that nothing needs sorting."""

import multiprocessing
import os
import sys


def square(number, writer):
    writer.send((number * number, os.getpid()))


def main(words):
    numbers = list(map(int, words))
    print("squaring", len(numbers), "numbers")
    readers, team = [], []
    for number in numbers:
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=square, args=(number, writer))
        process.start()
        writer.close()
        readers.append(reader)
        team.append(process)
    total = 0
    for number, reader in zip(numbers, readers, strict=True):
        answer, pid = reader.recv()
        print(number, "squared is", answer, "in process", pid)
        total += answer
    for process in team:
        process.join()
    print("sum", total)
    return total


if __name__ == "__main__":
    main(sys.argv[1:] or sys.stdin.read().split())
    sys.exit(0)
