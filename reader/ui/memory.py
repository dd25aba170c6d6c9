"""When the process of the screen looks after its memory: not while somebody waits."""

from __future__ import annotations

import ctypes
import gc

SETTLED = 3.0  # seconds after the start in which the program gets what it keeps
RESTED = 0.7  # seconds after a search in which the next letter may be typed
_MUCH = 50_000  # objects made since the last search for garbage and still there: some dozens of letters
_ARENAS = -8  # M_ARENA_MAX in malloc.h


def prepare() -> None:
    """Look for no garbage until all is in place, and have all threads share two of the C library's heaps. With one for
    each, answers to searches left 20 MiB in pieces that no other thread could use."""
    gc.disable()
    if hasattr(libc := ctypes.CDLL(None), "mallopt"):  # glibc's
        libc.mallopt(_ARENAS, 2)


def settle() -> None:
    """Have the search for garbage leave aside what is there by now: modules, the style sheet, widgets. Going through it
    took 57 to 94 ms every few seconds, in which no key was answered. What comes later is gone through when there is
    much of it, 20 to 60 ms of work, or by `sweep`."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(_MUCH)


def sweep() -> None:
    """Look for garbage now, when nobody has typed for `RESTED`: each letter leaves some hundred objects that only this
    frees. Before the program has settled it would go through all that there is, for longer than anybody should wait."""
    if gc.get_freeze_count():
        gc.collect()
