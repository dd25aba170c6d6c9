"""Who a Russian cue belongs to: the noun phrase beside it that is its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.appositions import APPOSITION, up_to_name, with_apposition
from reader.language.russian.bounds import (
    POSSESSIVES,
    QUOTE_MARKS,
    REACH,
    Subject,
    clause_end,
    clause_start,
    describes_with,
    is_inside_house,
    phrase_end,
    with_adjectives,
)
from reader.language.russian.cues import CueKind
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, has_case, is_comparative, is_verb
from reader.language.russian.listeners import is_listener
from reader.language.russian.persons import may_be_subject
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.russian.cues import Cue
    from reader.language.story import Story

_SUBORDINATE = frozenset(("который", "которая", "которое", "которые", "что", "чтобы", "будто", "когда", "если", "как"))
_JOINING = frozenset(("и", "а", "но", "однако"))
_MOST_CLAUSES = 6  # between commas before a verb, gerunds and participles among them
_ADVERBIAL = frozenset(("где", "куда", "откуда"))
_SUBORDINATE |= _ADVERBIAL | {"чей", "чья", "чьё", "чьи"}
_DESCRIBING = frozenset(("NOUN", "ADJF", "PRTF"))
_JOINTS = frozenset(("и", ","))
_AMOUNTS = frozenset(("несколько", "немало", "много"))
_GROUPS = frozenset(("большинство", "ряд", "часть", "половина", "треть", "множество"))
"""What a verb in the plural can follow: «большинство экономистов считают»."""
_NOT_SUBJECTS = frozenset(
    ("это", "то", "что", "всё", "все", "сам", "сама", "час", "год", "раз", "там", "так", "сегодня", "день")
)


def subject_after(story: Story, cue: Cue, limit: int) -> Subject | None:
    """The subject behind a cue: «сказал ему в среду | глава фонда Иван Петров»."""
    end = clause_end(story, cue.stop, limit)
    place = cue.stop
    governed = inside = False  # behind a preposition; behind the noun that it governs
    doubtful: Subject | None = None
    while place < end and place - cue.stop < REACH:
        name = story.name_at.get(place)
        if name is not None:
            stop = story.token_from(name.stop)
            free = not governed and not _is_of_noun(story, cue.stop, place)
            if free and _fits(story, place, stop, cue) and not is_listener(story, cue, place, stop, end):
                return Subject(place, _with_others(story, cue, phrase_end(story, place, end), limit))
            joined = stop + 1 < end and story.tokens[stop].text.lower() == "и" and stop + 1 in story.name_at
            place, governed = stop, governed and joined  # «в МЧС | и МВД»
            continue
        word = story.tokens[place].text
        known = facts(word)
        if known.part == "PREP":
            governed = True
        elif is_verb(word):
            return None
        elif word[0].isalpha() and _is_of_phrase(word):
            if not governed and _may_head(word, cue) and not _is_time(story, place):
                found = Subject(place, with_apposition(story, cue, place, phrase_end(story, place, end), limit))
                begin = with_adjectives(story, place, cue.stop)  # «сообщила | дежурный врач»
                found = Subject(begin, _with_others(story, cue, up_to_name(story, cue, found, end).stop, limit))
                if not _is_owner(story, cue.stop, place, inside=inside):
                    return found if not known.genitive else doubtful or found
                doubtful = doubtful or (None if inside else found)
            elif known.part in ("NOUN", "NPRO"):
                governed, inside = False, governed
        place += 1
    return doubtful


def _is_of_noun(story: Story, first: int, place: int) -> bool:
    """«в колонке для издания | «Весть»»: a name that belongs to the noun before it, which a preposition governs."""
    noun = place - 1 - (place > first and story.tokens[place - 1].text in QUOTE_MARKS)
    if story.name_at[place].label is Label.PERSON or noun <= first or noun in story.name_at:
        return False
    if _is_on_own(story, place):
        return False
    known = facts(story.tokens[noun].text)
    before = noun - 1
    while before > first and facts(story.tokens[before].text).part in _DESCRIBING:  # «в интервью газете | «Весть»»
        before -= 1
    governed = facts(story.tokens[before].text).part == "PREP"
    return known.part == "NOUN" and governed and lemma(story.tokens[noun].text) not in words("cues_ru", "times")


def _is_on_own(story: Story, place: int) -> bool:
    """«сообщает на своём сайте | BBC»: whether «свой» tells that the noun before a name is of whoever it names."""
    return place > 1 and lemma(story.tokens[place - 2].text) == "свой"


def _is_owner(story: Story, first: int, place: int, *, inside: bool) -> bool:
    """«прокомментировала отставку | политика», «сообщили в аппарате | главы»: what can be a genitive behind a noun in
    another case than the subject's."""
    before = story.tokens[place - 1].text
    if place == first or place - 1 in story.name_at or not facts(story.tokens[place].text).genitive:
        return False
    known = facts(before)
    return known.part == "NOUN" and (inside or not known.nominatives) and lemma(before) not in words("cues_ru", "times")


