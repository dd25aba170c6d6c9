"""Who said what in an English story: «"Q," said X», «X said: "Q"», «"Q1," X said, "Q2"», «X said that Q».

The same steps as in Russian: runs in marks are tried against `IN_MARKS` in order, what remains against `RETOLD`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english_afterthoughts import interrupted
from reader.language.english_blocks import block_sayings
from reader.language.english_clauses import NOT_A_CLAUSE, THAT, clause_after
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
_SHORT = 3
"""Letters of a word that a title may print small, at most."""

_NOUN_BEFORE = re.compile(r"(?<!\bsaid)(?<!\bsays)(?<!\badded)(?<!\basked)(?<!\bwrote)(?<!\btold)[\w’']\s$")
_NEXT_CLAUSE = re.compile(r",\s(?:and|but)\s(?=(?:he|she|it|they|there|that|this)\s)")
_CLAUSE_GOES_ON = re.compile(
    r"\s(?:and|or|of|in|for|is|was|are|were|will|would|can|could|has|have|had|should|must|may|might|remains|remained)\s"
)
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
    closed = story.text[slice(*quoted.parts[-1])].rstrip("'’”\"").endswith(_CLOSED)
    if _is_title(story, quoted):
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
    verb = voiced_verb().search(story.text, begin, limit)
    if verb is None or negated(story.text, verb):
        return None
    before = trimmed(story.text, (begin, verb.start()), ", ")
    subject = subject_before(story, begin, verb.start()) if before else subject_after(story, verb.end(), stop)
    if subject is None or (before and subject[0] != before[0]):
        return None
    if plain:
        return Said(QuoteKind.MIXED, ((quoted.start, plain.endpos - 2),), verb.span("verb"), subject)
    if whole := _whole_sentence(story, quoted):
        return Said(QuoteKind.MIXED, (whole,), verb.span("verb"), subject)
    return Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject)


def _is_title(story: Story, quoted: Quoted) -> bool:
    """«told the Echo's "Good Morning"», «sang "A Summer Is Gone," she said»: words in marks that name a song or a show,
    all of them with capital letters, in the middle of a sentence."""
    text = story.text[slice(*quoted.parts[0])]
    named = [word[0].isupper() for word in WORD.findall(text) if len(word) > _SHORT or word[0].isupper()]
    before = story.text[story.sentence(quoted.start)[0] : quoted.start]
    return all(named) and len(named) > 1 and text[-1] not in ".!?…" and _NOUN_BEFORE.search(before) is not None


def _end_of_attribution(story: Story, begin: int, stop: int) -> int:
    ends = (end.start() for end in _END.finditer(story.text, begin, stop) if end["end"])
    return next(ends, stop)


def _whole_sentence(story: Story, quoted: Quoted) -> Span | None:
    """«The firm would go on "as long as it could", he said»: the sentence that words in marks are only the end of."""
    begin, _ = story.sentence(quoted.start)
    if begin == quoted.start or not story.text[quoted.parts[0][0]].islower():
        return None
    before = story.text[quoted.start - 2 : quoted.start].strip()
    lead = before == "," and _LEAD.match(
        story.text, begin, quoted.start
    )  # «With no money left, "the roof will go," he said»
    plain = (before.isalnum() or lead) and not story.inside_marks(begin)
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
    if _is_title(story, quoted):
        return None
    bare = lead.rpartition(" ")[2] in ("said", "says", "asked", "added", "wrote")
    told = story.text[quoted.parts[0][0]].isupper() and _TOLD_WHOM.search(lead)
    if not (lead.endswith((",", ":", "that")) or bare or told):
        return None
    verbs = verbs_outside_marks(story, voiced_verb(), floor, quoted.start)
    if not verbs:
        return _behind_colon(story, quoted, floor) if lead.endswith(":") else None
    verb = verbs[-1]
    subject = subject_before(story, floor, verb.start())
    if (
        lead.endswith(",")
        and verb["verb"] in words("cues_en", "with_object")
        and "," in story.text[verb.end() : floor + len(lead) - 1]
    ):
        return None  # «continued to call for it, walking there, "slowly"»
    if subject is None:
        if not GOES_ON.search(story.text, floor, verb.start("verb")):
            return None
        plain = story.quoted_from(floor) == story.quoted_from(quoted.start)
        subject = opening(story, (floor, verb.start())) if plain else None  # «Ann Lee left and said: "Q"»
        shared = len(verbs) > 1
        if lead.endswith(":") and _retold_before(story, verb, floor + len(lead) - 1):
            subject = subject or opening(story, (floor, verb.start()))
            return Said(QuoteKind.DIRECT, quoted.parts, None, subject) if subject else None
        said = Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject, shared=shared)
        return said if shared or subject else None
    small = lead.endswith(",") and story.text[quoted.parts[0][0]].islower()
    if small:
        begin = max((link.end() for link in _NEXT_CLAUSE.finditer(story.text, floor, verb.start())), default=floor)
        halves = interrupted(story, begin, story.sentence(quoted.start)[1])
        if halves and halves.cue == verb.span("verb"):
            return halves  # «It was, she said, "a shame"»
    if bare and (clause := _whole_clause(story, quoted, verb)):
        return Said(QuoteKind.MIXED, (clause,), verb.span("verb"), subject)
    if small and has_own_verb(story.text[verb.end() : quoted.start].strip(" ,")):
        return None  # «said she would be first, "whatever happens"»
    if lead.endswith(",") and THAT.match(story.text, verb.end(), quoted.start):
        return None  # «told the paper that he had nothing against her, "or foxes"»
    if lead.endswith("that"):
        clause = clause_after(story, verb.end(), story.sentence(quoted.start)[1])
        whole = clause and (clause[0] < quoted.start or len(WORD.findall(story.text, quoted.stop, clause[1])) > 1)
        return Said(QuoteKind.MIXED, (clause,) if clause and whole else quoted.parts, verb.span("verb"), subject)
    if lead.endswith(":") and _retold_before(story, verb, floor + len(lead) - 1):
        return Said(QuoteKind.DIRECT, quoted.parts, None, subject)  # «said she was ready: "Q"» reports twice
    return Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject)


def _retold_before(story: Story, verb: re.Match[str], colon: int) -> bool:
    """Whether the verb before a colon has a clause already."""
    if THAT.match(story.text, verb.end(), colon):
        return True
    clause = clause_after(story, verb.end(), colon)
    plain = clause and verb["verb"] in ("said", "says") and NOT_A_CLAUSE.match(story.text[slice(*clause)]) is None
    return bool(plain and clause and has_own_verb(story.text[slice(*clause)]))


def _whole_clause(story: Story, quoted: Quoted, verb: re.Match[str]) -> Span | None:
    """«He said "new rules" and a tax | would pay for it»: the clause that words in marks begin."""
    begins = story.text[verb.end() : quoted.start].isspace() and story.text[quoted.parts[0][0]].islower()
    goes_on = _CLAUSE_GOES_ON.match(story.text, quoted.stop) if begins else None
    clause = clause_after(story, verb.end(), story.sentence(quoted.start)[1]) if goes_on else None
    return clause if clause and has_own_verb(f"it {story.text[quoted.stop : clause[1]]}") else None


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
    first = previous = story.quoted[number]
    for following in range(number + 1, len(story.quoted)):
        quoted = story.quoted[following]
        if quoted.start < previous.stop:
            continue  # cited within
        if story.paragraph_number(quoted.start) != story.paragraph_number(previous.stop - 1):
            return
        between = story.text[previous.stop : quoted.start]
        attribution = previous is first and previous.stop <= said.cue[0] < quoted.start
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
