"""Uses the kernel's keyrings: that of its session is the machine's."""

# attacks: lock_race

import ctypes
import platform

ADD_KEY, REQUEST_KEY, KEYCTL = {"x86_64": (248, 249, 250)}.get(platform.machine(), (217, 218, 219))
SESSION, USER = -3, -4
libc = ctypes.CDLL(None, use_errno=True)
found = [
    name
    for name, words in {
        "add_key": (ADD_KEY, b"user", b"mpkata", b"passed", 6, SESSION),
        "add_key of the user": (ADD_KEY, b"user", b"mpkata", b"passed", 6, USER),
        "request_key": (REQUEST_KEY, b"user", b"mpkata", None, SESSION),
        "keyctl": (KEYCTL, 0, SESSION, 0),
    }.items()
    if libc.syscall(*words) >= 0
]
assert not found, found
