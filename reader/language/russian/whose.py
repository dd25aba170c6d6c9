"""Whose words they are where the cue's subject does not say it: papers, houses, whoever is cited, «по словам X»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.bounds import (
    CLAUSE_MARKS,
    POSSESSIVES,
    QUOTE_MARKS,
    REACH,
    Subject,
    clause_end,
    clause_start,
    ends_with_joint,
    is_date,
    is_house,
    is_linked,
    is_reference,
    phrase_end,
)
from reader.language.russian.cues import CueKind, words_said
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, has_case, is_verb, stands_for_person
from reader.language.russian.persons import may_be_owner
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.russian.cues import Cue
    from reader.language.story import Story
    from reader.model import Span

_PLACING = frozenset(("в", "во", "на"))
_BRACKETS = 8  # tokens in brackets, at most
_PAPER_REACH = 10  # tokens of «в опубликованном в среду сообщении МЧС»


def document(story: Story, cue: Cue, floor: int, limit: int) -> Subject | None:
    """«говорится в сообщении МЧС», «в сообщении МЧС говорится»: whose the paper is, if it says; else the paper."""
    paper = None
    stop = min(limit, cue.stop + _PAPER_REACH)
    for place in range(cue.stop, stop):
        if place in story.name_at:
            return Subject(place, story.token_from(story.name_at[place].stop))
        if story.tokens[place].text in CLAUSE_MARKS:
            break
        if paper and (owner := _owner(story, place, stop)):
            return owner
        known = facts(story.tokens[place].text)
        if paper is None and known.part == "NOUN" and story.tokens[cue.stop].text.lower() in ("в", "во", "на"):
            paper = Subject(place, place + 1)
        elif cue.weak and lemma(story.tokens[place].text) in words("cues_ru", "papers"):
            return Subject(place, phrase_end(story, place, limit))  # «следует из | материалов дела»
    return paper or _paper_before(story, cue, floor)


def _paper_before(story: Story, cue: Cue, floor: int) -> Subject | None:
    begin = max(clause_start(story, cue.first, floor), cue.first - _PAPER_REACH)
    for place in range(begin, cue.first):
        word = lemma(story.tokens[place].text)
        if place in story.name_at or word not in words("cues_ru", "papers"):
            continue
        stop = phrase_end(story, place, cue.first)
        owners = (_owner(story, behind, stop) for behind in range(place + 1, stop))
        whose = story.people(place, stop) or story.names_in(*story.span(place, stop))
        named = Subject(story.token_from(whose[0].start), story.token_from(whose[0].stop)) if whose else None
        return next((owner for owner in owners if owner), None) or named or Subject(place, place + 1)
    return None


def _owner(story: Story, place: int, limit: int) -> Subject | None:
    """«в сообщении | пресс-службы МЧС», «в письме | президента»: a house or a person whose the paper before is; not a
    lone «ведомства»."""
    word = story.tokens[place].text
    known = facts(word)
    whose = known.genitive and (known.animate or is_house(word) or lemma(word) in words("cues_ru", "parts"))
    if place in story.name_at or known.part != "NOUN" or not whose:
        return None
    first = place
    while facts(story.tokens[first - 1].text).part in ("ADJF", "PRTF"):
        first -= 1
    if facts(story.tokens[first - 1].text).part != "NOUN":
        return None  # «в сообщении | для полиции»
    owner = Subject(first, phrase_end(story, place, limit))
    return None if owner.stop - first == 1 and lemma(word) in words("cues_ru", "any_house") else owner


def cites_others(story: Story, cue: Cue) -> bool:
    """Whether a verb stands for passing on somebody else's words: «цитирует», «приводит слова»."""
    verb = lemma(story.tokens[cue.first].text)
    conveys = verb in words("cues_ru", "conveying") and words_said(story.tokens, cue.first) is not None
    return conveys or verb in words("cues_ru", "citing")


def carries(story: Story, subject: Subject) -> bool:
    """«цитирует издание», «приводит слова ТАСС»: an outlet or a house, whose own words they are not."""
    named = story.name_at.get(subject.stop - 1)
    organised = named is not None and named.label is Label.ORGANISATION
    word = lemma(story.tokens[subject.first].text)
    return organised or word in words("cues_ru", "outlets") or word in words("cues_ru", "houses")


