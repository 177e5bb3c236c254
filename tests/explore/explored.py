"""Programs that the tests explore: each takes a context, and fails by an exception or never ends.

A pair has one name: `<name>_racy` fails in some schedule, `<name>_safe` in none. Facts from SCTBench, CHESS, the
Little Book of Semaphores and multiprocessing's own documentation.
"""

import os
import queue
import signal
import sys
import time
from multiprocessing.connection import wait


def run(ctx, *jobs):
    team = [ctx.Process(target=target, args=args) for target, args in jobs]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return [process.exitcode for process in team]


def hashes(ctx):
    """The library keeps children in a set: its order must not hang on addresses, which are others in each execution."""
    team = [ctx.Process(target=take, args=(ctx.Lock(),)) for _ in range(2)]
    assert [hash(child) for child in team] == [hash(child._identity) for child in team]


# Counted ones: how many schedules there are is theory.


def take(lock):
    with lock:
        pass


def write(cell, times):
    for number in range(times):
        cell.value = number + 1


def read(cell):
    return cell.value


def add(value):
    value.value += 1


def add_locked(value):
    with value.get_lock():
        value.value += 1


def dine(left, right):
    with left, right:
        pass


def takers(ctx, n):
    lock = ctx.Lock()
    run(ctx, *[(take, (lock,))] * n)


def takers_of_others(ctx, n):
    run(ctx, *[(take, (ctx.Lock(),)) for _ in range(n)])


def writers(ctx, times):
    cell = ctx.RawValue("q", 0)
    run(ctx, *[(write, (cell, times))] * 2)


def readers(ctx, n, n_writers):
    cell = ctx.RawValue("q", 0)
    run(ctx, *[(write, (cell, 1))] * n_writers, *[(read, (cell,))] * n)


def adders(ctx, n, job):
    value = ctx.Value("q", 0)
    run(ctx, *[(job, (value,))] * n)
    assert value.value == n


def philosophers(ctx, n):
    forks = [ctx.Lock() for _ in range(n)]
    run(ctx, *[(dine, (forks[seat], forks[(seat + 1) % n])) for seat in range(n)])


# Pairs: shared numbers.


def account_racy(ctx):
    adders(ctx, 2, add)


def account_safe(ctx):
    adders(ctx, 2, add_locked)


def withdraw(balance, lock, amount):
    if balance.value >= amount:
        with lock:
            balance.value -= amount


def withdraw_inside(balance, lock, amount):
    with lock:
        if balance.value >= amount:
            balance.value -= amount


def check_then_act_racy(ctx, job=withdraw):
    balance, lock = ctx.RawValue("q", 10), ctx.Lock()
    run(ctx, *[(job, (balance, lock, 10))] * 2)
    assert balance.value >= 0


def check_then_act_safe(ctx):
    check_then_act_racy(ctx, withdraw_inside)


def wronglock_racy(ctx, same=False):
    value, locks = ctx.RawValue("q", 0), [ctx.Lock(), ctx.Lock()]
    run(ctx, *[(add_under, (value, locks[0 if same else number])) for number in range(2)])
    assert value.value == 2


def wronglock_safe(ctx):
    wronglock_racy(ctx, same=True)


def add_under(value, lock):
    with lock:
        value.value += 1


def twostage_write(first, second, lock):
    with lock:
        first.value = 1
    with lock:
        second.value = first.value + 1


def twostage_read(first, second, lock, bad):
    with lock:
        one = first.value
        if not bad:
            two = second.value
    if bad:
        with lock:
            two = second.value
    if one and two not in (0, one + 1):
        os._exit(1)
    if not one and two:
        os._exit(1)


def twostage_racy(ctx, bad=True):
    first, second, lock = ctx.RawValue("i"), ctx.RawValue("i"), ctx.Lock()
    codes = run(ctx, (twostage_write, (first, second, lock)), (twostage_read, (first, second, lock, bad)))
    assert codes == [0, 0]


def twostage_safe(ctx):
    twostage_racy(ctx, bad=False)


def reorder_set(a, b):
    a.value = 1
    b.value = -1


def reorder_check(a, b, lock):
    with lock:
        one, two = a.value, b.value
    if not ((one, two) == (0, 0) or (one, two) == (1, -1)):
        os._exit(1)


def reorder_set_locked(a, b, lock):
    with lock:
        reorder_set(a, b)


