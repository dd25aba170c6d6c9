"""Where Russian clauses and noun phrases begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.language.models import words
from reader.language.russian.forms import lemma, parses
from reader.language.russian.grammar import facts, has_case, is_instrumental, is_verb
from reader.language.russian.persons import may_be_owner, may_be_subject
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.story import Story

REACH = 16
"""Tokens between a cue and its subject, and in a subject, at most."""

CLAUSE_MARKS = frozenset(",;:()—–-.!?…")
QUOTE_MARKS = frozenset('«»„“”"')
_LINKING_PREPOSITIONS = frozenset(("по", "при", "в", "во", "на", "из", "от", "с"))
_TASK_REACH = 4  # tokens from «по» to «с»: «по мобилизационной работе с кадрами»
GOVERNING = ("управляющ", "заведующ", "командующ", "управлени", "торговл", "руководств")
"""Words that the instrumental follows: «управляющая региональным отделением», «агентство по управлению зоной»."""
ITSELF = {"сам": "masc", "сама": "femn"}
"""What may stand before a subject, by gender."""
POSSESSIVES = frozenset(("его", "её", "ее", "их"))
_DAYS = frozenset(("сегодня", "вчера", "завтра", "накануне", "позавчера"))
_ONES = frozenset(("один", "многие", "многий", "некоторые", "некоторый", "никто", "каждый", "большинство"))
_FREE = frozenset(("свобода", "право"))
"""Nouns of which «слова» is the genitive; behind others it is what the verb takes: «глава банка | слова опроверг»."""


class Subject(NamedTuple):
    """The tokens from `first` to before `stop` that name who speaks."""

    first: int
    stop: int


def is_house(word: str) -> bool:
    return lemma(word) in words("cues_ru", "houses")


def describes_with(story: Story, place: int) -> bool:
    """«знакомый с делом», «близкий к мэру»: an adjective with a preposition behind it tells more of a noun."""
    tokens = story.tokens
    if place in story.name_at or place + 1 >= len(tokens) or facts(tokens[place + 1].text).part != "PREP":
        return False
    return any(parse.tag.POS == "ADJF" for parse in parses(tokens[place].text.lower()))


def is_inside_house(story: Story, place: int, limit: int) -> bool:
    """«в Минздраве», «в областном министерстве»: where those are who speak in the plural."""
    if place >= limit or story.tokens[place].text.lower() not in ("в", "во"):
        return False
    place += 1
    while place < limit and place not in story.name_at and facts(story.tokens[place].text).part == "ADJF":
        place += 1
    named = story.name_at.get(place)
    return place < limit and (is_house(story.tokens[place].text) or bool(named and named.label is Label.ORGANISATION))


def clause_end(story: Story, place: int, limit: int) -> int:
    while place < limit:
        name = story.name_at.get(place)
        if name is not None:
            place = story.token_from(name.stop)
            continue
        word = story.tokens[place].text
        if (behind := past_date(story, place)) > place:
            place = behind
            continue
        if word in CLAUSE_MARKS or word[0] in ".!?…" or is_reference(story, place):
            return place
        place += 1
    return min(place, limit)


def is_reference(story: Story, place: int) -> bool:
    """«агентство | со ссылкой на министра»: whom an agency refers to is not the agency."""
    following = story.tokens[place + 1].text.lower() if place + 1 < len(story.tokens) else ""
    return following == "ссылкой" and story.tokens[place].text.lower() == "со"


def past_brackets(story: Story, place: int, limit: int) -> int:
    """Where what follows brackets begins: «Фолькера Рудина | (Volker Rudin), …»; `place` itself where none open."""
    if place >= limit or story.tokens[place].text != "(":
        return place
    return next((n + 1 for n in range(place + 1, min(limit, place + REACH)) if story.tokens[n].text == ")"), place)


def clause_start(story: Story, place: int, floor: int) -> int:
    while place > floor:
        name = story.name_at.get(place - 1)
        if name is not None:
            place = max(floor, story.token_from(name.start))
            continue
        if story.tokens[place - 1].text in CLAUSE_MARKS:
            return place
        place -= 1
    return place


def with_adjectives(story: Story, place: int, floor: int) -> int:
    if facts(story.tokens[place].text).part == "NPRO":  # «Позднее | он», but «Сам он»
        return place - (place > floor and story.tokens[place - 1].text.lower() in ITSELF)
    while place > floor and place - 1 not in story.name_at:
        word = story.tokens[place - 1].text
        if not word[0].isalpha() or facts(word).part not in ("ADJF", "NUMR") or not facts(word).nominative:
            break
        if lemma(word) == "который":
            break  # «мост, который | местные жители считают»
        place -= 1
    return place


def phrase_end(story: Story, first: int, limit: int) -> int:
    """Where the noun phrase that begins at `first` ends: genitives, names and names in marks belong to it."""
    if facts(story.tokens[first].text).part == "NPRO" or _is_that_alone(story, first, limit):
        return min(first + 1, limit)
    place = first
    named = False
    while place < limit and place - first < REACH:
        name = story.name_at.get(place)
        if name is not None:
            if named and name.label is Label.PERSON and not _is_of(story, first, place):
                break
            named = name.label is Label.PERSON
            place = story.token_from(name.stop)
            continue
        word = story.tokens[place].text
        if is_date(story, place):  # «газета «Весть» | 31 октября»
            break
        if word in QUOTE_MARKS:
            if place > first and story.tokens[place - 1].text in QUOTE_MARKS:
                break  # «пресс-служба «Зари» | «Вести»»
            quoted = story.marks_around(story.tokens[place].start)
            if quoted is None or named or quoted.start != story.tokens[place].start:
                if place + 1 in story.name_at and not named and place + 1 < limit:
                    place += 1
                    continue
                break
            place = story.token_from(quoted.stop)
            continue
        if word == "№" and place + 1 < limit:  # «школы № 5»
            place += 2
            continue
        if not word[0].isalnum():
            break
        governed = is_instrumental(word) and any(
            story.tokens[n].text.lower().startswith(GOVERNING) for n in (first, place - 1)
        )
        if place > first and not governed and not _goes_on(story, first, place, limit, named):
            break
        place += 1
    while place - 1 > first and ends_with_joint(story, place, ("PREP", "CONJ")):
        place -= 1
    return min(place, limit)


def ends_with_joint(story: Story, stop: int, parts: tuple[str, ...]) -> bool:
    """Whether the last word of a phrase joins it to what follows: «директор | по», not «Анна | Ли»."""
    return stop - 1 not in story.name_at and facts(story.tokens[stop - 1].text).part in parts


def is_date(story: Story, place: int) -> bool:
    """Whether a day of a month stands at a place: «31 октября»."""
    tokens = story.tokens
    day = tokens[place].text.isdecimal() and place + 1 < len(tokens)
    return day and tokens[place + 1].text.islower() and lemma(tokens[place + 1].text) in words("cues_ru", "months")


def _is_that_alone(story: Story, place: int, limit: int) -> bool:
    """«Та | дважды отказалась», «Тот | оба раза», not «та женщина», «тот же врач»."""
    following = story.tokens[place + 1].text if place + 1 < limit else "."
    alone = following[0].isalpha() and facts(following).part not in ("NOUN", "ADJF", "PRTF", "PRCL", "")
    return story.tokens[place].text.lower() in ("тот", "та") and alone and place + 1 not in story.name_at


def past_date(story: Story, comma: int) -> int:
    """«заявил во вторник, 29 января, | мэр»: what follows the date of a day named before; `comma` itself where none
    stands there."""
    tokens = story.tokens
    if tokens[comma].text != "," or comma + 1 >= len(tokens) or not is_date(story, comma + 1):
        return comma
    day = tokens[comma - 1].text
    if day.lower() not in _DAYS and lemma(day) not in words("cues_ru", "times"):
        return comma
    place = comma + 3
    place += place < len(tokens) and tokens[place].text.isdecimal()
    place += place < len(tokens) and tokens[place].text in ("года", "г")
    return place + 1 if place < len(tokens) and tokens[place].text == "," else comma


def _is_of(story: Story, first: int, place: int) -> bool:
    """«адвокат Ивана Петрова | Олег Сомов»: whether the name before one belongs to a noun, and the one does not."""
    before, name = story.name_at.get(place - 1), story.name_at[place]
    if before is None or story.token_from(before.start) == first:
        return False
    owner, other = (story.text[mention.start : mention.stop] for mention in (before, name))
    return may_be_owner(owner) and may_be_subject(other, None)


def _goes_on(story: Story, first: int, place: int, limit: int, named: bool) -> bool:
    """Whether a word after the first belongs to the phrase."""
    word = story.tokens[place].text
    known = facts(word)
    following = place + 1
    if word.lower() == "и":
        if following in story.name_at:
            return True
        return (
            following < limit
            and not named
            and not is_verb(story.tokens[following].text)
            and facts(story.tokens[following].text).genitive
        )
    if word.lower() == "из" and not (following in story.name_at and facts(story.tokens[first].text).animate):
        return lemma(story.tokens[place - 1].text) in _ONES
    if (
        named
        or is_verb(word)
        or lemma(word) == "свой"
        or (word.lower() == "слова" and lemma(story.tokens[place - 1].text) not in _FREE)
        or known.part in ("ADVB", "PRCL", "CONJ", "NPRO", "INTJ", "PRED")
    ):
        return False
    if known.part == "PREP":
        if word.lower() in ("по", "при"):
            return following < limit
        return word.lower() in _LINKING_PREPOSITIONS and is_linked(story, first, place, limit)
    if facts(story.tokens[place - 1].text).part == "PREP" or _is_described(story, first, place):
        return True
    described = facts(story.tokens[place - 1].text)
    return (
        known.genitive
        or (
            described.part == "ADJF" and described.genitive and "gent" in {p.tag.case for p in parses(word.lower())}
        )  # «главной | роли»
        or (known.nominative and (known.animate or _describes(story.tokens[place - 1].text)))
        or known.part in ("ADJF", "NUMR", "PRTF")
        or not known.part
    )


def is_linked(story: Story, first: int, place: int, limit: int) -> bool:
    """Whether a preposition joins what follows to the phrase: a name or a house, «по связям | с общественностью»,
    «источник | в делегации»."""
    following = place + 1
    if following in story.name_at and following < limit:
        return True
    noun = following
    while noun < limit and (
        facts(story.tokens[noun].text).part == "ADJF" or story.tokens[noun].text.lower() in POSSESSIVES
    ):
        noun += 1
    if noun >= limit or noun in story.name_at:
        return False
    word = story.tokens[noun].text
    if story.tokens[place].text.lower() in ("с", "со"):
        tasks = (token.text.lower() for token in story.tokens[max(first, place - _TASK_REACH) : place])
        return "по" in tasks and facts(word).part == "NOUN"
    if is_house(word):  # «источник | в суде», not «пришла | в суд»
        return story.tokens[place].text.lower() not in ("в", "во", "на") or has_case(word, "loct")
    source = lemma(story.tokens[first].text) in words("cues_ru", "sources")
    return source and has_case(word, "loct") and lemma(word) not in words("cues_ru", "times")


def _is_described(story: Story, first: int, place: int) -> bool:
    """«при государственном | агентстве»: a noun behind its adjective in a case that a preposition asks for."""
    before = place - 1
    while before > first and facts(story.tokens[before].text).part in ("ADJF", "PRTF"):
        before -= 1
    adjectives = before < place - 1
    return adjectives and before > first and facts(story.tokens[before].text).part == "PREP"


def _describes(word: str) -> bool:
    """A word that can be an adjective in the nominative: «учёный | совет», «диспетчерская | служба»."""
    adjective = any(p.tag.POS == "ADJF" and p.tag.case == "nomn" for p in parses(word.lower()))
    return adjective or facts(word).part in ("ADJF", "NUMR", "PRTF")
