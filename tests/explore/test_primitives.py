"""What CPython documents of single primitives, in small; test_cpython.py runs CPython's own tests."""

import os
import queue
import signal
import sys
import threading
import time

import explored
import pytest

from grader.explore import explore
from grader.explore.standalone import Standalone

START_METHODS = pytest.mark.parametrize("start_method", ["fork", "spawn"])


def double_text(text):
    text.value *= 2


def char_array(ctx):
    text = ctx.Array("c", 20)
    text.value = b"hello"
    explored.run(ctx, (double_text, (text,)))
    assert text.value == b"hellohello"
    assert text.raw == b"hellohello" + bytes(10)


@START_METHODS
def test_the_text_of_a_character_array_is_shared(start_method):
    assert explore(char_array, start_method).claim == "exhaustive"


def interrupt_parent(ready):
    ready.wait()
    os.kill(os.getppid(), signal.SIGUSR1)


def signal_to_the_parent(ctx):
    seen = []
    signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
    ready = ctx.Event()
    process = ctx.Process(target=interrupt_parent, args=(ready,))
    process.start()
    ready.set()
    process.join()
    while not seen:
        time.sleep(0.1)


@START_METHODS
def test_a_signal_to_the_parent_arrives_when_the_explorer_lets_it(start_method):
    result = explore(signal_to_the_parent, start_method, schedules=100)
    assert not result.failed, str(result)
    assert result.claim != "inconclusive", str(result)


def a_closed_queue(ctx):
    unused, used = ctx.Queue(), ctx.Queue()
    used.put(1)
    for items in (unused, used):
        items.close()
        items.join_thread()
    assert unused.empty()
    with pytest.raises(OSError, match="is closed"):
        used.empty()


def test_a_closed_queue_has_no_reader_left():
    assert explore(a_closed_queue).claim == "exhaustive"


def by_another_start_method(ctx):
    import multiprocessing

    explored.run(multiprocessing.get_context("spawn"), (explored.nothing, ()))


def test_an_explored_run_of_fork_spawns_nothing():
    failure = explore(by_another_start_method).failure
    assert failure.text == "RuntimeError: an explored run of fork starts no processes by spawn"


def lose_stdout():
    sys.stdout = None


def child_without_stdout(ctx):
    assert explored.run(ctx, (lose_stdout, ())) == [0]


@START_METHODS
def test_a_child_without_stdout_ends_well(start_method):
    assert explore(child_without_stdout, start_method).claim == "exhaustive"


def queue_of_fork(ctx):
    import multiprocessing

    items = multiprocessing.get_context("fork").Queue()
    with pytest.raises(RuntimeError, match="created in a fork context"):
        ctx.Process(target=items.put, args=(1,)).start()


def test_a_queue_of_fork_is_not_for_spawn():
    assert explore(queue_of_fork, "spawn").claim == "exhaustive"


def test_two_hosts_can_be_closed_in_any_order():
    first, second = (Standalone(explored.account_safe, "fork") for _ in range(2))
    first.close()
    second.close()


def killed_before_it_could_get_the_other(ctx):
    items = ctx.Queue()
    items.put("from the first")
    reader = ctx.Process(target=exit_with_what_it_gets, args=(items,))
    reader.start()
    reader.terminate()
    writer = ctx.Process(target=items.put, args=("from the second",))
    writer.start()
    reader.join()
    writer.join()
    code = reader.exitcode
    assert code != 2


def exit_with_what_it_gets(items):
    try:
        os._exit({"from the first": 1, "from the second": 2}[items.get(block=False)])
    except queue.Empty:
        os._exit(0)


def test_what_the_killed_one_might_have_seen_is_found():
    result = explore(killed_before_it_could_get_the_other)
    assert result.failed, str(result)


def stopped_child(ctx):
    process = ctx.Process(target=explored.nothing)
    process.start()
    os.kill(process.pid, signal.SIGSTOP)
    os.kill(process.pid, signal.SIGCONT)
    process.join()


def stopped_itself(ctx):
    os.kill(os.getpid(), signal.SIGSTOP)


@pytest.mark.parametrize(
    ("program", "who"), [(stopped_child, "ForkProcess-1"), (stopped_itself, "MainProcess")], ids=["child", "itself"]
)
def test_a_stopped_process_is_inconclusive(program, who):
    result = explore(program)
    assert result.claim == "inconclusive"
    assert result.problem == f"MainProcess stops {who}: the explorer knows no stopped process"


def sleep_in_a_thread(ctx):
    thread = threading.Thread(target=time.sleep, args=(1,))
    thread.start()
    thread.join()


def wait_beside_a_thread(ctx):
    never = threading.Event()
    threading.Thread(target=never.wait, daemon=True).start()
    ctx.Lock().acquire()
    ctx.Semaphore(0).acquire()


@pytest.mark.parametrize("program", [sleep_in_a_thread, wait_beside_a_thread])
def test_a_thread_that_matters_is_inconclusive(program):
    result = explore(program)
    assert result.claim == "inconclusive"
    assert "MainProcess" in result.problem
    assert result.problem.endswith("beside its first one: the explorer does not control threads")


def test_a_reader_killed_in_get_keeps_the_lock_of_the_queue():
    result = explore(explored.killed_in_get_racy)
    assert result.failure.kind == "deadlock"
    assert "ForkProcess-2 waits for an item in items (explored.py:" in result.timeline.cause
    assert "whose lock ForkProcess-1 had when it was killed." in result.timeline.cause


def put_much(items):
    items.put(bytes(200_000))


def a_torn_item(ctx):
    items = ctx.Queue()
    process = ctx.Process(target=put_much, args=(items,))
    process.start()
    process.terminate()
    process.join()
    if process.exitcode and not items.empty():
        items.get()


def test_an_item_whose_writer_is_killed_never_comes():
    result = explore(a_torn_item)
    assert result.failure.kind == "deadlock"
    assert "MainProcess waits for an item" in result.timeline.cause


def wait_under(lock):
    lock.acquire()


def killed_after_all(ctx):
    lock = ctx.Lock()
    lock.acquire()
    process = ctx.Process(target=wait_under, args=(lock,))
    process.start()
    process.terminate()
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGTERM


@pytest.mark.parametrize("start_method", ["fork", "spawn"])
def test_the_first_signal_that_ends_a_process_fixes_its_exit_code(start_method):
    result = explore(killed_after_all, start_method)
    assert (result.failed, result.claim) == (False, "exhaustive"), str(result)
