"""What the reader can do with the open story: go from quotation to quotation, find words, copy, change how it looks."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from reader.errors import ReaderError
from reader.library import Library
from reader.model import Label, Quote, Span, Summary
from reader.sanitise import one_line
from reader.ui.dates import long_date
from reader.ui.keys import Action
from reader.ui.paint import Styles, quoted
from reader.ui.screens.background import Latest
from reader.ui.screens.changing import ChangingScreen
from reader.ui.widgets.search_box import SearchBox

_SCROLL = 3  # lines that J and K scroll
_NAMED = {Label.PERSON: "person", Label.ORGANISATION: "organisation", Label.PLACE: "place"}


class ArticleScreen(ChangingScreen):
    """The library screen with the actions that concern the open story."""

    def __init__(self, library: Library, styles: Styles, actions: Sequence[Action]) -> None:
        super().__init__(library, styles, actions)
        self._spotting = Latest(self, "find", self._spot, self._spotted)

    # Moving and looking

    def action_scroll_down(self) -> None:
        self.article.move(_SCROLL)

    def action_scroll_up(self) -> None:
        self.article.move(-_SCROLL)

    def action_next_quote(self) -> None:
        self._to_quote(1)

    def action_previous_quote(self) -> None:
        self._to_quote(-1)

    def _to_quote(self, direction: int) -> None:
        quotes = self._quotes
        if not quotes:
            self.status.say("No quotations were found in this story")
            return
        place = self.article.jump(quotes, direction)
        if place is None:
            self.status.say("That was the last quotation" if direction > 0 else "That was the first quotation")
            return
        quote = quotes[place]
        who = quote.speaker or quote.role or "speaker not named"
        self.status.say(f"{who} · quotation {list(quotes).index(place) + 1} of {len(quotes)}", "speaker")

    @property
    def _quotes(self) -> dict[Span, Quote]:
        """The quotations of the open story by the span to jump to."""
        annotation = self.article.reading.annotation if self.article.reading else None
        quotes = quoted(annotation) if annotation else ()
        return {(quote.contents[0][0], quote.contents[-1][1]): quote for quote in quotes}

    def action_next_name(self) -> None:
        self._to_name(1)

    def action_previous_name(self) -> None:
        self._to_name(-1)

    def _to_name(self, direction: int) -> None:
        annotation = self.article.reading.annotation if self.article.reading else None
        names = {(e.start, e.stop): e for e in (annotation.entities if annotation else ()) if e.label in _NAMED}
        if not names:
            self.status.say("No names were found in this story")
            return
        place = self.article.jump(names, direction)
        if place is None:
            self.status.say("That was the last name" if direction > 0 else "That was the first name")
            return
        entity = names[place]
        times = sum(other.name == entity.name for other in names.values())
        said = f"{entity.name} · {_NAMED[entity.label]} · {times} {'mention' if times == 1 else 'mentions'}"
        self.status.say(said, _NAMED[entity.label])

    def action_highlights(self) -> None:
        self.status.say(f"Showing {self.article.next_highlights()}")

    def action_raw(self) -> None:
        self.status.say("The page as it was scraped" if self.article.toggle_raw() else "The clean text")

    def action_zen(self) -> None:
        self.toggle_class("-zen")
        if self.has_class("-zen"):
            self.article.focus()

    def action_narrower(self) -> None:
        self.status.say(f"{self.article.widen(-1)} columns")

    def action_wider(self) -> None:
        self.status.say(f"{self.article.widen(1)} columns")

    # Copying

    def action_copy(self) -> None:
        reading = self.article.reading
        if reading is None:
            return
        if reading.summary.url:
            self.app.copy_to_clipboard(one_line(reading.summary.url))
            self.status.say("Copied the link")
            return
        text = reading.article.text
        paragraphs = [" ".join(text[p.start : p.stop].split()) for p in reading.article.shown]
        self.app.copy_to_clipboard("\n\n".join(paragraphs))
        self.status.say(f"Copied the text, {len(paragraphs)} paragraphs")

    def action_copy_quote(self) -> None:
        """Copy the quotation jumped to, else the first one."""
        reading, quotes = self.article.reading, self._quotes
        if reading is None or not quotes:
            self.status.say("No quotations were found in this story")
            return
        quote = quotes.get(self.article.place or (0, 0)) or next(iter(quotes.values()))
        self.app.copy_to_clipboard(attributed(quote, reading.article.text, reading.summary))
        self.status.say("Copied the quotation")

    # Find in the article

    def on_article_view_find_requested(self) -> None:
        self.article.finding = True
        self.find.open()
        self._find_changed()

    @on(SearchBox.Changed, "#find")
    def _find_changed(self) -> None:
        """Nothing typed looks for what the library was searched for, as an empty pattern does in vim."""
        if self.article.reading:
            words = self.find.text.strip() or self.wanted.searched
            self._spotting.ask((self.article.reading.article.text, words))

    def _spot(self, asked: tuple[str, str]) -> tuple[Span, ...]:
        text, query = asked
        return self.library.matches(text, query) if query else ()

    def _spotted(self, asked: tuple[str, str], answer: tuple[Span, ...] | ReaderError) -> None:
        if not self.article.finding:
            return
        spans = answer if isinstance(answer, tuple) and asked[1] else ()
        self.article.mark_matches(spans)
        if spans:
            self.article.place = None
            self.article.jump(spans, 1) or self.article.jump(spans, -1)
        self._note_match()

    @on(SearchBox.ResultMoved, "#find")
    def _match_moved(self, event: SearchBox.ResultMoved) -> None:
        self.article.walk(event.step)

    def on_article_view_match_reached(self) -> None:
        self._note_match()

    def _note_match(self) -> None:
        matches, place = self.article.matches, self.article.place
        if not matches:
            self.find.note([("not in this story", "warning")] if self.find.text.strip() else [])
        else:
            number = matches.index(place) + 1 if place in matches else 1
            self.find.note([(f"{number} of {len(matches)}", "muted")])

    @on(SearchBox.Accepted, "#find")
    def _find_accepted(self) -> None:
        if self.article.matches:
            self.article.focus()
        else:
            self.end_find()

    @on(SearchBox.Cancelled, "#find")
    def end_find(self) -> None:
        """Close the find box; what the search of the library has found is highlighted again."""
        self.find.close()
        self.article.finding = False
        self.article.place = None
        self.article.mark_matches(())
        self.article.focus()
        self.follow()


def attributed(quote: Quote, text: str, summary: Summary) -> str:
    """«Words» — speaker (source, date), with what is known of them."""
    words = " … ".join(" ".join(text[start:stop].split()) for start, stop in quote.contents)
    speaker = quote.speaker or quote.role
    day = long_date(summary.published, summary.language) if summary.published else None
    origin = ", ".join(part for part in (summary.source, day) if part)
    return f"«{words}»" + (f" — {speaker}" if speaker else "") + (f" ({origin})" if origin else "")
