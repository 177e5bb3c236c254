"""Scenarios for test_free_runs.py, with what processes of theirs call."""

import functools
import multiprocessing
import multiprocessing.shared_memory
import os
import signal
import sys
import threading
import time

from grader.inside import (
    asleep,
    door,
    ended,
    folder,
    kept,
    mark,
    meet,
    one_core,
    open_door,
    returned_or_raised,
    state_of,
    ticket,
    unjoined,
    until,
    wait_at,
)


def world(submission, ctx):
    """What a fresh main sees."""
    return {
        "argv": len(sys.argv),
        "name": multiprocessing.current_process().name,
        "is_first": os.getpid() == 1,
        "parent": multiprocessing.parent_process() is None,
        "stdin": sys.stdin.read(),
        "folder": os.listdir(folder()),
        "count": submission.count(),
        "method": ctx.get_start_method(),
        "shm": [name for name in os.listdir("/dev/shm") if not name.startswith("sem.")] if private_shm() else [],
    }


def private_shm():
    return os.path.exists("/box")


def values(submission, ctx):
    return (1, b"abc", {2: (3,)}, {1}, float("inf"))


def child(submission, ctx, *, name):
    """Runs a function of the submission in a process; returns its exit code."""
    process = ctx.Process(target=getattr(submission, name))
    process.start()
    process.join()
    return process.exitcode


def children(submission, ctx, *, codes):
    team = [ctx.Process(target=submission.leave, args=(code,)) for code in codes]
    for process in team:
        process.start()
    # Only the last one: each start() reaps whoever has ended before.
    ended(team[-1].pid)
    for process in reversed(team):
        process.join()
    return len(team)


def not_joined(submission, ctx):
    process = ctx.Process(target=submission.wait_for_ever, name="Idler")
    process.start()


def zombie(submission, ctx):
    process = ctx.Process(target=submission.leave, args=(0,), name="Gone")
    process.start()
    until(lambda: not process._popen or has_ended(process.pid))


def has_ended(pid):
    return state_of(pid) in ("", "Z")


