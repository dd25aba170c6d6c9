"""Speakers of reports: names as the article gives them in full, roles, and pronouns where only one person fits.

Whom pronouns and dropped subjects mean is for `antecedents` to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.antecedents import MANY, Antecedents, Person
from reader.language.cues import CueKind
from reader.language.forms import genitive_to_nominative, lemma, parses
from reader.language.genders import shown_genders
from reader.language.grammar import facts, finite, is_instrumental, person_word
from reader.language.houses import Houses
from reader.language.introduced import introduced_as
from reader.language.models import words
from reader.language.namesakes import Namesakes
from reader.language.owners import Owners
from reader.language.persons import gender_of, may_be_owner, may_be_subject
from reader.language.phrases import is_declined, phrase_form, usual_case
from reader.language.report import Covered
from reader.language.roles import Roles
from reader.language.several import Several
from reader.language.speaker import UNKNOWN, Speaker, together, unprinted
from reader.language.spouses import Spouses
from reader.language.turns import Line, in_turns
from reader.language.whose import cites_others
from reader.model import Entity, Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.language.bounds import Subject
    from reader.language.cues import Cue
    from reader.language.report import Report
    from reader.language.story import Story
    from reader.model import Span

_PRONOUNS = {"он": "masc", "она": "femn", "тот": "masc", "та": "femn", "его": "masc", "её": "femn", "ее": "femn"}
_PRONOUNS |= {"они": MANY, "их": MANY}
_THE_OTHER = frozenset(("тот", "та"))
_LATTER = {"последний": "masc", "последняя": "femn"}
_HIS = re.compile(r" (?:его|её|ее|их) ")  # «источник в | его | администрации»
_SEXES = {"женский": "femn", "мужской": "masc"}


class Resolver:
    """Gives reports their speakers, in the order of the text."""

    def __init__(self, story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> None:
        self._story = story
        self._entity_at = {entity.start: entity for entity in entities}
        self._full = full
        self._genders = shown_genders(story, entities, full)
        self._relayed: set[str] = set()
        self._answers = Covered()
        self._said = Covered()
        self._lines: frozenset[int | None] = frozenset()
        self._roles = Roles(story, entities, full, self._gender, self._is_speech)
        self._owners = Owners(self._roles)
        self._several = Several(self._roles, self._entity_at)
        self._houses = Houses(story, entities)
        self._namesakes = Namesakes(self._roles)
        self._spouses = Spouses(self._roles)
        self._antecedents = Antecedents(story, self._subjects, self._topic, self._roles)

    def speakers(self, reports: Iterable[Report]) -> list[tuple[Report, Speaker]]:
        """Every report with its speaker."""
        by_place = sorted(reports, key=lambda report: (self._place(report), report.start))
        ordered = sorted(by_place, key=lambda report: report.within is not None)
        self._answers = Covered(report for report in ordered if report.turn)
        self._lines = frozenset(report.line for report in ordered)
        self._said = Covered(report for report in ordered if report.kind is QuoteKind.DIRECT)
        for report in ordered:
            self._learn_gender(report)
        known: dict[int, Speaker] = {}
        for report in ordered:
            speaker = known[id(report)] = self._speaker(report, known)
            if speaker.name and report.within is None:
                gender = self._gender(speaker.name) if speaker.person else speaker.gender
                self._antecedents.heard(self._place(report), Person(speaker.name, gender, speaker.person))
        known.update(_in_turns(ordered, known))
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
        person = self._entity_at.get(named[-1].start) if named else None
        return None if person is None or self._owners.owns(report, person) else person

    def _gender(self, name: str) -> str | None:
        return self._genders.get(name) or gender_of(name)

    def _speaker(self, report: Report, known: Mapping[int, Speaker]) -> Speaker:
        if report.turn is not None:
            return Speaker(report.turn.speaker, report.turn.label, report.turn.label, person=True)
        if report.inherits is not None:
            return unprinted(known.get(id(report.inherits), UNKNOWN))
        if report.possessive is not None:
            start, stop = report.possessive
            gender = _PRONOUNS.get(self._story.text[start:stop].lower())
            found = self._antecedent(start, gender) if gender else UNKNOWN
            return Speaker(found.name, report.possessive, None, None, found.gender, found.person)
        if report.within is not None:
            return self._nested(report, known.get(id(report.within), UNKNOWN))
        if report.subject is None:
            return self._dropped(report) if report.cue else self._going_on(report)
        return self._phrase(report)

    def _nested(self, report: Report, outer: Speaker) -> Speaker:
        """«Я ему: „Толкайте“» in somebody's words: «я» is who speaks them, whom other pronouns mean is open."""
        if report.subject is None:
            return unprinted(outer) if report.cue and report.cue.first_person else UNKNOWN
        first = self._story.tokens[report.subject.first].text
        if facts(first).part != "NPRO":
            return self._phrase(report)
        span = self._story.span(*report.subject)
        return Speaker(outer.name if first.lower() in ("я", "мы") else None, span)

    def _going_on(self, report: Report) -> Speaker:
        """A paragraph that is one saying in marks, or a lone line behind a dash: of the one person who spoke, or was
        spoken of, just before it."""
        start = self._story.paragraph(report.start)[0]
        among = report.line is not None and not self._lines.isdisjoint((report.line - 1, report.line + 1))
        begins = report.line is not None or start == report.start
        if among or self._answers.holds(report.start) or not begins:
            return UNKNOWN
        person = self._antecedents.directly_before(start)
        return Speaker(person.name, gender=person.gender, person=person.named) if person else UNKNOWN

    def _phrase(self, report: Report) -> Speaker:
        story, subject = self._story, report.subject
        assert subject is not None
        span = story.span(subject.first, subject.stop)
        own = self._roles.without_itself(subject)
        subject = own if story.tokens[own.first].text.lower() in ("он", "она") else subject  # «сама | она»
        word = story.tokens[subject.first].text.lower()
        alone = subject.stop - subject.first == 1
        counted = not alone and _is_counted(story, subject)
        if (alone and (facts(word).part == "NPRO" or word in _PRONOUNS or word in _LATTER)) or (
            word in words("cues_ru", "nobody") and not counted
        ):
            gender = _PRONOUNS.get(word) if alone else None
            found = self._antecedent(span[0], gender) if gender else UNKNOWN
            if word in _LATTER:
                found = self._latter(span[0], _LATTER[word])
            if gender and word in _THE_OTHER and (other := self._the_other(span[0], gender)):
                found = Speaker(other.name, gender=gender, person=True)
            return Speaker(found.name, span, None, None, found.gender, found.person)
        if given := introduced_as(story, subject, story.token_from(story.sentence(span[0])[1])):
            return self._introduced(span, given)
        if several := self._several.named(report):
            names = together(list(dict.fromkeys(self._full[person.name] for person in several)))
            return Speaker(names, span, (several[0].start, several[-1].stop), None, MANY)
        if names_and_others := self._several.with_unnamed(report):
            return Speaker(names_and_others, span, None, None, MANY)
        person = self._person_in(report)
        if person is not None:
            name = self._namesakes.meant_by(person, report.cue, self._antecedents.last())
            role = self._role(span[0], person.start) if person.start > span[0] else None
            return Speaker(name, span, (person.start, person.stop), role, self._gender(name), person=True)
        return self._organisation_or_role(report, span)

    def _introduced(self, span: Span, given: Subject) -> Speaker:
        """«водитель, представившийся Сергеем»: who he says he is."""
        start, stop = self._story.span(*given)
        entity = self._entity_at.get(start)
        name = self._full[entity.name] if entity else self._story.text[start:stop]
        whole = (span[0], max(span[1], stop))
        return Speaker(name, whole, (start, stop), None, self._gender(name), person=True)

    def _organisation_or_role(self, report: Report, span: Span) -> Speaker:
        """«CNN», «телекомпания CNN», «в МВД» speak for themselves; «представитель МВД» is a role."""
        story, subject = self._story, report.subject
        assert subject is not None
        first = story.tokens[subject.first].text
        if house := self._houses.named_by(subject):
            role = self._role(span[0], house.start) if house.start > span[0] else None
            spoken = MANY if report.cue and report.cue.plural else None
            if report.cue and report.cue.gender is None and not report.cue.plural:
                self._relayed.add(house.name)  # «передаёт X»: whom a text relays is told in the present
            return Speaker(house.name, span, (house.start, house.stop), role, spoken)
        gender = report.cue.gender if report.cue and not report.cue.plural else None
        lone = subject.stop - subject.first == 1 and subject.first not in story.name_at
        several = facts(story.tokens[self._roles.head(subject)].text).plural  # «по словам экспертов»
        many = report.cue is not None and (report.cue.plural or (report.cue.kind is CueKind.NOMINAL and several))
        if source := self._roles.source(subject):
            return Speaker(source, span)
        house_named = self._houses.meant_by(subject) or self._outlet(subject)
        if house_named is not None:
            return Speaker(house_named, span)
        if subject.first not in story.name_at and not many and (known := self._somebody(report, subject, gender)):
            return Speaker(known.name, span, None, None, gender or known.gender, known.person)
        if many:
            gender = MANY
        if lone and report.cue is not None and report.cue.kind is CueKind.IMPERSONAL:
            paper = phrase_form(first.lower()) if facts(first).plural else lemma(first)  # «в материалах дела»
            return Speaker(paper, span)
        gender = _SEXES.get(lemma(first)) or gender  # «женский голос ответил» is a she
        name = self._called(report, subject)
        return Speaker(name, span, None, None, gender or (facts(first).gender if facts(first).animate else None))

    def _outlet(self, subject: Subject) -> str | None:
        """Which outlet «издание» means: the only organisation that has spoken in the story so far."""
        lone = subject.stop - subject.first == 1
        outlet = lone and lemma(self._story.tokens[subject.first].text) in words("cues_ru", "outlets")
        return next(iter(self._relayed)) if outlet and len(self._relayed) == 1 else None

    def _called(self, report: Report, subject: Subject) -> str:
        """What a phrase calls whoever speaks, in the dictionary form: the subject of a verb stands in it."""
        story = self._story
        governed = (
            subject.first > 0 and facts(story.tokens[subject.first - 1].text).part == "PREP"
        )  # «в мэрии сообщили»
        subject = self._roles.without_owner(subject)
        own = self._roles.without_count(self._roles.without_itself(subject))
        phrase, first = _HIS.sub(" ", story.words(*own)), story.tokens[own.first].text
        cue = report.cue
        if own.stop - own.first == 1 and cue is not None and cue.kind is CueKind.NOMINAL:
            formed = genitive_to_nominative(first) if is_declined(first) else first
            return formed if formed != first else phrase_form(first)
        stands = own == subject and cue is not None and cue.kind is CueKind.VERB and not governed
        agrees = cue is not None and any(reading.plural == cue.plural for reading in facts(first).nominatives)
        counted = facts(story.tokens[subject.first].text)  # «некоторые | жители», not «нескольких | жителей»
        is_many = own.first > subject.first and counted.nominative and not counted.genitive and not governed
        is_subject = is_many or (stands and agrees and not (cue and cites_others(story, cue)))
        return usual_case(phrase if is_subject else phrase_form(phrase), named=own.first in story.name_at)

    def _somebody(self, report: Report, subject: Subject, gender: str | None) -> Speaker | None:
        """Whom a word for a person means: «министр» the only minister named before, «женщина» the person that a pronoun
        would mean, if no other woman was spoken of."""
        own = self._roles.without_itself(subject)
        if name := self._roles.bearer(own, gender, self._antecedents.last()):
            return Speaker(name, person=True)
        if name := self._spouses.meant_by(own, gender, acts=report.cue is not None and report.cue.kind is CueKind.VERB):
            return Speaker(name, person=True)
        place = self._story.tokens[subject.first].start
        if self._is_speech(place) and not report.attributes(place):
            return None  # «Лугина рассказала: «Стюардесса кричала: „Тихо!“»»
        if found := self._spoken_of(subject, own, gender):
            return found
        name = self._roles.of_kind(own, gender, self._antecedents.last()) if own == subject else None
        return Speaker(name, person=True) if name else None

    def _spoken_of(self, subject: Subject, own: Subject, gender: str | None) -> Speaker | None:
        """The person that a pronoun would mean, where a word for one is of nobody else: «женщина», «музыкант»."""
        behind = self._roles.first_called(own)
        if behind is None and not (self._roles.means_somebody(subject) or self._is_she(own, gender)):
            return None
        head, place = self._story.tokens[own.first], self._story.tokens[subject.first].start
        is_woman = facts(person_word(head.text)).gender == "femn"  # a «эксперт» may be either
        found = self._antecedent(place, gender or ("femn" if is_woman else None))
        contrasted = own != subject and self._antecedents.last() == found.name  # «сам» is not who spoke last
        if behind is not None and not self._roles.means_somebody(subject):  # always so called behind the name
            contrasted = contrasted or not found.name or not self._roles.is_named_before(found.name, behind)
        return found if found.name and not contrasted else None

    def _is_she(self, subject: Subject, gender: str | None) -> bool:
        """«констатировала премьер»: a lone word for a man, with a woman's verb, is of a woman spoken of before."""
        word = self._story.tokens[subject.first].text
        known, anybodys = facts(word), lemma(word) in words("cues_ru", "agents")  # «его пресс-секретарь»
        alone = subject.stop - subject.first == 1
        return alone and not anybodys and gender == "femn" and known.animate and known.gender == "masc"

    def _role(self, start: int, stop: int) -> str | None:
        role = self._story.text[start:stop].strip(' \n,«„“"(')
        return usual_case(phrase_form(role)) if role else None

    def _dropped(self, report: Report) -> Speaker:
        """No subject at all: «Добавил также, что…», «Признаёт, что…», «Там отметили, что…»."""
        cue = report.cue
        if cue is not None and cue.kind is CueKind.GERUND:
            return unprinted(self._of_gerund(cue))
        if cue is None or cue.kind is not CueKind.VERB or cue.first_person:
            return UNKNOWN
        token = self._story.tokens[cue.first]
        if cue.plural:
            person = None if self._answers.holds(token.start) else self._antecedents.just_heard(token.start)
            return Speaker(person.name, gender=MANY, person=False) if person and person.gender == MANY else UNKNOWN
        if cue.gender in ("masc", "femn") or (cue.gender is None and parses(token.text)[0].tag.person == "3per"):
            return unprinted(self._antecedent(token.start, cue.gender))
        return UNKNOWN

    def _of_gerund(self, cue: Cue) -> Speaker:
        """«Сумму назвать не стала, добавив, что»: whoever the verb before it, which has no subject either, means."""
        story = self._story
        begin = story.token_from(story.sentence(story.tokens[cue.first].start)[0])
        verbs = [verb for token in story.tokens[begin : cue.first] if (verb := finite(token.text))]
        if len(verbs) != 1 or verbs[0].plural or verbs[0].gender not in ("masc", "femn"):
            return UNKNOWN
        return self._antecedent(story.tokens[begin].start, verbs[0].gender)

    def _antecedent(self, offset: int, gender: str | None) -> Speaker:
        """The one person a pronoun at `offset` can mean."""
        if self._answers.holds(offset):
            return UNKNOWN  # whom the person interviewed speaks of
        person = self._antecedents.of(offset, gender)
        return Speaker(person.name, gender=person.gender or gender, person=person.named) if person else UNKNOWN

    def _the_other(self, offset: int, gender: str) -> Person | None:
        """«Лугина встретилась с Седовой. | Та сказала»: the one person of that gender in the sentence before who is
        not its subject."""
        number = self._story.sentence_number(offset)
        before = self._story.sentences[number - 1] if number else (0, 0)
        subjects = {person.name for person in self._subjects(before)}
        if not subjects and (heard := self._antecedents.just_heard(offset)):
            subjects = {heard.name}  # «Спросил у Седова, кто придёт. | Тот сказал»
        people = (self._person(entity) for entity in self._people(before))
        others = {person.name: person for person in people if person.fits(gender) and person.name not in subjects}
        return others.popitem()[1] if len(others) == 1 and subjects else None

    def _latter(self, offset: int, gender: str) -> Speaker:
        """«Лугин встретил Сомова. | Последний сказал»: whoever is named last in the sentence before; who spoke in it
        where nobody is."""
        number = self._story.sentence_number(offset)
        named = self._people(self._story.sentences[number - 1]) if number else []
        person = self._person(named[-1]) if named else self._antecedents.just_heard(offset)
        fits = person is not None and (person.gender in (gender, None) or not person.named)
        return Speaker(person.name, gender=gender, person=person.named) if person and fits else UNKNOWN

    def _subjects(self, span: Span) -> list[Person]:
        """The people named in a stretch of the text, outside quotation marks, in what can be the nominative."""
        people = self._people(span)
        return [self._person(e) for e in people if may_be_subject(e.text, None) and not self._is_governed(e)]

    def _is_governed(self, entity: Entity) -> bool:
        """Whether the word before a name puts it in another case: «с бухгалтером Л. Ситник», «укрыть Моралес»."""
        place = self._story.token_from(entity.start) - 1
        word = self._story.tokens[place].text if place >= 0 else "."
        known = facts(word)
        noun = known.part == "NOUN" and word.islower() and not known.animate
        governing = known.part == "INFN" or noun
        agreeing = known.part in ("ADJF", "PRTF") and word.islower() and not known.nominative  # «старшего Губина»
        instrumental = known.animate and is_instrumental(word)
        lone = " " not in entity.text  # a name in full is rather of the whole title before it
        return known.part == "PREP" or instrumental or agreeing or (governing and lone and may_be_owner(entity.text))

    def _topic(self, span: Span, gender: str | None) -> Person | None:
        """The person whose name begins a sentence, in any case («Осокину это пересказали», «У Осокина»), or the only
        one of that gender in a sentence that is about somebody else («Мэр встретился с Ольгой Лаптевой»)."""
        named = self._people(span)
        people = [self._person(entity) for entity in named]
        if not people and (name := self._roles.begins_with(span)):
            found = Person(name, self._gender(name))  # «Геолога не позвали. | Он не обижен»
            return found if found.fits(gender) else None
        if people and people[0].fits(gender):
            begins = self._story.token_from(named[0].start)
            first = self._story.token_from(span[0])
            if begins == first or (begins == first + 1 and facts(self._story.tokens[first].text).part == "PREP"):
                return people[0]
        fitting = {person.name: person for person in people if gender and person.gender == gender}
        if len(fitting) != 1 or not self._roles.is_about_others(span, gender):
            return None
        return fitting.popitem()[1]

    def _people(self, span: Span) -> list[Entity]:
        """The people named in a stretch of the text, outside anybody's words."""
        return [
            self._entity_at[name.start]
            for name in self._story.names_in(*span)
            if name.label is Label.PERSON and not self._is_speech(name.start)
        ]

    def _is_speech(self, offset: int) -> bool:
        return self._story.inside_marks(offset) or self._said.holds(offset)

    def _person(self, entity: Entity) -> Person:
        name = self._namesakes.meant_by(entity, None, None)
        return Person(name, self._gender(name))


def _in_turns(reports: Sequence[Report], known: Mapping[int, Speaker]) -> Iterator[tuple[int, Speaker]]:
    """The speakers of the lines of dialogue that only their turn attributes."""
    said = sorted((report for report in reports if report.line is not None), key=lambda report: report.start)
    lines = [Line(r.line or 0, known[id(r)].name, r.cue is None and r.subject is None) for r in said]
    for place, name in in_turns(lines):
        yield id(said[place]), Speaker(name)


def _is_counted(story: Story, subject: Subject) -> bool:
    """«одна | женщина», «один | из адвокатов», not «один из них»: what makes a number somebody."""
    after = subject.first + 1 + (story.tokens[subject.first + 1].text.lower() == "из")
    return after < subject.stop and (
        after in story.name_at or facts(story.tokens[after].text).part in ("NOUN", "ADJF", "PRTF")
    )