def reorder_racy(ctx):
    a, b, lock = ctx.RawValue("i"), ctx.RawValue("i"), ctx.Lock()
    assert run(ctx, (reorder_set, (a, b)), (reorder_check, (a, b, lock))) == [0, 0]


def reorder_safe(ctx):
    a, b, lock = ctx.RawValue("i"), ctx.RawValue("i"), ctx.Lock()
    assert run(ctx, (reorder_set_locked, (a, b, lock)), (reorder_check, (a, b, lock))) == [0, 0]


def push(top, slots, lock, item):
    if lock is not None:
        lock.acquire()
    index = top.value
    slots[index] = item
    top.value = index + 1
    if lock is not None:
        lock.release()


def stack_racy(ctx, lock=None):
    top, slots = ctx.RawValue("i"), ctx.RawArray("i", 2)
    run(ctx, (push, (top, slots, lock, 1)), (push, (top, slots, lock, 2)))
    assert sorted(slots) == [1, 2]


def stack_safe(ctx):
    stack_racy(ctx, ctx.Lock())


def swap(cells, lock):
    if lock is not None:
        lock.acquire()
    cells[0], cells[1] = cells[1], cells[0]
    if lock is not None:
        lock.release()


def array_racy(ctx, lock=None):
    cells = ctx.RawArray("i", [1, 2])
    run(ctx, (swap, (cells, lock)), (swap, (cells, lock)))
    assert cells[:] == [1, 2]


def array_safe(ctx):
    array_racy(ctx, ctx.Lock())


# Pairs: locks, semaphores, conditions, events, barriers.


def philosophers_racy(ctx):
    philosophers(ctx, 3)


def philosophers_safe(ctx):
    forks = [ctx.Lock() for _ in range(3)]
    run(ctx, *[(dine, (forks[min(pair)], forks[max(pair)])) for pair in ((0, 1), (1, 2), (2, 0))])


def deadlock01_racy(ctx):
    a, b = ctx.Lock(), ctx.Lock()
    run(ctx, (dine, (a, b)), (dine, (b, a)))


def deadlock01_safe(ctx):
    a, b = ctx.Lock(), ctx.Lock()
    run(ctx, (dine, (a, b)), (dine, (a, b)))


def twice(lock):
    with lock, lock:
        pass


def self_deadlock_racy(ctx):
    run(ctx, (twice, (ctx.Lock(),)))


def self_deadlock_safe(ctx):
    run(ctx, (twice, (ctx.RLock(),)), (twice, (ctx.RLock(),)))


def rendezvous(mine, other, done, seen):
    done.value = 1
    if mine is not None:
        mine.release()
        other.acquire()
    if not seen.value:
        os._exit(1)


def rendezvous_racy(ctx, made=False):
    a, b = (ctx.Semaphore(0), ctx.Semaphore(0)) if made else (None, None)
    x, y = ctx.RawValue("i"), ctx.RawValue("i")
    assert run(ctx, (rendezvous, (a, b, x, y)), (rendezvous, (b, a, y, x))) == [0, 0]


def rendezvous_safe(ctx):
    rendezvous_racy(ctx, made=True)


def come_in(gate, inside, limit):
    with gate:
        with inside.get_lock():
            inside.value += 1
            if inside.value > limit:
                os._exit(1)
        with inside.get_lock():
            inside.value -= 1


def multiplex_racy(ctx, places=2):
    gate, inside = ctx.Semaphore(places), ctx.Value("i", 0)
    assert run(ctx, *[(come_in, (gate, inside, 1))] * 2) == [0, 0]


def multiplex_safe(ctx):
    multiplex_racy(ctx, places=1)


def wait_for_news(condition, news, loop):
    with condition:
        if loop:
            while not news.value:
                condition.wait()
        else:
            condition.wait()


def tell_news(condition, news):
    with condition:
        news.value = 1
        condition.notify_all()


def lost_wakeup_racy(ctx, loop=False):
    condition, news = ctx.Condition(), ctx.RawValue("i")
    run(ctx, (wait_for_news, (condition, news, loop)), (tell_news, (condition, news)))


def lost_wakeup_safe(ctx):
    lost_wakeup_racy(ctx, loop=True)


def take_piece(condition, pieces, loop):
    with condition:
        if loop:
            while not pieces.value:
                condition.wait()
        elif not pieces.value:
            condition.wait()
        pieces.value -= 1
        if pieces.value < 0:
            os._exit(1)


