"""The filter of system calls: the built files, what they say of each call, and the calls themselves, tried in a box."""

from __future__ import annotations

import errno
import os
import platform
import re
import struct
from pathlib import Path

import pytest

from grader.box import seccomp
from grader.box.backend import BACKENDS
from grader.box.orders import Order, resource_limits
from grader.box.sandbox import Sandbox
from grader.box.seccomp import build
from grader.judge.run import Run
from grader.model import Limits

LIMITS = Limits(cpu_s=20.0)
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
ALLOWED = 0x7FFF0000
SUBMISSION = """
import ctypes, errno, mmap, os, signal

libc = ctypes.CDLL(None, use_errno=True)

def call(number, *arguments):
    # The upper half of each argument is filled: whoever compares all of it is led astray.
    ctypes.set_errno(0)
    libc.syscall.restype = ctypes.c_long
    result = libc.syscall(*map(ctypes.c_long, (number, *arguments)))
    if result == 0 and number in (56, 220) and os.getpid() != PID:
        os._exit(0)
    return ctypes.get_errno() if result == -1 else 0

def by_32_bits(number):
    code = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\\xb8" + number.to_bytes(4, "little") + b"\\xcd\\x80\\x48\\x98\\xc3")
    return ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()

PID = os.getpid()
"""
SCENARIOS = """
import os

def calls(submission, ctx, *, calls):
    submission.PID = os.getpid()
    return [submission.call(*call) for call in calls]

def by_32_bits(submission, ctx, *, number):
    return submission.by_32_bits(number)

def file_mode(submission, ctx):
    os.umask(0o022)
    with open("a file", "w"):
        pass
    os.chmod("a file", 0o400)
    return os.stat("a file").st_mode & 0o777
"""


def answer(program: bytes, architecture: int, number: int, *arguments: int) -> int:
    """What the kernel would do: the few instructions that the filters are made of."""
    data = struct.pack("<IIQ6Q", number, architecture, 0, *(*arguments, *[0] * 6)[:6])
    code = list(struct.iter_unpack("<HBBI", program))
    value = place = 0
    while True:
        kind, true, false, constant = code[place]
        place += 1
        if kind == 0x20:
            value = struct.unpack_from("<I", data, constant)[0]
        elif kind == 0x06:
            return constant
        else:
            holds = {0x15: value == constant, 0x25: value > constant, 0x45: bool(value & constant)}[kind]
            place += true if holds else false


def refusals(kind: str) -> list[tuple[str, tuple[int | None, ...], int]]:
    table = build.REFUSED if kind == "box" else build.REFUSED_SHARED
    return [(name, numbers, refusal.error) for refusal in table for name, *numbers in refusal.calls]


def test_the_built_files_are_what_the_script_builds():
    built = dict(build.files())
    assert {path.name: path.read_bytes() for path in seccomp.HERE.glob("*.bpf")} == built


@pytest.mark.parametrize("machine", seccomp.MACHINES)
@pytest.mark.parametrize("kind", ["box", "shared"])
def test_each_call_is_refused_with_its_error(machine, kind):
    program, here = seccomp.program(kind, machine), build.ARCHITECTURES[machine]
    column = seccomp.MACHINES.index(machine)
    for name, numbers, error in refusals(kind):
        if numbers[column] is not None:
            assert answer(program, here, numbers[column]) == 0x50000 | error, name


@pytest.mark.parametrize("machine", seccomp.MACHINES)
def test_what_is_new_or_foreign_does_not_exist(machine):
    program, here = seccomp.program("box", machine), build.ARCHITECTURES[machine]
    gone = 0x50000 | errno.ENOSYS
    assert answer(program, here, build.NEWEST) == ALLOWED
    assert answer(program, here, build.NEWEST + 1) == gone
    assert answer(program, here, 0x40000000) == gone
    assert answer(program, 0x40000003, 20) == gone


