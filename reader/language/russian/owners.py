"""Of whom a phrase is that names a person who does not speak: «адвокат Петрова», «представитель партии Моралес»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.cues import CueKind
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, is_of_several, person_word, stands_for_person
from reader.language.russian.persons import may_be_owner, may_be_subject
from reader.language.russian.whose import cites_others

if TYPE_CHECKING:
    from reader.language.report import Report
    from reader.language.russian.cues import Cue
    from reader.language.russian.grammar import Facts
    from reader.language.russian.roles import Roles
    from reader.model import Entity

_PROFESSIONS = frozenset(("тренер", "врач", "юрист", "менеджер", "секретарь", "водитель"))
"""Words for who speaks for somebody that are as often a title: «тренер Моралес»."""


class Owners:
    """Tells those who speak from those whom the speaker belongs to."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._story = roles.story
        self._full = roles.full
        self._gender = roles.gender
        self._surnames = frozenset(name.split()[-1] for name in roles.full.values() if " " in name)

    def owns(self, report: Report, person: Entity) -> bool:
        """Whether the subject of a report is of somebody else than the person named in it."""
        story, subject, cue = self._story, report.subject, report.cue
        assert subject is not None
        place = story.token_from(person.start)
        apposed = story.tokens[place - 1].text == ","  # «муж погибшей, Иван Петров»
        if apposed or place == subject.first or (head := self._roles.head(subject)) >= place or head in story.name_at:
            return False
        known, word = facts(story.tokens[head].text), lemma(story.tokens[head].text)
        beside = head + 1 == place
        spoken = cue is not None and cue.kind is CueKind.VERB
        if self._is_thing(word, known, spoken=spoken):
            return may_be_owner(person.text)
        if self._is_of_ranked(person, place, head):
            return True
        if spoken and known.plural and cue and cue.plural:
            return known.animate  # «представители Петрова заявили»
        if cue is not None and spoken and not cites_others(story, cue):
            oblique = person.text != person.name and not may_be_subject(person.text, cue.gender or known.gender)
            other = (
                oblique
                or self._is_declined(person, cue)
                or (beside and self._is_contradicted(person, story.tokens[head].text, cue))
            )
            return known.animate and (other or self._has_agent(person, place, word, beside=beside))
        if is_of_several(story.tokens[head].text):
            return known.animate
        if known.animate and self._agrees_beside(person, place, head):
            return True
        if word in words("cues_ru", "relatives"):
            return known.animate and may_be_owner(person.text) and not self._agrees_with(person, place, head)
        return beside and word in words("cues_ru", "agents") and self._is_known(person, word)

    def _is_of_ranked(self, person: Entity, place: int, head: int) -> bool:
        """«представитель премьера | Анны Луниной», where she is the премьер elsewhere."""
        name, word = self._full[person.name], lemma(self._story.tokens[head].text)
        rank = self._story.tokens[place - 1].text
        agents = words("cues_ru", "agents") | words("cues_ru", "relatives")
        if place - 1 == head or word not in agents or not facts(rank).animate:
            return False
        called = self._roles.is_called
        return called(name, person_word(rank), person.start) and not called(name, word, person.start)

    def _is_declined(self, person: Entity, cue: Cue) -> bool:
        """«адвокат Лугина заявил», where the story has a Лугин, and no woman of that name."""
        if cue.gender == "femn" or person.text == person.name or self._gender(self._full[person.name]) != "masc":
            return False
        return self._roles.is_written(person.name) and person.text not in self._surnames

    def _is_contradicted(self, person: Entity, head: str, cue: Cue) -> bool:
        """«адвокат Луниной | заявил», «муж Анны | считает»: whether a name is of no such person as the verb or the
        word says."""
        word, relatives = lemma(head), words("cues_ru", "relatives")
        gender = self._gender(self._full[person.name])
        told = cue.gender
        if told is None and word in relatives:
            told = next((reading.gender for reading in facts(head).nominatives), None)
        known = word in relatives or word in words("cues_ru", "agents")
        return known and gender is not None and told is not None and gender != told

    def _has_agent(self, person: Entity, place: int, word: str, *, beside: bool) -> bool:
        """«представитель партии Моралес», «адвокат Моралес»: of a person spoken of elsewhere, never as an agent."""
        if word not in words("cues_ru", "agents") or self._roles.is_called(self._full[person.name], word, person.start):
            return False
        known = beside and word not in _PROFESSIONS and may_be_owner(person.text) and self._is_known(person, word)
        return self._roles.is_of_house(person, place) or known

    def _is_thing(self, head: str, known: Facts, *, spoken: bool) -> bool:
        """«пресс-служба Петрова», «по словам семьи Петрова», «сайт Петрова сообщил», not «согласно словам Петрова»."""
        if known.part != "NOUN" or known.animate or head in words("cues_ru", "figures"):
            return False
        return spoken or head in words("cues_ru", "parts") or head in words("cues_ru", "houses")

    def _agrees_with(self, person: Entity, place: int, head: int) -> bool:
        """«матери боксёра | Анны Луниной»: whether by its gender a name is of the head, not of the noun beside it."""
        of_head, beside = facts(self._story.tokens[head].text).gender, facts(self._story.tokens[place - 1].text)
        gender = self._gender(self._full[person.name])
        somebody = beside.animate or stands_for_person(self._story.tokens[place - 1].text)  # «матери | пострадавшего»
        return head < place - 1 and somebody and gender is not None and of_head == gender != beside.gender

    def _agrees_beside(self, person: Entity, place: int, head: int) -> bool:
        """«тренера спортсменки | Анны Луниной»: whether by its gender a name is of a woman whose word stands right
        before it, behind a word for a man."""
        of_head, beside = facts(self._story.tokens[head].text), facts(self._story.tokens[place - 1].text)
        hers = beside.animate and beside.gender == "femn" == self._gender(self._full[person.name])
        return head < place - 1 and hers and of_head.gender == "masc" and beside.genitive and may_be_owner(person.text)

    def _is_known(self, person: Entity, word: str) -> bool:
        """Whether a person has been spoken of before, never as the `word`."""
        name = self._full[person.name]
        return self._roles.is_named_before(name, person.start) and not self._roles.is_called(name, word, person.start)
