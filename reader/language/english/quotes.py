"""Who said what in an English story: «"Q," said X», «X said: "Q"», «"Q1," X said, "Q2"», «X said that Q».

The same steps as in Russian: runs in marks are tried against `IN_MARKS` in order, what remains against `RETOLD`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english.blocks import block_sayings
from reader.language.english.called import NAME
from reader.language.english.cues import NOT_ABBREVIATED, naming_verb, negated, speech_verb, voiced_verb
from reader.language.english.fragments import REACH, WORD, partly_in_marks, verbs_outside_marks
from reader.language.english.headings import heading_sayings
from reader.language.english.introduced import introduced_before, names_a_title
from reader.language.english.nested import nested_reports
from reader.language.english.retold import retold_speech
from reader.language.english.said import Said
from reader.language.english.shared import participle_before, shared_reports
from reader.language.english.speakers import Speakers
from reader.language.english.subjects import (
    FINITE,
    has_own_verb,
    subject_after,
    subject_before,
)
from reader.language.interviews import find_turns
from reader.language.models import words
from reader.language.people import full_names
from reader.language.report import trimmed
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.interviews import Turn
    from reader.language.marks import Quoted
    from reader.language.story import Story
    from reader.model import Entity, Quote, Span

_END = re.compile(rf"\([^()\n]{{1,60}}\)|(?P<end>{NOT_ABBREVIATED}\.|[!?…]|,?\s*[\"“‘]|;|\s[-–—]\s)")
"""What ends an attribution; what stands in brackets does not: «Ann Lee (D-Mass.) said»."""

_AFTER = re.compile(r"\s*(?:[-–—]\s*)?")
_TAIL = re.compile(r"(?:to|in|on|about|of|for|as|at|with)\s[^,.;:!?\"“”\n]{3,80},\s")
"""How a sentence goes on behind marks: «"Q," of the plan, she said»."""

_GOES_ON_PLAIN = re.compile(
    r"to\s(?!(?:the|an?|his|her|its|their|this|that|some|loud|much|great|cheers|applause|laughter)\s)[a-z]+\s"
)
"""How it goes on where what is said does so: «"We have to save," to mend the roof, she said»."""

_LEAD = re.compile(
    r"(?:(?:And|But|Yet|So)\s)?(?:With|Without|When|While|If|Unless|Until|As|Because|Since|Although|Though|After|Before|Once|For|In|On|At|By|Despite|Given"
    r"|Under|From|Among|Between|Over|To)\s[^\"“”\n]{2,160},\s$"
)

_QUOTED_SAYING = re.compile(
    r"\s(?:[^,.;:\"“”\n]{2,60}?\s)(?:quoted|quotes|cited|cites)\s(?P<who>[^,.;:\"“”\n]{2,80}?(?:\.\s[^,.;:\"“”\n]{2,60}?)?)"
    r"(?:,\s[^,.;:\"“”\n]{2,80},)?\sas\s(?P<verb>saying|telling|writing)\b"
)


_SIGNED = re.compile(rf"\s?(?:--|[-–—―])\s?(?P<who>{NAME.pattern}(?:,\s[^.!?\n]{{2,80}})?)\.?")
_LETTER_READ = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]n?|[Oo]ne)\s(?:[\w-]+\s){0,2}(?:article|letter|statement|post|message|note|email|report|memo|sign|text"
    r"|tweet|headline|petition|lawsuit|complaint|resolution|banner|plaque|caption|inscription|notice)\s(?P<verb>read)\b"
)
"""«"Q," | the letter read»."""

_NOUNS = frozenset(
    (
        "answers",
        "claims",
        "reports",
        "notes",
        "promises",
        "comments",
        "remarks",
        "complaints",
        "warns",
        "jokes",
        "calls",
    )
)
"""Verbs of saying that may be nouns: «the answers are "not in", he said»."""

_LINKED = re.compile(r"(?:and|but|or|so|because|which|who|where|yet)\s")
_CLOSED = (",", "!", "?", "…", "-", "–", "—")
_SAID_BY = re.compile(r"\s(?:said|says|added|asked)\s(?:the\s|[A-Z])")
_RECENT = 4
"""Reports back among which the one is that has other words of the same sentence in marks."""

_FAR = 320
"""Characters of one attribution between two parts of what somebody says, at most."""

_STOPS = (".", "!", "?", "…")


def find_quotes(story: Story, entities: Sequence[Entity]) -> list[Quote]:
    """The quotations of an English story, in order; `entities` are its names."""
    full = full_names(entities)
    turns = find_turns(story, entities, full)
    answers = [Said(QuoteKind.DIRECT, turn.contents, None, turn.label, turn) for turn in turns]
    said = [*answers, *_in_marks(story), *block_sayings(story)]
    said += retold_speech(story, said)
    shared = shared_reports(story, said)
    said = [*_outside(said, shared), *shared]
    said = [each for each in said if each.turn or not _answered(each, turns)]
    said += nested_reports(story, said)
    found = Speakers(story, entities, full).quotes(said)
    return sorted([*found, *heading_sayings(story, found, full)], key=lambda quote: (quote.start, quote.stop))


def _answered(said: Said, turns: Sequence[Turn]) -> bool:
    """Whether somebody tells it in an answer of an interview, where it is nested in their words."""
    place = said.contents[0][0]
    return any(start <= place < stop for turn in turns for start, stop in turn.contents)


def _outside(said: Sequence[Said], shared: Sequence[Said]) -> Iterator[Said]:
    """What lies in no report of `shared`: «and said he thought that» is one."""
    begun = {each.contents[0][0] for each in shared}
    for each in said:
        inside = each.kind is QuoteKind.INDIRECT and each.subject is not None and each.subject[0] in begun
        if not inside:
            yield each


def _in_marks(story: Story) -> list[Said]:
    found: list[Said] = []
    joined: set[int] = set()
    for number, quoted in enumerate(story.quoted):
        if number in joined:
            continue
        for rule in IN_MARKS:
            said = rule(story, quoted)
            if said and said.cue and any(said.cue == each.cue for each in found[-_RECENT:]):
                break  # «X said it was "slow" and "dear"»
            if said:
                said.covers.append((quoted.start, quoted.stop))
                for following in _continued(story, number, said):
                    joined.add(following)
                found.append(said)
                break
    return found


def attributed_after(story: Story, quoted: Quoted) -> Said | None:
    """«"Q," said X.» and «"Q," X said.»"""
    _, stop = story.paragraph(quoted.stop - 1)
    _, full_stop = story.sentence(min(quoted.stop + 1, stop - 1))
    stop = min(stop, full_stop) if full_stop > quoted.stop + 1 else stop
    closed = story.text[slice(*quoted.parts[-1])].rstrip("'’”\"").endswith(_CLOSED)
    if names_a_title(story, quoted):
        return None
    if story.text.endswith(", ", 0, quoted.start) and introduced_before(story, quoted):
        return None  # «Ray asked, "Why?" I said no»
    after = _AFTER.match(story.text, quoted.stop, stop)
    begin = after.end() if after else quoted.stop
    if not closed and story.text[begin : begin + 1] == ",":
        closed, begin = True, begin + 2
    if not closed and not _SAID_BY.match(story.text, quoted.stop, stop):
        return None
    tail = _TAIL.match(story.text, begin, stop) if closed else None
    plain = tail and _GOES_ON_PLAIN.match(story.text, tail.start(), tail.end())
    begin = tail.end() if tail else begin
    limit = _end_of_attribution(story, begin, min(stop, begin + REACH))
    verb = voiced_verb().search(story.text, begin, limit) or _LETTER_READ.match(story.text, begin, limit)
    if verb is None or negated(story.text, verb):
        return None
    if story.text[verb.end() : verb.end() + 1] == ":" and story.text[quoted.parts[0][0]].islower():
        return None  # «When one called it "odd", she replied: | "Q"»
    before = trimmed(story.text, (begin, verb.start("verb")), ", ")
    at = verb.start("verb") if verb.re is _LETTER_READ else verb.start()
    subject = subject_before(story, begin, at) if before else subject_after(story, verb.end(), stop)
    if subject is None or (before and subject[0] != before[0]):
        return None
    if plain:
        return Said(QuoteKind.MIXED, ((quoted.start, plain.endpos - 2),), verb.span("verb"), subject)
    if whole := _whole_sentence(story, quoted):
        return Said(QuoteKind.MIXED, (whole,), verb.span("verb"), subject)
    return Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject)


def _end_of_attribution(story: Story, begin: int, stop: int) -> int:
    ends = (end.start() for end in _END.finditer(story.text, begin, stop) if end["end"])
    return next(ends, stop)


def _whole_sentence(story: Story, quoted: Quoted) -> Span | None:
    """«The firm would go on "as long as it could", he said»: the sentence that words in marks are only the end of."""
    begin, _ = story.sentence(quoted.start)
    if begin == quoted.start or not story.text[quoted.parts[0][0]].islower():
        return None
    before = story.text[quoted.start - 2 : quoted.start].strip()
    lead = (
        before == ","
        and (  # «With no money left, "the roof will go," he said»
            _LEAD.match(story.text, begin, quoted.start)
            or (_LINKED.match(story.text, quoted.parts[0][0]) and has_own_verb(story.text[begin : quoted.start]))
        )
    )
    plain = (before.isalnum() or lead) and not story.inside_marks(begin)
    verbs = (
        m for pattern in (speech_verb, naming_verb) for m in verbs_outside_marks(story, pattern(), begin, quoted.start)
    )
    told = any(subject_before(story, begin, verb.start()) or verb["verb"] not in _NOUNS for verb in verbs)
    return (begin, quoted.stop) if plain and not told else None


def whole_sayings(story: Story, quoted: Quoted) -> Said | None:
    """A paragraph that is one saying in marks: somebody's words, whoever said them."""
    start, stop = story.paragraph(quoted.start)
    whole = quoted.start == start and story.paragraph(quoted.stop - 1)[1] == quoted.stop
    count = len(WORD.findall(story.text, quoted.start, quoted.stop))
    sentence = count > 2 and start > story.paragraphs[0][0] and _last_character(story, quoted) in ".!?…"
    enough = sentence or (count > 5 and FINITE.search(story.text, quoted.start, quoted.stop))
    return Said(QuoteKind.DIRECT, quoted.parts, None, None) if whole and enough and stop else None


