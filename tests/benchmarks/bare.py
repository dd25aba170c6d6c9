"""The floor under every latency on screen: a Textual app that does next to nothing."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList, Static


class Bare(App[None]):
    """An input that echoes into a line of text, and a list of 200 rows."""

    def compose(self) -> ComposeResult:
        yield Input()
        yield Static("bare-ready", id="echo")
        yield OptionList(*(f"row {number}" for number in range(200)))

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#echo", Static).update("typed:" + event.value)


if __name__ == "__main__":
    Bare().run()
