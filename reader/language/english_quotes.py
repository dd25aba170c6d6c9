"""Who said what in an English story: «"Q," said X», «X said: "Q"», «"Q1," X said, "Q2"», «X said that Q».

The same steps as in Russian: runs in marks are tried against `IN_MARKS` in order, what remains against `RETOLD`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english_cues import ACCORDING, NEGATED, naming_verb, reporting_verb, speech_verb
from reader.language.people import full_names
from reader.language.report import trimmed
from reader.model import Entity, Label, Quote, QuoteKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.language.marks import Quoted
    from reader.language.story import Story

_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|[Yy]ou|who)"
_GENDERS = {"he": "he", "she": "she", "his": "he", "her": "she"}
_END = re.compile(r"[.!?…]|,?\s*[\"“‘]|;|\s[-–—]\s")
_AFTER = re.compile(r"\s*(?:[-–—]\s*)?")
_SUBJECT_BREAK = re.compile(
    r",|;|:|\.(?=\s)|[\"“”]|\s(?:[-–—]|that|when|while|as|in|on|at|after|before|during|to|by|with|from|this|last|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|yesterday|today|via|about|and\s+(?:that|is|was|has))(?=\s|[.,;])"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|should|must|may|might|'s|’s|'re|’re|'ll|’ll|n't|n’t|\w{3,}ed)\b"
)
_SUBJECT_REACH = 100
_PHRASE_END = re.compile(r",|\.$|;|\s[-–—]\s")
_THAT = re.compile(r"\s+(?:[\w’'.-]+\s+){0,5}?that\s")
_REACH = 160
"""Characters between marks and the verb that reports them, at most."""


class _Said:
    """One quotation in the making."""

    def __init__(self, kind: QuoteKind, contents: Sequence[Span], cue: Span | None, subject: Span | None) -> None:
        self.kind = kind
        self.contents = tuple(contents)
        self.cue = cue
        self.subject = subject
        self.covers: list[Span] = []

    @property
    def place(self) -> int:
        """Where it is attributed, or else where it begins."""
        return self.cue[0] if self.cue else self.contents[0][0]


def find_quotes(story: Story, entities: Sequence[Entity]) -> list[Quote]:
    """The quotations of an English story, in order; `entities` are its names."""
    said = _in_marks(story)
    said += _retold(story, said)
    resolver = _Speakers(story, entities, full_names(entities))
    return sorted(
        (resolver.quote(each) for each in sorted(said, key=lambda each: each.place)), key=lambda q: (q.start, q.stop)
    )


def _in_marks(story: Story) -> list[_Said]:
    found: list[_Said] = []
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


def attributed_after(story: Story, quoted: Quoted) -> _Said | None:
    """«"Q," said X.» and «"Q," X said.»"""
    _, stop = story.paragraph(quoted.stop - 1)
    closed = story.text[quoted.parts[-1][1] - 1] in ",!?…-–—"
    after = _AFTER.match(story.text, quoted.stop, stop)
    begin = after.end() if after else quoted.stop
    if not closed and story.text[begin : begin + 1] == ",":
        closed, begin = True, begin + 2
    if not closed:
        return None
    end = _END.search(story.text, begin, min(stop, begin + _REACH))
    limit = end.start() if end else min(stop, begin + _REACH)
    verb = speech_verb().search(story.text, begin, limit)
    if verb is None or _negated(story, verb):
        return None
    before = trimmed(story.text, (begin, verb.start()), ", ")
    if before and _is_subject(story, before):
        return _Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), before)
    subject = _subject_after(story, verb.end(), stop)
    return _Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject) if subject and not before else None


def introduced_before(story: Story, quoted: Quoted) -> _Said | None:
    """«X said: "Q"», «X said, "Q"», «X told reporters "Q"»."""
    begin, _ = story.sentence(quoted.start)
    floor = max(begin, story.paragraph(quoted.start)[0])
    lead = story.text[floor : quoted.start].rstrip()
    if not lead.endswith((",", ":", "that")) and lead.rpartition(" ")[2] not in (
        "said",
        "says",
        "asked",
        "added",
        "wrote",
    ):
        return None
    verbs = _verbs(story, speech_verb(), floor, quoted.start)
    if not verbs:
        return None
    verb = verbs[-1]
    subject = _subject_before(story, floor, verb.start())
    if subject is None:
        return None
    kind = QuoteKind.MIXED if lead.endswith("that") else QuoteKind.DIRECT
    return _Said(kind, quoted.parts, verb.span("verb"), subject)


def partly_in_marks(story: Story, quoted: Quoted) -> _Said | None:
    """«X said the plan was "a disgrace"»: the clause is retold, a part of it in marks; «X called it "a disgrace"»."""
    if len(_WORD.findall(story.text, quoted.start, quoted.stop)) < 2:
        return None
    begin, stop = story.sentence(quoted.start)
    said = _verbs(story, speech_verb(), begin, quoted.start)
    called = _verbs(story, naming_verb(), begin, quoted.start)
    if not (said or called) or quoted.start - (said or called)[0].end() > _REACH:
        return None
    verb = (said or called)[0]
    subject = _subject_before(story, begin, verb.start())
    if subject and not said:
        return _Said(QuoteKind.MIXED, quoted.parts, verb.span("verb"), subject)
    content = _clause(story, verb.end(), stop)
    if subject is None or content is None or not content[0] <= quoted.start < content[1]:
        return None
    return _Said(QuoteKind.MIXED, (content,), verb.span("verb"), subject)


def _verbs(story: Story, pattern: re.Pattern[str], start: int, stop: int) -> list[re.Match[str]]:
    """The verbs in a stretch of the text that report, outside marks."""
    found = pattern.finditer(story.text, start, stop)
    return [m for m in found if not story.inside_marks(m.start()) and not _negated(story, m)]


def whole_sayings(story: Story, quoted: Quoted) -> _Said | None:
    """A paragraph that is one saying in marks: somebody's words, whoever said them."""
    start, stop = story.paragraph(quoted.start)
    whole = quoted.start == start and story.paragraph(quoted.stop - 1)[1] == quoted.stop
    enough = len(_WORD.findall(story.text, quoted.start, quoted.stop)) > 5 and _FINITE.search(
        story.text, quoted.start, quoted.stop
    )
    return _Said(QuoteKind.DIRECT, quoted.parts, None, None) if whole and enough and stop else None