def _last_character(story: Story, quoted: Quoted) -> str:
    """With what the words in marks end, within the marks of what is cited in them."""
    start, stop = quoted.parts[-1]
    return story.text[start:stop].rstrip("'’”\"")[-1:] or story.text[stop - 1]


def standing_sayings(story: Story, quoted: Quoted) -> Said | None:
    """«He shrugged. "Perhaps we will."»: a sentence in marks beside what somebody does."""
    start, _ = story.paragraph(quoted.start)
    lead = story.text[start : quoted.start].rstrip()
    first, last = story.text[quoted.parts[0][0]], _last_character(story, quoted)
    enough = len(WORD.findall(story.text, quoted.start, quoted.stop)) > 2
    stands = lead[-1:] in _STOPS and first.isupper() and last in ".!?…" and enough
    return Said(QuoteKind.DIRECT, quoted.parts, None, None) if stands else None


def quoted_by_a_paper(story: Story, quoted: Quoted) -> Said | None:
    """«"Q," the Echo quoted X as saying.»"""
    _, stop = story.paragraph(quoted.stop - 1)
    found = _QUOTED_SAYING.match(story.text, quoted.stop, min(stop, quoted.stop + 2 * REACH))
    return Said(QuoteKind.DIRECT, quoted.parts, found.span("verb"), found.span("who")) if found else None


