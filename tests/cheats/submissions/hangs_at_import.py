"""Never gets as far as defining anything."""

import threading

threading.Lock().acquire()
never = threading.Lock()
never.acquire()
never.acquire()
