"""Small submissions that pass a limit, by the name of the limit and how it comes to it; and what is said of each.

A submission has `work(ctx)`, called by the scenario.
"""

IN_CHILD = """
def work(ctx):
    process = ctx.Process(target=child)
    process.start()
    process.join()
"""

# Those in which it matters how processes are started.
EACH_START_METHOD = (
    "memory, in a child, whose parent goes on",
    "total memory",
    "processes",
    "open files, in a child",
)

CASES = {
    "memory, at once": (
        "memory",
        "more than 256 MiB of memory in one process",
        "def work(ctx):\n    bytearray(1 << 40)\n",
    ),
    "memory, bit by bit": (
        "memory",
        "more than 256 MiB of memory in one process",
        "def work(ctx):\n    kept = []\n    while True:\n        kept.append(bytes(1 << 16))\n",
    ),
    "memory, in a child, whose parent goes on": (
        "memory",
        "more than 256 MiB of memory in one process",
        "def child():\n    bytearray(1 << 29)\n" + IN_CHILD,
    ),
    "memory, told in other words": (
        "memory",
        "more than 256 MiB of memory in one process",
        "def work(ctx):\n    try:\n        [0] * (1 << 30)\n    except MemoryError:\n        raise RuntimeError()\n",
    ),
    "total memory": (
        "total_memory",
        "more than 512 MiB of memory, all processes and files in memory together",
        """
import os

def work(ctx):
    team = [ctx.Process(target=child) for _ in range(5)]
    for process in team:
        process.start()
    for process in team:
        process.join()

def child():
    kept = b"x" * (150 << 20)
    os.read(os.pipe()[0], 1)
""",
    ),
    "total memory, in memfds": (
        "total_memory",
        "more than 512 MiB of memory, all processes and files in memory together",
        """
import os

def work(ctx):
    team = [ctx.Process(target=child) for _ in range(9)]
    for process in team:
        process.start()
    for process in team:
        process.join()

def child():
    for _ in range(32):
        os.write(os.memfd_create("x"), bytes(1 << 21))
    os.read(os.pipe()[0], 1)
""",
    ),
    "processes": (
        "processes",
        "more than 12 processes and threads at once",
        """
import time

def work(ctx):
    while True:
        ctx.Process(target=time.sleep, args=(3600,)).start()
""",
    ),
    "processes, by raw forks": (
        "processes",
        "more than 12 processes and threads at once",
        """
import os, time

def work(ctx):
    while os.fork():
        pass
    time.sleep(3600)
""",
    ),
    "threads": (
        "processes",
        "more than 12 processes and threads at once",
        """
import threading

def work(ctx):
    while True:
        threading.Thread(target=threading.Event().wait, daemon=True).start()
""",
    ),
    "open files": (
        "open_files",
        "more than 64 open files in one process",
        "import os\n\ndef work(ctx):\n    while True:\n        os.pipe()\n",
    ),
    "open files, in a child": (
        "open_files",
        "more than 64 open files in one process",
        "import os\n\ndef child():\n    kept = []\n    while True:\n        kept.append(open('/dev/null'))\n"
        + IN_CHILD,
    ),
    "output": (
        "output",
        "2,097,152 bytes of output or more",
        "def work(ctx):\n    while True:\n        print('x' * 1000)\n",
    ),
    "output, swallowing what is refused": (
        "output",
        "2,097,152 bytes of output or more",
        "import os\n\ndef work(ctx):\n    try:\n        os.write(1, bytes(1 << 21))\n        os.write(1, b'x')\n"
        "    except OSError:\n        pass\n",
    ),
    "a large file": (
        "file_size",
        "a file of more than 2,097,152 bytes",
        "def work(ctx):\n    file = open('large', 'wb')\n    while True:\n        file.write(bytes(1 << 16))\n",
    ),
    "many files": (
        "disk",
        "no room left for its files (/tmp): 64 MiB in all",
        """
def work(ctx):
    for number in range(1000):
        with open(str(number), "wb") as file:
            file.write(bytes(1 << 19))
""",
    ),
    "shared memory": (
        "disk",
        "no room left for shared memory (/dev/shm): 256 MiB in all",
        """
def work(ctx):
    for number in range(1000):
        with open(f"/dev/shm/{number}", "wb") as file:
            file.write(bytes(1 << 19))
""",
    ),
    "marks": (
        "marks",
        "more than 100 marks",
        "from grader.inside import mark\n\ndef work(ctx):\n    while True:\n        mark('again')\n",
    ),
    "a large mark": (
        "message",
        "more than 10,000 bytes in one mark or value",
        "from grader.inside import mark\n\ndef work(ctx):\n    mark('large', 'x' * 10_000)\n",
    ),
    "a large value": (
        "message",
        "more than 10,000 bytes in one mark or value",
        "def work(ctx):\n    return 'x' * 10_000\n",
    ),
    "cpu": (
        "cpu",
        "more than 1 s of CPU time, all processes together",
        "def work(ctx):\n    while True:\n        pass\n",
    ),
    "cpu, in a child": (
        "cpu",
        "more than 1 s of CPU time, all processes together",
        "def child():\n    while True:\n        pass\n" + IN_CHILD,
    ),
}

NOT_AT_A_LIMIT = {
    "raised by hand": "def work(ctx):\n    raise MemoryError('not really')\n",
    "raised by hand with a number": "import errno\n\ndef work(ctx):\n    raise OSError(errno.EMFILE, 'not really')\n",
    "would block": (
        "import os\n\ndef work(ctx):\n    r, w = os.pipe()\n    os.set_blocking(r, False)\n    os.read(r, 1)\n"
    ),
}