def signed(story: Story, quoted: Quoted) -> Said | None:
    """A paragraph that is «"Q" — Ann Lee»: who wrote or said it is named at its end."""
    start, stop = story.paragraph(quoted.start)
    found = _SIGNED.fullmatch(story.text, quoted.stop, stop) if quoted.start == start else None
    if found is None or _last_character(story, quoted) not in _STOPS:
        return None
    known = any(n.label is Label.PERSON and n.start == found.start("who") for n in story.names_in(*found.span("who")))
    if not known and found["who"].split()[0].lower() not in words("names_en", "given_names"):
        return None  # «"Bridge shut." — Marlow Echo»
    return Said(QuoteKind.DIRECT, quoted.parts, None, found.span("who"))


IN_MARKS = (
    signed,
    quoted_by_a_paper,
    attributed_after,
    introduced_before,
    partly_in_marks,
    whole_sayings,
    standing_sayings,
)


def _continued(story: Story, number: int, said: Said) -> Iterator[int]:
    """«"Q1," X said. "Q2."»: what follows in the same paragraph is the same person's, until another speaks."""
    first = previous = story.quoted[number]
    if said.cue is None or (said.kind is not QuoteKind.DIRECT and said.cue[0] < previous.stop):
        return
    for following in range(number + 1, len(story.quoted)):
        quoted = story.quoted[following]
        if quoted.start < previous.stop:
            continue  # cited within
        if story.paragraph_number(quoted.start) != story.paragraph_number(previous.stop - 1):
            return
        between = story.text[previous.stop : quoted.start]
        attribution = previous is first and previous.stop <= said.cue[0] < quoted.start
        begins = story.sentence(quoted.start)[0] == quoted.start
        if attribution and not begins and story.sentence(said.cue[0])[1] < quoted.start - 1:
            return  # «"Q," X said. And, he said, it was "odd"»
        alone = attribution and story.sentence(said.cue[0])[1] >= quoted.start - 1
        if (
            len(between) > (_FAR if alone else REACH)
            or (not attribution and between.strip())
            or attributed_after(story, quoted)
        ):
            return
        if attribution and _introduces(story, said.cue[1], quoted.start):
            return  # «"Q1," X said, but added: "Q2"»
        if attribution and not between.rstrip().endswith((",", ".", "-", "–", "—", ":")):
            return
        said.contents = (*said.contents, *quoted.parts)
        said.covers.append((quoted.start, quoted.stop))
        previous = quoted
        yield following


def _introduces(story: Story, start: int, stop: int) -> bool:
    """Whether a stretch ends in another attribution: «…, but added:»."""
    text = story.text[start:stop].rstrip()
    if text.endswith(":") and participle_before(story, start, stop):
        return True
    verbs = list(speech_verb().finditer(text)) if text.endswith((",", ":")) else []
    return bool(verbs) and "," not in text[verbs[-1].end() : -1]
