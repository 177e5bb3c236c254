"""Leaves a process of another session behind, twice forked, before anything was asked."""

import os
import signal

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        while True:
            signal.pause()
    os._exit(0)
os.wait()
