"""Speakers of reports: names as the article gives them in full, roles, and pronouns where only one person fits.

The rule for pronouns and dropped subjects: the person who spoke last, if nobody else who would fit has been named
since; else the only person named in this paragraph and the one before. Where two fit, the speaker stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.language.cues import CueKind
from reader.language.forms import lemma
from reader.language.grammar import facts, is_verb
from reader.language.models import words
from reader.language.persons import gender_of
from reader.language.phrases import phrase_form
from reader.model import Entity, Label, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.language.report import Report
    from reader.language.story import Story
    from reader.model import Span

MEMORY = 3
"""Paragraphs back in which a pronoun may have its person."""

_PRONOUNS = {"он": "masc", "она": "femn", "тот": "masc", "та": "femn", "его": "masc", "её": "femn", "ее": "femn"}
_LONGEST_ROLE = 10
"""Tokens before a name in which the head of its phrase is looked for."""
_MARKS = frozenset('«»„“”"')
_NOBODY = frozenset(
    ("они", "мы", "я", "вы", "ты", "их", "кто", "никто", "некоторые", "многие", "другие", "один", "одна")
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, with the parts of the phrase that says so."""

    name: str | None
    span: Span | None = None
    name_span: Span | None = None
    role: str | None = None
    gender: str | None = None
    person: bool = False


_UNKNOWN = Speaker(None)


