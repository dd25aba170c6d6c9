"""Makes README's picture, docs/screenshot.svg, from the program itself: `python docs/screenshot.py`.

The real program reads the shipped articles into an empty cache, finds the names, opens a story and goes to its first
quotation; nothing is drawn by hand. The result is the same wherever it is made.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
STORY = "village-doctor"
SIZE = (120, 34)
TODAY = date(2026, 6, 1)


async def picture(home: str) -> str:
    """The screen as SVG. `home` is a folder for caches and settings."""
    for variable in ("CONFIG", "DATA", "CACHE"):
        os.environ[f"XDG_{variable}_HOME"] = home
    from textual.widgets import Input

    from reader.library import open_library
    from reader.settings import Settings
    from reader.themes import load_themes, pick_theme
    from reader.ui.app import ReaderApp
    from reader.ui.screens.reading import ReadingScreen

    settings = Settings()
    library = open_library(ROOT / "seeds", tags=None, settings=settings)
    library.scan()
    rows = [library.resolve(STORY), *library.find("").rows[2:9:2]]
    library.annotate(library.find("").rows, lambda *_: None)
    library.tag(rows[:1], "медицина")
    library.tag(rows[:1], "Ольховка")
    library.tag(rows[1:2], "перечитать")
    library.mark_read(rows[2:])
    library.star(rows[1:2])
    library.remember_place(rows[0])
    themes, _ = load_themes()
    app = ReaderApp(library, settings, themes, pick_theme(themes, None)[0])
    async with app.run_test(size=SIZE) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        screen.list.today = TODAY
        screen.list.forget()
        for field in screen.query(Input):
            field.cursor_blink = False
        async with asyncio.timeout(60):
            while screen.scanning or not (screen.article.reading and screen.article.reading.annotation):
                await pilot.pause(0.1)
        await pilot.pause(0.5)
        await pilot.press("]")
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="reader seeds/")
    library.close()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # no picture of ours fetches fonts from elsewhere
    return re.sub(r"terminal-\d+", "terminal", svg)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        svg = asyncio.run(picture(home))
    (ROOT / "docs" / "screenshot.svg").write_text(svg, encoding="utf-8")
