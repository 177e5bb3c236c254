"""Never gets as far as defining anything."""

# shows: deadlock

import threading

threading.Lock().acquire()
never = threading.Lock()
never.acquire()
never.acquire()
