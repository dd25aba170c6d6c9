"""Who said what in an English story: «"Q," said X», «X said: "Q"», «"Q1," X said, "Q2"», «X said that Q».

The same steps as in Russian: runs in marks are tried against `IN_MARKS` in order, what remains against `RETOLD`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english_blocks import block_sayings
from reader.language.english_clauses import THAT, clause_after
from reader.language.english_cues import NOT_ABBREVIATED, naming_verb, negated, speech_verb, voiced_verb
from reader.language.english_fragments import REACH, WORD, by_participle, partly_in_marks, verbs_outside_marks
from reader.language.english_headings import heading_sayings
from reader.language.english_nested import nested_reports
from reader.language.english_retold import retold_speech
from reader.language.english_said import Said
from reader.language.english_shared import GOES_ON, opening, participle_before, shared_reports
from reader.language.english_speakers import Speakers
from reader.language.english_subjects import (
    FINITE,
    FIRST_VERB,
    has_own_verb,
    is_subject,
    subject_after,
    subject_before,
)
from reader.language.interviews import find_turns
from reader.language.people import full_names
from reader.language.report import trimmed
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.interviews import Turn
    from reader.language.marks import Quoted
    from reader.language.story import Story
    from reader.model import Entity, Quote, Span

_END = re.compile(rf"{NOT_ABBREVIATED}\.|[!?…]|,?\s*[\"“‘]|;|\s[-–—]\s")
_AFTER = re.compile(r"\s*(?:[-–—]\s*)?")
_TAIL = re.compile(r"(?:to|in|on|about|of|for|as|at|with)\s[^,.;:!?\"“”\n]{3,80},\s")
"""How a sentence goes on behind marks: «"Q," of the plan, she said»."""

_ITS_WORDS = re.compile(
    r"(?P<who>[A-Z][^,;:\"“”\n]{1,60}?)['’]s?\s(?:[a-z]+\s){0,2}"
    r"(?:message|advice|answer|response|reply|verdict|view|conclusion|warning|reaction|assessment|explanation|motto|words)"
    r"\s?[^,;:\"“”\n]{0,60}:\s?$"
)
"""«Ann Lee's advice to them was simple: | "Q"»."""

_AS_PUT = re.compile(r"\b[Aa]s\s(?P<who>[^,;:\"“”\n]{2,80}?)\s(?:once\s)?(?P<verb>puts?\sit|said|says)[,:]\s$")
_STATEMENT = re.compile(
    r"\s(?:(?:has|have|had)\s)?(?:put\sout|issued|released|posted|sent|published|gave|given|made|shared)\s(?:an?|this|the\sfollowing)\s"
    r"(?:[a-z-]+\s){0,2}(?:statement|message|note|letter|post|tweet|update|release|response):$"
)
"""«X issued a short statement: "Q"»."""

_READ = re.compile(r"\b(?P<verb>read|reads|ended|ends|began|begins|put\sit|puts\sit)$")
_CLOSED = (",", "!", "?", "…", "-", "–", "—")
_TOLD_WHOM = re.compile(r"\b(?:told|tells)(?:\s[\w’'.-]+){1,6}$")
_SAID_BY = re.compile(r"\s(?:said|says|added|asked)\s(?:the\s|[A-Z])")
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
            if said := rule(story, quoted):
                said.covers.append((quoted.start, quoted.stop))
                for following in _continued(story, number, said):
                    joined.add(following)
                found.append(said)
                break
    return found


def attributed_after(story: Story, quoted: Quoted) -> Said | None:
    """«"Q," said X.» and «"Q," X said.»"""
    _, stop = story.paragraph(quoted.stop - 1)
    closed = story.text[slice(*quoted.parts[-1])].rstrip("'’”\"").endswith(_CLOSED)
    if story.text.endswith(", ", 0, quoted.start) and introduced_before(story, quoted):
        return None  # «Ray asked, "Why?" I said no»
    after = _AFTER.match(story.text, quoted.stop, stop)
    begin = after.end() if after else quoted.stop
    if not closed and story.text[begin : begin + 1] == ",":
        closed, begin = True, begin + 2
    if not closed and not _SAID_BY.match(story.text, quoted.stop, stop):
        return None
    if closed and (tail := _TAIL.match(story.text, begin, stop)):
        begin = tail.end()
    end = _END.search(story.text, begin, min(stop, begin + REACH))
    limit = end.start() if end else min(stop, begin + REACH)
    verb = voiced_verb().search(story.text, begin, limit)
    if verb is None or negated(story.text, verb):
        return None
    before = trimmed(story.text, (begin, verb.start()), ", ")
    subject = subject_before(story, begin, verb.start()) if before else subject_after(story, verb.end(), stop)
    if subject is None or (before and subject[0] != before[0]):
        return None
    if whole := _whole_sentence(story, quoted):
        return Said(QuoteKind.MIXED, (whole,), verb.span("verb"), subject)
    return Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject)


def _whole_sentence(story: Story, quoted: Quoted) -> Span | None:
    """«The firm would go on "as long as it could", he said»: the sentence that words in marks are only the end of."""
    begin, _ = story.sentence(quoted.start)
    if begin == quoted.start or not story.text[quoted.parts[0][0]].islower():
        return None
    plain = story.text[quoted.start - 2 : quoted.start].strip().isalnum() and not story.inside_marks(begin)
    told = any(verbs_outside_marks(story, verb(), begin, quoted.start) for verb in (speech_verb, naming_verb))
    return (begin, quoted.stop) if plain and not told else None


