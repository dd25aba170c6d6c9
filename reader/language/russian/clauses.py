"""Retold clauses: where they end, and whether words in marks are cited in them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.report import trimmed
from reader.language.russian.attribution import is_saying
from reader.language.russian.cues import is_cue
from reader.language.russian.forms import lemma, parses
from reader.language.russian.grammar import facts, is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.language.marks import Quoted
    from reader.language.story import Story
    from reader.model import Span

_SEMICOLON = re.compile(r";\s+(?!(?:и\s|а\s)?(?:что|чтобы|будто)\b)")
_WORD = re.compile(r"[^\W\d_]+")
_MAIN_REACH = 80  # tokens of a clause in which the main one may begin
_JOINT = re.compile(r",?\s(?:(?:и|а|но|а\sтакже)\s)?(?:что\s)?")
FRAGMENT = 1
"""Words of a fragment in marks, at least."""
CONJUNCTION = re.compile(
    r"(?:^|,)\s*(?:(?:в|у|на|с|о|об|от|из|за|для|по|к|при)\s+)?(?:и|а|но|однако|зато|причём|причем|что|где|куда|когда|котор(?:ый|ая|ое|ые|ого|ой|ых|ому|ым|ом|ую))$"
)
SHORT = 12
"""Characters of a clause that is too short to be anybody's words."""
LINKS = re.compile(
    r"(?:(?:и|а|но|однако|впрочем|также|причём|причем)\s+)?(?:"
    r"при\s+этом|кроме\s+того|вместе\s+с\s+тем|между\s+тем|тем\s+временем|вдобавок|итак|к\s+тому\s+же|тем\s+не\s+менее|в\s+частности|более\s+того|"
    r"в\s+свою\s+очередь|таким\s+образом|в\s+то\s+же\s+время|помимо\s+этого|помимо\s+того|наконец|напомним|в\s+целом|"
    r"однако|впрочем|также|кстати|к\s+слову|например|с\s+другой\s+стороны|со\s+своей\s+стороны|во-первых|во-вторых|и|а|но)",
    re.IGNORECASE,
)
"""What links a sentence to the one before it, and is not of anybody's words."""
_LINKED = re.compile(r"(?:а|но|однако|впрочем|зато)\s+", re.IGNORECASE)


def part_of_sentence(story: Story, offset: int) -> Span:
    """What belongs together of the sentence that holds `offset`: from the semicolon before it, to the one behind which
    somebody else's words begin. A list behind a colon is one part."""
    start, stop = story.sentence(offset)
    colon = story.text.find(":", start, stop)
    ends = [found.span() for found in _SEMICOLON.finditer(story.text, start, stop if colon < 0 else colon)]
    outside = [(end, begin) for end, begin in ends if not story.inside_marks(end)]
    start = max((begin for _, begin in outside if begin <= offset), default=start)
    for (end, begin), (following, _) in pairwise([*outside, (stop, stop)]):
        if begin > offset and _has_cue(story, begin, following):
            return start, end
    return start, stop


def _has_cue(story: Story, start: int, stop: int) -> bool:
    words_in = (token.text.lower() for token in story.tokens[story.token_from(start) : story.token_from(stop)])
    return any(is_cue(word) or (is_verb(word) and lemma(word) in words("cues_ru", "naming")) for word in words_in)


def up_to_saying(story: Story, span: Span) -> Span | None:
    """A clause without its full stop, and without what stands in marks behind a colon: «доволен: «Q»»."""
    start, stop = span
    for quoted in story.quoted[story.quoted_from(start) : story.quoted_from(stop)]:
        if story.text[start : quoted.start].rstrip().endswith(":"):
            return trimmed(story.text, (start, quoted.start), ".!?…: ")
    clause = trimmed(story.text, (start + story.text.startswith(",", start), stop), ".!?…: ")
    return _without_aside(story, clause) if clause else None


def _without_aside(story: Story, clause: Span) -> Span:
    """A clause without brackets at its end in which an author reports: «двести (ранее сообщалось о ста)»."""
    start, stop = clause
    opening = story.text.rfind("(", start, stop) if story.text[stop - 1] == ")" else -1
    if opening < 0 or not _has_cue(story, opening, stop):
        return clause
    return trimmed(story.text, (start, opening)) or clause


def up_to_main(story: Story, span: Span) -> Span:
    """«Хотя X сказал, что | Q, суд решил иначе»: a clause up to the first comma behind which the main one may begin."""
    return next((part for part, verb in _before_main(story, span) if not verb), span)