IN_MARKS = (attributed_after, introduced_before, partly_in_marks, whole_sayings)


def _continued(story: Story, number: int, said: _Said) -> Iterator[int]:
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
        if len(between) > _REACH or (not attribution and between.strip()) or attributed_after(story, quoted):
            return
        if attribution and not between.rstrip().endswith((",", ".", "-", "–", "—", ":")):
            return
        said.contents = (*said.contents, *quoted.parts)
        said.covers.append((quoted.start, quoted.stop))
        previous = quoted
        yield following


def _retold(story: Story, direct: Sequence[_Said]) -> list[_Said]:
    """«X said that Q», «Q, X said», «According to X, Q»."""
    told = {story.sentence_number(said.cue[0]) for said in direct if said.cue}
    found = []
    for number, (begin, stop) in enumerate(story.sentences):
        if number not in told:
            for rule in RETOLD:
                if said := rule(story, begin, stop):
                    found.append(said)
                    break
    return found


def that_clause(story: Story, begin: int, stop: int) -> _Said | None:
    """«X said that Q», «X said Q»."""
    for verb in reporting_verb().finditer(story.text, begin, stop):
        if story.inside_marks(verb.start()) or _negated(story, verb):
            continue
        subject = _subject_before(story, begin, verb.start())
        content = _clause(story, verb.end(), stop)
        if subject is None or content is None:
            continue
        strong = speech_verb().fullmatch(verb.group())
        that = re.match(r"\s+(?:\w+\s+){0,4}that\s", story.text[verb.end() : stop])
        if that or (
            strong and _FINITE.search(story.text, *content) and not story.text[verb.end() : stop].startswith((",", ":"))
        ):
            return _Said(QuoteKind.INDIRECT, (content,), verb.span("verb"), subject)
    return None


def afterthought(story: Story, begin: int, stop: int) -> _Said | None:
    """«Q, X said on Monday.»"""
    for verb in speech_verb().finditer(story.text, begin, stop):
        comma = story.text.rfind(",", begin, verb.start())
        content = trimmed(story.text, (begin, comma)) if comma > 0 else None
        if (
            content is None
            or story.inside_marks(verb.start())
            or verb.start() - comma > 80
            or content[1] - content[0] < 20
        ):
            continue
        before = trimmed(story.text, (comma + 1, verb.start()))
        subject = before if before and _is_subject(story, before) else None
        if before is None:
            subject = _subject_after(story, verb.end(), stop)
        if subject:
            return _Said(QuoteKind.INDIRECT, (content,), verb.span("verb"), subject)
    return None


def according(story: Story, begin: int, stop: int) -> _Said | None:
    """«According to X, Q»."""
    cue = ACCORDING.search(story.text, begin, stop)
    if cue is None or story.inside_marks(cue.start()):
        return None
    last = _PHRASE_END.search(story.text, cue.end(), stop)
    subject = trimmed(story.text, (cue.end(), last.start() if last else stop), ".!?")
    before = trimmed(story.text, (begin, cue.start()), ", ")
    after = trimmed(story.text, (last.end(), stop), ".!?") if last and before is None else None
    content = before or after
    return _Said(QuoteKind.INDIRECT, (content,), cue.span(), subject) if subject and content else None


RETOLD = (according, that_clause, afterthought)


def _clause(story: Story, start: int, stop: int) -> Span | None:
    """What is said after the verb: without the listener («told reporters») and «that»."""
    that = _THAT.match(story.text, start, stop)
    return trimmed(story.text, (that.end() if that else start, stop), ".!?…, ")


