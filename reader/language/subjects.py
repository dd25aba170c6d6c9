"""Who a Russian cue belongs to: the noun phrase beside it that is its subject, or what follows «по словам»."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.language.cues import CueKind
from reader.language.forms import lemma
from reader.language.grammar import facts, is_instrumental, is_verb
from reader.language.models import words
from reader.language.persons import may_be_subject
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.cues import Cue
    from reader.language.story import Story

REACH = 16
"""Tokens between a cue and its subject, and in a subject, at most."""

_PAPER_REACH = 10  # tokens of «в опубликованном в среду сообщении МЧС»
_APPOSITION = 6  # tokens of «, проходчик шахты имени Ленина Иван Петров»
_CLAUSE_MARKS = frozenset(",;:()—–-.!?…")
_QUOTE_MARKS = frozenset('«»„“”"')
_LINKING_PREPOSITIONS = frozenset(("по", "при", "в", "во", "на", "из", "от", "с"))
_SUBORDINATE = frozenset(("который", "которая", "которое", "которые", "что", "чтобы", "будто", "когда", "если", "как"))
GOVERNING = ("управляющ", "заведующ", "командующ")
"""Words for people that the instrumental follows: «управляющая региональным отделением»."""
_ONES = frozenset(("один", "одна", "одно", "многие", "некоторые", "никто", "каждый", "большинство"))
_NOT_SUBJECTS = frozenset(
    ("это", "то", "что", "всё", "все", "сам", "сама", "час", "год", "раз", "там", "так", "сегодня", "день")
)


class Subject(NamedTuple):
    """The tokens from `first` to before `stop` that name who speaks."""

    first: int
    stop: int


def subject_after(story: Story, cue: Cue, limit: int) -> Subject | None:
    """The subject behind a cue: «сказал ему в среду | глава фонда Иван Петров»."""
    end = _clause_end(story, cue.stop, limit)
    place = cue.stop
    governed = False
    while place < end and place - cue.stop < REACH:
        name = story.name_at.get(place)
        if name is not None:
            stop = story.token_from(name.stop)
            if not governed and _fits(story, place, stop, cue) and not _is_listener(story, place, stop, end):
                return Subject(place, _phrase_end(story, place, end))
            place, governed = stop, False
            continue
        word = story.tokens[place].text
        known = facts(word)
        if known.part == "PREP":
            governed = True
        elif is_verb(word):
            return None
        elif word[0].isalpha() and known.part not in ("ADVB", "PRCL", "CONJ", "INTJ", "PRED"):
            if not governed and _may_head(word, cue) and not _is_time(story, place):
                return Subject(place, _with_apposition(story, place, _phrase_end(story, place, end), limit))
            if known.part in ("NOUN", "NPRO"):
                governed = False
        place += 1
    return None


def _with_apposition(story: Story, first: int, stop: int, limit: int) -> int:
    """«участник акции, | проходчик Иван Петров»: where the phrase ends when a name follows in an apposition."""
    if story.people(first, stop) or stop >= limit or story.tokens[stop].text != ",":
        return stop
    for place in range(stop + 1, min(stop + _APPOSITION, limit)):
        name = story.name_at.get(place)
        if name is not None and name.label is Label.PERSON:
            return story.token_from(name.stop)
        known = facts(story.tokens[place].text)
        if not (known.nominative or known.genitive):
            return stop
    return stop


def subject_before(story: Story, cue: Cue, floor: int) -> Subject | None:
    """The subject before a cue: «глава фонда Иван Петров в среду | заявил», across «, выступая в Думе,»."""
    stop = _before_brackets(story, cue.first, floor)
    for step in range(3):  # the clause itself, then what stands before one or two insertions between commas
        first = _clause_start(story, stop, floor)
        found = _first_head(story, first, stop, cue)
        relative = step > 0 and first < stop and story.tokens[first].text.lower() in _SUBORDINATE
        comma = first - 1 >= floor and story.tokens[first - 1].text == ","
        if step and found and comma and first - 2 in story.name_at:
            named = _first_head(story, _clause_start(story, first - 1, floor), first - 1, cue)
            found = named or found  # «Иван Петров, глава фонда, заявил»
        if found and not relative:
            return found
        if not comma:
            return None
        stop = first - 1
    return None


def _before_brackets(story: Story, place: int, floor: int) -> int:
    """«Половина опрошенных (48%) | ответила»: where what stands before brackets ends."""
    if place > floor and story.tokens[place - 1].text == ")":
        for opening in range(place - 2, max(floor, place - REACH), -1):
            if story.tokens[opening].text == "(":
                return opening
    return place


def document(story: Story, cue: Cue, limit: int) -> Subject | None:
    """«говорится в сообщении МЧС»: whose the paper is, if it says; else the paper."""
    paper = None
    for place in range(cue.stop, min(limit, cue.stop + _PAPER_REACH)):
        if place in story.name_at:
            return Subject(place, story.token_from(story.name_at[place].stop))
        if story.tokens[place].text in _CLAUSE_MARKS:
            break
        known = facts(story.tokens[place].text)
        if paper is None and known.part == "NOUN" and story.tokens[cue.stop].text.lower() in ("в", "во"):
            paper = Subject(place, place + 1)
    return paper


def whom_it_cites(story: Story, cue: Cue, limit: int) -> Subject | None:
    """«цитирует | главного тренера Ивана Петрова | пресс-служба клуба»: the words are the coach's."""
    if lemma(story.tokens[cue.first].text) not in words("cues_ru", "citing"):
        return None
    first = cue.stop
    while first in story.name_at and story.name_at[first].label is not Label.PERSON:
        first = story.token_from(story.name_at[first].stop)  # «цитирует ТАСС Ивана Петрова»
    end = _clause_end(story, first, limit)
    person = next((n for n in range(first, end) if n in story.name_at and story.name_at[n].label is Label.PERSON), None)
    return None if person is None else Subject(first, story.token_from(story.name_at[person].stop))