class Resolver:
    """Gives reports their speakers, in the order of the text."""

    def __init__(self, story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> None:
        self._story = story
        self._entity_at = {entity.start: entity for entity in entities}
        self._full = full
        self._genders: dict[str, str] = {}
        self._last: tuple[int, Speaker] | None = None
        self._named_before: tuple[int, Speaker] | None = None

    def speakers(self, reports: Iterable[Report]) -> list[tuple[Report, Speaker]]:
        """Every report with its speaker."""
        ordered = sorted(reports, key=lambda report: (self._place(report), report.start))
        for report in ordered:
            self._learn_gender(report)
        known: dict[int, Speaker] = {}
        for report in ordered:
            speaker = known[id(report)] = self._speaker(report, known)
            if speaker.name:
                self._named_before, self._last = self._last, (self._place(report), speaker)
        return [(report, known[id(report)]) for report in ordered]

    def _place(self, report: Report) -> int:
        return self._story.tokens[report.cue.first].start if report.cue else report.start

    def _learn_gender(self, report: Report) -> None:
        """A verb in the past tells whether its subject is a man or a woman."""
        person = self._person_in(report)
        if person and report.cue and report.cue.gender in ("masc", "femn") and not report.cue.plural:
            self._genders[self._full[person.name]] = report.cue.gender

    def _person_in(self, report: Report) -> Entity | None:
        if report.subject is None:
            return None
        named = self._story.people(report.subject.first, report.subject.stop)
        return self._entity_at.get(named[-1].start) if named else None

    def _gender(self, name: str) -> str | None:
        return self._genders.get(name) or gender_of(name)

    def _speaker(self, report: Report, known: Mapping[int, Speaker]) -> Speaker:
        if report.inherits is not None:
            return Speaker(*_identity(known.get(id(report.inherits), _UNKNOWN)))
        if report.possessive is not None:
            start, stop = report.possessive
            gender = _PRONOUNS.get(self._story.text[start:stop].lower())
            found = self._antecedent(start, gender) if gender else _UNKNOWN
            return Speaker(found.name, report.possessive, None, None, found.gender, found.person)
        if report.subject is None:
            return self._dropped(report)
        return self._phrase(report)

    def _phrase(self, report: Report) -> Speaker:
        story, subject = self._story, report.subject
        assert subject is not None
        span = story.span(subject.first, subject.stop)
        word = story.tokens[subject.first].text.lower()
        alone = subject.stop - subject.first == 1
        if (alone and (facts(word).part == "NPRO" or word in _PRONOUNS)) or word in _NOBODY:
            gender = _PRONOUNS.get(word) if alone else None
            found = self._antecedent(span[0], gender) if gender else _UNKNOWN
            return Speaker(found.name, span, None, None, found.gender, found.person)
        person = self._person_in(report)
        if person is not None:
            name = self._full[person.name]
            role = self._role(span[0], person.start) if person.start > span[0] else None
            return Speaker(name, span, (person.start, person.stop), role, self._gender(name), person=True)
        return self._organisation_or_role(report, span)

    def _organisation_or_role(self, report: Report, span: Span) -> Speaker:
        """«CNN», «телекомпания CNN», «в МВД» speak for themselves; «представитель МВД» is a role."""
        story, subject = self._story, report.subject
        assert subject is not None
        first = story.tokens[subject.first].text
        named = [self._entity_at[name.start] for name in story.names_in(*span)]
        house = named[0] if named and (named[0].start == span[0] or not facts(first).animate) else None
        if house is not None and house.label is not Label.PERSON:
            last = house.start == span[0] or house.stop >= span[1] - 1
            if last:
                role = self._role(span[0], house.start) if house.start > span[0] else None
                return Speaker(house.name, span, (house.start, house.stop), role)
        gender = report.cue.gender if report.cue and not report.cue.plural else None
        if subject.stop - subject.first == 1 and first.islower() and (known := self._somebody(subject.first, gender)):
            return Speaker(known, span, None, None, gender, person=True)
        return Speaker(phrase_form(story.text[slice(*span)]), span, None, None, gender)

    def _somebody(self, place: int, gender: str | None) -> str | None:
        """Whom a lone word for a person means: «министр» the only minister named before, «женщина» the person that a
        pronoun would mean, if no other woman was spoken of."""
        story = self._story
        word = lemma(story.tokens[place].text)
        ministers = {name for name, start in self._bearers.get(word, ()) if start < story.tokens[place].start}
        if len(ministers) == 1:
            name = ministers.pop()
            return name if gender is None or self._gender(name) in (gender, None) else None
        if ministers or word not in words("cues_ru", "somebody"):
            return None
        if any(token.text[0] == word[0] and lemma(token.text) == word for token in story.tokens[:place]):
            return None
        gender = gender or facts(word).gender
        return self._antecedent(story.tokens[place].start, gender).name

    @cached_property
    def _bearers(self) -> dict[str, list[tuple[str, int]]]:
        """The people before whose names a word for a person stands, and where: «министр труда Анна Крылова»."""
        bearers: dict[str, list[tuple[str, int]]] = {}
        for entity in self._entity_at.values():
            if entity.label is Label.PERSON and (role := self._head_before(self._story.token_from(entity.start))):
                bearers.setdefault(role, []).append((self._full[entity.name], entity.start))
        return bearers

    def _head_before(self, place: int) -> str | None:
        """The word that a name's phrase begins with: «министр» of «министр труда», not of «заместитель министра»."""
        head = None
        for before in range(place - 1, max(-1, place - _LONGEST_ROLE), -1):
            word = self._story.tokens[before].text
            known = facts(word)
            if not (word[0].isalpha() or word[0] in _MARKS) or is_verb(word) or (word[0].isalpha() and not known.part):
                break
            if known.part == "NOUN" and known.animate and before not in self._story.name_at:
                head = lemma(word)
                if not known.genitive:
                    break
        return head

    def _role(self, start: int, stop: int) -> str | None:
        role = self._story.text[start:stop].strip(' \n,«„“"(')
        return phrase_form(role) if role else None

    def _dropped(self, report: Report) -> Speaker:
        """No subject at all: «Добавил также, что…»."""
        cue = report.cue
        if (
            cue is None
            or cue.kind is not CueKind.VERB
            or cue.plural
            or cue.first_person
            or cue.gender not in ("masc", "femn")
        ):
            return _UNKNOWN
        return Speaker(*_identity(self._antecedent(self._story.tokens[cue.first].start, cue.gender)))

    def _antecedent(self, offset: int, gender: str | None) -> Speaker:
        """The one person a pronoun at `offset` can mean."""
        story = self._story
        paragraph = story.paragraph_number(offset)
        horizon = story.paragraphs[max(0, paragraph - MEMORY)][0]
        last = self._last if self._last and self._last[0] < offset else self._named_before
        if last and horizon <= last[0] < offset and self._compatible(last[1], gender):
            since = self._named(last[0], offset, gender)
            if since <= {last[1].name}:
                return last[1]
        near = self._named(story.paragraphs[max(0, paragraph - 1)][0], offset, gender)
        if len(near) == 1:
            name = near.pop()
            return Speaker(name, gender=gender, person=True)
        return _UNKNOWN

    def _named(self, start: int, stop: int, gender: str | None) -> set[str]:
        """People named outside quotation marks in a stretch of the text who can have that gender."""
        names = {
            self._full[self._entity_at[name.start].name]
            for name in self._story.names_in(start, stop)
            if name.label is Label.PERSON and not self._story.inside_marks(name.start)
        }
        return {name for name in names if self._gender(name) in (gender, None)}

    def _compatible(self, speaker: Speaker, gender: str | None) -> bool:
        told = self._gender(speaker.name) if speaker.person and speaker.name else speaker.gender
        return told == gender or (told is None and speaker.person)


def _identity(speaker: Speaker) -> tuple[str | None, None, None, str | None, str | None, bool]:
    return speaker.name, None, None, None, speaker.gender, speaker.person


def to_quote(story: Story, report: Report, speaker: Speaker) -> Quote:
    """The report as it leaves this room."""
    cue_span = story.span(report.cue.first, report.cue.stop) if report.cue else None
    spans = [*report.contents, *report.covers, *(span for span in (cue_span, speaker.span) if span)]
    return Quote(
        start=min(start for start, _ in spans),
        stop=max(stop for _, stop in spans),
        kind=report.kind,
        contents=report.contents,
        cue_span=cue_span,
        speaker_span=speaker.span,
        name_span=speaker.name_span,
        role=speaker.role,
        speaker=speaker.name,
    )
