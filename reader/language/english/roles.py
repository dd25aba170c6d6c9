"""People called by what they are in English: «the mayor», «a spokeswoman for the firm», «residents»."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from reader.language.antecedents import EITHER, MANY, Person
from reader.language.models import words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from reader.language.story import Story
    from reader.model import Entity, Span

_ROLE_BEFORE = re.compile(r"(?<![\w’'-])(?P<words>(?:[A-Za-z][a-z-]+\s){0,3}[A-Za-z][a-z-]{3,}),?\s(?:[A-Z]\w+\s)?$")
_TITLED = re.compile(
    r"(?<![\w’'-])(?P<role>(?:(?!(?:of|by|to|with|from|for|and|that|as|on|at|in|than|like)\s)[A-Za-z][a-z-]+\s){0,2}[A-Z][a-z-]{3,})\s$"
)
"""A title in capitals right before a name: «with young voters, President | Lee», «the policies of President | Lee»."""

_NEAR = 40
_ROLE_AFTER = re.compile(r",\s(?:the|an?|its|his|her|their)\s([^,.;:\n]{3,70})")
OF_A_THING = re.compile(r"\b[Tt]he\s(?:[A-Z]\w+\s?)?$")
"""What makes a name behind it that of a thing: «the captain of the Lady | Ann»."""

_BEFORE_ROLE = re.compile(r"\b(?:that|and|said|says|told|when|but)\s")
_WHO_DOES = re.compile(
    r"\b(?:neighbou?ring|nearby)$|\bwho\s(?!(?:calls|called|named|identified|introduced)\s)"
)  # «a leader who knew | Ann Lee»
_MOST_BEARERS = 12  # of one role; more tell nobody apart
_HEAD = re.compile(r"\s(?:\w{3,}ed\s)?(?:of|at|for|in|from|with|by|on|to|who|which|that|and)\s")
_LEAD = (
    r"(?:(?:But|And|Yet|Then|Later),?\s)?(?:(?:When\s)?(?:Asked|Pressed|Questioned|Quizzed|Told|Speaking|Cross-examined|Challenged)"
    r"\s[^,.!?\n]{2,120},\s)?"
)
_VERB = (
    r"(?=\s(?:(?:of|at|for|from|in|with)\s|[a-z]+(?:ed|s)\b|was|were|is|are|has|had|have|did|will|would|came|went|took|told"
    r"|gave|left|ran|met|saw|say)|,\s(?:who|which|an?|the|including|like|such)\s)"
)
_SUBJECT = re.compile(
    rf"{_LEAD}(?:(?:The|A|An|(?P<own>His|Her|his|her)|Its|Their|One|the|a|an)\s(?P<one>(?:[a-z0-9][\w’'-]*\s){{0,4}}?(?:[a-z][a-z’'-]+|\d{{1,3}}-years?-old))(?:\s(?:him|her)self)?"
    rf"|(?P<many>(?:[A-Z][a-z]+\s)?[A-Za-z][a-z]+)){_VERB}"
)
_SOMEBODY = re.compile(rf"(?:A|An)\s(?P<one>(?:[a-z][\w’'-]*\s){{0,3}}?[a-z][a-z’'-]+)(?:(?=\swho\s)|{_VERB})")
_ANYBODY = re.compile(
    r"\b[Aa]n?\s((?:[a-z][\w’'-]*\s){0,2}?[a-z]{3,})\b"
    r"(?=[.,]|\s(?:who|whose|was|were|had|has|and|in|on|at|from|to|after)\b)"
)
_OPENED = re.compile(
    r"(?:According|Asked|After|Before|During|Following|Unlike|Despite|Like|With|Speaking|Thanks|For|In|At)\s[^,]*,\s"
    r"(?:[A-Z]\w+\.?\s)?"
)
_OPENING = 120
_RANK = re.compile(r"\b(?P<ranks>(?:\w+\.?\s){1,3})$")
_RANKS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("det", "dc", "ds", "di", "dci", "dsi", "detective"), ("detective", "officer")),
    **dict.fromkeys(("pc", "wpc", "constable"), ("constable", "officer")),
    **dict.fromkeys(("sgt", "sergeant"), ("sergeant", "officer")),
    **dict.fromkeys(("insp", "inspector"), ("inspector", "officer")),
    **dict.fromkeys(("supt", "superintendent"), ("superintendent", "officer")),
    **dict.fromkeys(("capt", "captain"), ("captain",)),
    **dict.fromkeys(("gen", "general"), ("general",)),
    **dict.fromkeys(("col", "colonel"), ("colonel",)),
    **dict.fromkeys(("lt", "lieutenant"), ("lieutenant",)),
    **dict.fromkeys(("sen", "senator"), ("senator", "lawmaker")),
    **dict.fromkeys(("rep", "congressman", "congresswoman"), ("representative", "lawmaker")),
    **dict.fromkeys(("gov", "governor"), ("governor",)),
    "dr": ("doctor",),
    "cllr": ("councillor",),
    "prof": ("professor",),
    "rev": ("vicar",),
    "judge": ("judge",),
    "justice": ("judge", "justice"),
    "mayor": ("mayor",),
    "president": ("president",),
}
"""What else somebody is called who has such a title."""

_ARTICLE_FIRST = re.compile(r"(?:the|an?|his|her|its|their)\s", re.IGNORECASE)
_BELOW = frozenset(("lt", "lieutenant", "deputy", "vice", "assistant", "former", "acting"))
"""What makes a title that of another: «Lt. Gov. Ann Lee» is no governor."""

_CLAUSE = re.compile(r"\s(?:who|which|that|whose|where)\s")
_ACTS = re.compile(
    r"\b(?:said|says|say|told|announced|warned|added|confirmed|reported|has|had|have|was|is|were|are|will|would|did|does)\b"
)
"""What tells that behind a comma no apposition stands but the subject of a verb."""
_LONGEST = 1_000
"""Characters of a sentence in which roles are looked for, at most."""

_AGED = re.compile(r",\s\d{1,3},\s")
_LEAD_WITHIN = 6
"""Paragraphs in which the lead stands, behind headline and byline."""

_TITLE = 12
"""Characters of a title before a name, at most."""

_ARTICLED = re.compile(r"(?<=\b[Tt]he\s)[a-z]{4,}\b|(?<=\b[Aa]\s)[a-z]{4,}\b|(?<=\b[Aa]n\s)[a-z]{4,}\b")


def head_of(role: str) -> str:
    """The noun that a role is about: «spokeswoman» of «club spokeswoman for Wales»."""
    return _HEAD.split(role)[0].rpartition(" ")[2].lower()


def gender_of_role(role: str) -> str | None:
    """What the noun of a role tells: a gender, either, or several people; None where it is no word for people."""
    head = head_of(role)
    if head.endswith("woman") or head in words("cues_en", "women"):
        return "femn"
    if (head.endswith("man") and head != "human") or head in words("cues_en", "men"):
        return "masc"
    if (
        head in ("one", "another")
        or head.endswith("-old")
        or head in _people()
        or head.rpartition("-")[2] in _people()
        or head.endswith("person")
    ):
        return EITHER
    several = (
        head == "police" or head.endswith(("men", "women", "people")) or not _anybody().isdisjoint(singulars(head))
    )
    return MANY if several else None


def speaks(phrase: str) -> bool:
    """Whether a phrase without a name is about somebody who can say something: a person, several, or a house."""
    head = head_of(phrase)
    return gender_of_role(phrase) is not None or not bodies().isdisjoint((head, *singulars(head)))


def singulars(noun: str) -> tuple[str, ...]:
    """What a noun may be the plural of: «witnesses», «bodies»."""
    if not noun.endswith("s"):
        return ()
    return (noun[:-1], noun[:-2], f"{noun[:-3]}y") if noun.endswith("es") else (noun[:-1],)


def two_in_one(phrase: str) -> str | None:
    """The first of two words for one person: «the former first lady» of «the former first lady and senator»."""
    first, link, second = phrase.partition(" and ")
    if not link or _ARTICLE_FIRST.match(second) or not _ARTICLE_FIRST.match(first):
        return None
    return None if {gender_of_role(first), gender_of_role(second)} & {None, MANY} else first


@cache
def bodies() -> frozenset[str]:
    """Words for those who speak and are no person: «the company», «the court»."""
    return words("cues_en", "houses") | words("cues_en", "bodies")


@cache
def _people() -> frozenset[str]:
    return words("names_en", "roles") | words("cues_en", "callings")


@cache
def _anybody() -> frozenset[str]:
    return _people() | words("cues_en", "women") | words("cues_en", "men")


def _within(sentence: Span) -> Span:
    """As much of a sentence as is looked at: the cost of a text grows with its length alone."""
    return sentence[0], min(sentence[1], sentence[0] + _LONGEST)


class EnglishRoles:
    """The words for people in an English story; `people` are its entities with the fullest name of each, `gender`
    tells that of a name."""

    def __init__(self, story: Story, people: Iterable[tuple[Entity, str]], gender: Callable[[str], str | None]) -> None:
        self._story = story
        self._gender = gender
        self._people = list(people)
        self._nouns: dict[Span, Collection[str]] = {}

    @cached_property
    def bearers(self) -> dict[str, dict[str, set[str]]]:
        """By the noun of a role, the people beside whose names it stands, each with all the words of the role:
        «provincial manager Ann Lee», «Ann Lee, the club's manager», «CEO» for a «Chief Executive Officer»."""
        bearers: dict[str, dict[str, set[str]]] = {}
        text = self._story.text
        for entity, name in self._people:
            if entity.label is not Label.PERSON:
                continue
            before = _ROLE_BEFORE.search(text, max(0, entity.start - 60), entity.start)
            of_another = before and (OF_A_THING.search(before["words"]) or _WHO_DOES.search(before["words"]))
            if of_another or self._begins_behind(entity):
                before = None
            after = _ROLE_AFTER.match(text, entity.stop, entity.stop + 80)
            if after and _ACTS.search(_CLAUSE.split(after[1])[0]):
                after = None  # «At the home of Ann Lee, the council announced»
            roles = [_BEFORE_ROLE.split(before["words"])[-1]] if before else []
            roles += [after[1]] if after else []
            titled_so = _TITLED.search(text, max(0, entity.start - _NEAR), entity.start)
            if titled_so and not self._begins_behind(entity) and gender_of_role(titled_so["role"]):
                roles.append(titled_so["role"])
            if before and (initials := "".join(word[0] for word in before["words"].split() if word[0].isupper())):
                roles.append(initials)
            titles = _RANK.search(text, max(0, entity.start - _TITLE), entity.start)
            ranks = [rank.strip(".") for rank in titles["ranks"].lower().split()] if titles else []
            while ranks and (told := _RANKS.get(ranks.pop())) is not None:
                roles += told if not ranks or ranks[-1] not in _BELOW else ()
            for role in roles:
                bearers.setdefault(head_of(role), {}).setdefault(name, set()).update(role.lower().split())
        if self._introduced and gender_of_role(self._introduced[1]):
            _, role, name = self._introduced
            bearers.setdefault(head_of(role), {}).setdefault(name, set()).update(role.lower().split())
        return bearers

    def _begins_behind(self, entity: Entity) -> bool:
        """«According to the nurse, | Ann Lee left»: the nurse is another."""
        start = max(self._story.sentence(entity.start)[0], entity.start - _OPENING)
        return _OPENED.fullmatch(self._story.text, start, entity.start) is not None

    @cached_property
    def _introduced(self) -> tuple[int, str, str] | None:
        """«A bus driver who was lost has won a prize. ⏎ Ann Lee, 34, was»: where the lead begins with somebody without
        a name, the words for them, and who they are."""
        text, people = self._story.text, [each for each in self._people if each[0].label is Label.PERSON]
        for number, (start, stop) in enumerate(self._story.paragraphs[:_LEAD_WITHIN]):
            found = _SOMEBODY.match(text, start, stop)
            body = found is None or gender_of_role(found["one"]) == MANY or head_of(found["one"]) in bodies()
            if found is None or body or text[stop - 1] != ".":
                continue
            others = {head_of(each[1]) for each in _ANYBODY.finditer(text, found.end(), stop)}
            if any(gender_of_role(other) not in (None, MANY) for other in others):
                return None  # «A man has been charged with the murder of a nurse»
            for begin, _ in self._story.paragraphs[number + 1 : number + 3]:
                for entity, name in people:
                    near = begin <= entity.start <= begin + _TITLE and _AGED.match(text, entity.stop)
                    if near and (not text[begin : entity.start].strip() or text[begin].isupper()):
                        return start, found["one"], name
            return None
        return None

    def introduced_at(self, place: int) -> str | None:
        """Who the «A bus driver» at `place` turns out to be."""
        return self._introduced[2] if self._introduced and self._introduced[0] == place else None

    def bearer(self, role: str) -> str | None:
        """The one person whom a role means: «manager», or «prime minister» where a story has two ministers."""
        named = self.bearers.get(head_of(role), {})
        if len(named) > 1:
            lower = words("cues_en", "ranks").difference(role.lower().split())
            named = {name: said for name, said in named.items() if lower.isdisjoint(said)}
        if 1 < len(named) <= _MOST_BEARERS:
            wanted = set(_HEAD.split(role)[0].lower().split())
            named = {name: said for name, said in named.items() if wanted <= said and len(wanted) > 1}
        ranks = words("cues_en", "ranks").intersection(role.lower().split())
        named = {name: said for name, said in named.items() if ranks <= said}  # «the minister» is no «prime minister»
        return next(iter(named)) if len(named) == 1 else None

    def is_otherwise(self, name: str) -> bool:
        """Whether somebody is called something that is no standing of a public person: «anchor Ann Lee»."""
        heads = [head for head, named in self.bearers.items() if name in named]
        plain = (head for head in heads if head not in words("cues_en", "standings"))
        return any(gender_of_role(head) not in (None, MANY) for head in plain)

    def subject_of(self, sentence: Span) -> Person | None:
        """The unnamed person that a sentence begins with, or several: «The minister arrived late», «Residents are»."""
        found = _SUBJECT.match(self._story.text, *sentence)
        if found is None or self._story.names_in(found.start(), found.end()) or self._story.inside_marks(sentence[0]):
            return None
        role = found["one"] or found["many"]
        if found["one"] and (name := self.bearer(role)):
            return Person(name, self._gender(name))
        gender = gender_of_role(role)
        own = found["own"] and (found["own"].lower(), gender) in (("his", "masc"), ("her", "femn"))
        if gender is None or own or (found["many"] and gender != MANY):
            return None  # «His father had it before»: «he» goes on being the son
        return Person(role, gender, named=False)

    def subjects_of(self, sentence: Span) -> list[Person]:
        """The same as a list."""
        found = self.subject_of(sentence)
        return [found] if found else []

    def met(self, sentence: Span, gender: str) -> Person | None:
        """Nobody: who is no subject is not meant."""
        del sentence, gender
        return None

    def speaks_of(self, sentence: Span, gender: str | None) -> bool:
        """Whether a sentence outside marks has a word for a person: «found in the captain's cabin»."""
        return any(self._fits(noun, gender) for noun in self._articled(sentence))

    def known_in(self, sentence: Span, gender: str | None) -> Person | None:
        """The only one whom a sentence calls by a role, if the story names them: «a note from the captain's cabin»."""
        found = self._articled(sentence)
        names = {name for noun in found if (name := self.bearer(noun))}
        person = Person(name := names.pop(), self._gender(name)) if len(names) == 1 else None
        others = any(self._fits(noun, gender) and not self.bearer(noun) for noun in found)
        return person if person and person.fits(gender) and not others else None

    def _articled(self, sentence: Span) -> Collection[str]:
        """The words behind an article in a sentence outside marks, each once."""
        if sentence not in self._nouns:
            found = _ARTICLED.finditer(self._story.text, *_within(sentence))
            outside = (each[0] for each in found if not self._story.inside_marks(each.start()))
            self._nouns[sentence] = tuple(dict.fromkeys(outside))
        return self._nouns[sentence]

    def _fits(self, word: str, gender: str | None) -> bool:
        """Whether a word is of somebody whom a pronoun of a gender can mean."""
        known = gender_of_role(word)
        if name := self.bearer(word):
            known = self._gender(name) or EITHER
        if known is None and word.lower() in self.bearers:
            known = EITHER
        return known == EITHER or (known in ("masc", "femn") and (known == gender or gender not in ("masc", "femn")))
