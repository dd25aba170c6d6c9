"""Who speaks before a colon that no verb of speech stands before: «Тренер сборной: «Q»», «Врач недоволен: «Q»»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.appositions import with_apposition
from reader.language.russian.bounds import Subject, is_house, phrase_end
from reader.language.russian.cues import Cue, CueKind
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, finite, is_verb
from reader.language.russian.persons import may_be_owner
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.story import Story

_ABOUT = frozenset(("о", "об", "обо", "про"))


def called_before_colon(story: Story, first: int, limit: int) -> Subject | None:
    """«Тренер сборной», «Глава МИД о реформе»: a phrase for somebody that fills what stands before the colon."""
    head = _head(story, first, limit, houses=True)
    if head is None:
        return None
    stop = phrase_end(story, head, limit)
    told_of = stop < limit and story.tokens[stop].text.lower() in _ABOUT
    still = not any(is_verb(token.text) for token in story.tokens[stop:limit] if token.text[0].isalpha())
    return Subject(first, stop) if stop == limit or (told_of and still) else None


def whose_saying(story: Story, first: int, limit: int) -> Subject | None:
    """«Слова мэра Ивана Петрова из интервью», «Ответ Петрова на вопрос о мосте»: whose the saying is that a stretch
    without a verb begins with."""
    place = first
    while place < limit and place not in story.name_at and facts(story.tokens[place].text).part == "ADJF":
        place += 1
    whose = place + 1
    if whose >= limit or place in story.name_at:
        return None
    known = facts(story.tokens[place].text)
    if not known.nominative or lemma(story.tokens[place].text) not in words("cues_ru", "sayings"):
        return None
    stop = phrase_end(story, whose, limit)
    name = story.name_at.get(whose)
    owner = facts(story.tokens[whose].text)
    person = owner.animate and owner.genitive and not is_verb(story.tokens[whose].text)
    if name is not None:
        stop = story.token_from(name.stop)
        person = name.label is Label.PERSON and may_be_owner(story.words(whose, stop))
    rest = [token.text for token in story.tokens[stop:limit]]
    placed = not rest or facts(rest[0]).part == "PREP" or rest[0] in (",", "(")
    return Subject(whose, stop) if person and placed and not any(is_verb(word) for word in rest) else None


def judging(story: Story, first: int, limit: int) -> Subject | None:
    """«Врач недоволен», «Мать мальчика, Анна Лугина, в это не верит»: whoever a sentence is about that ends with what
    he does or is; not with a noun, of which the words in marks could be («Врач повесил табличку: «Закрыто»»)."""
    head = _head(story, first, limit, houses=False)
    last = story.tokens[limit - 1].text if limit > first else ""
    if head is None or limit - 1 in story.name_at or facts(last).part not in ("VERB", "ADJS", "PRTS", "PRED", "ADVB"):
        return None
    if lemma(last) in words("cues_ru", "perceiving"):
        return None
    verbs = [place for place in range(head + 1, limit) if _acts(story, place)]
    verb = finite(story.tokens[verbs[0]].text) if verbs else None
    if not verbs or (verb is not None and verb.plural):
        return None
    cue = Cue(verbs[0], verbs[0] + 1, CueKind.VERB, gender=verb.gender if verb else None)
    return Subject(first, with_apposition(story, cue, first, phrase_end(story, head, verbs[0]), limit))


def _acts(story: Story, place: int) -> bool:
    word = story.tokens[place].text
    predicate = finite(word) is not None or facts(word).part in ("ADJS", "PRTS")
    return predicate and place not in story.name_at


def _head(story: Story, first: int, limit: int, *, houses: bool) -> int | None:
    """The noun for somebody that a stretch begins with, behind adjectives."""
    place = first
    while place < limit and place not in story.name_at and facts(story.tokens[place].text).part == "ADJF":
        place += 1
    if place >= limit or place in story.name_at:
        return None
    word = story.tokens[place].text
    known = facts(word)
    somebody = known.animate or (houses and is_house(word))
    return place if known.part == "NOUN" and known.nominative and somebody else None
