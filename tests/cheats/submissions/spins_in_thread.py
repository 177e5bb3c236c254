"""Returns at once, and leaves a thread behind that never ends, at full speed."""

# attacks: lock_race
# limits: cpu_s = 0.5
# shows: over_limit

import threading


def _spin():
    while True:
        pass


def attack():
    threading.Thread(target=_spin).start()