def bring_piece(condition, pieces):
    for _ in range(2):
        with condition:
            pieces.value += 1
            condition.notify_all()


def condition_if_racy(ctx, loop=False):
    condition, pieces = ctx.Condition(), ctx.RawValue("i")
    jobs = [(take_piece, (condition, pieces, loop))] * 2
    assert run(ctx, *jobs, (bring_piece, (condition, pieces))) == [0, 0, 0]


def condition_if_safe(ctx):
    condition_if_racy(ctx, loop=True)


def set_up(event, cell, early):
    if early:
        event.set()
    cell.value = 1
    if not early:
        event.set()


def event_racy(ctx, early=True):
    event, cell = ctx.Event(), ctx.RawValue("i")
    process = ctx.Process(target=set_up, args=(event, cell, early))
    process.start()
    event.wait()
    seen = cell.value
    process.join()
    assert seen == 1


def event_safe(ctx):
    event_racy(ctx, early=False)


def phase(barrier, cells, mine, rounds):
    for number in range(1, rounds + 1):
        cells[mine] = number
        if barrier is not None:
            barrier.wait()
        if cells[1 - mine] < number:
            os._exit(1)


def phase01_racy(ctx, barrier=None):
    cells = ctx.RawArray("i", 2)
    assert run(ctx, (phase, (barrier, cells, 0, 1)), (phase, (barrier, cells, 1, 1))) == [0, 0]


def phase01_safe(ctx):
    phase01_racy(ctx, ctx.Barrier(2))


class Turnstile:
    """A barrier of semaphores: with one gate it cannot be used again at once; with two, which take turns, it can."""

    def __init__(self, ctx, n, gates):
        self.n, self.round = n, 0
        self.count, self.mutex = ctx.RawValue("i"), ctx.Lock()
        self.gates = [ctx.Semaphore(0) for _ in range(gates)]

    def wait(self):
        gate = self.gates[self.round % len(self.gates)]
        self.round += 1
        with self.mutex:
            self.count.value += 1
            is_last = self.count.value == self.n
            if is_last:
                self.count.value = 0
        if not is_last:
            gate.acquire()
            return
        for _ in range(self.n - 1):
            gate.release()


def reusable_barrier_racy(ctx, gates=1):
    barrier, cells = Turnstile(ctx, 2, gates), ctx.RawArray("i", 2)
    assert run(ctx, (phase, (barrier, cells, 0, 2)), (phase, (barrier, cells, 1, 2))) == [0, 0]


def reusable_barrier_safe(ctx):
    reusable_barrier_racy(ctx, gates=2)


def look(readers_count, mutex, room, a, b):
    with mutex:
        readers_count.value += 1
        if room is not None and readers_count.value == 1:
            room.acquire()
    if a.value != b.value:
        os._exit(1)
    with mutex:
        readers_count.value -= 1
        if room is not None and readers_count.value == 0:
            room.release()


def change(room, a, b):
    if room is not None:
        room.acquire()
    a.value = 1
    b.value = 1
    if room is not None:
        room.release()


def readers_writers_racy(ctx, room=None):
    count, mutex, a, b = ctx.RawValue("i"), ctx.Lock(), ctx.RawValue("i"), ctx.RawValue("i")
    assert run(ctx, (look, (count, mutex, room, a, b)), (change, (room, a, b))) == [0, 0]


def readers_writers_safe(ctx):
    readers_writers_racy(ctx, ctx.Lock())


def pass_token(mine, following, cell, number):
    if mine is not None:
        mine.acquire()
    if cell.value != number:
        os._exit(1)
    cell.value = number + 1
    if following is not None:
        following.release()


def token_ring_racy(ctx, passed=False):
    turns = [ctx.Semaphore(1), ctx.Semaphore(0), ctx.Semaphore(0)] if passed else [None] * 3
    cell = ctx.RawValue("i")
    jobs = [(pass_token, (turns[n], turns[(n + 1) % 3], cell, n)) for n in range(3)]
    assert run(ctx, *jobs) == [0, 0, 0]


def token_ring_safe(ctx):
    token_ring_racy(ctx, passed=True)


def fill_slot(slots, tail, free, used, lock, item):
    free.acquire()
    if lock is not None:
        lock.acquire()
    slots[tail.value] = item
    tail.value += 1
    if lock is not None:
        lock.release()
    used.release()