def whom_it_cites(story: Story, cue: Cue, limit: int) -> Subject | None:
    """«цитирует | главного тренера Ивана Петрова | пресс-служба клуба», «приводит слова | Ивана Петрова | агентство»:
    the words are not the agency's."""
    verb = lemma(story.tokens[cue.first].text)
    said = words_said(story.tokens, cue.first) if verb in words("cues_ru", "conveying") else None
    if said is None and verb not in words("cues_ru", "citing"):
        return None
    first = cue.stop
    while first in story.name_at and story.name_at[first].label is not Label.PERSON:
        first = story.token_from(story.name_at[first].stop)  # «цитирует ТАСС Ивана Петрова»
    if said is not None:
        first = said + 1
    end = clause_end(story, first, limit)
    person = next((n for n in range(first, end) if n in story.name_at and story.name_at[n].label is Label.PERSON), None)
    if person is not None:
        begin = next((n for n in range(first, person) if facts(story.tokens[n].text).animate), person)
        return Subject(_with_genitives(story, begin, first), story.token_from(story.name_at[person].stop))
    quoted = next((n for n in range(first, end) if _is_cited(story, n, said)), None)
    if quoted is None:
        return _paper_cited(story, first, end) if said is None else None
    stop = phrase_end(story, quoted, end)
    agency = story.name_at.get(stop - 1)
    if stop == end and agency is not None and agency.label is Label.ORGANISATION:
        stop = max(quoted + 1, story.token_from(agency.start))  # «приводит слова министра | ТАСС»
    return Subject(_with_genitives(story, quoted, first), stop)


def _paper_cited(story: Story, first: int, end: int) -> Subject | None:
    """«цитирует «Весть» | заявление министерства»: whose the paper is, if it says; else the paper."""
    for place in range(first, end):
        word = story.tokens[place].text
        if place in story.name_at or lemma(word) not in words("cues_ru", "papers") or not has_case(word, "accs"):
            continue
        stop = phrase_end(story, place, end)
        owners = (_owner(story, behind, stop) for behind in range(place + 1, stop))
        return next((owner for owner in owners if owner), None) or Subject(place, stop)
    return None


def _with_genitives(story: Story, place: int, floor: int) -> int:
    """«генерального | директора»: where the adjectives before a noun in the genitive begin."""
    while place > floor and facts(story.tokens[place - 1].text).part in ("ADJF", "PRTF"):
        place -= 1
    return place


def his_words(story: Story, cue: Cue) -> Span | None:
    """«приводит | его | слова ТАСС», «говорится в | её | письме»: the pronoun that says whose the words are."""
    if cue.kind is CueKind.IMPERSONAL:
        behind = story.tokens[cue.stop : cue.stop + 2]
        paper = len(behind) == 2 and behind[0].text.lower() in ("в", "во") and behind[1].text.lower() in POSSESSIVES
        return (behind[1].start, behind[1].stop) if paper else None
    verb = lemma(story.tokens[cue.first].text)
    said = words_said(story.tokens, cue.first) if verb in words("cues_ru", "conveying") else None
    before = story.tokens[said - 1] if said else None
    return (before.start, before.stop) if before and before.text.lower() in POSSESSIVES else None


def _is_cited(story: Story, place: int, said: int | None) -> bool:
    """A word for a person in the accusative, or in the genitive right behind «слова»."""
    word = story.tokens[place].text
    known = facts(word)
    if place in story.name_at or not known.genitive:
        return False
    if said is not None and place == said + 1 and known.part in ("ADJF", "PRTF"):
        behind = story.tokens[place + 1].text if place + 1 < len(story.tokens) else "."
        agrees = facts(behind).part in ("ADJF", "PRTF") or (facts(behind).animate and facts(behind).genitive)
        return not agrees and (stands_for_person(word) or lemma(word) in words("cues_ru", "informed"))
    return known.part == "NOUN" and known.animate and (not known.nominative or said is not None)


