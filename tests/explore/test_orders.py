"""Marks order nothing; every order of them that happens-before allows can be told, and run."""

import json
import signal

import explored

from grader.explore.execution import Execution
from grader.explore.orders import orders, pinned
from grader.explore.policy import Followed
from grader.explore.search import Search
from grader.explore.standalone import Standalone
from grader.inside import mark


def enter(lock):
    with lock:
        mark("in")
    mark("out")


def two_at_once(ctx):
    lock = ctx.Lock()
    mark("begin")
    explored.run(ctx, (enter, (lock,)), (enter, (lock,)))
    mark("end")


def marks_of(execution):
    return [told for told in execution.told if b'"mark"' in told.message]


def words(order):
    return [(json.loads(told.message)["name"], told.process.path) for told in order]


def searched(program):
    with Standalone(program, "fork") as host:
        return list(Search(host, budget=100))


def test_marks_multiply_no_schedules():
    assert len(searched(two_at_once)) == 2


def test_every_order_that_is_open_is_told():
    execution = searched(two_at_once)[0]
    told = [words(order) for order in orders(marks_of(execution))]
    assert all(order[0] == ("begin", "0") and order[-1] == ("end", "0") for order in told)
    inner = [order[1:-1] for order in told]
    first, second = ("in", "0.1"), ("in", "0.2")
    assert sorted(inner) == sorted(
        [
            [first, ("out", "0.1"), second, ("out", "0.2")],
            [first, second, ("out", "0.1"), ("out", "0.2")],
            [first, second, ("out", "0.2"), ("out", "0.1")],
        ]
    )


def answer(ready, never):
    signal.signal(signal.SIGTERM, lambda *_: mark("got"))
    ready.release()
    never.acquire()


def signalled(ctx):
    ready, never = ctx.Semaphore(0), ctx.Semaphore(0)
    process = ctx.Process(target=answer, args=(ready, never))
    process.start()
    ready.acquire()
    mark("sent")
    process.terminate()
    never.release()
    process.join()


def test_what_a_handler_tells_comes_after_the_signal():
    told = [[words(order) for order in orders(marks_of(execution))] for execution in searched(signalled)]
    assert [("sent", "0"), ("got", "0.1")] in [order for found in told for order in found]
    assert all(len(found) == 1 for found in told)


def test_each_of_these_orders_can_be_run():
    with Standalone(two_at_once, "fork") as host:
        execution = next(iter(Search(host, budget=1)))
        marks = marks_of(execution)
        for run, order in enumerate(orders(marks), 1000):
            host.gated = True
            again = Execution(host, run, 1000)
            again.play(Followed(pinned(execution, order, marks)))
            assert words(marks_of(again)) == words(order)
