"""What the grammar of a Russian word allows, as far as finding a subject beside a verb needs it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.language.models import words
from reader.language.russian.forms import KEPT_WORDS, lemma, parses


class Nominative(NamedTuple):
    """A reading in the nominative; `person` of an animate noun."""

    gender: str | None
    plural: bool
    person: bool


class Facts(NamedTuple):
    """`part` is the likeliest part of speech (pymorphy's name, empty where it has none). The rest says whether some
    likely reading is: a noun, adjective, numeral or pronoun in the nominative; a finite verb; a word that belongs to a
    noun before it (genitive); an animate noun. `gender` and `plural` are of the likeliest noun or verb reading,
    `nominatives` are its likely readings in the nominative."""

    part: str
    nominative: bool
    genitive: bool
    animate: bool
    gender: str | None
    plural: bool
    nominatives: frozenset[Nominative]


_NOUN_LIKE = frozenset(("NOUN", "ADJF", "NPRO", "NUMR", "PRTF"))
_UNLIKELY = 0.05


@lru_cache(KEPT_WORDS)
def facts(word: str) -> Facts:
    """The facts of one word; case of its letters does not matter."""
    readings = parses(word.lower())
    likely = [p for p in readings if p.score > _UNLIKELY] or list(readings)
    first = likely[0].tag
    nouns = [p.tag for p in likely if not _NOUN_LIKE.isdisjoint(p.tag.grammemes)]
    marks = [tag.grammemes for tag in nouns]
    return Facts(
        part=str(first.POS or ""),
        nominative=any("nomn" in noun for noun in marks),
        genitive=any("gent" in noun or "gen2" in noun for noun in marks),
        animate=any("NOUN" in noun and "anim" in noun for noun in marks),
        gender=next((str(tag.gender) for tag in (first, *nouns) if tag.gender), None),
        plural=first.number == "plur",
        nominatives=frozenset(
            Nominative(tag.gender and str(tag.gender), "plur" in noun, "NOUN" in noun and "anim" in noun)
            for tag, noun in zip(nouns, marks, strict=True)
            if "nomn" in noun
        ),
    )


class Finite(NamedTuple):
    """What a finite verb tells of its subject, and its infinitive."""

    gender: str | None
    plural: bool
    infinitive: str


@lru_cache(KEPT_WORDS)
def finite(word: str) -> Finite | None:
    """A verb in the past, or in the third person; None for every other word."""
    if facts(word).part != "VERB":
        return None
    for parse in parses(word.lower()):
        tag = parse.tag
        if tag.tense == "past" or tag.person == "3per":
            return Finite(str(tag.gender) if tag.gender else None, tag.number == "plur", parse.normal_form)
    return None


def predicate(word: str) -> Finite | None:
    """A finite verb, or «построен», «готов»."""
    known = facts(word)
    return Finite(known.gender, known.plural, lemma(word)) if known.part in ("PRTS", "ADJS") else finite(word)


@lru_cache(KEPT_WORDS)
def is_instrumental(word: str) -> bool:
    """An adjective, participle or noun whose likely readings are all in the instrumental: «взвешенным»."""
    likely = [p.tag for p in parses(word.lower()) if p.score > _UNLIKELY]
    return any(t.case == "ablt" for t in likely) and all(t.case in ("ablt", "datv") for t in likely)


@lru_cache(KEPT_WORDS)
def may_be_instrumental(word: str) -> bool:
    """An adjective or participle in an oblique case that may be the instrumental: «штатной»."""
    likely = [p.tag for p in parses(word.lower()) if p.score > _UNLIKELY]
    oblique = all(t.POS in ("ADJF", "PRTF") and t.case in ("gent", "datv", "ablt", "loct") for t in likely)
    return oblique and any(t.case == "ablt" for t in likely)


@lru_cache(KEPT_WORDS)
def has_case(word: str, case: str) -> bool:
    """Whether a noun has a likely reading in a case (pymorphy's name)."""
    return any(p.tag.POS == "NOUN" and p.tag.case == case and p.score > _UNLIKELY for p in parses(word.lower()))


@lru_cache(KEPT_WORDS)
def is_of_several(word: str) -> bool:
    """Whether a noun that belongs to another word is of several: «экспертов», not «женщины», which may be of one."""
    readings = [p.tag for p in parses(word.lower()) if p.tag.POS in _NOUN_LIKE and p.score > _UNLIKELY]
    owned = [tag for tag in readings if tag.case in ("gent", "gen2")]
    return all(tag.number == "plur" for tag in owned) if owned else facts(word).plural


@lru_cache(KEPT_WORDS)
def is_comparative(word: str) -> bool:
    """A word that may compare: «позднее», «ранее»."""
    return any(p.tag.POS == "COMP" for p in parses(word.lower()))


def is_verb(word: str) -> bool:
    """A finite verb, short participle, gerund or infinitive: what a noun phrase does not go over."""
    return facts(word).part in ("VERB", "PRTS", "GRND", "INFN")


@lru_cache(KEPT_WORDS)
def person_word(word: str) -> str:
    """The dictionary form of a word for whoever speaks: «политика» is of a политик there, «историка» of an историк."""
    readings = [p for p in parses(word.lower()) if p.tag.POS == "NOUN" and p.score > _UNLIKELY / 5]
    if not readings or "anim" in readings[0].tag:
        return lemma(word)
    people = (p.normal_form for p in readings if "anim" in p.tag and p.tag.case == "gent" and p.tag.number == "sing")
    return next((str(form) for form in people), lemma(word))


@lru_cache(KEPT_WORDS)
def stands_for_person(word: str) -> bool:
    """Whether a participle or an adjective is one of those that stand for people without a noun: «потерпевшая»."""
    forms = (p.inflect({"masc", "sing", "nomn"}) for p in parses(word.lower()) if p.tag.POS in ("ADJF", "PRTF"))
    return any(form is not None and form.word in words("cues_ru", "people") for form in forms)
