"""Of whom a phrase is that names a person who does not speak: «адвокат Петрова», «представитель партии Моралес»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.cues import CueKind
from reader.language.forms import lemma
from reader.language.grammar import facts
from reader.language.models import words
from reader.language.persons import may_be_owner, may_be_subject
from reader.language.whose import cites_others

if TYPE_CHECKING:
    from reader.language.grammar import Facts
    from reader.language.report import Report
    from reader.language.roles import Roles
    from reader.model import Entity


class Owners:
    """Tells those who speak from those whom the speaker belongs to."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._story = roles.story
        self._full = roles.full
        self._gender = roles.gender

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
        if spoken and known.plural and cue and cue.plural:
            return known.animate  # «представители Петрова заявили»
        if cue is not None and spoken and not cites_others(story, cue):
            agents = words("cues_ru", "agents") | words("cues_ru", "relatives")
            contradicted = (
                word in agents and cue.gender and self._gender(self._full[person.name]) not in (cue.gender, None)
            )
            oblique = person.text != person.name and not may_be_subject(person.text, cue.gender or known.gender)
            agent = word in words("cues_ru", "agents") and not self._roles.is_called(
                self._full[person.name], word, person.start
            )
            other = oblique or bool(contradicted and beside) or (agent and self._roles.is_of_house(person, place))
            return known.animate and other
        if known.plural:
            return known.animate
        if word in words("cues_ru", "relatives"):
            return known.animate and may_be_owner(person.text) and not self._agrees_with(person, place, head)
        return beside and word in words("cues_ru", "agents") and self._is_known(person, word)

    def _is_thing(self, head: str, known: Facts, *, spoken: bool) -> bool:
        """«пресс-служба Петрова», «по словам семьи Петрова», «сайт Петрова сообщил», not «согласно словам Петрова»."""
        if known.part != "NOUN" or known.animate or head in words("cues_ru", "figures"):
            return False
        return spoken or head in words("cues_ru", "parts") or head in words("cues_ru", "houses")

    def _agrees_with(self, person: Entity, place: int, head: int) -> bool:
        """«матери боксёра | Анны Луниной»: whether by its gender a name is of the head, not of the noun beside it."""
        of_head, beside = facts(self._story.tokens[head].text).gender, facts(self._story.tokens[place - 1].text)
        gender = self._gender(self._full[person.name])
        return head < place - 1 and beside.animate and gender is not None and of_head == gender != beside.gender

    def _is_known(self, person: Entity, word: str) -> bool:
        """Whether a person has been spoken of before, never as the `word`."""
        name = self._full[person.name]
        return self._roles.is_named_before(name, person.start) and not self._roles.is_called(name, word, person.start)
