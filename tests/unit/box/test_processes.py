import mmap
import os
import signal
import subprocess
import sys
import threading

import pytest

from grader.box import processes
from grader.box.processes import Waiting, how_it_waits


def call(number, *arguments):
    words = [*arguments, *[0] * (6 - len(arguments))]
    return " ".join([str(number), *(hex(word) for word in words), "0x7ffd", "0x7f12"])


MINUS_ONE = 0xFFFFFFFFFFFFFFFF


@pytest.mark.parametrize(
    ("said", "machine", "waiting"),
    [
        (call(0, 3), "x86_64", Waiting.AT_REST),  # read
        (call(61), "x86_64", Waiting.AT_REST),  # wait4
        (call(202, 1, 0x189, 0, 0), "x86_64", Waiting.AT_REST),  # futex wait, no limit: sem_wait
        (call(202, 1, 0x189, 0, 0x7FF), "x86_64", Waiting.TIMED),  # the same with a limit
        (call(202, 1, 0x81, 1, 0), "x86_64", Waiting.BUSY),  # futex wake waits for nobody
        (call(7, 1, 1, MINUS_ONE), "x86_64", Waiting.AT_REST),  # poll
        (call(7, 1, 1, 0xFFFFFFFF), "x86_64", Waiting.AT_REST),
        (call(7, 1, 1, 500), "x86_64", Waiting.TIMED),
        (call(232, 1, 1, 1, MINUS_ONE), "x86_64", Waiting.AT_REST),  # epoll_wait
        (call(270, 0, 0, 0, 0, 0), "x86_64", Waiting.AT_REST),  # pselect6
        (call(270, 0, 0, 0, 0, 0x7FF), "x86_64", Waiting.TIMED),
        (call(230), "x86_64", Waiting.TIMED),  # clock_nanosleep
        (call(219), "x86_64", Waiting.TIMED),  # restart_syscall
        (call(98, 1, 0x189, 0, 0), "aarch64", Waiting.AT_REST),
        (call(73, 0, 0, 0), "aarch64", Waiting.AT_REST),  # ppoll
        (call(999), "x86_64", Waiting.BUSY),
        ("running", "x86_64", Waiting.BUSY),
        ("", "x86_64", Waiting.BUSY),
        (call(0, 3), "riscv64", Waiting.BUSY),
    ],
)
def test_how_a_call_waits(said, machine, waiting):
    assert how_it_waits(said, machine) is waiting


def test_a_child_is_seen_at_rest_and_then_gone():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        while True:
            seen = processes.look(os.getpid())[child.pid]
            if seen.threads and all(thread.waiting is Waiting.AT_REST for thread in seen.threads):
                break
        assert seen.parent == os.getpid()
        assert seen.is_alive
        assert processes.parent_and_start(child.pid) == (os.getpid(), seen.started)
    finally:
        child.communicate(b"\n")
    assert child.pid not in processes.look(os.getpid())
    assert processes.parent_and_start(child.pid) == (0, 0)


def test_threads_are_seen_one_by_one():
    gate = threading.Event()
    thread = threading.Thread(target=gate.wait)
    thread.start()
    try:
        own = processes.look(os.getpid())[os.getpid()]
        assert thread.native_id in {seen.tid for seen in own.threads}
    finally:
        gate.set()
        thread.join()


def test_a_tree_is_killed_whole():
    code = "import os, signal\nfor _ in range(3): os.fork()\nos.write(1, b'.')\nsignal.pause()"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.read(8) == b"." * 8
    processes.kill_tree(child.pid)
    assert child.wait() == -signal.SIGKILL
    assert child.stdout.read() == b""
    child.stdout.close()


def test_a_signal_never_meets_another_process_of_the_same_pid():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    real = processes.look(child.pid)[child.pid]
    impostor = processes.ProcessLook(real.pid, real.parent, real.state, 0.0, real.started + 1, ())
    processes.kill(impostor)
    child.communicate(b"\n")
    assert child.returncode == 0


@pytest.mark.parametrize(("flags", "shared"), [(mmap.MAP_SHARED, True), (mmap.MAP_PRIVATE, False)])
def test_memory_that_others_may_see_is_seen(flags, shared):
    program = (
        f"import mmap; m = mmap.mmap(-1, 1, {int(flags)}); m[0] = 1; print(flush=True); __import__('sys').stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert processes.shares_memory(process.pid) is shared
        process.stdin.close()
    assert not processes.shares_memory(process.pid)