def subject_before(story: Story, cue: Cue, floor: int) -> Subject | None:
    """The subject before a cue: «глава фонда Иван Петров в среду | заявил», across «, выступая в Думе,»."""
    stop = _before_brackets(story, cue.first, floor)
    left = 4 if cue.kind is CueKind.GERUND else 3  # the verb beside a gerund has a clause of its own
    begin = clause_start(story, stop, floor)
    joined = begin < stop and story.tokens[begin].text.lower() in _JOINING
    for step in range(_MOST_CLAUSES):  # the clause itself, then what stands before insertions between commas
        first = clause_start(story, stop, floor)
        found = _first_head(story, first, stop, cue)
        relative = first < stop and _describes_before(story, first, step, found, joined=joined)
        comma = first - 1 >= floor and story.tokens[first - 1].text == ","
        if found and comma and step:
            found = _across_comma(story, cue, found, first, floor)
        elif found and comma and first - 2 in story.name_at:
            found = _in_list_or_relative(story, cue, found, first, floor)
        if found and not relative:
            return found
        left -= facts(story.tokens[first].text).part not in ("GRND", "PRTF")  # «Лунин, приехав, глядя на нас, | заявил»
        if not comma or not left or (not step and story.tokens[first].text.lower() in _ADVERBIAL):
            return None  # «Директор школы, где | работал Лугин, уехала»
        stop = first - 1
    return None


def _across_comma(story: Story, cue: Cue, found: Subject, first: int, floor: int) -> Subject:
    """Whom a phrase between commas tells more of: «Иван Петров, | глава фонда, | заявил», «адвокат Петрова, | Олег
    Сомов, | заявил», «врачи клиники, | фирмы «Весть», | заявили»; the phrase itself where it is of nobody else."""
    begin = clause_start(story, first - 1, floor)
    if first - 2 not in story.name_at:
        describes = found.first == first and describes_with(story, first)  # «источник, | знакомый с делом, | заявил»
        whole = (describes or not _is_somebody(story, found)) and story.tokens[begin].text.lower() not in _SUBORDINATE
        earlier = _first_head(story, begin, first - 1, cue) if whole else None
        return earlier if earlier and (describes or _is_somebody(story, earlier)) else found
    earlier = _first_head(story, begin, first - 1, cue)
    if earlier is None:
        return found
    is_name = found.first == first and first in story.name_at and not cue.plural
    return Subject(earlier.first, found.stop) if is_name and earlier.first not in story.name_at else earlier


def _is_somebody(story: Story, subject: Subject) -> bool:
    """Whether a phrase is of a person or people rather than of a house."""
    known = (facts(story.tokens[place].text) for place in range(*subject))
    return bool(story.people(*subject)) or any(word.animate or word.part == "NPRO" for word in known)


def _describes_before(story: Story, first: int, step: int, found: Subject | None, *, joined: bool) -> bool:
    """Whether a clause tells more of the noun before it: «Врачи, | лечащие Петрову, | говорят», «Хозяин дома, | на
    который напали, | сам вызвал врача»; not «прибывшие в суд друзья», nor where the verb is `joined` to its own:
    «Письмо, | в котором Лугин молчал, | но сообщил»."""
    heads = [first, found.first] if found and story.tokens[first - 1].text == "," else []
    participle = bool(heads) and all(facts(story.tokens[place].text).part == "PRTF" for place in heads)
    governed = not joined and facts(story.tokens[first].text).part == "PREP"
    word = story.tokens[min(first + governed, len(story.tokens) - 1)].text
    return participle or (step > 0 and (word.lower() in _SUBORDINATE or (governed and lemma(word) == "который")))


def _in_list_or_relative(story: Story, cue: Cue, found: Subject, first: int, floor: int) -> Subject:
    """«Иван Петров, | Олег Сомов и Анна Лунина заявили»: all of them; «Иван Петров, | который сообщил»: him."""
    if lemma(story.tokens[found.first].text) == "который":
        name = story.name_at[first - 2]
        begin = story.token_from(name.start)
        person = name.label is Label.PERSON and not cue.plural  # in any case: «вместо Лунина, | который сказал»
        return Subject(begin, first - 1) if person or _fits(story, begin, first - 1, cue) else found
    several = cue.plural and any(story.tokens[n].text.lower() == "и" for n in range(found.first - 1, found.stop))
    earlier = _first_head(story, clause_start(story, first - 1, floor), first - 1, cue) if several else None
    return Subject(earlier.first, found.stop) if earlier else found


