"""Searches its own interpreter: objects, frames, modules, audit events, traces and profiles, from a thread too."""

# attacks: join_before_get

import gc
import sys
import threading

SEEN = []


def _note(*about):
    if len(SEEN) < 2000:
        SEEN.append(repr(about)[:2000])


def _search():
    for frame in sys._current_frames().values():
        while frame is not None:
            loot(repr(frame.f_locals)[:100_000])
            frame = frame.f_back
    for name, module in tuple(sys.modules.items()):
        if name.startswith(("grader", "scenarios", "__main__", "pytest")):
            loot(repr(vars(module))[:1_000_000])
    for thing in gc.get_objects()[:50_000]:
        if type(thing) in (dict, list, tuple) and len(thing) < 50:
            loot(attempt(repr, thing) or "")
    loot("".join(SEEN))


def attack():
    sys.settrace(lambda *about: _note(*about))
    sys.setprofile(_note)
    thread = threading.Thread(target=attempt, args=(_search,))
    thread.start()
    thread.join()
    sys.settrace(None)
    sys.setprofile(None)
    _search()


sys.addaudithook(lambda name, about: _note(name, about))
