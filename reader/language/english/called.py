"""How an English story calls its people: the fullest name of each, and whether a man or a woman bears it."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from reader.language.antecedents import MANY, Person
from reader.language.english.couples import couples, nicknamed
from reader.language.english.cues import CAPITAL
from reader.language.english.headlines import in_title_case
from reader.language.english.name_rules import titles
from reader.language.english.roles import gender_of_role
from reader.language.models import words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.language.english.couples import Shared
    from reader.language.story import Story
    from reader.model import Entity

MAN, WOMAN = "masc", "femn"
_PARTICLE = r"(?:(?:van|von|der|den|de|da|di|du|bin|ibn|wa|la) ){0,2}"
NAME = re.compile(rf"{CAPITAL}[\w’'-]+(?: {CAPITAL}\.| {_PARTICLE}{CAPITAL}[\w’'-]+)* {_PARTICLE}{CAPITAL}[\w’'-]+")
"""A run of capitalised words that may be somebody's name."""

YEARS = re.compile(r"-years?-old$")
_GENDER_OF_TITLE = {
    "mr": MAN,
    "sir": MAN,
    "lord": MAN,
    "mrs": WOMAN,
    "ms": WOMAN,
    "miss": WOMAN,
    "lady": WOMAN,
    "dame": WOMAN,
}
_TITLE = re.compile(r"\b(\w+)\.? $")
_TITLED = re.compile(rf"\b(?P<title>Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame)\.? (?P<name>{NAME.pattern})")
_OWNED = re.compile(r"['’]s?$")
_OWNED_BY = re.compile(
    r"^(?:[A-Z][\w-]+['’]s?\s(?=[A-Z])|(?:[A-Z][\w-]+\s){1,5}[A-Z][\w-]+['’]s?\s(?=[A-Z][\w’'-]+\s[A-Z]))"
)
"""«Wilderness Society's | Ann Lee»."""

_ARTICLE = re.compile(r"^(?:The|An?)\s(?=\S+\s)")
_CAPITALISED_BEFORE = re.compile(rf"(?:\b{CAPITAL}[\w-]+ )+$")
_LOWER = re.compile(r"\b[a-z]{3,}\b")
_OFFICE = re.compile(r".*\b(?:MP|MEP|MSP|MLA|TD|PM|CEO|CFO|COO|CTO|VP|DA|AG|GM)\s(?=[A-Z][\w’'-]*[a-z])")
"""«Marlow MP | Tom Reed»: an office in capitals with whose it is."""

_LETTERS = re.compile(r"\s(?:QC|KC|MP|MEP|MSP|MBE|OBE|CBE|PhD|MD)$")
_THING = re.compile(rf"(?P<name>{NAME.pattern}), which\b")
_PARTICLES = frozenset(("van", "von", "bin", "ibn", "the"))
_MOST_BEARERS = 12
"""Full names with one last word that are told apart; the cost of a text grows with its length alone."""

_MOST_SPACES = 5
"""Spaces in a name, at most: «Ann Maria van der Holt»."""

_RECENT = 2
"""Paragraphs behind somebody's words in which a surname that several bear is theirs."""

_LONGEST = 120
"""Characters of a run of capitalised words that may be a name, at most."""

_NEAR = 40
"""Characters before a name in which words of it can stand that the tagger left out."""


@cache
def not_given() -> frozenset[str]:
    """Capitalised words that a name does not begin with: titles, roles, and what opens a sentence."""
    lists = (words("names_en", key) for key in ("honorifics", "roles", "openers", "calendar"))
    return words("cues_en", "callings").union(*lists)


@cache
def _of_people() -> frozenset[str]:
    return words("names_en", "given_names") | words("names_en", "women") | words("names_en", "men")


def untitled(name: str) -> str:
    """«County Councillor Lee» → «Lee»."""
    parts = name.split()
    return " ".join(parts[titles([part.lower() for part in parts]) :])


def _gender_of_given(name: str) -> str | None:
    first = name.lower().split()[0]
    if first in words("names_en", "either"):
        return None
    if first in words("names_en", "women"):
        return WOMAN
    return MAN if first in words("names_en", "given_names") or first in words("names_en", "men") else None