def circular_buffer_racy(ctx, lock=None):
    slots, tail, free, used = ctx.RawArray("i", 2), ctx.RawValue("i"), ctx.Semaphore(2), ctx.Semaphore(0)
    run(ctx, *[(fill_slot, (slots, tail, free, used, lock, item)) for item in (1, 2)])
    assert sorted(slots) == [1, 2]


def circular_buffer_safe(ctx):
    circular_buffer_racy(ctx, ctx.Lock())


def produce(slot, free, used, lock, first):
    for semaphore in (lock, free) if first else (free, lock):
        semaphore.acquire()
    slot.value += 1
    lock.release()
    used.release()


def consume(slot, free, used, lock, first):
    for semaphore in (lock, used) if first else (used, lock):
        semaphore.acquire()
    slot.value -= 1
    lock.release()
    free.release()


def sync01_racy(ctx, first=True):
    args = ctx.RawValue("i"), ctx.Semaphore(1), ctx.Semaphore(0), ctx.Lock(), first
    run(ctx, (produce, args), (consume, args))


def sync01_safe(ctx):
    sync01_racy(ctx, first=False)


def give_twice(semaphore):
    semaphore.release()


def bounded_racy(ctx, value=0):
    semaphore = ctx.BoundedSemaphore(1)
    if value == 0:
        semaphore.acquire()
    assert run(ctx, (give_twice, (semaphore,)), (take_one, (semaphore,)), (give_twice, (semaphore,))) == [0, 0, 0]


def take_one(semaphore):
    semaphore.acquire()


def bounded_safe(ctx):
    semaphore = ctx.Semaphore(0)
    assert run(ctx, (give_twice, (semaphore,)), (take_one, (semaphore,)), (give_twice, (semaphore,))) == [0, 0, 0]


def try_lock(lock, done):
    if lock.acquire(block=False):
        done.value = 1
        lock.release()


def try_racy(ctx):
    lock, done = ctx.Lock(), ctx.RawValue("i")
    run(ctx, (try_lock, (lock, done)), (take, (lock,)))
    assert done.value


def try_safe(ctx):
    lock, done = ctx.Lock(), ctx.RawValue("i")
    run(ctx, (take, (lock,)))
    run(ctx, (try_lock, (lock, done)))
    assert done.value


# Pairs: queues and pipes.


def put_all(target, *items):
    for item in items:
        target.put(item)


def join_before_get_racy(ctx):
    results = ctx.Queue()
    process = ctx.Process(target=put_all, args=(results, "x" * 100_000))
    process.start()
    process.join()
    results.get()


def join_before_get_safe(ctx):
    results = ctx.Queue()
    process = ctx.Process(target=put_all, args=(results, "x" * 100_000))
    process.start()
    assert len(results.get()) == 100_000
    process.join()


def empty_lies_racy(ctx):
    tasks = ctx.Queue()
    tasks.put(1)
    assert not tasks.empty()


def empty_lies_safe(ctx):
    tasks = ctx.Queue()
    tasks.put(1)
    assert tasks.qsize() == 1
    assert tasks.get() == 1
    assert tasks.empty()


def queue_order_racy(ctx):
    results = ctx.Queue()
    team = [ctx.Process(target=put_all, args=(results, number)) for number in range(2)]
    for process in team:
        process.start()
    got = [results.get(), results.get()]
    for process in team:
        process.join()
    assert got == [0, 1]


def queue_order_safe(ctx):
    results = ctx.Queue()
    process = ctx.Process(target=put_all, args=(results, 0, 1))
    process.start()
    assert [results.get(), results.get()] == [0, 1]
    process.join()


def work(tasks, results):
    for task in iter(tasks.get, None):
        results.put(10 * task)


def sentinel_racy(ctx, sentinels=1):
    tasks, results = ctx.Queue(), ctx.Queue()
    team = [ctx.Process(target=work, args=(tasks, results)) for _ in range(2)]
    for process in team:
        process.start()
    put_all(tasks, 1, *[None] * sentinels)
    assert results.get() == 10
    for process in team:
        process.join()


def sentinel_safe(ctx):
    sentinel_racy(ctx, sentinels=2)


def do_tasks(tasks, careful):
    while True:
        task = tasks.get()
        if task or careful:
            tasks.task_done()


