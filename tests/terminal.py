"""The real program on a real pseudo-terminal, its screen kept by a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte


class Terminal:
    """A program running in a terminal of `columns` × `lines`; everything it wrote is in `written`."""

    def __init__(
        self, command: Sequence[str | Path], *, env: Mapping[str, str], columns: int = 100, lines: int = 30
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.written = bytearray()
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        self._set_size(columns, lines)
        self.process = subprocess.Popen(
            [str(part) for part in command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={"TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
            start_new_session=True,
        )
        os.close(slave)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; the program is told."""
        self._set_size(columns, lines)
        self.screen.resize(lines, columns)
        self.process.send_signal(signal.SIGWINCH)

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    @property
    def text(self) -> str:
        """What stands on the screen now."""
        return "\n".join(self.screen.display)

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what the program writes within `seconds`; False once it wrote nothing or has ended."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)

    def wait(self, until: Callable[[str], bool], seconds: float = 20) -> str:
        """Read until the screen is as wanted; returns it. Raises AssertionError, with the screen, if it never is."""
        end = time.monotonic() + seconds
        while not until(self.text):
            assert time.monotonic() < end, f"not seen within {seconds} s:\n{self.text}"
            self.read(0.05)
        return self.text

    def wait_for(self, words: str, seconds: float = 20) -> str:
        """Read until `words` stand on the screen; returns it."""
        return self.wait(lambda text: words in text, seconds)

    def settle(self, quiet: float = 0.3, most: float = 2.0) -> str:
        """Read until nothing was written for `quiet` seconds, or for `most` seconds in all (a cursor may blink)."""
        end = time.monotonic() + most
        while self.read(quiet) and time.monotonic() < end:
            pass
        return self.text

    def vanish(self) -> None:
        """Have the terminal go away, as when a connection breaks. Nobody sends the program a signal."""
        os.close(self._master)
        self._master, slave = pty.openpty()
        os.close(slave)

    def end(self, seconds: float = 10) -> int:
        """Wait for the program to end by itself; returns its exit status."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read(0.05)
        while self.read(0.1):
            pass
        return self.process.wait(0.1)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)
