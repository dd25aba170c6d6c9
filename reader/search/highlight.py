"""Where the words of a query stand in a text, and the passage of an article that answers it best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from reader.model import Kind, Match, Paragraph, Span
from reader.search.match import Form
from reader.search.words import words

_Sequence = tuple[tuple[str, ...], bool, int]
"""Words that follow one another, whether the last may go on, and of which term they are."""


class Terms(Struct, frozen=True):
    """What to look for in texts. A term is one word or phrase of the query with everything it stands for; terms are
    numbered in the order of the query."""

    words: dict[str, int] = field(default_factory=dict)
    """Single words, and which term each belongs to."""
    beginnings: tuple[tuple[str, int], ...] = ()
    """Beginnings of single words."""
    sequences: dict[str, list[_Sequence]] = field(default_factory=dict)
    """Words that must follow one another, by the first of them."""

    def __bool__(self) -> bool:
        return bool(self.words or self.beginnings or self.sequences)


def terms_of(understood: Iterable[Iterable[Form]]) -> Terms:
    """Terms from what each word of a query stands for."""
    singles: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    sequences: dict[str, list[_Sequence]] = {}
    for number, forms in enumerate(understood):
        for form in forms:
            parts = tuple(form.words.split(" "))
            if len(parts) > 1:
                sequences.setdefault(parts[0], []).append((parts, form.begins, number))
            elif form.begins:
                beginnings.setdefault(form.words, number)
            else:
                singles.setdefault(form.words, number)
    return Terms(singles, tuple(beginnings.items()), sequences)


def match_spans(text: str, terms: Terms) -> tuple[Span, ...]:
    """Where the terms stand in `text`, in order, without overlap; a phrase is one span. Time grows with the text
    alone."""
    return tuple((start, stop) for start, stop, _ in _located(text, terms))


def matches(
    title: str, text: str, paragraphs: Iterable[Paragraph], terms: Terms, width: int = 160
) -> tuple[Match, ...]:
    """Where an article answers: its title, then the best passage of its lead, then of the rest, each if it does.
    `paragraphs` are those shown of `text`; `width` is the longest passage in characters."""
    parts: dict[str, list[Span]] = {"lead": [], "body": []}
    for paragraph in paragraphs:
        if paragraph.kind is not Kind.HEADLINE:
            parts["lead" if paragraph.kind is Kind.LEAD else "body"].append((paragraph.start, paragraph.stop))
    found = [passage(title, [(0, len(title))], terms, max(width, len(title)), "title")]
    found += [passage(text, spans, terms, width, name) for name, spans in parts.items()]
    return tuple(match for match in found if match)


def passage(text: str, spans: Iterable[Span], terms: Terms, width: int = 160, name: str = "body") -> Match | None:
    """The passage within one of `spans` that holds the most terms, then the most matches, then comes first; None if
    there is none. It is cut between words, with … where it is cut; `name` is the field of the Match."""
    best: tuple[tuple[int, int], Span, list[Span]] | None = None
    for start, stop in spans:
        located = [(start + a, start + b, number) for a, b, number in _located(text[start:stop], terms)]
        if located:
            worth, chosen = _densest(located, width)
            if best is None or worth > best[0]:
                best = worth, (start, stop), chosen
    if best is None:
        return None
    _, within, chosen = best
    start, stop = _widened(text, within, (chosen[0][0], chosen[-1][1]), width)
    before, after = "…" * (start > within[0]), "…" * (stop < within[1])
    shown = tuple((a - start + len(before), b - start + len(before)) for a, b in chosen if b <= stop)
    cut = "".join(" " if c.isspace() else c for c in text[start:stop])
    first = chosen[0]
    return Match(name, text[slice(*first)], f"{before}{cut}{after}", shown)


def _located(text: str, terms: Terms) -> Iterator[tuple[int, int, int]]:
    """Start, stop and number of each term that stands in `text`."""
    if not terms:
        return
    found = list(words(text))
    beginnings = tuple(beginning for beginning, _ in terms.beginnings)
    at = 0
    while at < len(found):
        word, start, stop = found[at]
        size, number = _longest(found, at, terms.sequences.get(word, ()))
        if size:
            yield start, found[at + size - 1][2], number
        elif word in terms.words:
            yield start, stop, terms.words[word]
        elif beginnings and word.startswith(beginnings):
            yield start, stop, next(number for beginning, number in terms.beginnings if word.startswith(beginning))
        at += size or 1


def _longest(found: Sequence[tuple[str, int, int]], at: int, sequences: Iterable[_Sequence]) -> tuple[int, int]:
    """Length and number of the longest sequence that begins at `at`; 0 if none does."""
    best = (0, 0)
    for parts, begins, number in sequences:
        here = tuple(word for word, *_ in found[at : at + len(parts)])
        complete = here == parts or (begins and here[:-1] == parts[:-1] and here[-1].startswith(parts[-1]))
        if complete and len(here) == len(parts) > best[0]:
            best = (len(parts), number)
    return best


def _densest(located: Sequence[tuple[int, int, int]], width: int) -> tuple[tuple[int, int], list[Span]]:
    """The matches of the best stretch no longer than `width`, and its worth: distinct terms, then matches."""
    inside: Counter[int] = Counter()
    best = ((0, 0), 0, 0)
    first = 0
    for last, (_, stop, number) in enumerate(located):
        inside[number] += 1
        while first < last and stop - located[first][0] > width:
            inside -= Counter({located[first][2]: 1})
            first += 1
        worth = (len(inside), inside.total())
        if worth > best[0]:
            best = worth, first, last
    worth, first, last = best
    return worth, [(start, stop) for start, stop, _ in located[first : last + 1]]


def _widened(text: str, within: Span, matched: Span, width: int) -> Span:
    """`matched` with whole words around it, up to `width` in all: a third of the room before, the rest after."""
    spare = max(0, width - (matched[1] - matched[0]))
    stop = min(within[1], matched[0] - spare // 3 + width)
    start = max(within[0], min(matched[0] - spare // 3, stop - width))
    stop = max(matched[1], min(within[1], start + width))
    if start > within[0] and not text[start - 1].isspace():
        start = next((at + 1 for at in range(start, matched[0]) if text[at].isspace()), matched[0])
    if stop < within[1] and not text[stop].isspace():
        stop = next((at for at in range(stop, matched[1], -1) if text[at - 1].isspace()), matched[1])
    shown = text[start:stop]
    return start + len(shown) - len(shown.lstrip()), stop - len(shown) + len(shown.rstrip())