def task_done_racy(ctx, careful=False):
    tasks = ctx.JoinableQueue()
    process = ctx.Process(target=do_tasks, args=(tasks, careful), daemon=True)
    process.start()
    put_all(tasks, 1, 0)
    tasks.join()


def task_done_safe(ctx):
    task_done_racy(ctx, careful=True)


def bounded_queue_racy(ctx):
    tasks = ctx.Queue(1)
    tasks.put(1)
    tasks.put(2)


def bounded_queue_safe(ctx):
    tasks = ctx.Queue(1)
    process = ctx.Process(target=put_all, args=(tasks, 1, 2, 3))
    process.start()
    assert [tasks.get() for _ in range(3)] == [1, 2, 3]
    process.join()


def hurried(results):
    results.cancel_join_thread()
    results.put(1)


def unhurried(results):
    results.put(1)


def cancel_join_racy(ctx, job=hurried):
    results = ctx.Queue()
    process = ctx.Process(target=job, args=(results,))
    process.start()
    process.join()
    results.get()


def cancel_join_safe(ctx):
    cancel_join_racy(ctx, unhurried)


def simple_queue_racy(ctx):
    results = ctx.SimpleQueue()
    team = [ctx.Process(target=put_all, args=(results, number)) for number in range(2)]
    for process in team:
        process.start()
    got = [results.get(), results.get()]
    for process in team:
        process.join()
    assert got == [0, 1]


def simple_queue_safe(ctx):
    results = ctx.SimpleQueue()
    run(ctx, (put_all, (results, 1)))
    assert not results.empty()
    assert results.get() == 1


def echo(line, other):
    if other is not None:
        other.close()
    while True:
        try:
            line.send(line.recv())
        except EOFError:
            return


def close_your_end_racy(ctx, careful=False):
    mine, theirs = ctx.Pipe()
    process = ctx.Process(target=echo, args=(theirs, mine if careful else None))
    process.start()
    if careful:
        theirs.close()
    mine.send("hi")
    assert mine.recv() == "hi"
    mine.close()
    process.join()


def close_your_end_safe(ctx):
    close_your_end_racy(ctx, careful=True)


def send_large(line, lock):
    if lock is not None:
        lock.acquire()
    line.send_bytes(b"x" * 20_000)
    if lock is not None:
        lock.release()


def torn_message_racy(ctx, lock=None):
    mine, theirs = ctx.Pipe(duplex=False)
    team = [ctx.Process(target=send_large, args=(theirs, lock)) for _ in range(2)]
    for process in team:
        process.start()
    got = [mine.recv_bytes() for _ in team]
    for process in team:
        process.join()
    assert got == [b"x" * 20_000] * 2


def torn_message_safe(ctx):
    torn_message_racy(ctx, ctx.Lock())


def send_and_close(line, item):
    line.send(item)
    line.close()


def wait_racy(ctx, ordered=False):
    ends, team = [], []
    for number in range(2):
        mine, theirs = ctx.Pipe(duplex=False)
        team.append(ctx.Process(target=send_and_close, args=(theirs, number)))
        team[-1].start()
        theirs.close()
        ends.append(mine)
    got = []
    while ends and not (ordered is False and got):
        for end in wait(ends):
            try:
                got.append(end.recv())
            except EOFError:
                ends.remove(end)
    for process in team:
        process.join()
    assert sorted(got) == [0, 1]


def wait_safe(ctx):
    wait_racy(ctx, ordered=True)


# Pairs: life and time.


def nothing():
    pass


def is_alive_racy(ctx):
    process = ctx.Process(target=nothing)
    process.start()
    alive = process.is_alive()
    process.join()
    assert alive


def is_alive_safe(ctx):
    process = ctx.Process(target=nothing)
    process.start()
    process.join()
    assert not process.is_alive()
    assert process.exitcode == 0


def hold(lock):
    with lock:
        time.sleep(1)


def terminate_holder_racy(ctx, ends=True):
    lock = ctx.Lock()
    process = ctx.Process(target=hold, args=(lock,))
    process.start()
    if ends:
        process.terminate()
    process.join()
    with lock:
        pass


def terminate_holder_safe(ctx):
    terminate_holder_racy(ctx, ends=False)


def kill_racy(ctx):
    process = ctx.Process(target=nothing)
    process.start()
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def kill_safe(ctx):
    lock = ctx.Lock()
    lock.acquire()
    process = ctx.Process(target=take, args=(lock,))
    process.start()
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def handle(ready, cell, early):
    if early:
        ready.set()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(3))
    if not early:
        ready.set()
    cell.acquire()