def up_to_verb(story: Story, span: Span) -> Span:
    """«X, который сказал, что | Q, уехал»: a clause up to the last comma behind which the main one may go on."""
    parts = [part for part, _ in _before_main(story, span)]
    return parts[-1] if parts else span


def _before_main(story: Story, span: Span) -> Iterator[tuple[Span, bool]]:
    """What stands before every comma behind which another clause begins, and whether it begins with its verb."""
    first, limit = story.token_from(span[0]), story.token_from(span[1])
    commas = [
        place
        for place in range(first, min(limit - 1, first + _MAIN_REACH))
        if story.tokens[place].text == "," and not story.inside_marks(story.tokens[place].start)
    ]
    for comma, end in pairwise((*commas, limit)):
        at = story.tokens[comma].start
        until = story.tokens[end].start if end < len(story.tokens) else span[1]
        word = story.tokens[comma + 1].text
        goes_on = CONJUNCTION.match(f", {word}") or facts(word).part in ("CONJ", "GRND", "PRTF", "INFN")
        if not goes_on and has_predicate(story, (span[0], at)) and has_predicate(story, (at, until)):
            before = trimmed(story.text, (span[0], at))
            if before:
                yield before, facts(word).part == "VERB"


def cites(story: Story, span: Span, fewest: int = FRAGMENT) -> bool:
    """Whether some words of a clause are somebody's own: a fragment in marks, or a sentence; titles are neither."""
    inside = story.quoted[story.quoted_from(span[0]) : story.quoted_from(span[1])]
    return any(
        is_saying(story, quoted)
        or (story.text[quoted.parts[0][0]].islower() and len(_WORD.findall(story.text, *quoted.parts[0])) >= fewest)
        for quoted in inside
    )


def wholly_in_marks(story: Story, span: Span) -> Quoted | None:
    """The run in marks that a clause consists of."""
    quoted = story.marks_around(span[0])
    return quoted if quoted and quoted.start == span[0] and quoted.stop >= span[1] else None


def all_in_marks(story: Story, span: Span) -> tuple[Quoted, ...]:
    """The runs in marks that a clause consists of, one or more: «Q1» и «Q2»; none where it says anything besides."""
    runs = story.quoted[story.quoted_from(span[0]) : story.quoted_from(span[1])]
    if not runs or runs[0].start != span[0] or runs[-1].stop < span[1]:
        return ()
    joined = all(_JOINT.fullmatch(story.text, one.stop, other.start) for one, other in pairwise(runs))
    return tuple(runs) if joined else ()


def has_predicate(story: Story, span: Span) -> bool:
    """Whether a clause has what a sentence needs: a verb, or «можно», «готов»; words in marks apart."""
    first, limit = story.token_from(span[0]), story.token_from(span[1])
    return any(
        (is_verb(token.text) or facts(token.text).part in ("PRED", "ADJS", "COMP"))
        and not story.inside_marks(token.start)
        for token in story.tokens[first:limit]
        if token.text[0].isalpha()
    )


def may_predicate(story: Story, span: Span) -> bool:
    """Whether a clause has a word that can be a verb, likely or not: «начала»."""
    inside = story.tokens[story.token_from(span[0]) : story.token_from(span[1])]
    return has_predicate(story, span) or any(
        parse.tag.POS == "VERB" and "impr" not in parse.tag
        for token in inside
        if token.text[0].isalpha()
        for parse in parses(token.text)
    )


def begins_clause(story: Story, before: Span) -> bool:
    """Whether the words before an insertion belong to the clause behind it: «Мост, по словам X, стоит», «В среду»; not
    «При этом»."""
    start, stop = before
    if LINKS.fullmatch(story.text, start, stop):
        return False
    first, limit = story.token_from(start), story.token_from(stop)
    first += _LINKED.match(story.text, start, stop) is not None  # «А | это, по словам X, опасно»
    if story.tokens[first].text.lower() == "это":
        return True
    parts = {facts(token.text).part for token in story.tokens[first:limit]}
    return not parts.isdisjoint(("NOUN", "NPRO", "NUMR", "ADJF", "VERB", "INFN", "PRED", "")) or stop - start > SHORT


def without_link(story: Story, before: Span) -> Span:
    """The words before an insertion without the conjunction that begins the sentence: «А | в январе, по данным X»."""
    link = _LINKED.match(story.text, *before)
    return (link.end(), before[1]) if link else before


def hangs(story: Story, before: Span) -> bool:
    """Whether what stands before an insertion ends in a bare conjunction: «Он молчал, однако, по словам X, …»."""
    return CONJUNCTION.search(story.text, *before) is not None