def orphan(submission, ctx):
    """A grandchild that nobody is left to wait for."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.pause()
        os._exit(0)
    os.wait()


def shared_memory(submission, ctx):
    multiprocessing.shared_memory.SharedMemory(create=True, size=16, name="left_block")


def semaphores(submission, ctx):
    keep = [ctx.Lock(), ctx.Semaphore(3)]
    return len(keep)


def manager(submission, ctx, *, shut):
    server = ctx.Manager()
    numbers = server.list([1])
    if shut:
        server.shutdown()
        return True
    mark("numbers", list(numbers))
    globals()["kept_alive"] = server
    return None


def waits_for_ever(submission, ctx):
    process = ctx.Process(target=submission.wait_for_ever, name="Sleeper")
    process.start()
    process.join()


def waits_for_a_manager(submission, ctx):
    with ctx.Manager() as server:
        server.Queue().get()


def polls_for_ever(submission, ctx):
    until(lambda: False)


def sleeps_a_little(submission, ctx, *, naps):
    for _ in range(naps):
        time.sleep(0.001)
    return naps


def spins(submission, ctx):
    while True:
        pass


def exits(submission, ctx, *, code):
    sys.exit(code)


def dies(submission, ctx, *, number):
    os.kill(os.getpid(), number)


def quits(submission, ctx, *, code):
    os._exit(code)


def hangs_at_exit(submission, ctx):
    """The value is known, but a thread that is no daemon waits for ever."""
    threading.Thread(target=submission.wait_for_ever).start()
    return 7


def prints(submission, ctx):
    print("one")
    process = ctx.Process(target=submission.say)
    process.start()
    process.join()
    print("three")


def floods(submission, ctx):
    while True:
        os.write(1, b"x" * 65536)


def big_value(submission, ctx):
    return "x" * 200_000


def marks_everywhere(submission, ctx):
    mark("main")
    thread = threading.Thread(target=mark, args=("thread",))
    thread.start()
    thread.join()
    signal.signal(signal.SIGUSR1, lambda *_: mark("handler"))
    os.kill(os.getpid(), signal.SIGUSR1)
    pid = os.fork()
    if pid == 0:
        mark("raw fork")
        os._exit(0)
    os.waitpid(pid, 0)
    process = ctx.Process(target=mark, args=("process",))
    process.start()
    process.join()
    try:
        pass
    finally:
        mark("finally")


def falls_out(submission, ctx):
    os.fork()


def raises_in_fork(submission, ctx):
    if os.fork() == 0:
        raise SystemExit(0)
    os.wait()


def raises_here(submission, ctx):
    raise ValueError("from the scenario")


def raises_in_child(submission, ctx):
    process = ctx.Process(target=raises_here, args=(None, None))
    process.start()
    process.join()
    return process.exitcode


def raises_in_thread(submission, ctx, *, name):
    thread = threading.Thread(target=getattr(submission, name))
    thread.start()
    thread.join()


def reaped_by_hand(submission, ctx):
    """A child that the system has buried, and multiprocessing does not know of it."""
    process = ctx.Process(target=int)
    process.start()
    os.waitpid(process.pid, 0)


def asks_for_ever(submission, ctx):
    """Whoever is asked about takes naps, and so is never asleep."""
    process = ctx.Process(target=submission.take_naps)
    process.start()
    until(functools.partial(asleep, process.pid))


def caught(submission, ctx):
    return [returned_or_raised(submission.broken), returned_or_raised(lambda: 3)]


def calls(submission, ctx, *, name, args=()):
    return getattr(submission, name)(*args)


def counts_unjoined(submission, ctx):
    team = [ctx.Process(target=submission.wait_for_ever) for _ in range(2)]
    for process in team:
        process.start()
    return unjoined()


def keeps(submission, ctx):
    with kept(ctx) as made:
        ctx.Process(target=submission.wait_for_ever).start()
        pool = ctx.Pool(2)
        alive = made.alive()
        del pool
        return [alive, len(made.pools)]


def doors(submission, ctx):
    """Two processes meet, then wait at a door until main opens it."""
    place = door(folder() + "/gate")
    team = [ctx.Process(target=meet_and_wait, args=(folder() + "/meeting", place)) for _ in range(2)]
    for process in team:
        process.start()
    for process in team:
        until(functools.partial(asleep, process.pid))
    mark("opened")
    open_door(place, 2)
    for process in team:
        process.join()
    return [ticket(folder() + "/tickets") for _ in range(3)]


def meet_and_wait(meeting, place):
    meet(meeting, 2)
    wait_at(place)
    mark("through")


def timed_sleepers_are_awake(submission, ctx):
    process = ctx.Process(target=time.sleep, args=(1000,))
    process.start()
    answer = asleep(process.pid)
    process.kill()
    process.join()
    return [answer, asleep(process.pid)]


def cores(submission, ctx):
    one_core()
    return [os.cpu_count(), len(os.sched_getaffinity(0)), multiprocessing.cpu_count(), ctx.cpu_count()]


def hashes(submission, ctx):
    """What main and a child make of one text."""
    receiver, sender = ctx.Pipe(duplex=False)
    process = ctx.Process(target=send_hash, args=(sender,))
    process.start()
    child = receiver.recv()
    process.join()
    return [hash("one text"), child]


def send_hash(sender):
    sender.send(hash("one text"))


def inherited(submission, ctx):
    """What a program has of who started it: signals that it ignores or blocks, and the mode of a new folder."""
    os.mkdir("new")
    ignored = [number for number in signal.valid_signals() if signal.getsignal(number) is signal.SIG_IGN]
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return {
        "ignored": sorted(map(int, ignored)),
        "blocked": sorted(map(int, blocked)),
        "mode": oct(os.stat("new").st_mode & 0o777),
    }
