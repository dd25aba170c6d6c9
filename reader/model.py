"""What the rooms hand to one another: frozen values without behaviour beyond what follows from their fields.

Offsets. There is one text of an article: its bytes decoded, with dangerous characters replaced one for one. Every
span in this module is a pair of half-open character offsets into that text, never into a paragraph or a line.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

Span = tuple[int, int]


class Kind(StrEnum):
    """What part of a story a paragraph is."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    BOILERPLATE = "boilerplate"


_HIDDEN = Kind.BOILERPLATE  # found once: a member of an enumeration takes as long to find as ten other names


class Label(StrEnum):
    """What an entity is."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    PLACE = "LOC"
    DATE = "DATE"
    MONEY = "MONEY"


class QuoteKind(StrEnum):
    """How words are reported: in marks, partly in marks, or retold."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Paragraph(Struct, frozen=True):
    """A run of the text that is one part of the story. It holds no line end at either edge, but may hold some
    inside (a wrapped paragraph)."""

    start: int
    stop: int
    kind: Kind


class Page(Struct, frozen=True):
    """What a scraped page turned out to be: the parts of a story, found in one text.

    `paragraphs` cover every non-blank line, in order, without overlap; those of kind BOILERPLATE are not shown.
    `title`, `lead`, `caption` and `credit` are the words shown for them (lines joined); a repeated headline is
    BOILERPLATE. Fields are None where the page does not tell.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    lead: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    caption: str | None = None
    credit: str | None = None
    language: str | None = None
    url: str | None = None


class Stamp(Struct, frozen=True):
    """A file of a library as the folder listing shows it, before it is read. `mtime_ns` in nanoseconds, `size` in
    bytes, `name` is the path below the library's root with forward slashes."""

    name: str
    path: Path
    mtime_ns: int
    size: int


class IndexEntry(Struct, frozen=True):
    """What an `index.yaml` says of one file; None where it says nothing. What it says wins over the text."""

    file: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None


class Article(Struct, frozen=True):
    """One story with its text. `fingerprint` is 12 hex digits of the SHA-256 of the decoded text."""

    id: str
    path: Path
    text: str
    fingerprint: str
    page: Page

    @property
    def shown(self) -> tuple[Paragraph, ...]:
        """The paragraphs a reader sees: all that are not boilerplate."""
        return tuple([p for p in self.page.paragraphs if p.kind is not _HIDDEN])


class Summary(Struct, frozen=True):
    """One line of the list. `row` is the article's number in the cache; `characters` counts what is shown."""

    row: int
    id: str
    path: Path
    fingerprint: str
    title: str
    source: str | None
    author: str | None
    published: date | None
    language: str | None
    url: str | None
    characters: int
    tags: tuple[str, ...]
    unread: bool
    starred: bool

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at least one: 1,200 characters a minute, the pace commonly given for
        silent reading of Russian (about 180 words)."""
        return max(1, round(self.characters / 1200))


class Entity(Struct, frozen=True):
    """A name, a date or a sum of money in the text. `name` is the dictionary form (for DATE and MONEY the text
    itself); `value` an ISO date, a range of two ISO dates joined by a slash, or a sum such as `1200000 RUB`."""

    start: int
    stop: int
    label: Label
    text: str
    name: str
    value: str | None = None


class Quote(Struct, frozen=True):
    """Words of somebody. `start` and `stop` cover the words and their attribution; `contents` the words alone,
    without outer marks, without the conjunction; `speaker_span` the noun phrase that names the speaker, role
    included, and `name_span` the name in it. `speaker` is None where the text leaves it open."""

    start: int
    stop: int
    kind: QuoteKind
    contents: tuple[Span, ...]
    cue_span: Span | None = None
    speaker_span: Span | None = None
    name_span: Span | None = None
    role: str | None = None
    speaker: str | None = None


class Annotation(Struct, frozen=True):
    """What the language room found in one text. `entities` are sorted and do not overlap; `quotes` are sorted.
    `error` says why a text could not be annotated, in one line; the rest is empty then.

    `known_as` tells under which name an entity is known: label, `Entity.name`, canonical name, for each name that has
    another canonical one in this article. `counted` are the places and organisations that adjectives mean
    («китайский»: Китай) and how often: never highlighted."""

    language: str | None
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    error: str | None = None
    known_as: tuple[tuple[Label, str, str], ...] = ()
    counted: tuple[tuple[str, int], ...] = ()


class Match(Struct, frozen=True):
    """Where a query met an article. `field` is title, lead, body or name; `text` the words met; `passage` the
    surrounding words for a list; `spans` where `text` stands in `passage`, in characters of the passage."""

    field: str
    text: str
    passage: str
    spans: tuple[Span, ...] = ()


class Hit(Struct, frozen=True):
    """An article that answers a query; `score` in 0…1, 1 is best."""

    row: int
    score: float
    matched: tuple[Match, ...] = ()


class Notice(Struct, frozen=True):
    """One thing the user should know and need do nothing about at once. `severity` is `information`, `warning` or
    `error`, as Textual names them."""

    text: str
    severity: str = "warning"


class ArticleRef(Struct, frozen=True):
    """How user data points at an article, so that it is found again after a rename: id, title, fingerprint."""

    id: str
    title: str
    fingerprint: str


class TagChange(Struct, frozen=True):
    """One operation on the tags of one article; `added` False takes the tag away."""

    article: ArticleRef
    tag: str
    added: bool

    @property
    def inverse(self) -> TagChange:
        """The operation that undoes this one."""
        return TagChange(self.article, self.tag, not self.added)


class Chip(Struct, frozen=True):
    """One part of a query as it was understood: its canonical spelling, and where it stands in the query (half-open
    characters). `forgiven` are the words that stood in for it; `wanted` is False for what must not be."""

    text: str
    start: int
    stop: int
    forgiven: tuple[str, ...] = ()
    wanted: bool = True


class Listing(Struct, frozen=True):
    """The rows a query leaves, in order. `echo` is the query as it was understood, `chips` its parts; `forgiven` the
    words that stood in for mistyped ones; `incomplete` says that the answer depends on names and quotations of
    articles that are not annotated yet; `hits` what matched, by row, for those rows already looked into."""

    rows: tuple[int, ...]
    echo: str = ""
    forgiven: tuple[str, ...] = ()
    hits: dict[int, Hit] = field(default_factory=dict)
    chips: tuple[Chip, ...] = ()
    incomplete: bool = False


class SavedSearch(Struct, frozen=True):
    """A query that the user has given a name."""

    name: str
    query: str


class Facet(Struct, frozen=True):
    """One value that articles share: `query` finds them. `operator` is tag, source, person, org, place or search;
    `articles` how many there are, None for a saved search whose query is wrong."""

    operator: str
    value: str
    articles: int | None
    query: str


class Offer(Struct, frozen=True):
    """A way to complete what is being typed: `text` stands for all that is to be replaced; `articles` is how many it
    would leave on its own, None where nobody has counted."""

    text: str
    articles: int | None = None


class Completion(Struct, frozen=True):
    """What could stand in place of `start` to `stop` of a query, half-open characters, the best first."""

    start: int
    stop: int
    offers: tuple[Offer, ...] = ()
