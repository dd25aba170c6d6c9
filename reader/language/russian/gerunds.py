"""Who acts where no subject stands beside the verb: with a gerund («Лугин уехал, | добавив, что») the subject of the
verb that it goes with; with an infinitive nobody whom that verb takes («Проект обещал показать»)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.russian.bounds import is_house
from reader.language.russian.cues import Cue, CueKind
from reader.language.russian.grammar import facts, finite, has_case
from reader.language.russian.subjects import subject_after, subject_before
from reader.language.russian.titles import head_of
from reader.language.russian.whose import house_that_says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.language.russian.bounds import Subject
    from reader.language.story import Story

_INFINITIVE_REACH = 4  # tokens between a verb and the infinitive that it takes


def subject_of_gerund(story: Story, cue: Cue, first: int) -> Subject | None:
    """Whose words a gerund reports, where its sentence, from the token `first` on, says so: a person, people or a house
    («В мэрии отказались говорить, | добавив, что»); never a thing."""
    found = subject_before(story, cue, first)
    if found and (names_somebody(story, found) or story.names_in(*story.span(*found))):
        return found
    if found and is_house(story.tokens[head_of(story, found)].text):
        return found
    verbs = list(verbs_before(story, cue, first))
    return house_that_says(story, verbs[0], first, cue.first) if len(verbs) == 1 else None


def verbs_before(story: Story, cue: Cue, first: int) -> Iterator[Cue]:
    """The finite verbs between the token `first` and a gerund, outside marks, that have no subject."""
    for place in range(first, cue.first):
        verb = finite(story.tokens[place].text) if place not in story.name_at else None
        if verb is None or story.inside_marks(story.tokens[place].start):
            continue
        acts = Cue(place, place + 1, CueKind.VERB, gender=verb.gender, plural=verb.plural)
        before = subject_before(story, acts, first)
        subject = before if before and not is_object(story, before, acts) else None
        if subject is None and subject_after(story, acts, cue.first) is None:
            yield acts


def is_object(story: Story, subject: Subject, cue: Cue) -> bool:
    """«Показать отчётность | отказалась», «Проект | обещал показать»: a thing that may stand in the accusative, with an
    infinitive right before it or behind the verb."""
    head = story.tokens[head_of(story, subject)].text
    thing = not names_somebody(story, subject) and not story.names_in(*story.span(*subject))
    if not thing or not has_case(head, "accs") or is_house(head):
        return False
    beside = (subject.first - 1, *range(cue.stop, min(len(story.tokens), cue.stop + _INFINITIVE_REACH)))
    return any(place >= 0 and facts(story.tokens[place].text).part == "INFN" for place in beside)


def names_somebody(story: Story, subject: Subject) -> bool:
    """«некоторые | жители»: whether the noun that a phrase begins with is a person."""
    for place in range(*subject):
        known = facts(story.tokens[place].text)
        if story.tokens[place].text.lower() in ("тот", "та", "те"):
            return True
        if known.part not in ("ADJF", "NUMR"):
            return known.animate or known.part == "NPRO"
    return False