def _before_brackets(story: Story, place: int, floor: int) -> int:
    """«Половина опрошенных (48%) | ответила»: where what stands before brackets ends."""
    if place > floor and story.tokens[place - 1].text == ")":
        for opening in range(place - 2, max(floor, place - REACH), -1):
            if story.tokens[opening].text == "(":
                return opening
    return place


def _first_head(story: Story, first: int, stop: int, cue: Cue) -> Subject | None:
    """The first noun phrase of a clause that can be its subject; people and organisations before things."""
    place = first
    governed = acted = housed = False
    thing: Subject | None = None
    while place < stop:
        name = story.name_at.get(place)
        if name is not None:
            end = story.token_from(name.stop)
            listens = (
                housed and cue.plural and name.label is not Label.PERSON
            )  # «в пресс-службе МЧС | «Вести» сообщили»
            if not governed and not listens and _fits(story, place, end, cue):
                last = _with_others(story, cue, phrase_end(story, place, stop), stop)
                found = Subject(with_adjectives(story, place, first), last)
                if not _is_of_noun(story, first, place):
                    return found
                if not (housed and cue.plural):  # «в пресс-службе банка | «Весть» сообщили»
                    thing = thing or found  # «в интервью | «Вести» | поэт»: rather whoever follows
            place, governed = end, False
            continue
        word = story.tokens[place].text
        known = facts(word)
        if word in QUOTE_MARKS and (behind := _past_fragment(story, place, stop)):
            place = behind
            continue
        if known.part == "PREP":
            governed = governed or word.lower() != "спустя"  # «время спустя | Лугина»
            housed = housed or is_inside_house(story, place, stop)
        elif is_verb(word) and known.part == "VERB":
            acted = True  # what follows is rather its object: «показал большой палец и сказал»
        elif word[0].isalpha() and _is_of_phrase(word) and not is_verb(word):
            governed = governed and not _is_nominative(word)  # «в ответ на это | представитель»
            free = not governed and not _is_attribute(story, first, place) and not _is_own(story, first, place)
            free = free and not (
                lemma(word) == "который" and phrase_end(story, place, stop) > place + 1
            )  # «который мэр»
            if free and _may_head(word, cue) and not _is_time(story, place):
                last = _with_others(story, cue, phrase_end(story, place, stop), stop)
                found = Subject(with_adjectives(story, place, first), last)
                if known.animate or known.part == "NPRO" or story.people(found.first, found.stop):
                    return up_to_name(story, cue, found, stop)
                said = housed and cue.plural  # «в мэрии | слова Петрова прокомментировали»
                if thing is None or not _has_noun(story, thing):  # «действующая в стране | партия»
                    thing = thing if acted or said else found
                place = found.stop
                continue
            if known.part in ("NOUN", "NPRO"):
                governed = False
        place += 1
    return thing


def _is_attribute(story: Story, first: int, place: int) -> bool:
    """«в соседнем офисе | компании»: a thing that can be a genitive, right behind a noun that it can belong to."""
    known, before = facts(story.tokens[place].text), story.tokens[place - 1].text
    if place == first or place - 1 in story.name_at or facts(before).part != "NOUN" or not known.genitive:
        return False
    return known.part == "NOUN" and not known.animate and lemma(before) not in words("cues_ru", "times")


def _past_fragment(story: Story, place: int, stop: int) -> int | None:
    """Where what follows words in marks begins that are not a name: «не писать «лучшая» и | попросила»."""
    quoted = story.marks_around(story.tokens[place].start)
    if quoted is None or quoted.start != story.tokens[place].start or not story.text[quoted.parts[0][0]].islower():
        return None
    behind = story.token_from(quoted.stop)
    return behind if place < behind <= stop else None


def _is_own(story: Story, first: int, place: int) -> bool:
    """«Свой | отказ мэр объяснил»: what belongs to the subject is not the subject."""
    while place > first and facts(story.tokens[place].text).part == "ADJF":
        if lemma(story.tokens[place].text) == "свой":
            return True
        place -= 1
    return lemma(story.tokens[max(first, place - 1)].text) == "свой"


def _is_nominative(word: str) -> bool:
    """Whether a word for a person, or people, can stand in no other case: «представитель», «депутаты»."""
    known = facts(word)
    person = known.part == "NOUN" and known.animate and known.nominative
    return person and not known.genitive and not has_case(word, "accs")


def _has_noun(story: Story, subject: Subject) -> bool:
    places = range(subject.first, subject.stop)
    return any(place in story.name_at or facts(story.tokens[place].text).part in ("NOUN", "NPRO") for place in places)


