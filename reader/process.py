"""A child process of Reader's own that speaks lines over pipes: started, written to, listened to, ended.

Work that would hold the interpreter's lock is done in such a process. No pickle and no fork: the screen has threads.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from reader.errors import WorkerError

_START = """import runpy, sys
home = sys.argv.pop(1)
if home not in sys.path:  # a checkout goes before an installed Reader; site-packages must not go before the library
    sys.path.insert(0, home)
runpy.run_module(sys.argv.pop(1), None, "__main__")"""


def python_command(module: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs a module of Reader's. Unlike `python -m` it takes no code from the current folder, which
    may hold anything; Reader itself is found where it is now."""
    return (sys.executable, "-P", "-c", _START, str(Path(__file__).parent.parent), module, *arguments)


_LENGTH = 4  # bytes before a frame, that tell how many it has


def frame(message: bytes) -> bytes:
    """A message that may hold line ends, as `frames` reads it."""
    return len(message).to_bytes(_LENGTH, "big") + message


def frames(pipe: IO[bytes]) -> Iterator[bytes]:
    """The messages written as `frame` makes them; one that is cut short is none."""
    while len(length := pipe.read(_LENGTH)) == _LENGTH:
        message = pipe.read(int.from_bytes(length, "big"))
        if len(message) < int.from_bytes(length, "big"):
            return
        yield message


class LineProcess:
    """One running process. A thread writes and a thread reads, so that neither pipe can fill up and block the other.
    What it answers is parted by `answers`: lines, if nothing else is said.

    Raises WorkerError, which begins with `name`, if it cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        name: str,
        environment: Mapping[str, str] | None = None,
        answers: Callable[[IO[bytes]], Iterable[bytes]] = iter,
    ) -> None:
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # the screen belongs to the reader
                env=dict(os.environ, PYTHONUTF8="1") | dict(environment or {}),
                start_new_session=True,  # ctrl+c in the terminal is not meant for it
            )
        except OSError as error:
            raise WorkerError(f"{name} cannot be started: {error}") from error
        self._answers = answers
        self.gone = False
        """Whether all that the process had to say has been received, and no more will come."""
        self._out: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._in: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._write, name=f"{name}: writer", daemon=True).start()
        threading.Thread(target=self._listen, name=f"{name}: listener", daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, line: bytes) -> None:
        """Hand a line over; never blocks."""
        self._out.put(line if line.endswith(b"\n") else line + b"\n")

    def finish(self) -> None:
        """Close the pipe to the process once all has been sent: a process that obeys ends then by itself."""
        self._out.put(None)

    def receive(self, seconds: float) -> bytes | None:
        """The next line or other answer of the process, waited for; None when it is `gone`, or silent for so long."""
        try:
            answer = self._in.get(timeout=seconds) if seconds > 0 else self._in.get_nowait()
        except queue.Empty:
            return None
        self.gone = self.gone or answer is None
        return answer

    def end(self) -> None:
        """Kill the process and collect it: what it still had to say is not wanted."""
        self._out.put(None)
        with suppress(OSError):
            self._process.kill()
        self._process.wait()

    def _write(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        with suppress(OSError, ValueError):
            while (line := self._out.get()) is not None:
                pipe.write(line)
                pipe.flush()
        with suppress(OSError, ValueError):
            pipe.close()

    def _listen(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with suppress(OSError, ValueError, MemoryError), pipe:  # nonsense may announce more than there can be
            for answer in self._answers(pipe):
                self._in.put(answer)
        self._in.put(None)
