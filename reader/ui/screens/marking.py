"""What the reader can do to stories: mark them read, star and tag them, one or all that are selected, and undo it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.errors import ReaderError
from reader.library import Library
from reader.model import Summary
from reader.ui.keys import Action
from reader.ui.paint import Styles
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.background import Latest

if TYPE_CHECKING:
    from reader.ui.screens.tag_dialog import TagChoice, TagDialog

Rows = tuple[int, ...]

_PART = 500  # stories looked up at a time, so that the answer can come before the last of 100,000


class _Asking(Struct, frozen=True):
    """A dialog that waits for the tags it offers: all tags, or `removing` those that the rows have."""

    dialog: TagDialog
    rows: Rows
    removing: bool


Tags = tuple[list[tuple[str, int]], list[str]]  # each with its number of articles; those that all rows have


class MarkingScreen(ArticleScreen):
    """The library screen with marks, tags and the selection.

    What is done is done to the story under the cursor or, while stories are selected and the list has the keyboard, to
    those of them that are listed: what a search or a filter hides is never touched.
    """

    def __init__(self, library: Library, styles: Styles, actions: Sequence[Action]) -> None:
        super().__init__(library, styles, actions)
        self._gathering = Latest(self, "tags", self._gather, self._gathered)

    @property
    def _chosen(self) -> Rows:
        """The rows that a key acts on; where there are none, the reader is told why."""
        if self.list.selected and not self.article.has_focus:
            if not self.list.selected_here:
                self.status.say("None of the selected stories is listed")
            return self.list.chosen
        if self.list.gone:
            self.status.say("This story is not in the library any more", "warning")
            return ()
        return (self.list.row,) if self.list.row is not None else ()

    # Marks

    def mark_read(self) -> None:
        """The story under the cursor is being read."""
        summary = self.list.current
        if summary and summary.unread and not self.list.gone:
            self._change((summary.row,), partial(self.library.mark_read, (summary.row,)))

    def action_toggle_read(self) -> None:
        if rows := self._chosen:
            self._change(rows, lambda: self._toggle_read(rows))

    def _toggle_read(self, rows: Rows) -> str:
        """Mark stories read; if they all are, unread. Returns what to say."""
        read = any(summary.unread for summary in self._summaries(rows))
        self.library.mark_read(rows, read)
        return _said("Marked read" if read else "Marked unread", rows)

    def action_read_all(self) -> None:
        if rows := self.list.rows:
            said = "All listed stories are marked read · u undoes"
            self._change(rows, partial(self.library.mark_read, rows), said)

    def action_star(self) -> None:
        if rows := self._chosen:
            self._change(rows, lambda: self._toggle_star(rows))

    def _toggle_star(self, rows: Rows) -> str:
        """Star stories; if they all are, take the stars away. Returns what to say."""
        starred = not all(summary.starred for summary in self._summaries(rows))
        self.library.star(rows, starred)
        return _said("Starred" if starred else "Star removed", rows)

    def _summaries(self, rows: Rows) -> Iterator[Summary]:
        for start in range(0, len(rows), _PART):
            yield from self.library.summaries(rows[start : start + _PART])

    def action_undo(self) -> None:
        def undone(sentence: str | None) -> None:
            self.status.say(sentence or "Nothing to undo")
            self.show_changes(None)

        self.deeds.do(self.library.undo, undone)

    def _change(self, rows: Rows, deed: Callable[[], str | None], said: str = "") -> None:
        """Change marks or tags of these rows in a thread, then show what has changed and say what was done: what the
        deed returns, else `said`."""

        def then(sentence: str | None) -> None:
            if sentence or said:
                self.status.say(sentence or said)
            self.show_changes(rows)

        self.deeds.do(deed, then)

    # Tags

    def action_tag(self) -> None:
        self._ask_for_tag(removing=False)

    def action_untag(self) -> None:
        summary = self.list.current
        if self._chosen == (self.list.row,) and summary and not summary.tags:
            self.status.say("This story has no tags")
        else:
            self._ask_for_tag(removing=True)

    def _ask_for_tag(self, *, removing: bool) -> None:
        if not (rows := self._chosen):
            return
        from reader.ui.screens.tag_dialog import TagDialog

        summary = self.list.summary(rows[0])
        what = summary.title if summary and len(rows) == 1 else f"{len(rows):,} stories"
        dialog = TagDialog(what, self.article.theme_styles, removing=removing)
        self.app.push_screen(dialog, partial(self._tag, rows))
        self._gathering.ask(_Asking(dialog, rows, removing))

    def _gather(self, asked: _Asking) -> Tags:
        """The tags to offer, in a thread: those of 100,000 stories take a while to count."""
        counts = Counter(tag for summary in self._summaries(asked.rows) for tag in summary.tags)
        own = [tag for tag, times in counts.items() if times == len(asked.rows)]
        if asked.removing:
            return (counts.most_common() if len(asked.rows) > 1 else [(tag, 0) for tag in counts]), own
        return self.library.tags(), own

    def _gathered(self, asked: _Asking, answer: Tags | ReaderError) -> None:
        if isinstance(answer, ReaderError):
            self.complain(answer)
        elif asked.dialog is self.app.screen:
            asked.dialog.supply(*answer)

    def _tag(self, rows: Rows, choice: TagChoice | None) -> None:
        if choice is None:
            return
        change = self.library.tag if choice.added else self.library.untag
        deed = f"Tagged #{choice.tag}" if choice.added else f"Removed #{choice.tag}"
        self._change(rows, partial(change, rows, choice.tag), _said(deed, rows, undoes=not choice.added))

    # Selecting

    def on_article_list_selected(self) -> None:
        """Say how many stories are selected, and what can be done to them."""
        self.refresh_hints()


def _said(deed: str, rows: Rows, *, undoes: bool = False) -> str:
    """What was done, to how many stories; of what is not done at one key press, also how it `undoes`."""
    what = deed if len(rows) == 1 else f"{deed}: {len(rows):,} stories"
    return f"{what} · u undoes" if undoes or len(rows) > 1 else what