def whose_words(story: Story, cue: Cue, limit: int) -> Subject | None:
    """The phrase after «по словам»: up to a comma, a verb or a new nominative."""
    place = cue.stop
    while place < limit and place - cue.stop < REACH:
        token = story.tokens[place]
        name = story.name_at.get(place)
        if name is not None:
            place = story.token_from(name.stop)
            continue
        if token.text in _CLAUSE_MARKS:
            break
        if token.text[0].isalpha():
            known = facts(token.text)
            governing = known.part in ("PREP", "CONJ")
            his = token.text.lower() in ("его", "её", "ее", "их")
            if is_verb(token.text) or (known.part in ("ADVB", "PRCL", "NPRO") and place > cue.stop and not his):
                break
            if place > cue.stop and not governing and not known.genitive and known.nominative:
                break
        place += 1
    while place > cue.stop and facts(story.tokens[place - 1].text).part in ("PREP", "CONJ", "ADVB"):
        place -= 1
    return Subject(cue.stop, place) if place > cue.stop else None


def house_that_says(story: Story, cue: Cue, floor: int, limit: int) -> Subject | None:
    """«в МВД сообщили», «Как заявили в министерстве»: a verb in the plural without a subject, and an organisation."""
    if not cue.plural:
        return None
    ranges = (
        range(_clause_start(story, cue.first, floor), cue.first),
        range(cue.stop, _clause_end(story, cue.stop, limit)),
    )
    for places in ranges:
        for place in places:
            if story.tokens[place].text.lower() not in ("в", "во"):
                continue
            after = place + 1
            if after in story.name_at and story.name_at[after].label is Label.ORGANISATION:
                return Subject(after, story.token_from(story.name_at[after].stop))
            noun = after
            while noun in places and facts(story.tokens[noun].text).part == "ADJF":
                noun += 1  # «в областном министерстве»
            if noun in places and _is_house(story.tokens[noun].text):
                return Subject(after, _phrase_end(story, noun, places.stop))
    return None


def _is_house(word: str) -> bool:
    return lemma(word) in words("cues_ru", "houses")


def _clause_end(story: Story, place: int, limit: int) -> int:
    while place < limit:
        name = story.name_at.get(place)
        if name is not None:
            place = story.token_from(name.stop)
            continue
        if story.tokens[place].text in _CLAUSE_MARKS or story.tokens[place].text[0] in ".!?…":
            return place
        place += 1
    return min(place, limit)


def _clause_start(story: Story, place: int, floor: int) -> int:
    while place > floor:
        name = story.name_at.get(place - 1)
        if name is not None:
            place = max(floor, story.token_from(name.start))
            continue
        if story.tokens[place - 1].text in _CLAUSE_MARKS:
            return place
        place -= 1
    return place


def _first_head(story: Story, first: int, stop: int, cue: Cue) -> Subject | None:
    """The first noun phrase of a clause that can be its subject; people and organisations before things."""
    place = first
    governed = acted = False
    thing: Subject | None = None
    while place < stop:
        name = story.name_at.get(place)
        if name is not None:
            end = story.token_from(name.stop)
            if not governed and _fits(story, place, end, cue):
                return Subject(_with_adjectives(story, place, first), _phrase_end(story, place, stop))
            place, governed = end, False
            continue
        word = story.tokens[place].text
        known = facts(word)
        if known.part == "PREP":
            governed = True
        elif is_verb(word) and known.part == "VERB":
            acted = True  # what follows is rather its object: «показал большой палец и сказал»
        elif word[0].isalpha() and known.part not in ("ADVB", "PRCL", "CONJ", "INTJ", "PRED") and not is_verb(word):
            if not governed and _may_head(word, cue) and not _is_time(story, place):
                found = Subject(_with_adjectives(story, place, first), _phrase_end(story, place, stop))
                if known.animate or known.part == "NPRO" or story.people(found.first, found.stop):
                    return found
                thing = thing or (None if acted else found)
                place = found.stop
                continue
            if known.part in ("NOUN", "NPRO"):
                governed = False
        place += 1
    return thing


