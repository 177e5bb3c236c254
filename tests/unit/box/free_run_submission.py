"""The submission of test_free_runs.py."""

import sys
import threading

number = 0


def count():
    global number
    number += 1
    return number


def leave(code):
    sys.exit(code)


def broken():
    raise KeyError("no such key")


def wait_for_ever():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def say():
    print("two")


def add(left, right):
    return left + right


def fine():
    return None
