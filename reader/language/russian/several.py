"""Several who speak as one: «Иван Петров и Олег Сомов», «мэр и депутаты»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.russian.bounds import QUOTE_MARKS, Subject, is_house, phrase_end
from reader.language.russian.cues import CueKind
from reader.language.russian.grammar import facts
from reader.language.russian.phrases import usual_case
from reader.language.russian.speaker import together
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.language.report import Report
    from reader.language.russian.roles import Roles
    from reader.model import Entity

_NEAR = 8  # characters behind a name in which another is joined to it


class Several:
    """Tells who speak together. `entity_at` gives the entities by where they start."""

    def __init__(self, roles: Roles, entity_at: Mapping[int, Entity]) -> None:
        self._roles = roles
        self._story = roles.story
        self._full = roles.full
        self._entity_at = entity_at

    def named(self, report: Report) -> list[Entity]:
        """«Иван Петров и директор Олег Сомов»: the people; nobody where they are not several."""
        story, cue = self._story, report.cue
        assert report.subject is not None
        people = [self._entity_at[name.start] for name in story.people(*report.subject)]
        behind = (story.text[one.stop : one.stop + _NEAR].lstrip(" ") for one in people[:-1])
        joined = all(text.startswith(("и ", ",")) for text in behind)
        as_one = cue is not None and (cue.plural or cue.kind is CueKind.NOMINAL)
        return people if len(people) > 1 and as_one and joined else []

    def houses(self, report: Report, house: Entity) -> str | None:
        """«Минтранс и мэрия сообщили»: what a house and the one joined to it are called together."""
        story = self._story
        place = story.token_from(house.stop)
        place += place < len(story.tokens) and story.tokens[place].text in QUOTE_MARKS
        behind = place + 1
        behind += behind < len(story.tokens) and story.tokens[behind].text in QUOTE_MARKS  # ««Весть» и | «Волна»»
        joined = behind < len(story.tokens) and story.tokens[place].text.lower() == "и"
        if not joined or report.cue is None or not report.cue.plural or report.cue.first == place:
            return None
        other = self._entity_at.get(story.tokens[behind].start)
        if other is not None:
            return together([house.name, other.name]) if other.label is Label.ORGANISATION else None
        word = story.tokens[behind].text
        if behind in story.name_at or not is_house(word) or not facts(word).nominative:
            return None
        limit = story.token_from(story.sentence(house.start)[1])
        return together([house.name, story.words(behind, phrase_end(story, behind, limit))])

    def with_unnamed(self, report: Report) -> str | None:
        """«мэр Иван Петров и депутаты»: what one person and others without a name are called together."""
        story, subject = self._story, report.subject
        assert subject is not None
        joints = [place for place in range(*subject) if story.tokens[place].text.lower() == "и"]
        if report.cue is None or not report.cue.plural or len(joints) != 1 or joints[0] + 1 in story.name_at:
            return None
        first = Subject(subject.first, joints[0])
        if first.stop == first.first or not self._is_one(first):
            return None
        people = [self._full[self._entity_at[name.start].name] for name in story.people(*first)]
        others = usual_case(story.words(joints[0] + 1, subject.stop))
        return together([people[-1] if people else usual_case(story.words(*first)), others])

    def _is_one(self, subject: Subject) -> bool:
        """Whether a phrase is of one person."""
        head = self._roles.head(subject)
        known = facts(self._story.tokens[head].text)
        return head in self._story.name_at or (known.animate and not known.plural)
