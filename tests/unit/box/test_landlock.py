"""What the box `landlock` promises: what it shuts off, that nothing outlives it, and what it shares with others."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import uuid
from pathlib import Path

import msgspec
import pytest

from grader.box import keeper, processes
from grader.box.landlock import Landlock, kernel_abi
from grader.box.launch import site_folders
from grader.box.orders import Order, resource_limits
from grader.box.sandbox import Sandbox
from grader.box.users import can_become_another
from grader.errors import BoxError
from grader.judge.run import Run
from grader.model import Limits

pytestmark = pytest.mark.skipif(kernel_abi() < keeper.LEAST_ABI, reason="this kernel's Landlock is too old, or hidden")
OLD, NEW = keeper.SCOPE_ABI - 1, keeper.SCOPE_ABI
LIMITS = Limits(cpu_s=20.0)
SUBMISSION = """
import errno, os, signal, socket, time
from multiprocessing import shared_memory

def ancestor(steps):
    pid = os.getpid()
    for _ in range(steps):
        with open(f"/proc/{pid}/stat") as stat:
            pid = int(stat.read().rpartition(")")[2].split()[1])
    return pid

def attempt(what):
    try:
        return str(what())
    except OSError as problem:
        return errno.errorcode[problem.errno]

def attempts(canary, pid, socket_name):
    runner, keeper, judge = ancestor(1), ancestor(2), ancestor(3)
    def read(path):
        with open(path, "rb") as file:
            return file.read()
    def write(path):
        with open(path, "w") as file:
            file.write("x")
    def connect():
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(socket_name)
    return {
        "read": attempt(lambda: read(canary)),
        "write": attempt(lambda: write(canary)),
        "truncate": attempt(lambda: os.truncate(canary, 0)),
        "remove": attempt(lambda: os.unlink(canary)),
        "rename": attempt(lambda: os.rename(canary, "here")),
        "link": attempt(lambda: os.link(canary, "here")),
        "list": attempt(lambda: os.listdir(os.path.dirname(canary))),
        "list shared memory": attempt(lambda: os.listdir("/dev/shm")),
        "system": attempt(lambda: write("/usr/bin/env")),
        "kernel": attempt(lambda: open("/proc/sys/kernel/core_pattern", "r+b").close()),
        "memory of the judge": attempt(lambda: read(f"/proc/{judge}/mem")),
        "environment of the judge": attempt(lambda: read(f"/proc/{judge}/environ")),
        "environment of the keeper": attempt(lambda: read(f"/proc/{keeper}/environ")),
        "file of the judge": attempt(lambda: os.readlink(f"/proc/{judge}/fd/0")),
        "folder of the judge": attempt(lambda: os.listdir(f"/proc/{judge}/cwd")),
        "signal to the keeper": attempt(lambda: os.kill(keeper, signal.SIGKILL)),
        "signal to another": attempt(lambda: os.kill(pid, signal.SIGKILL)),
        "abstract socket": attempt(connect),
    }

def own_world():
    with open("/proc/self/comm", "w") as comm:
        comm.write("renamed")
    os.mkfifo("fifo")
    with open("/dev/null", "w") as nowhere:
        nowhere.write("x")
    return len(os.urandom(4))

def leave_some():
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                while True:
                    time.sleep(1000)
            os._exit(0)
        os.wait()

def hop():
    \"\"\"Somebody who is never there for long.\"\"\"
    if os.fork() == 0:
        while True:
            if os.fork():
                os._exit(0)

def leave_file(name):
    with open(f"/dev/shm/{name}", "w") as file:
        file.write("x")

def whoami():
    return os.getuid()

def remember(name):
    shared_memory.SharedMemory(name, create=True, size=8).close()
"""
SCENARIOS = """
import os, signal
from multiprocessing import shared_memory

def attempts(submission, ctx, *, canary, pid, socket_name):
    return submission.attempts(canary, pid, socket_name)

def own_world(submission, ctx):
    return submission.own_world()

def calls(submission, ctx, *, name, args=()):
    return getattr(submission, name)(*args)

def remembers(submission, ctx, *, name):
    child = ctx.Process(target=submission.remember, args=(name,))
    child.start()
    child.join()
    return child.exitcode

def semaphores(submission, ctx):
    keep = [ctx.Lock() for _ in range(3)]
    os.kill(os.getpid(), signal.SIGKILL)

def packages(submission, ctx, *, file):
    try:
        with open(file) as text:
            return text.read()
    except PermissionError:
        return "refused"
