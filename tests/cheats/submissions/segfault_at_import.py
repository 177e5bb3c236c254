"""Reads the address 0 before anything was asked, and again when the signal comes."""

# attacks: lock_race
# shows: crashed

import ctypes
import signal

signal.signal(signal.SIGSEGV, signal.SIG_IGN)
ctypes.string_at(0)
