"""What the system tells of processes: their children, memory, processor time. Linux only, by /proc."""

from __future__ import annotations

import os
import platform
import signal
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_MIB = 1024.0  # /proc counts in KiB


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB of a process: all that is resident, and its share where pages are shared with other processes."""

    resident: float
    share: float


def memory(pid: int) -> Memory:
    """What a process holds now."""
    fields = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if ":" in line
    )
    resident, share = (int(fields[name].split()[0]) / _MIB for name in ("Rss", "Pss"))
    return Memory(resident, share)


def processor_seconds(pid: int) -> float:
    """Processor time that a process has used so far, its children's not counted."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    found: list[int] = []
    with suppress(OSError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, children.read_text().split()):
                found += [child, *descendants(child)]
    return found


def kill(pids: Iterable[int]) -> None:
    """End processes at once; those that have ended are no trouble."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def facts() -> str:
    """What figures depend on: processors and versions."""
    models = [line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return " · ".join(
        (
            f"{os.cpu_count()} × {models[0] if models else platform.machine()}",
            f"Python {platform.python_version()}",
            f"Textual {version('textual')}",
            f"SQLite {sqlite3.sqlite_version}",
            *(said for program in ("newsboat", "fzf") if (said := program_version(program))),
        )
    )


def program_version(program: str) -> str | None:
    """A program's name and version; None where it is not installed."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    words = said.split()
    return f"{program} {next((word for word in words if word[0].isdigit()), '')}".strip()


def size(folder: Path) -> float:
    """MiB of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / (1 << 20)


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
