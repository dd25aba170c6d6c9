"""Speakers of reports: names as the article gives them in full, roles, and pronouns where only one person fits.

Whom pronouns and dropped subjects mean is for `antecedents` to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.antecedents import MANY, Antecedents, Person
from reader.language.models import words
from reader.language.report import Covered
from reader.language.russian.actors import Actors
from reader.language.russian.bounds import is_house
from reader.language.russian.called import gender_called, what_is_called
from reader.language.russian.candidates import Candidates
from reader.language.russian.cues import CueKind
from reader.language.russian.forms import lemma, parses
from reader.language.russian.genders import shown_genders
from reader.language.russian.gerunds import verbs_before
from reader.language.russian.grammar import facts, is_of_several, person_word
from reader.language.russian.houses import Houses
from reader.language.russian.introduced import introduced_as
from reader.language.russian.lines import Lines
from reader.language.russian.namesakes import Namesakes
from reader.language.russian.nominal import whom_it_refers_to
from reader.language.russian.others import OF_TWO, Others
from reader.language.russian.owners import Owners
from reader.language.russian.persons import gender_of
from reader.language.russian.phrases import phrase_form, usual_case
from reader.language.russian.roles import Roles
from reader.language.russian.several import Several
from reader.language.russian.speaker import UNKNOWN, Speaker, together, unprinted
from reader.language.russian.spouses import Spouses
from reader.language.russian.told_of import ToldOf
from reader.model import Entity, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.language.report import Report
    from reader.language.russian.bounds import Subject
    from reader.language.russian.cues import Cue
    from reader.language.story import Story
    from reader.model import Span

_PRONOUNS = {"он": "masc", "она": "femn", "тот": "masc", "та": "femn", "его": "masc", "её": "femn", "ее": "femn"}
_PRONOUNS |= {"они": MANY, "их": MANY, "оба": MANY, "обе": MANY}
_DEEPEST = 4
"""Words for people in a row, each of whom is whom the one before means, at most."""


class Resolver:
    """Gives reports their speakers, in the order of the text."""

    def __init__(self, story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> None:
        self._story = story
        self._entity_at = {entity.start: entity for entity in entities}
        self._full = full
        self._genders = shown_genders(story, entities, full)
        self._relayed: set[str] = set()
        self._house_genders: dict[str, str | None] = {}
        self._answers = Covered()
        self._said = Covered()
        self._lines = Lines(story, ())
        self._roles = Roles(story, entities, full, self._gender)
        self._owners = Owners(self._roles)
        self._several = Several(self._roles, self._entity_at)
        self._houses = Houses(story, entities)
        self._namesakes = Namesakes(self._roles)
        self._spouses = Spouses(self._roles)
        self._deep = 0
        self._meant: dict[int, Person | None] = {}
        self._actors = Actors(self._roles, self._owners, self._named_by, self._is_speech)
        self._candidates = Candidates(
            self._roles, self._actors, self._namesakes, self._entity_at, self._is_speech, self._pronoun
        )
        self._tales = ToldOf(self._roles, self._candidates)
        self._antecedents = Antecedents(story, self._candidates.subjects, self._candidates.topic, self._actors)
        self._others = Others(story, self._actors, self._candidates, self._antecedents.just_heard)

    def speakers(self, reports: Iterable[Report]) -> list[tuple[Report, Speaker]]:
        """Every report with its speaker."""
        by_place = sorted(reports, key=lambda report: (self._place(report), report.start))
        ordered = sorted(by_place, key=lambda report: report.within is not None)
        self._answers = Covered(report for report in ordered if report.turn)
        self._lines = Lines(self._story, ordered)
        self._said = Covered(report for report in ordered if report.kind is QuoteKind.DIRECT)
        for report in ordered:
            self._learn_gender(report)
        known: dict[int, Speaker] = {}
        for report in ordered:
            speaker = known[id(report)] = self._speaker(report, known)
            if report.within is None:
                self._hear(report, speaker)
                if referred := whom_it_refers_to(self._story, report):
                    self._hear(referred, self._phrase(referred))
        known.update(self._lines.in_turns(known))
        return [(report, known[id(report)]) for report in ordered]

    def _hear(self, report: Report, speaker: Speaker) -> None:
        """Note who spoke."""
        if speaker.name:
            one = speaker.person and speaker.gender != MANY
            gender = self._gender(speaker.name) if one else speaker.gender
            person = Person(speaker.name, gender, speaker.person, speaker.house)
            self._antecedents.heard(self._place(report), person)

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
            return self._possessive(report, report.possessive)
        if report.within is not None:
            return self._nested(report, known.get(id(report.within), UNKNOWN))
        if report.subject is None:
            return self._dropped(report) if report.cue else self._going_on(report)
        return self._phrase(report)

    def _possessive(self, report: Report, span: Span) -> Speaker:
        """«По её словам»; what a house knows is its own: «По данным газеты, Q1. | По её данным, Q2»."""
        gender = _PRONOUNS.get(self._story.text[slice(*span)].lower())
        known = report.cue is not None and lemma(self._story.tokens[report.cue.stop - 1].text) in words(
            "cues_ru", "facts"
        )
        house = self._antecedents.just_heard(span[0], paragraphs=1) if known else None
        if house and house.house and self._house_genders.get(house.name) in (gender, None):
            return Speaker(house.name, span, gender=house.gender, house=True)
        found = self._antecedent(span[0], gender) if gender else UNKNOWN
        return Speaker(found.name, span, None, None, found.gender, found.person)

    def _nested(self, report: Report, outer: Speaker) -> Speaker:
        """«Я ему: „Толкайте“» in somebody's words: «я» is who speaks them, «он» somebody whom they have brought up."""
        if report.subject is None:
            first_person = report.cue is not None and report.cue.first_person
            return unprinted(outer if first_person else self._told_by(report))
        first = self._story.tokens[report.subject.first]
        if facts(first.text).part != "NPRO":
            return self._phrase(report)
        span, word = self._story.span(*report.subject), first.text.lower()
        if word in ("я", "мы"):
            return Speaker(outer.name, span)
        said = report.within.contents if report.within else ()
        found = self._told_of(said, first.start, _PRONOUNS[word]) if word in _PRONOUNS else UNKNOWN
        return Speaker(found.name, span, None, None, found.gender, found.person)

    def _told_by(self, report: Report) -> Speaker:
        """«Вызвал меня и | говорит» in somebody's words: in the past it may be whoever speaks them."""
        cue, begin = report.cue, report.start
        if cue is None or cue.gender or cue.plural:
            return UNKNOWN
        around = self._answers.around(begin)
        return self._told_of(report.within.contents if report.within else (around,) if around else (), begin, None)

    def _told_of(self, said: Sequence[Span], offset: int, gender: str | None) -> Speaker:
        """Whom a pronoun at `offset` means in what somebody `said`."""
        person = None if gender == MANY else self._tales.of(said, offset, gender)
        return Speaker(person.name, gender=gender, person=person.named) if person else UNKNOWN

    def _going_on(self, report: Report) -> Speaker:
        """A paragraph that is one saying in marks, or a lone line behind a dash: of the one person who spoke, or was
        spoken of, just before it."""
        start = self._story.paragraph(report.start)[0]
        among = report.line is not None and self._lines.are_around(report.line)
        begins = report.line is not None or start == report.start
        asked = self._lines.asked_from(report.line) if report.line is not None else None
        if asked and (answering := self._antecedents.last_in(asked - 1)):
            return Speaker(answering.name, gender=answering.gender, person=answering.named)
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
        if alone and (other := self._others.meant_by(word, span[0])):
            return Speaker(other.name, span, None, None, other.gender, other.named)
        if (alone and (facts(word).part == "NPRO" or word in _PRONOUNS or word in OF_TWO)) or (
            word in words("cues_ru", "nobody") and not counted
        ):
            gender = _PRONOUNS.get(word) if alone else None
            others = self._others.not_meant_by(word, span[0])
            found = self._antecedent(span[0], gender, others) if gender else UNKNOWN
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
        head = story.tokens[self._roles.head(subject)].text
        if house := self._houses.named_by(subject):
            if head.islower() and facts(head).part == "NOUN":
                self._house_genders[house.name] = facts(head).gender
            role = self._role(span[0], house.start) if house.start > span[0] else None
            spoken = MANY if report.cue and report.cue.plural else None
            if both := self._several.houses(report, house):
                return Speaker(both, span, None, None, MANY)
            if report.cue and report.cue.gender is None and not report.cue.plural:
                self._relayed.add(house.name)  # «передаёт X»: whom a text relays is told in the present
            return Speaker(house.name, span, (house.start, house.stop), role, spoken, house=True)
        gender = report.cue.gender if report.cue and not report.cue.plural else None
        lone = subject.stop - subject.first == 1 and subject.first not in story.name_at
        many = report.cue is not None and _is_of_many(report.cue, head)
        if source := self._roles.source(subject):
            return Speaker(source, span)
        house_named = self._houses.meant_by(subject) or self._outlet(subject)
        if house_named is not None:
            return Speaker(house_named, span, gender=MANY if many else None, house=True)
        if subject.first not in story.name_at and not many and (known := self._somebody(report, subject, gender)):
            return Speaker(known.name, span, None, None, gender or known.gender, known.person)
        if many:
            gender = MANY
        if lone and report.cue is not None and report.cue.kind is CueKind.IMPERSONAL:
            paper = phrase_form(first.lower()) if facts(first).plural else lemma(first)  # «в материалах дела»
            return Speaker(paper, span)
        name = what_is_called(self._roles, report, subject)
        gender = gender_called(first, head, gender)
        return Speaker(name, span, None, None, gender, house=is_house(head))

    def _outlet(self, subject: Subject) -> str | None:
        """Which outlet «издание» means: the only organisation that has spoken in the story so far."""
        lone = subject.stop - subject.first == 1
        outlet = lone and lemma(self._story.tokens[subject.first].text) in words("cues_ru", "outlets")
        return next(iter(self._relayed)) if outlet and len(self._relayed) == 1 else None

    def _somebody(self, report: Report, subject: Subject, gender: str | None) -> Speaker | None:
        """Whom a word for a person means: «министр» the only minister named before, «женщина» the person that a pronoun
        would mean, if no other woman was spoken of."""
        subject = self._roles.without_age(subject)
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
        """Whom a word for a person means beside which nobody's name stands: whom a pronoun would mean."""
        behind = self._roles.first_called(own)
        if behind is None and not (self._roles.means_somebody(subject) or self._is_she(own, gender)):
            return None
        head, place = self._story.tokens[own.first], self._story.tokens[subject.first].start
        is_woman = facts(person_word(head.text)).gender == "femn"  # a «эксперт» may be either
        found = self._antecedent(place, gender or ("femn" if is_woman else None), acting=True)
        contrasted = own != subject and self._antecedents.last() == found.name  # «сам» is not who spoke last
        if behind is not None and not self._roles.means_somebody(subject):  # always so called behind the name
            contrasted = contrasted or not found.name or not self._roles.is_named_before(found.name, behind)
        return found if found.name and not contrasted else None

    def _named_by(self, subject: Subject, gender: str | None) -> str | None:
        """Whom a word for a person means that is the subject of any verb: «Пенсионерка позвонила»."""
        if self._deep >= _DEEPEST or self._is_speech(self._story.tokens[subject.first].start):
            return None
        self._deep += 1
        found = self._spoken_of(subject, self._roles.without_itself(subject), gender)
        self._deep -= 1
        return found.name if found and found.person else None

    def _pronoun(self, offset: int, gender: str) -> Person | None:
        """Whom a pronoun means that is the subject of any verb: «Он встал»."""
        if offset not in self._meant and self._deep < _DEEPEST:
            self._deep += 1
            self._meant[offset] = self._antecedents.of(offset, gender)
            self._deep -= 1
        return self._meant.get(offset)

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
        if cue.first and self._story.tokens[cue.first - 1].text.lower() == "другой":
            return UNKNOWN
        if cue.plural:
            return UNKNOWN if self._answers.holds(token.start) else self._of_many(cue)
        if self._answers.holds(token.start):
            return unprinted(self._told_by(report))
        if cue.gender in ("masc", "femn") or (cue.gender is None and parses(token.text)[0].tag.person == "3per"):
            return unprinted(self._antecedent(token.start, cue.gender))
        return UNKNOWN

    def _of_many(self, cue: Cue) -> Speaker:
        """«Добавили также, что»: those who just spoke; «Там добавили, что», «Q, добавили там»: a house that did."""
        offset = self._story.tokens[cue.first].start
        there = any(token.text.lower() == "там" for token in self._story.tokens[max(0, cue.first - 2) : cue.stop + 1])
        person = self._antecedents.just_heard(offset, paragraphs=1 if there else 0)
        if person is None or person.gender != MANY or (there and not person.house):
            return UNKNOWN
        return Speaker(person.name, gender=MANY, house=person.house)

    def _of_gerund(self, cue: Cue) -> Speaker:
        """«Сумму назвать не стала, добавив, что»: whoever the verb before it, which has no subject either, means."""
        story = self._story
        begin = story.token_from(story.sentence(story.tokens[cue.first].start)[0])
        verbs = list(verbs_before(story, cue, begin))
        if len(verbs) != 1 or verbs[0].plural or verbs[0].gender not in ("masc", "femn"):
            return UNKNOWN
        return self._antecedent(story.tokens[begin].start, verbs[0].gender)

    def _antecedent(
        self, offset: int, gender: str | None, others: Sequence[str] = (), *, acting: bool = False
    ) -> Speaker:
        """The one person a pronoun at `offset` can mean; where it stands for a noun, one who is `acting`."""
        if answer := self._answers.around(offset):
            return self._told_of((answer,), offset, gender)  # whom the person interviewed speaks of
        number = self._story.paragraph_number(offset)
        before = self._antecedents.last_in(number - 1) if self._lines.answers(number) else None
        person = self._antecedents.of(offset, gender, (*others, before.name) if before else others, acting=acting)
        return Speaker(person.name, gender=person.gender or gender, person=person.named) if person else UNKNOWN

    def _is_speech(self, offset: int) -> bool:
        return self._story.inside_marks(offset) or self._said.holds(offset)


def _is_of_many(cue: Cue, head: str) -> bool:
    """Whether a cue's subject is of several: «по словам экспертов», «врачи ушли, заявив, что»."""
    owned = cue.kind is CueKind.NOMINAL and is_of_several(head)
    return cue.plural or owned or (cue.kind is CueKind.GERUND and facts(head).plural)


def _is_counted(story: Story, subject: Subject) -> bool:
    """«одна | женщина», «один | из адвокатов», not «один из них»: what makes a number somebody."""
    after = subject.first + 1 + (story.tokens[subject.first + 1].text.lower() == "из")
    return after < subject.stop and (
        after in story.name_at or facts(story.tokens[after].text).part in ("NOUN", "ADJF", "PRTF")
    )