def _with_adjectives(story: Story, place: int, floor: int) -> int:
    while place > floor and place - 1 not in story.name_at:
        word = story.tokens[place - 1].text
        if not word[0].isalpha() or facts(word).part not in ("ADJF", "NUMR") or not facts(word).nominative:
            break
        place -= 1
    return place


def _may_head(word: str, cue: Cue) -> bool:
    """Whether a word can begin the subject of a verb."""
    known = facts(word)
    if (
        not known.nominative
        or word.lower() in _NOT_SUBJECTS
        or known.part not in ("NOUN", "NPRO", "ADJF", "NUMR", "PRTF")
    ):
        return False
    if cue.first_person:
        return word.lower() in ("я", "мы")
    if cue.plural and known.part == "NOUN" and not (known.plural or known.animate):
        return False  # «В холдинге визит подтвердили»
    singular_verb = cue.kind is CueKind.VERB and not cue.plural
    if cue.gender and singular_verb and known.part in ("NOUN", "NPRO", "ADJF") and known.gender and not known.plural:
        # «врач сказала», «глава фонда сказал»: for people the verb follows the person
        return known.gender == cue.gender or known.animate
    return not (singular_verb and known.plural and known.part != "NUMR")


def _is_time(story: Story, place: int) -> bool:
    """«Три месяца назад говорили»: a number of things says nothing."""
    following = facts(story.tokens[place + 1].text) if place + 1 < len(story.tokens) else None
    counted = facts(story.tokens[place].text).part == "NUMR"
    return counted and following is not None and following.part == "NOUN" and not following.animate


def _fits(story: Story, first: int, stop: int, cue: Cue) -> bool:
    """Whether a name can be the subject of a verb."""
    name = story.name_at[first]
    if name.label is Label.PERSON:
        return may_be_subject(story.words(first, stop), None if cue.plural else cue.gender)
    word = story.tokens[first].text
    known = facts(word)
    return known.nominative or not known.part or word.isupper() or not word.isalpha()


def _is_listener(story: Story, first: int, stop: int, end: int) -> bool:
    """«рассказал РИА Новости | глава фонда»: an organisation beside the verb listens when somebody else follows."""
    if story.name_at[first].label is Label.PERSON:
        return False
    return any(
        (place in story.name_at and story.name_at[place].label is Label.PERSON)
        or (
            place not in story.name_at
            and facts(story.tokens[place].text).animate
            and facts(story.tokens[place].text).nominative
        )
        for place in range(stop, end)
    )


def _phrase_end(story: Story, first: int, limit: int) -> int:
    """Where the noun phrase that begins at `first` ends: genitives, names and names in marks belong to it."""
    if facts(story.tokens[first].text).part == "NPRO":
        return min(first + 1, limit)
    place = first
    named = False
    while place < limit and place - first < REACH:
        name = story.name_at.get(place)
        if name is not None:
            if named and name.label is Label.PERSON:
                break
            named = name.label is Label.PERSON
            place = story.token_from(name.stop)
            continue
        word = story.tokens[place].text
        if word in _QUOTE_MARKS:
            quoted = story.marks_around(story.tokens[place].start)
            if quoted is None or named or quoted.start != story.tokens[place].start:
                if place + 1 in story.name_at and not named and place + 1 < limit:
                    place += 1
                    continue
                break
            place = story.token_from(quoted.stop)
            continue
        if not word[0].isalnum():
            break
        governed = is_instrumental(word) and story.tokens[first].text.lower().startswith(GOVERNING)
        if place > first and not governed and not _goes_on(story, first, place, limit, named):
            break
        place += 1
    while place - 1 > first and (facts(story.tokens[place - 1].text).part in ("PREP", "CONJ")):
        place -= 1
    return min(place, limit)


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
        return story.tokens[place - 1].text.lower() in _ONES
    if named or is_verb(word) or known.part in ("ADVB", "PRCL", "CONJ", "NPRO", "INTJ", "PRED"):
        return False
    if known.part == "PREP":
        if word.lower() in ("по", "при"):
            return following < limit
        belongs = following in story.name_at or (following < limit and _is_house(story.tokens[following].text))
        return word.lower() in _LINKING_PREPOSITIONS and belongs and following < limit
    if facts(story.tokens[place - 1].text).part == "PREP":
        return True
    return (
        known.genitive
        or (
            known.nominative and (known.animate or facts(story.tokens[place - 1].text).part in ("ADJF", "NUMR", "PRTF"))
        )
        or known.part in ("ADJF", "NUMR", "PRTF")
        or not known.part
    )