def handler_racy(ctx, early=True):
    ready, never = ctx.Event(), ctx.Semaphore(0)
    process = ctx.Process(target=handle, args=(ready, never, early))
    process.start()
    ready.wait()
    process.terminate()
    process.join()
    assert process.exitcode == 3


def handler_safe(ctx):
    handler_racy(ctx, early=False)


def set_flag(cell):
    cell.value = 1


def sleep_is_not_sync_racy(ctx):
    cell = ctx.RawValue("i")
    process = ctx.Process(target=set_flag, args=(cell,))
    process.start()
    time.sleep(10)
    seen = cell.value
    process.join()
    assert seen


def sleep_is_not_sync_safe(ctx):
    cell = ctx.RawValue("i")
    process = ctx.Process(target=set_flag, args=(cell,))
    process.start()
    while not cell.value:
        time.sleep(0.01)
    process.join()


def spin_racy(ctx):
    cell = ctx.RawValue("i")
    while not cell.value:
        pass


def spin_safe(ctx):
    cell = ctx.RawValue("i")
    process = ctx.Process(target=set_flag, args=(cell,))
    process.start()
    while not cell.value:
        pass
    process.join()


def expired_racy(ctx, again=False):
    results = ctx.Queue()
    process = ctx.Process(target=put_all, args=(results, 1))
    process.start()
    got = None
    while got is None:
        try:
            got = results.get(timeout=1)
        except queue.Empty:
            if not again:
                break
    process.join()
    assert got == 1


def expired_safe(ctx):
    expired_racy(ctx, again=True)


def join_timeout_racy(ctx, seconds=5):
    process = ctx.Process(target=nothing)
    process.start()
    process.join(seconds)
    assert process.exitcode == 0
    process.join()


def join_timeout_safe(ctx):
    join_timeout_racy(ctx, None)


def acquire_timeout_racy(ctx, seconds=5):
    lock = ctx.Lock()
    lock.acquire()
    process = ctx.Process(target=give_twice, args=(lock,))
    process.start()
    got = lock.acquire(timeout=seconds)
    process.join()
    assert got


def acquire_timeout_safe(ctx):
    acquire_timeout_racy(ctx, None)


def deadline_racy(ctx, patience=3600):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        time.sleep(0.01)
    assert patience < 3600


def deadline_safe(ctx):
    deadline_racy(ctx, 3599)


def fork_racy(ctx, waits=False):
    cell = ctx.RawValue("i")
    pid = os.fork()
    if pid == 0:
        cell.value = 1
        os._exit(7)
    if waits:
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    seen = cell.value
    if not waits:
        os.waitpid(pid, 0)
    assert seen


def fork_safe(ctx):
    fork_racy(ctx, waits=True)


def get(items):
    items.get()


def killed_in_get_racy(ctx, killed=True):
    items = ctx.Queue()
    reader = ctx.Process(target=get, args=(items,))
    reader.start()
    if killed:
        reader.terminate()
    else:
        items.put("for the first")
    reader.join()
    items.put("for the second")
    run(ctx, (get, (items,)))


def killed_in_get_safe(ctx):
    killed_in_get_racy(ctx, killed=False)


def use_what_is_sent(carrier):
    carrier.recv().send("hello")


def sent_connection_racy(ctx, keeps=True):
    ours, theirs = ctx.Pipe()
    process = ctx.Process(target=use_what_is_sent, args=(theirs,))
    process.start()
    source, sink = ctx.Pipe(duplex=False)
    ours.send(sink)
    if not keeps:
        sink.close()
    assert source.recv() == "hello"
    try:
        raise AssertionError(f"{source.recv()} was sent")
    except EOFError:
        process.join()


def sent_connection_safe(ctx):
    sent_connection_racy(ctx, keeps=False)


def poll(changed, flag):
    with changed:
        while flag.value:
            changed.wait(0.01)


def pollers(ctx, n):
    changed, flag = ctx.Condition(), ctx.RawValue("i", 1)
    team = [ctx.Process(target=poll, args=(changed, flag)) for _ in range(n)]
    for process in team:
        process.start()
    with changed:
        flag.value = 0
    for process in team:
        process.join()


PAIRS = sorted({name[: -len("_racy")] for name in dir() if name.endswith("_racy")})
