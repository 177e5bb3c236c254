"""Small programs drawn from a seed, to compare the search with every schedule there is."""

import contextlib
import queue
import random
import time

SEMAPHORE = ("take", "take", "give", "give", "try", "for", "count")
STEPS = {
    "s": SEMAPHORE,
    "b": SEMAPHORE,
    "l": SEMAPHORE[:5],
    "c": ("read", "write", "add"),
    "q": ("put", "put", "get", "get_now", "empty", "put_now", "size"),
    "p": ("send", "send", "receive", "poll"),
}


def act(steps, things):
    for step, number in steps:
        with contextlib.suppress(ValueError, queue.Full, queue.Empty, EOFError):
            perform(step, things[number], number)


def perform(step, thing, number):
    match step:
        case "take":
            thing.acquire()
        case "give":
            thing.release()
        case "try":
            thing.acquire(block=False)
        case "for":
            thing.acquire(timeout=1)
        case "count":
            thing.get_value()
        case "read":
            _ = thing.value
        case "write":
            thing.value = number
        case "add":
            thing.value += 1
        case "put":
            thing.put(1)
        case "put_now":
            thing.put(1, block=False)
        case "get":
            thing.get()
        case "get_now":
            thing.get(block=False)
        case "empty":
            thing.empty()
        case "size":
            thing.qsize()
        case "send":
            thing[1].send_bytes(b"x")
        case "receive":
            thing[0].recv_bytes()
        case "poll":
            thing[0].poll()
        case "sleep":
            time.sleep(1)


def make(ctx, kind, draw):
    match kind:
        case "s":
            return ctx.Semaphore(draw.randint(0, 2))
        case "b":
            return ctx.BoundedSemaphore(draw.randint(1, 2))
        case "l":
            return ctx.Lock()
        case "c":
            return ctx.RawValue("i", 0)
        case "q":
            return ctx.Queue(draw.choice([0, 1, 2]))
    return ctx.Pipe(duplex=False)


class Program:
    """looks: main also looks at its children, or ends one; then their ends are steps that others see."""

    def __init__(self, seed, looks):
        self.seed, self.looks = seed, looks

    def __call__(self, ctx):
        draw = random.Random(self.seed)
        n = draw.choice([2, 2, 2, 3])
        size = draw.choice([1, 2, 2, 3]) if n == 2 else 1
        kinds = draw.choices("sbclqp", k=draw.choice([1, 2]))
        things = [make(ctx, kind, draw) for kind in kinds]
        team = []
        for _ in range(n):
            numbers = [draw.randrange(len(kinds)) for _ in range(size)]
            steps = [(draw.choice(STEPS[kinds[number]]), number) for number in numbers]
            team.append(ctx.Process(target=act, args=(steps, things)))
        for process in team:
            process.start()
        if self.looks:
            draw.choice([team[0].terminate, team[-1].is_alive, lambda: team[0].join(1)])()
        for process in team:
            process.join()
