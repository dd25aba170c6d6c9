"""What stands beside a person's name and tells its case and gender: a title before it, a verb on either side."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.language.models import words
from reader.language.russian.cues import is_cue
from reader.language.russian.forms import KEPT_WORDS, could_be_name, is_known, lemma, parses
from reader.language.russian.grammar import facts, finite, is_verb
from reader.language.russian.persons import may_be_subject
from reader.language.russian.phrases import is_declined

Votes = tuple[tuple[str, str, float], ...]
"""Genders and cases with what speaks for them."""

_GENDERS = ("masc", "femn")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GAP = frozenset((" ", " «", "» ", ' "', '" '))
_NEAR = 120  # characters before a name in which its title begins
_LONGEST_TITLE = 10  # words
_ACTING = 2.0
_INVERTED = 0.5  # «сказал Лугине» is said to her; «сказал Лугье» by him
_OF_TITLE = 0.5  # a title across other words tells less
_GOVERNED = {
    **dict.fromkeys(("от", "у", "для", "без", "против", "кроме", "после", "из", "ради", "около", "среди"), "gent"),
    **dict.fromkeys(("словам", "мнению", "данным", "оценке", "версии", "утверждению", "признанию", "слов"), "gent"),
    **dict.fromkeys(("к", "ко", "благодаря", "вопреки"), "datv"),
    **dict.fromkeys(("над", "перед", "между"), "ablt"),
    **dict.fromkeys(("о", "об", "обо", "при"), "loct"),
    **dict.fromkeys(("про", "через"), "accs"),
}
"""Words before a name that leave it one case alone."""
_GOVERNING = 2.0
_NAMED_AFTER = frozenset(("имени", "памяти"))


def beside(text: str, start: int, before: str, after: str, name: str) -> Votes:
    """What the words beside a name, which begins at `start`, say of it."""
    if case := _GOVERNED.get(before.lower()):
        return tuple((gender, case, _GOVERNING) for gender in _GENDERS)
    return (*_of_title(text, start, before), *_of_verb(name, before, after))


@lru_cache(KEPT_WORDS)
def acts_as(name: str, before: str, after: str) -> str | None:
    """The gender of the verb whose subject a name is: «Стрижова отрезала», «отрезала Стрижова», not «жена Стрижова
    отрезала»; before a name in full a verb that reports, as others have it for their object."""
    noun, behind, ahead = facts(before), finite(after) if after else None, finite(before) if before else None
    hers = noun.gender == "femn" and (noun.animate or name[-1] in "ая")
    owned = _is_common(before) and noun.part == "NOUN" and (hers or _owns(before))
    if behind and behind.gender and not (owned and noun.gender == behind.gender):
        return behind.gender
    if ahead and ahead.gender and (is_cue(before) or (name.isalpha() and ahead.gender == "femn")):
        return ahead.gender
    return None


def _of_verb(name: str, before: str, after: str) -> Votes:
    """The subject of a verb is in the nominative, where its form may be that; «сказал Лугье»."""
    gender = acts_as(name, before, after)
    if gender is None or (_is_common(before) and facts(before).animate and not facts(before).nominative):
        return ()
    if gender == "femn" and any(word[-1] in "ая" for word in name.split()):
        return (("femn", "nomn", _ACTING),)
    if name[-1] in "аяыи" or not may_be_subject(name, gender):
        return ()
    behind = finite(after) if after else None
    if behind and behind.gender == gender:
        return ((gender, "nomn", _ACTING),)
    return (("masc", "nomn", _INVERTED),) if name.isalpha() and name[-1] in "еэо" else ()


def _owns(word: str) -> bool:
    """«Муж | Асии»: whether the name behind a word may be of whom somebody belongs to."""
    return lemma(word) in words("cues_ru", "agents") | words("cues_ru", "relatives")


def _of_title(text: str, start: int, before: str) -> Votes:
    """«адвокату», «директора института»: a word for a person before a name agrees with it."""
    if facts(before).animate and _is_common(before):
        return _agreeing(before)
    end, nearest = start, max(0, start - _NEAR)
    found = [(match.start(), match.group()) for match in _WORD.finditer(text, nearest, start)]
    for begin, word in reversed(found[-_LONGEST_TITLE:]):
        if text[begin + len(word) : end] not in _GAP or word.lower() in _NAMED_AFTER:
            break
        known = facts(word)
        if known.animate and (_is_common(word) or is_known(parses(word)[0])):
            return tuple((gender, case, weight * _OF_TITLE) for gender, case, weight in _agreeing(word))
        if is_verb(word) or known.part in ("PREP", "CONJ", "PRCL", "ADVB") or not (known.genitive or word.isupper()):
            break
        end = begin
    return ()


def _is_common(word: str) -> bool:
    """Whether a word is no name: «Президент» at the beginning of a sentence."""
    return word.islower() or (word.istitle() and not could_be_name(word))


@lru_cache(KEPT_WORDS)
def _agreeing(before: str) -> Votes:
    """What a word before a name says of its gender and case where it is a word for a person: «адвокату»."""
    told: dict[tuple[str, str], float] = {}
    if not is_declined(before) or not _is_common(before):
        return ()
    for parse in parses(before):
        if parse.tag.POS == "NOUN" and "anim" in parse.tag and parse.tag.number == "sing":
            own = parse.tag.gender
            if parse.tag.case == "nomn" and _owns(before):
                continue
            for gender in (own,) if own == "femn" else _GENDERS:
                weight = 1.5 * float(parse.score) * (1 if own in (gender, None) else 0.6)
                told[gender, parse.tag.case] = max(told.get((gender, parse.tag.case), 0), weight)
    return tuple((gender, case, weight) for (gender, case), weight in told.items())
