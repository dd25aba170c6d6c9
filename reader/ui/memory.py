"""When the process of the screen looks after its memory: not while somebody waits."""

from __future__ import annotations

import ctypes
import gc

SETTLED = 3.0  # seconds after the start in which the program gets what it keeps
PAINTED = 0.02  # seconds in which what was painted has reached the terminal
_ARENAS = -8  # M_ARENA_MAX in malloc.h


def prepare() -> None:
    """Look for no garbage until all is in place, and have all threads share two of the C library's heaps. With one for
    each, answers to searches left 20 MiB in pieces that no other thread could use."""
    gc.disable()
    if hasattr(libc := ctypes.CDLL(None), "mallopt"):  # glibc's
        libc.mallopt(_ARENAS, 2)


def settle() -> None:
    """Have the search for garbage leave aside what is there by now: modules, the style sheet, widgets. Going through it
    took 57 to 94 ms every few seconds, in which no key was answered."""
    gc.freeze()
    gc.enable()


def sweep() -> None:
    """Look for garbage now, `PAINTED` after results have been shown. Lines that Textual has painted keep themselves in
    rings, 6,000 objects for each letter typed; left to itself, Python frees those of four letters at once, in 25 to
    60 ms that fall between a letter and its results as often as not. Before the program has settled it would go through
    all that there is, for longer than anybody should wait."""
    if gc.get_freeze_count():
        gc.collect()