def _is_of_phrase(word: str) -> bool:
    return facts(word).part not in ("ADVB", "PRCL", "CONJ", "INTJ", "PRED") or word.lower() in _AMOUNTS


def _may_head(word: str, cue: Cue) -> bool:
    """Whether a word can begin the subject of a verb."""
    known = facts(word)
    if word.lower() in _AMOUNTS or (cue.plural and word.lower() in _GROUPS):
        return cue.kind is CueKind.VERB
    if (
        not known.nominative
        or word.lower() in _NOT_SUBJECTS
        or word.lower() in POSSESSIVES
        or is_comparative(word)  # «Позднее»
        or known.part not in ("NOUN", "NPRO", "ADJF", "NUMR", "PRTF")
    ):
        return False
    if cue.first_person:
        return word.lower() in ("я", "мы")
    if known.part == "NUMR" or cue.kind is not CueKind.VERB:
        return True
    if cue.plural:  # «В холдинге визит подтвердили»; of several people the first may be one
        return known.part != "NOUN" or any(reading.plural or reading.person for reading in known.nominatives)
    # «врач сказала», «глава фонда сказал»: for people the verb follows the person
    return any(
        not reading.plural and (reading.person or None in (cue.gender, reading.gender) or reading.gender == cue.gender)
        for reading in known.nominatives
    )


def _is_time(story: Story, place: int) -> bool:
    """«Три месяца назад говорили», «некоторое время спустя»: a number of things, or a time, says nothing."""
    noun = place + (facts(story.tokens[place].text).part == "ADJF" and place + 1 < len(story.tokens))
    if noun not in story.name_at and lemma(story.tokens[noun].text) in words("cues_ru", "times"):
        return True
    following = facts(story.tokens[place + 1].text) if place + 1 < len(story.tokens) else None
    counted = facts(story.tokens[place].text).part == "NUMR"
    if counted and lemma(story.tokens[place + 1].text) in words("cues_ru", "sources"):
        return False  # «два | источника»
    return counted and following is not None and following.part == "NOUN" and not following.animate


def _fits(story: Story, first: int, stop: int, cue: Cue) -> bool:
    """Whether a name can be the subject of a verb."""
    name = story.name_at[first]
    if name.label is Label.PERSON:
        fits = may_be_subject(story.words(first, stop), None if cue.plural else cue.gender)
        several = not cue.plural or story.tokens[first - 1].text.lower() == "и" or stop in story.name_at
        return fits and (several or _with_others(story, cue, stop, len(story.tokens)) > stop)
    word = story.tokens[first].text
    known = facts(word)
    before = facts(story.tokens[first - 1].text) if first else None
    if (
        before
        and before.part == "NOUN"
        and not before.nominatives
        and not known.nominatives
        and not _is_on_own(story, first)
    ):
        return False  # «в интервью телеканалу Sky News»
    return known.nominative or not known.part or word.isupper() or not word.isalpha()


def _with_others(story: Story, cue: Cue, stop: int, limit: int) -> int:
    """«Иван Петров | и директор Олег Сомов заявили»: where the phrase ends when a verb in the plural has several.
    Commas alone join nobody: «Как сообщают газеты, | Петров ушёл»."""
    last = _last_of_list(story, cue, stop, limit)
    return last if any(token.text.lower() == "и" for token in story.tokens[stop:last]) else stop


def _last_of_list(story: Story, cue: Cue, stop: int, limit: int) -> int:
    while cue.plural and stop < limit and story.tokens[stop].text in _JOINTS:
        for place in range(stop + 1, min(stop + APPOSITION, limit)):
            name = story.name_at.get(place)
            if name is not None and name.label is Label.PERSON:
                stop = story.token_from(name.stop)
                break
            known = facts(story.tokens[place].text)
            if is_verb(story.tokens[place].text) or not (known.nominative or known.genitive or name):
                return _with_people(story, stop, limit)
        else:
            return _with_people(story, stop, limit)
    return stop


def _with_people(story: Story, stop: int, limit: int) -> int:
    """«мэр | и депутаты заявили»: where the phrase ends when unnamed people are the last of several."""
    place = stop + 1
    owned = place < limit and story.tokens[place].text.lower() in POSSESSIVES
    place += owned  # «Иван Петров и его соседи»
    if story.tokens[stop].text.lower() != "и" or place >= limit or place in story.name_at:
        return stop
    word = story.tokens[place].text
    group = owned and facts(word).nominative and lemma(word) in words("cues_ru", "parts")  # «и её семья»
    return phrase_end(story, place, limit) if group or _is_nominative(word) else stop
