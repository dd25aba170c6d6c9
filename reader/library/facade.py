"""One open library: what the screen and the command line may ask of it.

The class is small on purpose: each subject is a module of its own beside this one, and a method here says what can be
asked and hands it on. Everything may be called from any thread. What takes long says so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

from reader.errors import UnknownArticleError
from reader.language.spacy_names import rules_version
from reader.library.catalogue import Catalogue
from reader.library.completing import Completing
from reader.library.correcting import Correcting, NameUse
from reader.library.facets import Facets
from reader.library.filtering import Filters
from reader.library.finding import Finder
from reader.library.importing import ScanProgress
from reader.library.marking import Marks
from reader.library.naming import Annotator, NameRow, QuoteRow, annotation_of, name_rows, quote_rows
from reader.library.planning import Place
from reader.library.scanning import Scanner
from reader.library.searching import Searches
from reader.library.tagging import Tagging
from reader.library.watching import Watcher
from reader.model import (
    Annotation,
    Article,
    Completion,
    Facet,
    Label,
    Listing,
    Match,
    Notice,
    Offer,
    SavedSearch,
    Span,
    Summary,
)
from reader.search.match import load
from reader.storage.annotations import Annotations
from reader.storage.cache import Cache
from reader.storage.database import Database
from reader.storage.journal import Journal
from reader.storage.names import NameStore
from reader.storage.searches import SearchStore
from reader.storage.tags import TagStore


class Counts(Struct, frozen=True):
    """How many articles a library holds, and how many of them are unread."""

    articles: int
    unread: int


class Reading(Struct, frozen=True):
    """All that is shown of one article. `annotation` is None until the language process has come to it; `signs` are
    the characters of its text that are not words but Markdown."""

    summary: Summary
    article: Article
    annotation: Annotation | None
    signs: tuple[Span, ...] = ()


class _Undoable(Struct, frozen=True):
    what: str
    undo: Callable[[], object]


class Library:
    """An open library, made by `open_library`. Close it when done."""

    def __init__(
        self,
        place: Place,
        database: Database,
        journal: Journal,
        tags: TagStore,
        searches: SearchStore,
        names: NameStore,
        notices: Sequence[Notice] = (),
        spacy: str | None = None,
    ) -> None:
        self.root = place.root
        self.name = place.root.stem if place.root.is_file() else place.root.name or str(place.root)
        self._notices = [*notices, *journal.notices]
        self._undoable: list[_Undoable] = []
        self._lock = threading.Lock()
        self._database = database
        self._journal = journal
        self._cache = Cache(database)
        self._annotations = Annotations(database, rules_version(spacy))
        self._spacy = spacy
        self._scanner = Scanner(place, database, self._notify)
        self._watcher = Watcher(place, database, self._scanner, self._notify)
        self._generation = 0  # of the articles, as this program has changed them
        self._counted: tuple[tuple[int, int, Collection[str]] | None, Counts] = (None, Counts(0, 0))
        self._marks = Marks(journal)
        self._tagging = Tagging(tags, self._cache, self._notify)
        self._searches = Searches(searches, self._notify)
        self._correcting = correcting = Correcting(names, self._annotations, self._notify)
        filters = Filters(database, self._annotations, correcting, self._marks, self._tagging, self._searches)
        self._finder = Finder(database, Catalogue(self._cache), self._annotations, correcting, filters, self._searches)
        self._facets = Facets(self._cache, correcting, self._tagging, self._searches, self._finder)
        self._completing = Completing(self._cache, self._annotations, correcting, self._tagging, self._searches)
        if database.rebuilt:
            self._notify(Notice(f"the cache is made anew: {database.rebuilt}", "information"))

    def close(self) -> None:
        """Let go of all files."""
        self._database.close()
        self._journal.close()

    def take_notices(self) -> list[Notice]:
        """What the user should know; each is handed out once."""
        with self._lock:
            taken, self._notices = self._notices, []
        return taken

    def _notify(self, notice: Notice) -> None:
        with self._lock:
            self._notices.append(notice)

    # What is there

    def scan(
        self,
        report: Callable[[ScanProgress], None] = lambda _progress: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Read what is new or changed on disk. Returns whether anything was. Takes from milliseconds to minutes.

        Raises LibraryError when the folder is gone.
        """
        try:
            return self._scanner.scan(report, stop)
        finally:
            self._articles_changed()

    def watch(self, report: Callable[[ScanProgress], None], stop: Callable[[], bool]) -> None:
        """Take in what changes on disk as it changes, until `stop()` says so; blocks. `report` is told after each
        change, as by `scan`; what goes wrong becomes a notice."""
        self._watcher.watch(self._articles_changed, report, stop)

    def _articles_changed(self) -> None:
        self._finder.forget()
        self._tagging.refresh(articles_changed=True)
        self._generation += 1

    def refresh(self) -> bool:
        """Take in tags, marks, saved searches and corrections of names that an editor or another reader wrote. Returns
        whether there were any."""
        return self._tagging.refresh() | self._marks.refresh() | self._searches.refresh() | self._correcting.refresh()

    def counts(self) -> Counts:
        """How many articles there are, and how many are unread."""
        key = self._cache.count(), self._generation, self._marks.read
        known, counts = self._counted
        if known is None or key[:2] != known[:2] or key[2] is not known[2]:
            counts = Counts(key[0], key[0] - self._cache.count_texts(key[2]))
            self._counted = key, counts
        return counts

    def find(
        self, query: str = "", *, sort: str | None = None, limit: int | None = None, typing: bool = False
    ) -> Listing:
        """The articles that answer a query, in one of the orders of SORTS; '' is all of them, newest first.

        `typing` forgives a query that is not finished. Raises QueryError.
        """
        return self._finder.find(query, sort=sort, limit=limit, typing=typing)

    def prepare_search(self) -> None:
        """Load what the first search would else wait for: half a second of work, to be done in the background."""
        load()
        self._finder.prepare()

    def explain(self, listing: Listing, query: str) -> Listing:
        """The same listing with what matched, and where, for each of its rows. Reads their texts."""
        return self._finder.explain(listing, query)

    def summaries(self, rows: Sequence[int]) -> list[Summary]:
        """The lines of the list, in the order of `rows`; articles that are gone are left out."""
        marks = self._marks
        return self._cache.summaries(rows, tags=self._tagging.by_id, read=marks.read, starred=marks.starred)

    def resolve(self, wanted: str) -> int:
        """The row of the article whose id is, or alone ends in, `wanted`. Raises UnknownArticleError."""
        found = self._cache.ids(wanted) if wanted else []
        if len(found) != 1:
            raise UnknownArticleError(wanted, tuple(article_id for _, article_id in found))
        return found[0][0]

    # One article

    def read(self, row: int) -> Reading:
        """One article whole. Raises UnknownArticleError if it is gone."""
        from reader.sources.lines import sign_spans  # loads more than the first list needs

        article = self._cache.article(row)
        summaries = self.summaries([row])
        if article is None or not summaries:
            raise UnknownArticleError(f"number {row}")
        signs = tuple(span for p in article.shown for span in sign_spans(article.text, p.start, p.stop))
        found = annotation_of(self._annotations, row)
        return Reading(summaries[0], article, found and self._correcting.annotation(found), signs)

    def matches(self, text: str, query: str) -> tuple[Span, ...]:
        """Where the words of a query stand in a text, as forgivingly as the search found them."""
        return self._finder.matches(text, query)

    def excerpt(self, row: int, query: str) -> Match | None:
        """The passage of an article's body that answers a query best."""
        return self._finder.excerpt(row, query)

    # Names and quotations

    def annotator(self) -> Annotator:
        """Somebody to annotate what is missing; close it when done."""
        return Annotator(self._database, self._annotations, self._notify, self._spacy)

    def annotate(self, rows: Sequence[int], report: Callable[[int, int], None]) -> None:
        """Have the names and quotations of these articles ready. `report` gets done and total. Takes long."""
        missing = self._annotations.missing_among(rows)
        if not missing:
            return
        annotator = self.annotator()
        try:
            for done, row in enumerate(missing):
                report(done, len(missing))
                annotator.annotate(row)
        finally:
            annotator.close()

    def annotate_for(self, query: str, report: Callable[[int, int], None]) -> None:
        """Annotate what a query asks about, so that `find` answers it completely: nothing where it asks for no names,
        all that meets the rest of it where that can be told, else every article. Raises QueryError."""
        self.annotate(self._finder.rows_to_annotate(query), report)

    def find_annotated(self, query: str, report: Callable[[int, int], None]) -> tuple[int, ...]:
        """The rows that a query finds, complete, and with their own names and quotations ready. Raises QueryError."""
        self.annotate_for(query, report)
        rows = self.find(query).rows
        self.annotate(rows, report)
        return rows

    def names_progress(self) -> tuple[int, int]:
        """How many articles are annotated, of how many."""
        return self._annotations.count(), self._cache.count()

    def quotes(self, rows: Sequence[int], query: str = "") -> list[QuoteRow]:
        """The quotations in some articles, as far as they are annotated; those alone that the `said:` and `quote:` of
        a query ask for, if it has any. Raises QueryError."""
        wanted = self._finder.quotations(query)
        return quote_rows(self.summaries(rows), self._cache, self._annotations, self._correcting, wanted)

    def names(self, rows: Sequence[int]) -> list[NameRow]:
        """People, organisations and places in some articles, most articles first, as far as these are annotated."""
        return name_rows(self._correcting.mentions(self._annotations.mentions(rows)))

    def name_use(self, label: Label, name: str) -> NameUse:
        """How often a name occurs in the whole library, and in which spellings."""
        return self._correcting.use(label, name)

    def names_like(self, label: Label, typed: str) -> tuple[Offer, ...]:
        """The names of one kind that go with the letters typed so far; at most 50, the best first."""
        return self._completing.names(label, typed)

    # Names put right. Each names a name as it is called now, and raises ReaderError for what makes no sense,
    # StorageError if it cannot be kept.

    def merge_names(self, label: Label, name: str, into: str) -> None:
        """Have a name count as another one, everywhere."""
        self._undoable.append(_Undoable(f"{name} merged into {into}", self._correcting.merge(label, name, into)))

    def rename_name(self, label: Label, name: str, new: str) -> None:
        """Call a name otherwise; if another one is called so already, they become one."""
        self._undoable.append(_Undoable(f"{name} renamed to {new}", self._correcting.rename(label, name, new)))

    def split_name(self, label: Label, name: str, spelling: str) -> None:
        """Have a spelling of a name, in all its case forms where they can be told, count as a name of its own."""
        self._undoable.append(_Undoable(f"{spelling} split off {name}", self._correcting.split(label, name, spelling)))

    def retype_name(self, label: Label, name: str, new_label: Label) -> None:
        """Say that what is called so is a person, an organisation or a place."""
        self._undoable.append(_Undoable(f"{name} retyped", self._correcting.retype(label, name, new_label)))

    # The user's own

    def tags(self) -> list[tuple[str, int]]:
        """Every tag of this library with the number of its articles, most used first."""
        return self._tagging.counts()

    def tag(self, rows: Sequence[int], tag: str) -> None:
        """Tag articles. Raises ReaderError for what cannot be a tag, StorageError if it cannot be kept."""
        self._change_tags(rows, tag, added=True)

    def untag(self, rows: Sequence[int], tag: str) -> None:
        """Take a tag from articles. Raises StorageError if that cannot be kept."""
        self._change_tags(rows, tag, added=False)

    def _change_tags(self, rows: Sequence[int], tag: str, *, added: bool) -> None:
        changes = self._tagging.change(self._cache.refs(rows), tag, added)
        inverse = [change.inverse for change in reversed(changes)]
        if changes:
            what = f"#{tag} {'put on' if added else 'taken from'} {_stories(len(changes))}"
            self._undoable.append(_Undoable(what, lambda: self._tagging.apply(inverse)))

    def mark_read(self, rows: Sequence[int], read: bool = True) -> None:
        """Mark articles as read, or as unread. Raises StorageError if that cannot be kept."""
        texts = {ref.fingerprint for ref in self._cache.refs(rows)}
        changed = texts - self._marks.read if read else texts & self._marks.read
        if changed:
            self._marks.mark_read(changed, read)
            what = f"{_stories(len(changed))} marked {'read' if read else 'unread'}"
            self._undoable.append(_Undoable(what, lambda: self._marks.mark_read(changed, not read)))

    def star(self, rows: Sequence[int], starred: bool = True) -> None:
        """Give articles a star, or take it. Raises StorageError if that cannot be kept."""
        texts = {ref.fingerprint for ref in self._cache.refs(rows)}
        changed = texts - self._marks.starred if starred else texts & self._marks.starred
        if changed:
            self._marks.star(changed, starred)
            what = f"{_stories(len(changed))} {'starred' if starred else 'unstarred'}"
            self._undoable.append(_Undoable(what, lambda: self._marks.star(changed, not starred)))

    # Searches

    def complete(self, text: str, at: int) -> Completion:
        """What could be typed at character `at` of a query that is being typed: values after an operator's colon, with
        how many articles each has; the name of an operator that has been begun. At most 50, the best first."""
        return self._completing.complete(text, at)

    def facets(self) -> tuple[Facet, ...]:
        """The tags, sources, people, organisations and places of the library, the 200 with the most articles of each,
        and the saved searches in their order. Takes long in a large library: to be called in a thread."""
        return self._facets.all()

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches in the order of the user's file."""
        return self._searches.all

    def save_search(self, name: str, query: str) -> None:
        """Save a query, in place of the one of that name if there is one. Raises QueryError for a wrong query,
        ReaderError for what cannot be a name, StorageError if it cannot be kept."""
        self._undoable.append(_Undoable(f"search {name!r} saved", self._searches.save(name, query)))

    def rename_search(self, name: str, new_name: str) -> None:
        """Give a saved search another name. Raises ReaderError where there is none of that name, or the new one cannot
        be or is taken, StorageError if it cannot be kept."""
        undo = self._searches.rename(name, new_name)
        self._undoable.append(_Undoable(f"search {name!r} renamed to {new_name!r}", undo))

    def remove_search(self, name: str) -> None:
        """Remove a saved search. Raises ReaderError where there is none of that name, StorageError if the file cannot
        be written."""
        self._undoable.append(_Undoable(f"search {name!r} removed", self._searches.remove(name)))

    def history(self) -> tuple[str, ...]:
        """The queries searched for, oldest first, at most 200."""
        return self._journal.queries()

    def remember_search(self, query: str) -> None:
        """Make a query the newest of the history; a blank one is not remembered."""
        if asked := " ".join(query.split()):
            self._journal.remember_query(asked)

    # The last change, the last place

    def undo(self) -> str | None:
        """Take back the last change of tags, marks, saved searches or names; says what was taken back, None if there is
        nothing."""
        if not self._undoable:
            return None
        last = self._undoable.pop()
        last.undo()
        return f"undone: {last.what}"

    def place(self) -> str | None:
        """The id of the article the reader was at when the library was last left."""
        return self._journal.place(self.root)

    def remember_place(self, row: int) -> None:
        """Remember the article the reader is at."""
        for ref in self._cache.refs([row]):
            self._journal.remember_place(self.root, ref.id)


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count:,} stories"
