"""A program in a terminal with a stopwatch: a key is written, and every change of the screen after it gets its time.

What the program writes is only collected, each piece with the moment of its arrival, until it falls silent; the
emulator, which is slow, is fed afterwards. So the measuring program takes nothing from the measured one, and its own
slowness is in no figure.
"""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.benchmarks import machine
from tests.terminal import Terminal

COLUMNS, LINES = 120, 36
_PAUSE = 0.06  # seconds without output after which the emulator may be fed
_LONGEST = 1.0  # seconds of output after which it is fed anyway

Look = Callable[[pyte.Screen], Hashable]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a look at the screen gave before a key, and each other thing it gave after it, with the milliseconds since
    the key."""

    before: Hashable
    changes: tuple[tuple[float, Hashable], ...]

    @property
    def first(self) -> float | None:
        """When the first change was on the screen; None if nothing changed."""
        return self.changes[0][0] if self.changes else None

    @property
    def last(self) -> float | None:
        """When the screen looked for the first time as it did in the end; None if it ended as it was."""
        if not self.changes or self.changes[-1][1] == self.before:
            return None
        return self.changes[-1][0]


@dataclass(frozen=True, slots=True)
class Program:
    """What to start; `ready` says when it is there for the user, `leave` are the keys that end it."""

    command: Sequence[str | Path]
    env: Mapping[str, str]
    ready: Callable[[pyte.Screen], bool]
    leave: str


class Probe(Terminal):
    """A program on a terminal of 120 × 36. Leaving the block ends it, and all it has started."""

    def __init__(self, program: Program) -> None:
        self.began = time.perf_counter()
        super().__init__(program.command, env=program.env, columns=COLUMNS, lines=LINES)
        self._program = program
        self._pieces: list[tuple[float, bytes]] = []  # read, and not yet shown to the emulator

    def started(self, seconds: float = 60) -> float:
        """Wait until the program is ready; returns the milliseconds since its command was given."""
        return self.until(self._program.ready, seconds, since=self.began)

    def react(self, keys: str, look: Look, *, still: float = 0.3, most: float = 4.0) -> Reaction:
        """Write keys and watch `look`: until it has been the same for `still` seconds after a change, or, without a
        change, for `most` seconds; at the longest for three times `most`."""
        before = look(self.screen)
        began = time.perf_counter()
        if keys:
            self.send(keys)
        changes: list[tuple[float, Hashable]] = []
        while True:
            for moment, data in self._collected():
                self.written += data
                self._stream.feed(data)
                seen = look(self.screen)
                if seen != (changes[-1][1] if changes else before):
                    changes.append(((moment - began) * 1000, seen))
            now = (time.perf_counter() - began) * 1000
            quiet = now - (changes[-1][0] if changes else 0)
            if quiet > (still if changes else most) * 1000 or now > 3000 * most or self.process.poll() is not None:
                return Reaction(before, tuple(changes))

    def until(
        self, look: Callable[[pyte.Screen], bool], seconds: float, keys: str = "", *, since: float | None = None
    ) -> float:
        """Write keys and return the milliseconds until `look` is true. Raises TimeoutError, with the screen."""
        began = since or time.perf_counter()
        if keys:
            self.send(keys)
        while time.perf_counter() - began < seconds and self.process.poll() is None:
            seen: float | None = None
            for moment, data in self._collected():
                self.written += data
                self._stream.feed(data)
                if seen is None and look(self.screen):
                    seen = moment
            if seen is not None:
                return (seen - began) * 1000
        screen = "\n".join(line.rstrip() for line in self.screen.display if line.strip())
        raise TimeoutError(f"not seen within {seconds:.0f} s:\n{screen}")

    def type_in(self, keys: str, seconds: float) -> None:
        """Write keys, so many seconds apart. What comes back is shown to the emulator by whatever is called next."""
        for key in keys:
            self.send(key)
            end = time.perf_counter() + seconds
            while (left := end - time.perf_counter()) > 0:
                self._read_piece(left)

    def rest(self, seconds: float) -> None:
        """Take what the program writes for so long."""
        self.react("", lambda _: 0, most=seconds)

    def _collected(self) -> list[tuple[float, bytes]]:
        """What the program has written and writes until it pauses, with the moments it came at."""
        end = time.perf_counter() + _LONGEST
        while time.perf_counter() < end and self._read_piece(_PAUSE):
            pass
        pieces, self._pieces = self._pieces, []
        return pieces

    def _read_piece(self, seconds: float) -> bool:
        """Wait so long for something to be written; whether anything was."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the program has ended
            return False
        if data:
            self._pieces.append((time.perf_counter(), data))
        return bool(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        started = machine.descendants(self.process.pid)  # a language process has a session of its own
        with suppress(OSError, AssertionError, subprocess.TimeoutExpired):
            self.send(self._program.leave)
            self.end(5)
        super().__exit__(kind, error, trace)
        machine.kill(pid for pid in started if Path(f"/proc/{pid}").exists())
