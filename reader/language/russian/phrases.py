"""Organisations and places in their dictionary form: «Агентства национальной безопасности» is an Агентство.

The head noun and the adjectives before it go to the nominative, what follows stays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.language.russian.forms import KEPT_WORDS, is_known, parses

if TYPE_CHECKING:
    from collections.abc import Callable

    from pymorphy3.analyzer import Parse

_PIECE = re.compile(r"[\w\-’']+|\s+|[^\w\s]")
_RUSSIAN = re.compile(r"(?:\d+-)?[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_INVARIABLE_LENGTH = 5  # «США», «МЧС»: short words in capitals are not declined
_OPENING_MARKS = frozenset("«„“\"'")


def is_declined(word: str) -> bool:
    """Whether a word has case forms: Russian letters, no acronym, no initial."""
    return (
        len(word) > 1
        and _RUSSIAN.fullmatch(word) is not None
        and not (word.isupper() and len(word) <= _INVARIABLE_LENGTH)
    )


def each_word(name: str, change: Callable[[list[str]], list[str]]) -> str:
    """`name` with its words and marks replaced by what `change` makes of them, white space kept as single spaces."""
    pieces = _PIECE.findall(name)
    places = [n for n, piece in enumerate(pieces) if not piece.isspace()]
    for place, form in zip(places, change([_in_usual_case(pieces[n]) for n in places]), strict=True):
        pieces[place] = form
    return "".join(" " if piece.isspace() else piece for piece in pieces)


def _in_usual_case(word: str) -> str:
    """«МОСКВА» of a dateline is Москва; acronyms stay."""
    if len(word) < 3 or not word.isupper() or _RUSSIAN.fullmatch(word) is None:
        return word
    tag = parses(word.lower())[0].tag
    named = any(mark in tag for mark in ("Geox", "Name", "Surn", "Patr")) and "Abbr" not in tag
    if len(word) <= _INVARIABLE_LENGTH and tag.number == "plur":
        return word  # «АСН» is nobody's Асны
    return "-".join(part.capitalize() for part in word.split("-")) if named else word


@lru_cache(KEPT_WORDS)
def phrase_form(name: str) -> str:
    """The nominative of what an organisation or a place is called in a Russian text."""
    return each_word(name, _phrase)


def usual_case(phrase: str, *, named: bool = False) -> str:
    """«Представитель полиции» of the beginning of a sentence is a «представитель полиции»; `named` says that a name
    begins the phrase."""
    first = _RUSSIAN.match(phrase)
    if named or first is None or len(first.group()) < 2 or first.group() != first.group().capitalize():
        return phrase
    return phrase[0].lower() + phrase[1:]


def _phrase(words: list[str]) -> list[str]:
    head = _head(words)
    if head is None:
        return words
    result = list(words)
    adjectives = [n for n in range(head) if is_declined(words[n])]
    if not is_declined(words[head]):  # «британского МИД»
        for n in adjectives:
            readings = [p for p in parses(words[n].lower()) if p.tag.POS in ("ADJF", "PRTF")]
            if readings:
                reading = min(
                    readings, key=lambda p: p.tag.gender == "neut"
                )  # the letters do not tell; МИД, not ведомство
                result[n] = inflected(reading, words[n], reading.tag.gender)
        return result
    choices = [p for p in parses(words[head].lower()) if p.tag.POS in ("NOUN", "ADJF", "PRTF")]
    if words[head].lower().endswith(("ская", "цкая")):  # «Лорнская» is a guessed adjective, not of a «Лорнскай»
        choices = [p for p in choices if p.tag.POS != "NOUN" or is_known(p)]
    if not choices:
        return words
    if adjectives and adjectives[-1] == head - 1 and _stands_alone(words[head - 1], choices):
        head, adjectives = head - 1, adjectives[:-1]  # «знакомого | семьи»
        choices = [p for p in parses(words[head].lower()) if p.tag.POS in ("ADJF", "PRTF")]
    counted = _counted(words, head)
    chosen = max(
        choices,
        key=lambda p: (
            sum(_agreeing(words[n], p) is not None for n in adjectives),
            counted is None or p.tag.gender == counted,
            _likelihood(p),
        ),
    )
    gender = chosen.tag.gender if chosen.tag.number == "sing" else None
    result[head] = inflected(chosen, words[head], None)
    for n in adjectives:
        if adjective := _agreeing(words[n], chosen):
            result[n] = inflected(adjective, words[n], gender)
    return result


def _head(words: list[str]) -> int | None:
    """The first noun; an adjective stands for one where nothing declined follows."""
    last = None
    for n, word in enumerate(words):
        if word in _OPENING_MARKS:
            break
        if not word[0].isalnum():
            continue
        readings = parses(word.lower())
        if last is not None and readings[0].tag.POS == "PREP":
            break  # «один | из жителей»
        last = n
        if not is_declined(word):
            break
        more = n + 1 < len(words) and is_declined(words[n + 1])
        adjective = readings[0].tag.POS in ("ADJF", "PRTF") or (more and _describes(word, words[n + 1]))
        if any(p.tag.POS == "NOUN" for p in readings[:3]) and not (adjective and more):
            break
        if not any(p.tag.POS in ("ADJF", "PRTF") for p in readings):
            break
    return last


def _describes(word: str, following: str) -> bool:
    """Whether a word that is likelier a noun for a thing («главное») agrees with the noun behind it: «Главного |
    управления», not «сборной | России»."""
    if parses(word.lower())[0].tag.gender != "neut":
        return False
    nouns = [p for p in parses(following.lower()) if p.tag.POS in ("NOUN", "ADJF", "PRTF")]
    return any(_agreeing(word, noun) for noun in nouns)


def _stands_alone(adjective: str, nouns: list[Parse]) -> bool:
    """Whether an adjective of one person agrees with no reading of the noun behind it, which belongs to it."""
    readings = [p.tag for p in parses(adjective.lower()) if p.tag.POS in ("ADJF", "PRTF")]
    one = bool(readings) and all(tag.number == "sing" and tag.case != "nomn" for tag in readings)
    return one and not any(_agreeing(adjective, noun) for noun in nouns)


def _counted(words: list[str], head: int) -> str | None:
    """The gender of «одного | из докеров»: that of the noun counted."""
    if head + 1 >= len(words) or words[head + 1].lower() != "из":
        return None
    nouns = (p for word in words[head + 2 :] for p in parses(word.lower())[:1] if p.tag.POS == "NOUN")
    return next((str(noun.tag.gender) for noun in nouns if noun.tag.gender), None)


def _likelihood(parse: Parse) -> float:
    thing = bool(parse.tag.POS != "NOUN" and parse.tag.gender == "neut")  # «одного из жителей» is of один, not одно
    return float(parse.score) + (0.4 if "Geox" in parse.tag or "Orgn" in parse.tag else 0) - thing


def _agreeing(word: str, noun: Parse) -> Parse | None:
    """The reading of an adjective that agrees with a noun."""
    for parse in parses(word.lower()):
        tag = parse.tag
        if (
            tag.POS in ("ADJF", "PRTF")
            and tag.case == noun.tag.case
            and tag.number == noun.tag.number
            and (tag.number == "plur" or tag.gender == noun.tag.gender)
        ):
            return parse
    return None


def like(form: str, model: str) -> str:
    """`form` with the capitals of `model`."""
    if model.isupper():
        return form.upper()
    capitals = [part[:1].isupper() for part in model.split("-")]
    parts = form.split("-")
    if any(letter.isupper() for part in model.split("-") for letter in part[1:]):
        return "".join(
            letter.upper() if n < len(model) and model[n].isupper() and model[n].lower() == letter else letter
            for n, letter in enumerate(form)
        )
    return "-".join(
        part[:1].upper() + part[1:] if capitals[min(n, len(capitals) - 1)] else part for n, part in enumerate(parts)
    )


@lru_cache(KEPT_WORDS)
def inflected(parse: Parse, word: str, gender: str | None) -> str:
    """`word`, read as `parse`, in the nominative of its number."""
    if parse.tag.case == "nomn":
        return word
    wanted = {mark for mark in ("nomn", parse.tag.number, gender) if mark}
    found = parse.inflect(wanted)
    form = found.word if found else parse.normal_form
    if "-" in word and not is_known(parse) and not form.startswith(word.lower()[:-3]):
        return word  # an unknown compound, of which the analyser has declined the wrong half
    return like(form, word)