@pytest.mark.parametrize("machine", seccomp.MACHINES)
def test_arguments_decide_by_their_lower_half(machine):
    program, here = seccomp.program("box", machine), build.ARCHITECTURES[machine]
    column = seccomp.MACHINES.index(machine)
    numbers = {condition.name: condition.numbers[column] for condition in build.CONDITIONS}
    high = 1 << 40

    def is_allowed(name, *arguments):
        said = {answer(program, here, numbers[name], *(a | extra for a in arguments)) for extra in (0, high)}
        assert len(said) == 1
        return said == {ALLOWED}

    assert is_allowed("socket", 1, 5)
    assert not any(is_allowed("socket", family, 1) for family in (0, 2, 10, 16, 17, 38, 40))
    assert is_allowed("socketpair", 1, 1)
    assert not is_allowed("socketpair", 2, 1)
    assert is_allowed("clone", 0x01200011)
    assert is_allowed("clone", 0x003D0F00)
    for bit in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
        assert not is_allowed("clone", bit | 17)
    assert is_allowed("ioctl", 0, 0x5401)
    assert not any(is_allowed("ioctl", 0, request) for request in (0x5412, 0x541C))
    assert is_allowed("prctl", 15)
    assert not is_allowed("prctl", 22)


@pytest.mark.parametrize("machine", seccomp.MACHINES)
def test_the_numbers_are_those_of_the_kernels_headers(machine):
    if not HEADERS[machine].exists():
        pytest.skip(f"{HEADERS[machine]} is not there")
    known = {
        name: int(number)
        for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", HEADERS[machine].read_text())
    }
    column = seccomp.MACHINES.index(machine)
    listed = {name: numbers[column] for kind in ("box", "shared") for name, numbers, _ in refusals(kind)}
    listed |= {c.name: c.numbers[column] for c in (*build.CONDITIONS, *build.CONDITIONS_SHARED)}
    # An older header lacks the newest calls.
    newest = max(known.values())
    wrong = {name: (number, known.get(name)) for name, number in listed.items() if number != known.get(name)}
    assert {name: pair for name, pair in wrong.items() if pair[1] is not None or pair[0] <= newest} == {}


@pytest.fixture(params=["bwrap", "landlock"])
def play(request, tmp_path):
    scenarios = tmp_path / "scenarios.py"
    scenarios.write_text(SCENARIOS)
    with Sandbox(BACKENDS[request.param], "katas", SUBMISSION.encode(), scenarios, LIMITS) as sandbox:

        def run(scenario, **inputs):
            limits = resource_limits(LIMITS, shared_user=request.param != "bwrap")
            return Run(sandbox.run(Order("run", "fork", limits, scenario=scenario, inputs=inputs)), "katas", SUBMISSION)

        run.box = request.param
        yield run


@pytest.mark.skipif(platform.machine() not in seccomp.MACHINES, reason="no filter for this kind of machine")
def test_each_call_is_refused_in_a_box(play):
    column = seccomp.MACHINES.index(platform.machine())
    kinds = ("box",) if play.box == "bwrap" else ("box", "shared")
    listed = [entry for kind in kinds for entry in refusals(kind) if entry[1][column] is not None]
    numbers = {c.name: c.numbers[column] for c in (*build.CONDITIONS, *build.CONDITIONS_SHARED)}
    attempts = [(name, error, [numbers_[column], 0, 0, 0, 0, 0]) for name, numbers_, error in listed]
    attempts += [
        ("clone", errno.EPERM, [numbers["clone"], 0x10000011, 0, 0, 0, 0]),
        ("socket", errno.EAFNOSUPPORT, [numbers["socket"], 2, 1, 0]),
        ("netlink", errno.EAFNOSUPPORT, [numbers["socket"], 16, 3, 0]),
        ("ioctl", errno.EPERM, [numbers["ioctl"], 0, 0x5412 | 1 << 40, 0]),
        ("prctl", errno.EPERM, [numbers["prctl"], 22, 2, 0, 0, 0]),
        ("x32", errno.ENOSYS, [39 | 0x40000000]),
        ("newer", errno.ENOSYS, [build.NEWEST + 1, 0]),
    ]
    if play.box == "landlock":
        attempts += [
            ("prlimit64", errno.EPERM, [numbers["prlimit64"], os.getpid(), 0, 0, 0]),
            ("sched_setaffinity", errno.EPERM, [numbers["sched_setaffinity"], os.getpid(), 8, 0]),
        ]
    run = play("calls", calls=[call for *_, call in attempts])
    assert run.trouble is None, run.told
    told = {name: value for (name, *_), value in zip(attempts, run.value, strict=True)}
    assert told == {name: error for name, error, _ in attempts}


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the other way to call is of x86")
def test_calls_of_32_bits_do_not_exist(play):
    run = play("by_32_bits", number=20)
    # A kernel without them kills by SIGSEGV.
    assert run.trouble is not None or run.value == -errno.ENOSYS


def test_a_mode_is_changed_where_the_files_are_the_boxs_own(play):
    assert play("file_mode").value == (0o400 if play.box == "bwrap" else 0o644)
