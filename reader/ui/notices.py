"""What the user should know, shown for a moment: plain words from wherever, in one safe line."""

from __future__ import annotations

from textual.app import App
from textual.notifications import SeverityLevel

from reader.errors import ReaderError
from reader.model import Notice
from reader.sanitise import one_line

_SEVERITIES: dict[str, SeverityLevel] = {"information": "information", "warning": "warning", "error": "error"}


def show_notice(app: App[None], notice: Notice) -> None:
    """Show a notice."""
    app.notify(one_line(notice.text), severity=_SEVERITIES.get(notice.severity, "warning"), markup=False)


def show_error(app: App[None], error: ReaderError | OSError, doing: str = "") -> None:
    """Show a named failure; `doing` says what could not be done."""
    app.notify(one_line(f"{doing}: {error}" if doing else str(error)), severity="error", markup=False)