"""


class Play:
    def __init__(self, sandbox):
        self.sandbox = sandbox

    def __call__(self, scenario, method="fork", **inputs):
        order = Order("run", method, resource_limits(LIMITS, shared_user=True), scenario=scenario, inputs=inputs)
        return Run(self.sandbox.run(order), "katas", SUBMISSION)


@pytest.fixture
def box(tmp_path):
    scenarios = tmp_path / "scenarios.py"
    scenarios.write_text(SCENARIOS)

    def make(abi=None):
        return Sandbox(Landlock(abi), "katas", SUBMISSION.encode(), scenarios, LIMITS)

    return make


@pytest.fixture
def bystander():
    """Another process of the same user, with a pidfd."""
    with subprocess.Popen(["sleep", "1000"]) as process:
        yield process
        process.kill()


def has_ended(pidfd):
    return bool(select.select([pidfd], [], [], 0)[0])


def test_what_is_outside_stays_shut_off(box, tmp_path, bystander):
    if kernel_abi() < NEW:
        pytest.skip("this kernel does not scope signals")
    canary = tmp_path / "canary"
    canary.write_text("secret")
    canary.chmod(0o666)
    name = f"mpkata-{uuid.uuid4()}"
    with box() as sandbox, socket.socket(socket.AF_UNIX) as listener:
        listener.bind("\0" + name)
        listener.listen()
        run = Play(sandbox)("attempts", canary=str(canary), pid=bystander.pid, socket_name="\0" + name)
    assert run.trouble is None, run.told
    # A link or a name in another folder is not possible, as between disks.
    assert {run.value.pop("rename"), run.value.pop("link")} <= {"EACCES", "EPERM", "EXDEV"}
    assert set(run.value.values()) <= {"EACCES", "EPERM"}, run.value
    assert bystander.poll() is None
    assert canary.read_text() == "secret"


def test_what_a_run_needs_is_there(box):
    with box() as sandbox:
        run = Play(sandbox)("own_world")
    if run.trouble is not None and os.geteuid() == 0:
        assert "/proc/self/comm" in run.told
    else:
        assert run.value == 4


def test_packages_beside_the_interpreter_are_not_read(box, tmp_path):
    files = [file for folder in site_folders() for file in sorted(folder.rglob("*.py"))[:1]]
    if not files:
        pytest.skip("no packages are installed beside the interpreter")
    with box() as sandbox:
        for file in files:
            assert Play(sandbox)("packages", file=str(file)).value == "refused"


@pytest.mark.parametrize("abi", [OLD, NEW])
def test_nothing_outlives_a_box(box, abi):
    if kernel_abi() < abi:
        pytest.skip(f"Landlock {abi} is not there")
    with box(abi) as sandbox:
        live = sandbox.live()
        order = Order("run", "fork", {}, "calls", {"name": "leave_some"})
        live.runner.answer(msgspec.to_builtins(order))
        # keeper, runner, main, which waits for our answer, and the three
        while len(found := processes.look(live.root)) < 6:
            list(live.channel.events(0.01))
        pidfds = [os.pidfd_open(pid) for pid in found]
    ended = [has_ended(pidfd) for pidfd in pidfds]
    for pidfd in pidfds:
        os.close(pidfd)
    assert all(ended)


def test_somebody_who_is_never_there_for_long_is_ended_too(box):
    if kernel_abi() < NEW:
        pytest.skip("this kernel does not scope signals")
    with box(NEW) as sandbox:
        group = sandbox.live().root
        run = Play(sandbox)("calls", name="hop")
        assert run.trouble is not None
    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)


def test_a_box_ends_with_its_judge(box, tmp_path):
    program = """
import os, sys, signal
from pathlib import Path
from grader.box.landlock import Landlock
from grader.box.sandbox import Sandbox
from grader.model import Limits
sandbox = Sandbox(Landlock(), "katas", b"", Path(sys.argv[1]), Limits())
live = sandbox.live()
print(live.root, live.runner_pid, flush=True)
signal.pause()
"""
    scenarios = tmp_path / "s.py"
    scenarios.touch()
    with subprocess.Popen([sys.executable, "-c", program, scenarios], stdout=subprocess.PIPE, text=True) as judge:
        pids = [os.pidfd_open(int(pid)) for pid in judge.stdout.readline().split()]
        judge.send_signal(signal.SIGKILL)
        judge.wait()
    for pid in pids:
        select.select([pid], [], [])


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_shared_memory_is_told_by_its_maker_and_taken_away(box, method):
    name = f"test-{uuid.uuid4()}"
    with box() as sandbox, box() as other:
        run = Play(sandbox)("remembers", method, name=name)
        assert run.left_behind == (name,)
        # Whoever leaves nothing is not blamed for what others leave at the same time.
        assert Play(other)("calls", name="ancestor", args=[0]).left_behind == ()
    assert not Path("/dev/shm", name).exists()


def test_semaphores_of_a_killed_run_are_taken_away(box):
    with box() as sandbox:
        prefix = f"sem.{sandbox.live().folder.name}-"
        before = len(list(Path("/dev/shm").glob(f"{prefix}*")))
        Play(sandbox)("semaphores", "spawn")
    assert before == 0
    assert list(Path("/dev/shm").glob(f"{prefix}*")) == []


@pytest.mark.skipif(not can_become_another(), reason="a box has no user of its own")
def test_as_root_each_box_has_a_user_of_its_own(box):
    with box() as sandbox, box() as other:
        first, second = (Play(one)("calls", name="whoami").value for one in (sandbox, other))
    assert len({0, first, second}) == 3


@pytest.mark.skipif(not can_become_another(), reason="a box has no user of its own")
def test_what_is_written_past_multiprocessing_does_not_stay(box):
    name = f"test-{uuid.uuid4()}"
    with box() as sandbox:
        assert Play(sandbox)("calls", name="leave_file", args=[name]).left_behind == (name,)
        assert Play(sandbox)("calls", name="leave_file", args=[f"sem.{name}"]).left_behind == ()
    assert [place for place in Path("/dev/shm").iterdir() if name in place.name] == []


def test_too_old_a_landlock_is_said(box):
    with pytest.raises(BoxError, match="Landlock 3 or newer is needed, and its version is 2"):
        box(2).live()


def test_less_is_promised_where_signals_are_not_scoped():
    assert set(Landlock(NEW).does_not_stop) < set(Landlock(OLD).does_not_stop)