def introduced_before(story: Story, quoted: Quoted) -> Said | None:
    """«X said: "Q"», «X said, "Q"», «X told reporters "Q"», «X left, adding: "Q"»."""
    floor = max(story.sentence(quoted.start)[0], story.paragraph(quoted.start)[0])
    before = story.paragraphs[max(0, story.paragraph_number(quoted.start) - 1)]
    if quoted.start == floor and before[1] <= floor and story.text[before[1] - 1] == ":":
        floor = max(story.sentence(before[1] - 1)[0], before[0])  # the colon ends the paragraph before
    lead = story.text[floor : quoted.start].rstrip()
    put = _AS_PUT.search(story.text, max(floor, quoted.start - REACH), quoted.start)
    if put and is_subject(story, put.span("who")):
        return Said(QuoteKind.DIRECT, quoted.parts, put.span("verb"), put.span("who"))
    if participle := participle_before(story, floor, quoted.start):
        subject = opening(story, (floor, participle.start()))
        return by_participle(QuoteKind.DIRECT, quoted, participle, subject)
    bare = lead.rpartition(" ")[2] in ("said", "says", "asked", "added", "wrote")
    told = story.text[quoted.parts[0][0]].isupper() and _TOLD_WHOM.search(lead)
    if not (lead.endswith((",", ":", "that")) or bare or told):
        return None
    verbs = verbs_outside_marks(story, voiced_verb(), floor, quoted.start)
    if not verbs:
        return _behind_colon(story, quoted, floor) if lead.endswith(":") else None
    verb = verbs[-1]
    subject = subject_before(story, floor, verb.start())
    if subject is None:
        if not GOES_ON.search(story.text, floor, verb.start("verb")):
            return None
        plain = story.quoted_from(floor) == story.quoted_from(quoted.start)
        subject = opening(story, (floor, verb.start())) if plain else None  # «Ann Lee left and said: "Q"»
        shared = len(verbs) > 1
        said = Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject, shared=shared)
        return said if shared or subject else None
    small = lead.endswith(",") and story.text[quoted.parts[0][0]].islower()
    if small and has_own_verb(story.text[verb.end() : quoted.start].strip(" ,")):
        return None  # «said she would be first, "whatever happens"»
    if lead.endswith(",") and THAT.match(story.text, verb.end(), quoted.start):
        return None  # «told the paper that he had nothing against her, "or foxes"»
    if lead.endswith("that"):
        clause = clause_after(story, verb.end(), story.sentence(quoted.start)[1])
        whole = clause and (clause[0] < quoted.start or len(WORD.findall(story.text, quoted.stop, clause[1])) > 1)
        return Said(QuoteKind.MIXED, (clause,) if clause and whole else quoted.parts, verb.span("verb"), subject)
    return Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject)


def _behind_colon(story: Story, quoted: Quoted, floor: int) -> Said | None:
    """«Ann Lee was blunt: "Q"», «The sign read: "Q"», «Ann Lee: "Q"»."""
    colon = story.text.rindex(":", floor, quoted.start)
    if read := _READ.search(story.text, floor, colon):
        subject = subject_before(story, floor, read.start())
        return Said(QuoteKind.DIRECT, quoted.parts, read.span("verb"), subject) if subject else None
    if told := _STATEMENT.search(story.text, max(floor, colon - REACH), colon + 1):
        subject = subject_before(story, floor, told.start())
        return Said(QuoteKind.DIRECT, quoted.parts, None, subject) if subject else None
    if owned := _ITS_WORDS.search(story.text, max(floor, quoted.start - REACH), quoted.start):
        named = any(name.stop == owned.end("who") for name in story.names_in(*owned.span("who")))
        return Said(QuoteKind.DIRECT, quoted.parts, None, owned.span("who")) if named else None
    verb = FIRST_VERB.search(story.text, floor, colon)
    subject = subject_before(story, floor, verb.start() if verb else colon)
    person = subject and (
        re.fullmatch("[Hh]e|[Ss]he", story.text[slice(*subject)])
        or any(name.label is Label.PERSON and name.stop == subject[1] for name in story.names_in(*subject))
    )
    return Said(QuoteKind.DIRECT, quoted.parts, None, subject) if person else None


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


IN_MARKS = (attributed_after, introduced_before, partly_in_marks, whole_sayings, standing_sayings)


def _continued(story: Story, number: int, said: Said) -> Iterator[int]:
    """«"Q1," X said. "Q2."»: what follows in the same paragraph is the same person's, until another speaks."""
    if said.kind is not QuoteKind.DIRECT or said.cue is None:
        return
    previous = story.quoted[number]
    for following in range(number + 1, len(story.quoted)):
        quoted = story.quoted[following]
        if story.paragraph_number(quoted.start) != story.paragraph_number(previous.stop - 1):
            return
        between = story.text[previous.stop : quoted.start]
        attribution = following == number + 1 and previous.stop <= said.cue[0] < quoted.start
        if len(between) > REACH or (not attribution and between.strip()) or attributed_after(story, quoted):
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
