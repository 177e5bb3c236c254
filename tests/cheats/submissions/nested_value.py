"""Returns, behind the runner's back, a value that is nested too deeply for whoever looks at it."""

# attacks: join_before_get
# shows: crashed

import os
import socket

from grader.inside import world


def attack():
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.connect(world.current.judge)
    value = b'{"received":' + b"[" * 900 + b"]" * 900 + b"}"
    line.send(b'{"type":"returned","value":' + value + b',"exit_codes":[0],"unreaped":[]}')
    line.recv(100)
    os._exit(0)
