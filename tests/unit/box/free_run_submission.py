"""The submission of test_free_runs.py."""

import multiprocessing
import sys
import threading
import time

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


def start_one_that_waits():
    lock = multiprocessing.get_context("fork").Lock()
    lock.acquire()
    # What it does in the child is not a line of this file.
    child = multiprocessing.get_context("fork").Process(target=lock.acquire)
    child.start()
    child.join()


def take_naps():
    while True:
        time.sleep(0.01)


def say():
    print("two")


def add(left, right):
    return left + right


def fine():
    return None
