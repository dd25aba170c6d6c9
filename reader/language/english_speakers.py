"""Speakers of English quotations: names as the article gives them in full, roles, pronouns where one person fits."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from reader.language.antecedents import MANY, Antecedents, Person
from reader.language.english import titles
from reader.language.english_houses import Houses
from reader.language.english_roles import EnglishRoles, gender_of_role, head_of
from reader.language.english_subjects import IRREGULAR, PRONOUN
from reader.language.models import words
from reader.language.turns import Line, in_turns
from reader.model import Entity, Label, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.language.english_said import Said
    from reader.language.story import Story
    from reader.model import Span

_MAN, _WOMAN = "masc", "femn"
_GENDERS = {"he": _MAN, "she": _WOMAN, "his": _MAN, "her": _WOMAN, "they": MANY}
_TITLES = {"mr": _MAN, "sir": _MAN, "lord": _MAN, "mrs": _WOMAN, "ms": _WOMAN, "miss": _WOMAN, "lady": _WOMAN}
_TITLE = re.compile(r"\b(\w+)\.? $")
_OBLIQUE = re.compile(
    r"\b(?:of|to|by|with|for|from|against|through|than|about|like|at|in|on|under|over|[Uu]nlike)\s(?:\w+\.?\s){0,2}$"
)
_POSSESSIVE = re.compile(r"['’]s?\b|['’]\s")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŠŽĆČŁŚ]"
_NAME = re.compile(rf"{_CAPITAL}[\w’'-]+(?: {_CAPITAL}\.| {_CAPITAL}[\w’'-]+)* {_CAPITAL}[\w’'-]+")
_TRAILING = re.compile(
    rf"(?:^|(?<!\bof)(?<!\bfor)(?<!\bat)(?<!\bfrom)(?<!\bin)(?<!\bwith)(?<!\bthe)\s)({_NAME.pattern})$"
)
_LEADING = re.compile(rf"({_NAME.pattern}) [a-z]")
_OWNED = re.compile(r"['’]s?$")
_LOWER = re.compile(r"\b[a-z]{3,}\b")
_HOME = re.compile(r"\b(?:of|at|from|for)\s(?:the\s)?(?:[A-Z]\w+\s)?$")
_CALLED = re.compile(r"\b[Tt]he\s(?:[A-Z]\w+\s)?$")  # «the Lady Ann» is a boat
_YEARS = re.compile(r"-years?-old$")
_PARTICLES = frozenset(("van", "von", "bin", "ibn", "the"))
_OBJECT = re.compile(
    rf"\b(?:(?!(?:named|called|aged|retired|appointed|elected|said|added)\b)(?:\w{{3,}}ed|told|{IRREGULAR})"
    rf"|(?:says?|said)(?:\sthat)?)\s(?:{_CAPITAL}\w*\.?\s)?$"
)
_POSSESSION = re.compile(r"['’]s?\s(\w+)")
_HE_OR_SHE = re.compile(r"(?:He|She)\b")
_BY_DOING = re.compile(r"\b(?:[Aa]fter|[Bb]efore|[Bb]y|[Ww]ithout|[Ww]hile|[Oo]n)\s\w+ing\s(?:\w+\.?\s)?$")
_DEEPEST = 4
"""Sentences that begin with a pronoun, each meaning whom the one before means, at most."""
_OF_WHAT = re.compile(r"\s(?:\(|(?:published|released|issued|seen|obtained|filed|posted|reviewed)\s)")
_LETTERS = re.compile(r"\s(?:QC|KC|MP|MEP|MSP|MBE|OBE|CBE|PhD|MD)$")
_OWNED_BY = re.compile(r"^[A-Z][\w-]+['’]s?\s(?=[A-Z])")
_NEAR = 60
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_UNNAMED = re.compile(r",\s.*")


@cache
def _not_given() -> frozenset[str]:
    """Capitalised words that a name does not begin with: titles, roles, and what opens a sentence."""
    return frozenset().union(*(words("names_en", key) for key in ("honorifics", "roles", "openers", "calendar")))


def _untitled(name: str) -> str:
    """«County Councillor Lee» → «Lee»."""
    parts = name.split()
    return " ".join(parts[titles([part.lower() for part in parts]) :])


class Speakers:
    """Turns what was found into quotations, in the order of the text."""

    def __init__(self, story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> None:
        self._story = story
        self._entities = [e for e in entities if e.label in (Label.PERSON, Label.ORGANISATION, Label.PLACE)]
        self._starts = [entity.start for entity in self._entities]
        self._full = full
        self._fullest_of: dict[str, str] = {}
        self._titles = self._titled()
        self._last: str | None = None
        self._heard: set[str] = set()
        self._meant: dict[int, Person | None] = {}
        self._depth = 0
        self._houses_heard = Houses(story, [entity for entity in self._entities if entity.label is Label.ORGANISATION])
        self._roles = EnglishRoles(story, [(e, self._fullest(full[e.name])) for e in self._entities if e.name in full])
        self._antecedents = Antecedents(story, self._subjects, self._topic, self._roles)

    def quotes(self, said: Iterable[Said]) -> list[Quote]:
        """The finished quotations, in order."""
        ordered = sorted(said, key=lambda each: (each.within is not None, each.place))
        found: list[Quote] = []
        speakers: dict[int, str | None] = {}
        for each in ordered:
            found.append(self._quote(each, speakers))
            speakers[id(each)] = found[-1].speaker
        spoken = sorted(
            (n for n, each in enumerate(ordered) if self._begins_paragraph(each)), key=lambda n: found[n].start
        )
        lines = [
            Line(self._story.paragraph_number(found[n].start), found[n].speaker, ordered[n].subject is None)
            for n in spoken
        ]
        for place, speaker in in_turns(lines):
            found[spoken[place]] = replace(found[spoken[place]], speaker=speaker)
        return sorted(found, key=lambda quote: (quote.start, quote.stop))

    def _begins_paragraph(self, said: Said) -> bool:
        """Whether it is a saying in marks with which a paragraph begins."""
        start = min((start for start, _ in said.covers), default=None)
        return said.turn is None and start is not None and start == self._story.paragraph(start)[0]

    def _quote(self, said: Said, speakers: Mapping[int, str | None]) -> Quote:
        """The finished quotation; `speakers` are those of the ones before it."""
        nested = said.within is not None
        name_span, role, speaker = self._nested(said, speakers) if nested else self._who(said)
        spans = [*said.contents, *said.covers, *(span for span in (said.cue, said.subject) if span)]
        self._last = speaker
        if speaker and not nested:
            person = self._person(speaker)
            self._antecedents.heard(said.place, person)
            self._houses_heard.heard(said.place, speaker, is_person=person.named or person.gender is not None)
            if not person.named:
                self._heard.add(speaker)
        return Quote(
            min(start for start, _ in spans), max(stop for _, stop in spans), said.kind, said.contents,
            said.cue, said.subject, name_span, role, speaker,
        )  # fmt: skip

    def _nested(self, said: Said, speakers: Mapping[int, str | None]) -> tuple[Span | None, str | None, str | None]:
        """Who speaks in somebody's words: «I» is whose words they are, whom other pronouns mean is open."""
        text = self._story.text[slice(*said.subject)] if said.subject else ""
        if re.fullmatch(PRONOUN, text):
            if text == "I":
                return None, None, speakers.get(id(said.within))
            return None, None, self._told_of(said, _GENDERS.get(text.lower()))
        return self._who(said)

    def _beside(self, begin: int) -> Person | None:
        """Whose a saying at `begin` is that nothing attributes: of who spoke or acted in the sentence before."""
        number = self._story.sentence_number(begin)
        if number and (pronoun := _HE_OR_SHE.match(self._story.text, self._story.sentences[number - 1][0])):
            return self._antecedents.of(pronoun.start(), _GENDERS[pronoun[0].lower()])
        return self._antecedents.directly_before(begin)

    def _told_of(self, said: Said, gender: str | None) -> str | None:
        """The one person whom somebody has named in the same saying before."""
        start = said.within.contents[0][0] if said.within else said.place
        told = {self._fullest(self._full[e.name]) for e in self._within(start, said.place) if e.label is Label.PERSON}
        name = next(iter(told)) if len(told) == 1 and gender in (_MAN, _WOMAN) else None
        return name if name and self._gender(name) in (gender, None) else None

    def _who(self, said: Said) -> tuple[Span | None, str | None, str | None]:
        """The name's place, the role before it, and the speaker."""
        if said.turn is not None:
            return None, None, said.turn.speaker
        if said.shared:
            return None, None, self._last
        if said.subject is None:
            begin = min((start for start, _ in said.covers), default=None)
            heard = self._beside(begin) if said.cue is None and begin is not None else None
            return None, None, heard.name if heard else None
        start, stop = said.subject
        if cut := _OF_WHAT.search(self._story.text, start, stop):
            stop = cut.start()
        text = self._story.text[start:stop]
        if text == "who":
            owner = next((e for e in self._within(start - _NEAR, start) if e.stop >= start - 2), None)
            return None, None, self._fullest(self._full.get(owner.name, owner.name)) if owner else None
        if text.lower() == "it":
            return None, None, self._houses_heard.before(start)
        if re.fullmatch(PRONOUN, text):
            gender = _GENDERS.get(text.lower())
            person = self._antecedents.of(start, gender) if gender else None
            if person is None and gender == MANY:
                return None, None, self._houses_heard.just_heard(start)
            return None, None, person.name if person else None
        named = self._within(start, stop)
        people = [e for e in reversed(named) if e.label is Label.PERSON and not self._is_owner(e)]
        person_named = next((e for e in people if not _HOME.search(self._story.text, start, e.start)), None)
        if person_named:
            role = text[: person_named.start - start].strip(" ,\n") or None
            return (person_named.start, person_named.stop), role, self._fullest(self._full[person_named.name])
        whole = next((e for e in named if e.start - start <= 4 and e.stop == stop), None)
        if whole:
            return (whole.start, whole.stop), None, whole.name
        if len(text.split()) == 2 and (_YEARS.search(text) or head_of(text) in words("cues_en", "descriptions")):
            gender = gender_of_role(text)
            person = self._antecedents.of(start, gender if gender in (_MAN, _WOMAN) else None)
            if person and person.named:
                return None, None, person.name
        return self._unlisted(_UNNAMED.sub("", text), start)

    def _unlisted(self, text: str, start: int) -> tuple[Span | None, str | None, str | None]:
        """A subject in which no name was found: capitalised words at its end may be one all the same."""
        if _ARTICLE.match(text):
            bearers = self._roles.bearers.get(head_of(text), set())
            if len(bearers) == 1:
                return None, None, next(iter(bearers))
            if text.startswith(("The ", "the ")) and (known := self._known_as(text.split()[1:], start)):
                return None, None, known
        parts = text.split()
        titled = len(parts) == 2 and parts[0].rstrip(".").lower() in _not_given()
        if (len(parts) == 1 or titled) and parts[-1] in self._printed:
            return (start, start + len(text)), None, self._fullest(parts[-1])
        leading = _LEADING.match(text)
        if leading and not _ARTICLE.match(text) and not _OWNED.search(leading[1]):
            return (start, start + leading.end(1)), None, leading[1]
        if trailing := _TRAILING.search(text):
            name = self._given(trailing[1])
            begin = trailing.end(1) - len(name)
            if (" " in name and (begin or text != name)) or name == _untitled(trailing[1]) != trailing[1]:
                return (start + begin, start + trailing.end(1)), text[:begin].strip() or None, name
        return None, None, _ARTICLE.sub("", text)

    def _known_as(self, role: Sequence[str], place: int) -> str | None:
        """What «the diplomat», «the company» was called before: a role heard in more words, or a house."""
        if len(role) != 1:
            return None
        longer = {
            heard for heard in self._heard if head_of(heard) == role[0].lower() and heard.lower() != role[0].lower()
        }
        if len(longer) == 1:
            return next(iter(longer))
        return self._houses_heard.only(place) if role[0].lower() in words("cues_en", "houses") else None

    def _fullest(self, name: str) -> str:
        """A surname with the given name that the article prints before it somewhere, if it is one; a name without a
        title that the article also leaves out."""
        if name not in self._fullest_of:
            given = self._given(name)
            last = given.rpartition(" ")[2]
            full = self._printed.get(last, frozenset())
            only = next(iter(full)) if len(full) == 1 else given
            self._fullest_of[name] = only if given == last or given.endswith(f" {only}") else given
        return self._fullest_of[name]

    def _given(self, name: str) -> str:
        """A run of capitalised words without the titles, roles and common words that it begins with: what the article
        also prints in lower case («Coxswain Ann Lee», and the coxswain elsewhere) is no given name."""
        name = _LETTERS.sub("", _untitled(_OWNED_BY.sub("", name)))
        while " " in name:
            first, _, others = name.partition(" ")
            known = words("names_en", "given_names")
            word = first.lower()
            common = (
                word in self._common or _YEARS.search(word) or (" " in others and others.split()[0].lower() in known)
            )
            if word not in _not_given() and (not common or word in known or word in _PARTICLES or len(word) < 3):
                break
            name = others
        return name

    @cached_property
    def _common(self) -> frozenset[str]:
        """The words that the article also prints in lower case."""
        text = self._story.text
        return frozenset(word for span in self._story.paragraphs for word in _LOWER.findall(text, *span))

    @cached_property
    def _printed(self) -> dict[str, frozenset[str]]:
        """By their last word, the runs of two to four capitalised words in the article that could be full names."""
        printed: dict[str, set[str]] = {}
        for start, stop in self._story.paragraphs:
            for found in _NAME.finditer(self._story.text, start, stop):
                name = self._given(_OWNED.sub("", found.group()))
                if 1 <= name.count(" ") <= 3:
                    printed.setdefault(name.rpartition(" ")[2], set()).add(name)
        return {
            last: frozenset(name for name in names if not any(name.endswith(f" {other}") for other in names))
            for last, names in printed.items()
        }

    def _person(self, speaker: str) -> Person:
        """Somebody heard: a person by name, or a role whose gender only «spokeswoman» and the like tell."""
        if speaker in self._names or (_NAME.fullmatch(speaker) and speaker not in self._houses):
            return Person(speaker, self._gender(speaker))
        return Person(speaker, gender_of_role(speaker), named=False)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The people of the article by their fullest names."""
        return frozenset(self._fullest(name) for name in self._full.values())

    @cached_property
    def _houses(self) -> frozenset[str]:
        return frozenset(entity.name for entity in self._entities if entity.label is not Label.PERSON)

    def _within(self, start: int, stop: int) -> list[Entity]:
        found = self._entities[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]
        return [entity for entity in found if entity.stop <= stop]

    def _is_owner(self, entity: Entity) -> bool:
        """«Harrow's mayor» is not Harrow."""
        return _POSSESSIVE.match(self._story.text, entity.stop) is not None

    def _subjects(self, span: Span) -> list[Person]:
        """The people named outside marks in a stretch of the text, where they can be the subject: nobody whom another
        thanks, or of whom another says something."""
        text = self._story.text
        meant = self._meant_at(span)
        found: list[Person] = [meant] if meant else []
        left_out = -1  # where the last one ends who can be none
        for entity in self._within(*span):
            if entity.label is Label.PERSON and not self._story.inside_marks(entity.start):
                before = text[max(span[0], entity.start - 30) : entity.start]
                other = (
                    _OBLIQUE.search(before)
                    or _BY_DOING.search(before)
                    or _CALLED.search(before)
                    or self._is_owner(entity)
                )
                joined = text[left_out : entity.start] == " and " if left_out >= 0 else False
                if other or joined or (found and _OBJECT.search(before)):
                    left_out = entity.stop
                else:
                    found.append(self._known_person(entity))
        return found

    def _meant_at(self, span: Span) -> Person | None:
        """Whom the «He» means that a sentence of the story itself begins with."""
        pronoun = _HE_OR_SHE.match(self._story.text, *span)
        if pronoun is None or self._story.inside_marks(span[0]) or self._depth >= _DEEPEST:
            return None
        if span[0] not in self._meant:
            self._depth += 1
            self._meant[span[0]] = self._antecedents.of(span[0], _GENDERS[pronoun[0].lower()])
            self._depth -= 1
        return self._meant[span[0]]

    def _topic(self, span: Span, gender: str | None) -> Person | None:
        """The only person whom a sentence names, be it not as its subject: «It was bought by Ann Lee»."""
        people = [e for e in self._within(*span) if e.label is Label.PERSON and not self._story.inside_marks(e.start)]
        if len(people) != 1 or gender not in (_MAN, _WOMAN) or self._roles.subject_of(span):
            return None
        owned = _POSSESSION.match(self._story.text, people[0].stop)
        person = self._known_person(people[0])
        return person if person.fits(gender) and not (owned and gender_of_role(owned[1])) else None

    def _known_person(self, entity: Entity) -> Person:
        name = self._fullest(self._full[entity.name])
        return Person(name, self._gender(name))

    def _titled(self) -> dict[str, str]:
        """What «Mr» and «Ms» before a name tell of people."""
        told = {}
        for entity in self._entities:
            if entity.label is Label.PERSON:
                title = _TITLE.search(self._story.text, max(0, entity.start - 6), entity.start)
                if title and (gender := _TITLES.get(title[1].lower())):
                    told[self._fullest(self._full[entity.name])] = gender
        return told

    def _gender(self, name: str) -> str | None:
        if name in self._titles:
            return self._titles[name]
        first = name.lower().split()[0]
        if first in words("names_en", "women"):
            return _WOMAN
        return _MAN if first in words("names_en", "given_names") and first not in words("names_en", "either") else None