def whose_words(story: Story, cue: Cue, limit: int) -> Subject | None:
    """The phrase after «по словам»: up to a comma, a verb or a new nominative."""
    if cue.stop < limit and story.tokens[cue.stop].text.lower() == "же":  # «по версии же | чиновников»
        cue = cue._replace(stop=cue.stop + 1)
    if cue.stop < limit and story.tokens[cue.stop].text.lower() in ("от", "из"):  # «по информации | от чиновников»
        cue = cue._replace(stop=cue.stop + 1)
    place = cue.stop
    while place < limit and place - cue.stop < REACH:
        token = story.tokens[place]
        name = story.name_at.get(place)
        if name is not None:
            place = story.token_from(name.stop)
            continue
        if (behind := _named_behind_brackets(story, place, limit)) is not None:
            place = behind  # «директора завода | (ЭНЗ) Анны Луниной»
            continue
        if token.text in CLAUSE_MARKS or is_reference(story, place) or is_date(story, place):
            break
        quoted = story.marks_around(token.start) if token.text in QUOTE_MARKS else None
        if quoted is not None and quoted.start == token.start:
            place = story.token_from(quoted.stop)  # «согласно закону «О мерах в области мира»»
            continue
        if token.text[0].isalpha():
            known = facts(token.text)
            governing = known.part in ("PREP", "CONJ")
            his = token.text.lower() in POSSESSIVES
            if is_verb(token.text) or (known.part in ("ADVB", "PRCL", "NPRO") and place > cue.stop and not his):
                break
            if place > cue.stop and not governing and not known.genitive and known.nominative:
                break
            if (
                place == cue.stop + 1
                and token.text.lower() in _PLACING
                and not is_linked(story, cue.stop, place, limit)
            ):
                break  # «по словам женщины | на крыше дома снег»
        place += 1
    while place > cue.stop and ends_with_joint(story, place, ("PREP", "CONJ", "ADVB")):
        place -= 1
    return Subject(cue.stop, _with_apposed(story, cue.stop, place, limit)) if place > cue.stop else None


def _named_behind_brackets(story: Story, opening: int, limit: int) -> int | None:
    """Where a person's name stands right behind the brackets that begin at a place."""
    if story.tokens[opening].text != "(":
        return None
    inside = range(opening + 1, min(opening + _BRACKETS, limit))
    behind = next((place + 1 for place in inside if story.tokens[place].text == ")"), limit)
    named = story.name_at.get(behind) if behind < limit else None
    return behind if named is not None and named.label is Label.PERSON else None


def _with_apposed(story: Story, first: int, stop: int, limit: int) -> int:
    """«по словам мужа погибшей, | Ивана Петрова,»: where the phrase ends when a name between commas follows it."""
    name = story.name_at.get(stop + 1) if stop < limit and story.tokens[stop].text == "," else None
    if name is None or name.label is not Label.PERSON or story.people(first, stop):
        return stop
    end = story.token_from(name.stop)
    full = end > stop + 2 and end < limit and story.tokens[end].text == ","
    heads = (facts(story.tokens[place].text) for place in range(first, stop))
    one = any(known.animate and known.part == "NOUN" and not known.plural for known in heads)
    return end if full and one and may_be_owner(story.words(stop + 1, end)) else stop


def house_that_says(story: Story, cue: Cue, floor: int, limit: int) -> Subject | None:
    """«в МВД сообщили», «Как заявили в министерстве»: a verb in the plural without a subject, and an organisation."""
    if not cue.plural:
        return None
    ranges = (
        range(clause_start(story, cue.first, floor), cue.first),
        range(cue.stop, clause_end(story, cue.stop, limit)),
        range(floor, clause_end(story, floor, cue.first)),  # «В «Весте», дочерней фирме завода, считают»
    )
    for places in ranges:
        for place in places:
            if story.tokens[place].text.lower() not in ("в", "во", "на"):
                continue
            after = place + 1
            if story.tokens[place].text.lower() == "на":
                if after in places and lemma(story.tokens[after].text) in words("cues_ru", "works"):
                    return Subject(after, phrase_end(story, after, places.stop))  # «на заводе рассказали»
                continue
            if after in places and story.tokens[after].text in QUOTE_MARKS and after + 1 in story.name_at:
                after += 1  # «в «Полярных линиях»»
            if (
                after in places
                and (quoted := story.marks_around(story.tokens[after].start))
                and after not in story.name_at
            ):
                return Subject(story.token_from(quoted.parts[0][0]), story.token_from(quoted.parts[-1][1]))
            if after in story.name_at and story.name_at[after].label is Label.ORGANISATION:
                return Subject(after, story.token_from(story.name_at[after].stop))
            noun = after
            while noun in places and facts(story.tokens[noun].text).part == "ADJF":
                noun += 1  # «в областном министерстве»
            if noun in places and is_house(story.tokens[noun].text):
                return Subject(after, phrase_end(story, noun, places.stop))
    return None
