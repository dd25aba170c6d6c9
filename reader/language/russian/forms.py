"""Forms of Russian words: stems to compare by, and dictionary forms of names."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.language.models import morphology

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse
    from Stemmer import Stemmer

KEPT_WORDS = 50_000
"""Words whose parses are kept."""


@cache
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer("russian")


@lru_cache(KEPT_WORDS)
def stem(word: str) -> str:
    """What the case forms of a word have in common, cheaply (Snowball)."""
    return str(_stemmer().stemWord(word.lower().replace("ё", "е")))


@lru_cache(KEPT_WORDS)
def parses(word: str) -> tuple[Parse, ...]:
    """pymorphy3's readings of a word, likeliest first; `word` in any case."""
    lowered = word.lower()
    if lowered != word and len(lowered) == len(word) > 1 and not word.isascii():
        return parses(lowered)  # case tells something of initials («А.») and Roman numerals alone
    return tuple(morphology().parse(word))


def is_known(parse: Parse) -> bool:
    """Whether the dictionary has the form that was read; pymorphy3 looks it up anew each time it is asked."""
    return _is_listed(parse.word)


@lru_cache(KEPT_WORDS)
def _is_listed(word: str) -> bool:
    analyser = morphology()
    return bool(analyser.dictionary.word_is_known(word, analyser.char_substitutes))


@lru_cache(KEPT_WORDS)
def lemma(word: str) -> str:
    """The dictionary form of the likeliest reading, lower case; a phrase is only lowered."""
    if not word or " " in word:
        return word.lower()
    return str(parses(word)[0].normal_form)


def genitive_to_nominative(word: str) -> str:
    """«обвинения» as in «по версии обвинения»: «обвинение»; «экспертов» are «эксперты»."""
    found = next((p for p in parses(word) if p.tag.case == "gent" and p.tag.POS == "NOUN"), None)
    formed = found.inflect({"nomn"}) if found else None
    return str(formed.word) if formed else word


_OF_PEOPLE = frozenset(("Name", "Surn", "Patr"))
_OF_NAMES = _OF_PEOPLE | {"Geox", "Orgn", "Init", "Abbr", "Trad"}


@lru_cache(KEPT_WORDS)
def could_be_name(word: str) -> bool:
    """Whether a dictionary word has a reading as a name; words the dictionary lacks always could."""
    return any(not _OF_NAMES.isdisjoint(parse.tag.grammemes) or not is_known(parse) for parse in parses(word))


@lru_cache(KEPT_WORDS)
def is_common_person(word: str) -> bool:
    """«император», «поп-звезда», «предшественник»: a noun for people that is no name."""
    last = word.rpartition("-")[2].lower()
    tag = parses(last)[0].tag
    return "NOUN" in tag and ("anim" in tag or last == "звезда")


@lru_cache(KEPT_WORDS)
def is_compound_title(word: str) -> bool:
    """«Врач-инфекционист», «Поп-звезда»: a compound whose last part is a common noun for people in small letters."""
    last = word.rpartition("-")[2]
    return last != word and last.islower() and is_common_person(word) and not could_be_name(last)


@lru_cache(KEPT_WORDS)
def is_plain_adjective(word: str) -> bool:
    """«речной», «пакистанский»: adjectives and participles that the dictionary knows, and nothing else."""
    return all(is_known(parse) and parse.tag.POS in ("ADJF", "PRTF") for parse in parses(word))


@lru_cache(KEPT_WORDS)
def is_name_part(word: str) -> bool:
    """A word that the dictionary has as a given name, patronymic or surname, or does not have at all."""
    return any(not _OF_PEOPLE.isdisjoint(parse.tag.grammemes) or not is_known(parse) for parse in parses(word))


@lru_cache(KEPT_WORDS)
def is_given_name(word: str) -> bool:
    """A word that the dictionary has as a given name, or does not have at all."""
    return any(not is_known(parse) or "Name" in parse.tag for parse in parses(word))


@lru_cache(KEPT_WORDS)
def is_listed_given_name(word: str) -> bool:
    """A word that the dictionary has as a form of a given name."""
    return any(is_known(parse) and "Name" in parse.tag for parse in parses(word))


@lru_cache(KEPT_WORDS)
def is_patronymic(word: str) -> bool:
    """A word that the dictionary has as a form of a patronymic."""
    return any("Patr" in parse.tag and "Init" not in parse.tag for parse in parses(word))
