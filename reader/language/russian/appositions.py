"""Appositions: the name that tells who a phrase for somebody is of, behind a comma, brackets or words of place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.russian.bounds import GOVERNING, QUOTE_MARKS, Subject, clause_end, phrase_end
from reader.language.russian.grammar import facts, is_verb
from reader.language.russian.persons import may_be_subject
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.russian.cues import Cue
    from reader.language.story import Story

APPOSITION = 8
"""Tokens of «, проходчик шахты имени Ленина Иван Петров» of which one need not be a noun phrase, at most."""
_MOST = 3  # appositions one behind another


def with_apposition(story: Story, cue: Cue, first: int, stop: int, limit: int) -> int:
    """«участник акции, | проходчик Иван Петров», «глава союза | (МСП) Иван Петров»: where the phrase ends when a name
    follows in an apposition or behind brackets."""
    if stop >= limit or (story.people(first, stop) and not _is_of_other(story, first, stop)):
        return stop
    if story.tokens[stop].text == "(":
        behind = _behind_brackets(story, stop, limit)
        named = story.name_at.get(behind)
        return story.token_from(named.stop) if named is not None and named.label is Label.PERSON else stop
    governing = story.tokens[first].text.lower().startswith(GOVERNING)  # «заведующая лабораторией»
    if not (governing or any(facts(story.tokens[place].text).animate for place in range(first, stop))):
        return stop
    place = stop
    for _ in range(_MOST):  # «политолог, | профессор института, | Иван Петров»
        if place + 1 >= limit or story.tokens[place].text != ",":
            return stop
        end, name = _apposed(story, place + 1, limit)
        if name is not None:
            fits = may_be_subject(story.words(name, end), None if cue.plural else cue.gender)
            return end if fits and not _acts(story, end, limit) else stop
        if end == place + 1:
            return stop
        place = end
    return stop


def _is_of_other(story: Story, first: int, stop: int) -> bool:
    """«адвокат Петровой»: whether the person named in a phrase is another than whom it is for."""
    person = story.people(first, stop)[-1]
    return first not in story.name_at and not may_be_subject(story.text[person.start : person.stop], None)


def _apposed(story: Story, first: int, limit: int) -> tuple[int, int | None]:
    """Where the noun phrase behind a comma ends, and where in it a person's name begins; `first` itself where it is of
    nobody."""
    for place in range(first, min(first + APPOSITION, limit)):
        name = story.name_at.get(place)
        if name is not None and name.label is Label.PERSON:
            return story.token_from(name.stop), place
        inside = facts(story.tokens[place].text)
        if not (inside.nominative or inside.genitive):
            break
    head = first
    while head < limit and head not in story.name_at and facts(story.tokens[head].text).part == "ADJF":
        head += 1
    known = facts(story.tokens[head].text) if head < limit and head not in story.name_at else None
    if known is None or known.part != "NOUN" or not (known.animate and known.nominative):
        return first, None
    stop = phrase_end(story, head, limit)
    people = story.people(head, stop)
    return (story.token_from(people[-1].stop), story.token_from(people[-1].start)) if people else (stop, None)


def _acts(story: Story, place: int, limit: int) -> bool:
    """«Как сказал директор, Иван Петров | уволен»: whether a verb stands beside a name."""
    end = clause_end(story, place, min(place + 3, limit))
    return any(is_verb(token.text) for token in story.tokens[place:end])


def _behind_brackets(story: Story, opening: int, limit: int) -> int:
    """Where what stands behind brackets begins; `opening` itself where they do not close nearby."""
    closing = range(opening + 1, min(opening + APPOSITION, limit))
    return next((place + 1 for place in closing if story.tokens[place].text == ")"), opening)


def up_to_name(story: Story, cue: Cue, subject: Subject, limit: int) -> Subject:
    """«глава делегации | на переговорах Иван Петров», «поэт | и врач Иван Петров»: the name that follows whatever tells
    where somebody is what he is, or what else he is."""
    first, stop = subject
    also = stop < limit and story.tokens[stop].text.lower() == "и"
    named = story.people(first, stop)
    if (
        stop >= limit
        or (named and not _is_of_other(story, first, stop))
        or not (also or facts(story.tokens[stop].text).part == "PREP")
    ):
        return subject
    known = [facts(story.tokens[place].text) for place in range(first, stop)]
    described = known[0].part == "PRTF" and stop - first == 1  # «уволенная | в мае Анна Петрова»
    if cue.plural or not (described or any(word.animate for word in known)):
        return subject
    for place in range(stop + 1, min(stop + APPOSITION, limit)):
        name = story.name_at.get(place)
        word = story.tokens[place].text
        before = facts(story.tokens[place - 1].text)
        if name is not None and name.label is Label.PERSON and name.start == story.tokens[place].start:
            end = story.token_from(name.stop)
            beside = before.part == "PREP" or (before.animate and not also)
            fits = may_be_subject(story.words(place, end), cue.gender)
            return Subject(first, end) if not beside and fits else subject
        if not (word[0].isalpha() or word in QUOTE_MARKS) or is_verb(word):
            return subject
    return subject