def _negated(story: Story, verb: re.Match[str]) -> bool:
    return NEGATED.search(story.text, max(0, verb.start() - 12), verb.start()) is not None


def _subject_after(story: Story, start: int, stop: int) -> Span | None:
    """«said | Ann Lee, a nurse»: to the first break; names may hold little words."""
    limit = min(stop, start + _SUBJECT_REACH)
    begin = limit - len(story.text[start:limit].lstrip())
    position = begin
    while True:
        found = _SUBJECT_BREAK.search(story.text, position, limit)
        end = found.start() if found else limit
        name = next((n for n in story.names_in(begin, limit) if n.start < end < n.stop), None)
        if name is None:
            break
        position = name.stop
    span = trimmed(story.text, (begin, end), ".!? ")
    return span if span and _is_subject(story, span) else None


def _subject_before(story: Story, begin: int, verb: int) -> Span | None:
    """«Ann Lee, a nurse, | said», «On Monday the ministry | said»."""
    clause = story.text[begin:verb].rstrip(" ,")
    offset = begin
    comma = max(
        clause.rfind(", "), clause.rfind("; "), clause.rfind(" that "), clause.rfind(" and "), clause.rfind(" but ")
    )
    if comma >= 0:
        lead = clause[:comma]
        tail_start = offset + comma + clause[comma:].index(" ", 1 if clause[comma] == " " else 0) + 1
        tail = trimmed(story.text, (tail_start, offset + len(clause)))
        apposition = tail and story.text[tail[0] : tail[1]].split()[0].lower() in (
            "a",
            "an",
            "the",
            "who",
            "whose",
            "head",
            "director",
            "chief",
            "former",
            "its",
            "his",
            "her",
        )
        named = trimmed(story.text, (offset + max(lead.rfind(", ") + 2, 0) if ", " in lead else offset, offset + comma))
        if apposition and named and any(n.stop == named[1] for n in story.names_in(*named)):
            return named
        return tail if tail and _is_subject(story, tail) else None
    whole = trimmed(story.text, (offset, offset + len(clause)))
    return whole if whole and _is_subject(story, whole) else None


def _is_subject(story: Story, span: Span) -> bool:
    """A pronoun, or a phrase that begins with a capital letter or an article and holds no verb."""
    text = story.text[span[0] : span[1]]
    if re.fullmatch(_PRONOUN, text):
        return True
    words = text.split()
    if not words or len(words) > 14 or _FINITE.search(text):
        return False
    head = words[0]
    if any(name.stop == span[1] and name.label is Label.PERSON for name in story.names_in(*span)):
        return True
    return head[0].isupper() or head.lower() in (
        "the",
        "a",
        "an",
        "one",
        "two",
        "his",
        "her",
        "its",
        "their",
        "police",
        "officials",
        "some",
        "many",
        "critics",
        "experts",
    )


class _Speakers:
    """Turns what was found into quotations, giving pronouns the person who spoke last where only one fits."""

    def __init__(self, story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> None:
        self._story = story
        self._entities = [e for e in entities if e.label in (Label.PERSON, Label.ORGANISATION, Label.PLACE)]
        self._full = full
        self._last: tuple[int, str] | None = None

    def quote(self, said: _Said) -> Quote:
        """The finished quotation."""
        name_span, role, speaker = self._who(said)
        spans = [*said.contents, *said.covers, *(span for span in (said.cue, said.subject) if span)]
        if speaker and name_span:
            self._last = (said.place, speaker)
        return Quote(
            min(start for start, _ in spans), max(stop for _, stop in spans), said.kind, said.contents,
            said.cue, said.subject, name_span, role, speaker,
        )  # fmt: skip

    def _who(self, said: _Said) -> tuple[Span | None, str | None, str | None]:
        if said.subject is None:
            return None, None, None
        start, stop = said.subject
        text = self._story.text[start:stop]
        if re.fullmatch(_PRONOUN, text):
            return None, None, self._antecedent(start) if text.lower() in _GENDERS else None
        named = [e for e in self._entities if start <= e.start and e.stop <= stop]
        person = next((e for e in reversed(named) if e.label is Label.PERSON), None)
        if person:
            role = text[: person.start - start].strip(" ,\n") or None
            return (person.start, person.stop), role, self._full[person.name]
        whole = next((e for e in named if e.start - start <= 4 and e.stop == stop), None)
        if whole:
            return (whole.start, whole.stop), None, whole.name
        return None, None, re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)

    def _antecedent(self, offset: int) -> str | None:
        """Who spoke last, if no other person has been named since, within three paragraphs."""
        story = self._story
        horizon = story.paragraphs[max(0, story.paragraph_number(offset) - 3)][0]
        if self._last and self._last[0] >= horizon:
            since, known = self._last[0], {self._last[1]}
        else:
            since, known = horizon, set()
        named = {
            self._full[e.name]
            for e in self._entities
            if e.label is Label.PERSON and since <= e.start < offset and not story.inside_marks(e.start)
        }
        fitting = named | known
        return fitting.pop() if len(fitting) == 1 else None
