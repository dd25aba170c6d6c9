"""Speakers of reports: names as the article gives them in full, roles, and pronouns where only one person fits.

Whom pronouns and dropped subjects mean is for `antecedents` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.language.antecedents import Antecedents, Person
from reader.language.cues import CueKind
from reader.language.forms import genitive_to_nominative, lemma
from reader.language.grammar import facts, is_verb
from reader.language.models import words
from reader.language.persons import gender_of, may_be_subject
from reader.language.phrases import phrase_form
from reader.language.report import Covered
from reader.language.subjects import GOVERNING
from reader.model import Entity, Label, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.language.report import Report
    from reader.language.story import Story
    from reader.model import Span

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
        self._answers = Covered()
        self._antecedents = Antecedents(story, self._subjects, self._topic)

    def speakers(self, reports: Iterable[Report]) -> list[tuple[Report, Speaker]]:
        """Every report with its speaker."""
        ordered = sorted(reports, key=lambda report: (self._place(report), report.start))
        self._answers = Covered(report for report in ordered if report.turn)
        for report in ordered:
            self._learn_gender(report)
        known: dict[int, Speaker] = {}
        for report in ordered:
            speaker = known[id(report)] = self._speaker(report, known)
            if speaker.name:
                gender = self._gender(speaker.name) if speaker.person else speaker.gender
                self._antecedents.heard(self._place(report), Person(speaker.name, gender, speaker.person))
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
        if report.turn is not None:
            return Speaker(report.turn.speaker, report.turn.label, report.turn.label, person=True)
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
        lone = subject.stop - subject.first == 1 and subject.first not in story.name_at
        if lone and (known := self._somebody(subject.first, gender)):
            return Speaker(known, span, None, None, gender, person=True)
        nominal = report.cue is not None and report.cue.kind is CueKind.NOMINAL
        if lone and report.cue is not None and report.cue.kind is CueKind.IMPERSONAL:
            return Speaker(lemma(first), span)
        name = genitive_to_nominative(first) if lone and nominal else phrase_form(story.text[slice(*span)])
        return Speaker(name, span, None, None, gender)

    def _somebody(self, place: int, gender: str | None) -> str | None:
        """Whom a lone word for a person means: «министр» the only minister named before, «женщина» the person that a
        pronoun would mean, if no other woman was spoken of."""
        story = self._story
        word = lemma(story.tokens[place].text)
        bearers = {name for name, start in self._bearers.get(word, ()) if start < story.tokens[place].start}
        ministers = {name for name in bearers if gender is None or self._gender(name) in (gender, None)}
        if len(ministers) == 1:
            return ministers.pop()
        if bearers or word not in words("cues_ru", "somebody"):
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
                for word in dict.fromkeys((role, *role.split("-"))):  # a «врач-хирург» is a «врач»
                    bearers.setdefault(word, []).append((self._full[entity.name], entity.start))
        return bearers

    def _head_before(self, place: int) -> str | None:
        """The word that a name's phrase begins with: «министр» of «министр труда», not of «заместитель министра»."""
        head = None
        for before in range(place - 1, max(-1, place - _LONGEST_ROLE), -1):
            word = self._story.tokens[before].text
            known = facts(word)
            if not (word[0].isalpha() or word[0] in _MARKS) or is_verb(word) or (word[0].isalpha() and not known.part):
                break
            person = (known.part == "NOUN" and known.animate) or word.lower().startswith(GOVERNING)
            if person and before not in self._story.name_at:
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
        told = cue is not None and cue.kind is CueKind.VERB and not (cue.plural or cue.first_person)
        if cue is None or not told or cue.gender not in ("masc", "femn"):
            return _UNKNOWN  # «Признаёт, что» does not tell a man from a woman
        return Speaker(*_identity(self._antecedent(self._story.tokens[cue.first].start, cue.gender)))

    def _antecedent(self, offset: int, gender: str | None) -> Speaker:
        """The one person a pronoun at `offset` can mean."""
        if self._answers.holds(offset):
            return _UNKNOWN  # whom the person interviewed speaks of
        person = self._antecedents.of(offset, gender)
        return Speaker(person.name, gender=person.gender or gender, person=person.named) if person else _UNKNOWN

    def _subjects(self, span: Span) -> list[Person]:
        """The people named in a stretch of the text, outside quotation marks, in what can be the nominative."""
        return [self._person(entity) for entity in self._people(span) if may_be_subject(entity.text, None)]

    def _topic(self, span: Span) -> Person | None:
        """The person whose name begins a sentence, in any case: «Осокину это пересказали»."""
        return next((self._person(entity) for entity in self._people(span) if entity.start == span[0]), None)

    def _people(self, span: Span) -> list[Entity]:
        """The people named in a stretch of the text, outside quotation marks."""
        return [
            self._entity_at[name.start]
            for name in self._story.names_in(*span)
            if name.label is Label.PERSON and not self._story.inside_marks(name.start)
        ]

    def _person(self, entity: Entity) -> Person:
        name = self._full[entity.name]
        return Person(name, self._gender(name))


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