class Called:
    """The names of a story. `full` gives the fullest spelling among the names that were found in it; what stands in
    capitals elsewhere may tell of more."""

    def __init__(self, story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> None:
        self._story = story
        self._entities = entities
        self._full = full
        self._given: dict[str, str] = {}
        self._fullest_of: dict[tuple[str, str | None], str] = {}
        self._spoke: dict[str, tuple[int, str]] = {}
        self._speakers: set[str] = set()

    def heard(self, place: int, name: str) -> None:
        """Note who spoke at `place`; to be called in the order of the text."""
        self._speakers.add(name)
        self._spoke[name.rpartition(" ")[2]] = self._story.paragraph_number(place), name

    def fullest(self, name: str, gender: str | None = None) -> str:
        """A surname with the given name that the article prints before it somewhere: of those who share it whom a title
        of that gender fits, the one who comes up first. A name without a title that the article also leaves out."""
        if (full := self._full.get(name, name)) and (gender is None or self._printed_gender(full) in (gender, None)):
            name = full
        if (name, gender) not in self._fullest_of:
            given = self.given(name)
            bearers = self.printed.get(given.rpartition(" ")[2], ())
            longer = [full for full in bearers if full.endswith(f" {given}") or given.endswith(f" {full}")]
            fitting = [full for full in longer if gender is None or self._printed_gender(full) in (gender, None)]
            if not fitting and (alone := self.called_alone.get(given)):
                fitting = [alone]  # «Ann and Tom Reed came. Ann»
            self._fullest_of[name, gender] = fitting[0] if fitting and given not in bearers else given
        return self._fullest_of[name, gender]

    @cached_property
    def called_alone(self) -> dict[str, str]:
        """By given name or nickname, those whose surname the article prints only once; nobody whom it could not tell
        from another."""
        found: dict[str, set[str]] = {}
        for called, full in (*nicknamed(self._story), *(each for pair in self.couples for each in pair)):
            found.setdefault(called, set()).add(full)
        return {called: names.pop() for called, names in found.items() if len(names) == 1}

    @cached_property
    def couples(self) -> list[tuple[Shared, Shared]]:
        """Those whom the article names together, with one surname."""
        people = {entity.name for entity in self._entities if entity.label is Label.PERSON}
        return list(couples(self._story, people))

    def spouse(self, gender: str) -> str | None:
        """The one of that gender in the only couple that the article names."""
        names = {each.full for pair in self.couples[:_MOST_BEARERS] for each in pair}
        fitting = [name for name in sorted(names) if _gender_of_given(name) == gender]
        return fitting[0] if len(names) == 2 and len(fitting) == 1 else None

    def _printed_gender(self, full: str) -> str | None:
        """What the title that the article prints before a full name tells, or else the given name."""
        return self._titles_in_print.get(full) or _gender_of_given(full)

    @cached_property
    def _titles_in_print(self) -> dict[str, str]:
        """By full name, what a title before it tells: «Sir Ann Lee»."""
        text = self._story.text
        found = (titled for span in self._story.paragraphs for titled in _TITLED.finditer(text, *span))
        return {
            self.given(_OWNED.sub("", titled["name"])): _GENDER_OF_TITLE[titled["title"].lower()] for titled in found
        }

    def given(self, name: str) -> str:
        """A run of capitalised words without the titles, roles and common words that it begins with: what the article
        also prints in lower case («Coxswain Ann Lee», and the coxswain elsewhere) is no given name."""
        if len(name) > _LONGEST:
            return name
        if name not in self._given:
            self._given[name] = self._without_titles(name)
        return self._given[name]

    def _without_titles(self, name: str) -> str:
        office = _OFFICE.match(name)
        whole = _ARTICLE.sub("", _LETTERS.sub("", _OWNED_BY.sub("", name[office.end() :] if office else name)))
        name = untitled(whole)
        inner = name != whole  # «Coach Will Lee»: behind a title no word opens a sentence
        while " " in name:
            first, _, others = name.partition(" ")
            known = words("names_en", "given_names")
            if first.lower() in _of_people() and others.split()[0].lower() not in _of_people():
                break  # «Earl Stone»
            word = first.lower().rpartition("-")[2]
            common = (
                word in self._common or YEARS.search(word) or (" " in others and others.split()[0].lower() in known)
            )
            if (word not in not_given() or (inner and word in words("names_en", "openers"))) and (
                not common or word in _of_people() or word in _PARTICLES or len(word) < 3
            ):
                break
            inner = inner or word not in words("names_en", "openers")
            name = others
        return name

    @cached_property
    def _common(self) -> frozenset[str]:
        """The words that the article also prints in lower case."""
        text = self._story.text
        return frozenset(word for span in self._story.paragraphs for word in _LOWER.findall(text, *span))

    @cached_property
    def printed(self) -> dict[str, tuple[str, ...]]:
        """By their last word, the runs of capitalised words in the article that could be full names, in the
        order in which they come up."""
        printed: dict[str, dict[str, None]] = {}
        for start, stop in self._story.paragraphs:
            if in_title_case(self._story.text[start:stop]):
                continue
            for found in NAME.finditer(self._story.text, start, stop):
                name = self.given(_OWNED.sub("", found.group()))
                alike = printed.setdefault(name.rpartition(" ")[2], {})
                if 1 <= name.count(" ") <= _MOST_SPACES and len(alike) < _MOST_BEARERS:
                    alike[name] = None
        for full in self.called_alone.values():
            alike = printed.setdefault(full.rpartition(" ")[2], {})
            if len(alike) < _MOST_BEARERS:
                alike[full] = None
        return {
            last: tuple(name for name in names if not any(self._is_part(name, other) for other in names))
            for last, names in printed.items()
        }

    def _is_part(self, name: str, other: str) -> bool:
        """Whether another name is the better one for somebody: «Te Holt» is short for «Ann Te Holt», but «Coxswain Ann
        Holt» has a title before the given name that «Ann Holt» begins with."""
        short, long = sorted((name, other), key=len)
        if short == long or not long.lower().endswith(f" {short.lower()}"):
            return False
        whole = short.partition(" ")[0].lower() in words("names_en", "given_names")
        return name == (long if whole else short)

    def bearer(self, entity: Entity) -> Person:
        """Whom a name in the text means: with the words before it («Fisherman Made | Holt») where the tagger missed the
        given name."""
        text, start = self._story.text, entity.start
        before = _CAPITALISED_BEFORE.search(text, max(0, start - _NEAR), start)
        name = self.given(text[before.start() if before else start : entity.stop])
        if name not in self.printed.get(name.rpartition(" ")[2], ()) or name.count(" ") <= entity.name.count(" "):
            title = self._title_before(entity)
            name = (None if title else self._untitled(entity) or self._just_heard(entity)) or self.fullest(
                entity.name, title
            )
        return Person(name, self.gender(name))

    def _just_heard(self, entity: Entity) -> str | None:
        """The one of those with a surname who has just spoken, or who alone has spoken at all."""
        paragraph, name = self._spoke.get(entity.name, (-_RECENT - 1, ""))
        since = self._story.paragraph_number(entity.start) - paragraph
        silent = since >= 0 and self.fullest(entity.name) not in self._speakers
        return name if (0 <= since <= _RECENT or silent) and name in self.printed.get(entity.name, ()) else None

    def _untitled(self, entity: Entity) -> str | None:
        """The one of those with a surname whom the story calls by it alone: «Reed» is Tom where Ann is «Mrs Reed»."""
        bearers = self.printed.get(entity.name, ())
        untitled = [name for name in bearers if name not in self._called_by_title]
        return untitled[0] if len(untitled) == 1 < len(bearers) else None

    @cached_property
    def _called_by_title(self) -> frozenset[str]:
        """Those whom the story itself, not somebody in it, calls «Mrs Reed»."""
        people = [entity for entity in self._entities if entity.label is Label.PERSON and " " not in entity.name]
        titled = ((entity, self._title_before(entity)) for entity in people)
        return frozenset(
            self.fullest(entity.name, gender)
            for entity, gender in titled
            if gender and not self._story.inside_marks(entity.start)
        )

    def surname_of(self, name: str) -> str | None:
        """The only one of the people of the story whose surname a name is, be it also that of a place."""
        found = {full for full in self._people if full.endswith(f" {name}")}
        return found.pop() if len(found) == 1 else None

    def speaker(self, name: str) -> Person:
        """Somebody heard: a person by name, or a role whose gender only «spokeswoman» and the like tell."""
        if all(each in self._people for each in name.split(" and ")) and " and " in name:
            return Person(name, MANY, named=False)
        if name in self._people or (NAME.fullmatch(name) and name not in self._others):
            return Person(name, self.gender(name))
        return Person(name, gender_of_role(name), named=False)

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(self.fullest(name) for name in self._full.values())

    @cached_property
    def _others(self) -> frozenset[str]:
        others = {entity.name for entity in self._entities if entity.label is not Label.PERSON}
        which = (found["name"] for span in self._story.paragraphs for found in _THING.finditer(self._story.text, *span))
        return frozenset((*others, *which))

    def gender(self, name: str) -> str | None:
        """That of the title that the story puts before a name, or of the given name, or else of the title that somebody
        in it does; None where none tells."""
        told, quoted = self._titles_of_people
        return told.get(name) or _gender_of_given(name) or quoted.get(name)

    @cached_property
    def _titles_of_people(self) -> tuple[dict[str, str], dict[str, str]]:
        """What «Mr» and «Ms» before a name tell of people, outside marks and in them."""
        people = [entity for entity in self._entities if entity.label is Label.PERSON]
        sides: tuple[list[Entity], list[Entity]] = ([], [])
        for entity in people:
            sides[self._story.inside_marks(entity.start)].append(entity)
        return self._titled(sides[False]), self._titled(sides[True])

    def _titled(self, people: Iterable[Entity]) -> dict[str, str]:
        titled = ((entity, self._title_before(entity)) for entity in people)
        told: dict[str, set[str]] = {}
        for entity, gender in titled:
            if gender:
                told.setdefault(self.fullest(entity.name, gender), set()).add(gender)
        return {name: genders.pop() for name, genders in told.items() if len(genders) == 1}  # not «Mr and Mrs Lee»

    def _title_before(self, entity: Entity) -> str | None:
        title = _TITLE.search(self._story.text, max(0, entity.start - 6), entity.start)
        return _GENDER_OF_TITLE.get(title[1].lower()) if title else None
