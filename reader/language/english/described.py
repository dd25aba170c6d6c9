"""Whom an English phrase means as a speaker: a name with what stands around it, or a role alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.language.antecedents import MANY
from reader.language.english.called import MAN, NAME, WOMAN, YEARS, not_given, untitled
from reader.language.english.cues import CAPITAL
from reader.language.english.roles import bodies, gender_of_role, head_of, singulars, speaks, two_in_one
from reader.language.english.subjects import REDUCED
from reader.language.models import words
from reader.model import Label, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.english.called import Called
    from reader.language.english.candidates import Candidates
    from reader.language.english.houses import Houses
    from reader.language.english.roles import EnglishRoles
    from reader.language.story import Story
    from reader.model import Entity

_TRAILING = re.compile(
    rf"(?:^|(?<!\bof)(?<!\bfor)(?<!\bat)(?<!\bfrom)(?<!\bin)(?<!\bwith)(?<!\bthe)\s)({NAME.pattern})$"
)
_LEADING = re.compile(rf"({NAME.pattern}) [a-z]")
_OWNED = re.compile(r"['’]s?$")
_HOME = re.compile(
    r"\b(?:of|at|from|for|to|with|against)\s(?:the\s)?(?:neighbou?ring\s|nearby\s)?(?:[A-Z]\w*\.?\s){0,2}$"
)
_ITS_ROLE = re.compile(r"\s((?:[a-z][\w-]+\s)?[a-z][\w-]+)")
_OFFICE = re.compile(
    r"\b(?:[Ss]ecretary|[Mm]inister|[Cc]hief|[Dd]irector|[Hh]ead|[Ll]eader|[Cc]ommissioner|[Ss]peaker|[Cc]hair\w*|[Pp]resident|[Gg]overnor"
    r"|[Dd]ean|[Pp]rofessor|[Mm]ember|[Mm]ayor|[Bb]ishop|[Aa]rchbishop|[Dd]uke|[Ee]arl|[Ss]pokes\w+)"
    r"\s(?:of|for|at)\s(?:the\s)?(?:(?:[A-Z]\w+|and|of)\s){1,5}$"
)
"""«Secretary of State | Ann Lee»."""

_OF_WHAT = re.compile(rf"\s(?:\(|who(?:se)?\s|(?:published|released|issued|from\sth(?:at|is))\s)|{REDUCED.pattern}")
_ARTICLE = re.compile(r"^(?:the|an?|(?:one|another)(?!\sof\b)|his|her|its|their)\s+(?=\w)", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|his|her|its|their)\s+", re.IGNORECASE)
_DEFINITE_BEFORE = re.compile(rf"\b{_DEFINITE.pattern}$", re.IGNORECASE)
_PARENT = re.compile(
    r"\b(?:mother|father|mum|mom|dad|grandmother|grandfather)\sof\s(?:one|two|three|four|five|six|\d{1,2})$"
)
_ONE_OF = re.compile(r"One\s(?:of\s)?[^,\n]{2,40},\s(?P<who>an?\s[^,;.:\n]+)")
_NAMED_ONLY = re.compile(
    r",?\s(?:who\s)?[^,.;:\"“”\n]{0,60}?\b(?:name\s(?:only\s)?as|(?:identified|known|named)\s(?:only\s|simply\s|just\s)?(?:as|by\s(?:his|her|their)"
    rf"\sfirst\sname,)|goes\sby|calls\s(?:him|her)self)\s(?P<name>{CAPITAL}[\w’'-]+(?:\s{CAPITAL}[\w’'-]+)?)"
)
"""«A resident | who gave her name only as Ann»."""

_ONE = re.compile(
    r"(?:[Oo]ne(?:\sof\s(?:them|those))?|(?:[Tt]he|[Aa]n)\s?other(?:\sone)?|[Aa]\s(?:second|third)(?:\sone)?)"
)
_MANY = re.compile(r"\b(?P<noun>[A-Za-z][a-z-]{3,}s)\b(?P<of>\sof\s(?:the\s)?[A-Z][\w’'-]+)?")
_FEW_BACK = 400
"""Characters back in which it is told what «one of them» is one of."""

_NEAR = 60
"""Characters behind «one of them» in which it is told who that is."""

_LONGEST_EPITHET = 4
"""Words of a phrase that only calls somebody something else, at most."""

_JOINED = re.compile(r"\sand\s(?:(?!(?:of|for|from|at|by|to|with)\s)[\w’'.-]+\s){0,4}")
_AND_ANOTHER = re.compile(r"\sand\san?\s.*")
_HOUSE = re.compile(
    rf"(?:[Tt]he\s)?(?:[\w-]+\s){{0,3}}?(?P<noun>[A-Za-z][a-z]+)\s"
    rf"(?P<name>{CAPITAL}[\w’'-]*(?:\s(?:&\s)?{CAPITAL}[\w’'-]*)*)$"
)
_CAPITAL_BEFORE = re.compile(
    rf"\b(?:of|for|at|from|in|with)\s(?:the\s)?{CAPITAL}[\w’'-]*\s$"
)  # «from the Marlow | Town Watch»
_BODY = re.compile(
    rf"(?:[Tt]he\s)?(?:[a-z]+\s){{0,2}}(?P<name>(?:{CAPITAL}[\w’'-]*\s){{0,4}}?(?P<noun>{CAPITAL}[a-z]+)\s(?:of|for|on|in|to|against)\s"
    rf"(?:(?:{CAPITAL}[\w’'-]*|the|an?|and|of|for|on)\s)*{CAPITAL}[\w’'-]*)"
)
_SOME = re.compile(r"(?:Some|Many|Most|Several|Few|All|Other|These|Those|Both|Two|Three|Four|Five|Six)\s")
_BEHIND_COMMA = re.compile(r",\s(?:[Tt]he\s)?$")
_UNNAMED = re.compile(r",\s.*")


@cache
def _naming_houses() -> frozenset[str]:
    """Words for houses that stand before a name and are none of it: «the newspaper Globe», not «Bank Holt»."""
    return words("cues_en", "houses") - words("names_en", "organisation_begins")


_SPOUSES = {"wife": WOMAN, "husband": MAN}

Meant = tuple[Span | None, str | None, str | None]
"""The place of the name, the role before it, and the speaker."""


class Described:
    """The phrases of a story for those who speak; `heard` is to be told of each role that did."""

    def __init__(
        self, story: Story, called: Called, candidates: Candidates, roles: EnglishRoles, houses: Houses
    ) -> None:
        self._story = story
        self._called = called
        self._candidates = candidates
        self._roles = roles
        self._houses = houses
        self._heard: set[str] = set()

    def heard(self, role: str) -> None:
        """Note a role without a name that spoke."""
        self._heard.add(role)

    def meant(self, subject: Span) -> Meant:
        """Whom the phrase means that a verb of saying has for its subject."""
        start, stop = subject
        if apposition := _ONE_OF.match(self._story.text, start, stop + _NEAR):
            start, stop = apposition.span("who")  # «One of them, a nurse,»
        if only := _NAMED_ONLY.match(self._story.text, stop, stop + _NEAR * 2):
            return only.span("name"), self._story.text[start:stop], only["name"]
        if cut := _OF_WHAT.search(self._story.text, start, stop):
            stop = cut.start()
        if found := self._named((start, stop)):
            return found
        return self._unlisted(_UNNAMED.sub("", self._story.text[start:stop]), start)

    def again(self, role: str, place: int, before: int, gender: str) -> str | None:
        """Whom the role at `place` means, in a sentence that begins at `before`: «Her husband laughed.»"""
        definite = _DEFINITE_BEFORE.search(self._story.text, max(before, place - _NEAR), place)
        known = (self._roles.bearer(role) or self._known_as(role.split(), place)) if definite else None
        return known or self.once_more(role, before, gender if gender in (MAN, WOMAN) else None)

    def once_more(self, role: str, place: int, pronoun: str | None = None) -> str | None:
        """Whom a phrase at `place` means that only calls somebody who was just named something else: «the Italian»,
        «the 24-year-old striker», «the former manager»."""
        parts = role.split()
        head = head_of(role)
        aged = _PARENT.search(role) or any(YEARS.search(part) or "-of-" in part for part in parts)
        standing = head in words("cues_en", "standings")
        described = standing or head in words("cues_en", "descriptions") or (parts[0] == "former" and len(parts) > 1)
        native = (
            (len(parts) == 1 or role.istitle())
            and role[0].isupper()
            and (head in words("names_en", "demonyms") or gender_of_role(head) not in (MANY, None))
        )
        if len(parts) > _LONGEST_EPITHET or not (aged or described or native):
            return None
        gender = gender_of_role(role)
        known = gender if gender in (MAN, WOMAN) else pronoun
        person = self._candidates.antecedents.of(place, known) or self._candidates.sole(place)
        if person and (not person.fits(known) or (standing and self._roles.is_otherwise(person.name))):
            return None
        return person.name if person and person.named else None

    def _named(self, subject: Span) -> Meant | None:
        """Those whose names were found in the phrase: a person, two of them, or a house that it is the name of."""
        start, stop = subject
        text = self._story.text
        named = self._candidates.within(start, stop)
        people = [e for e in named if e.label is Label.PERSON and not self._candidates.is_owner(e)]
        people = [e for e in people if not _HOME.search(text, start, e.start) or _OFFICE.search(text, start, e.start)]
        if body := self._body((start, stop), people):
            return body
        if not people:
            whole = next((e for e in named if e.start - start <= 4 and e.stop == stop), None)
            last_named = named[-1] if named else None
            if last_named and last_named.stop == stop and _BEHIND_COMMA.search(text, start, last_named.start):
                whole = last_named  # «the bank's parent, the Lee Group»
            if whole and whole.label is Label.PLACE and (person := self._called.surname_of(whole.name)):
                return (whole.start, whole.stop), None, person
            if whole and (of_role := self._roles.bearer(whole.name)):
                return None, None, of_role  # «the CEO» is no house
            return ((whole.start, whole.stop), None, whole.name) if whole else None
        last = people[-1]
        if (of := _ITS_ROLE.fullmatch(text, last.stop, stop)) and speaks(of[1]):
            return None, None, _ARTICLE.sub("", text[start:stop])  # «the Lee campaign» is not Lee
        who = self._called.bearer(last).name
        if len(people) > 1 and _JOINED.fullmatch(text, people[-2].stop, last.start):
            both = f"{self._called.bearer(people[-2]).name} and {who}"
            return (people[-2].start, last.stop), None, both
        return (last.start, last.stop), text[start : last.start].strip(" ,\n") or None, who

    def _body(self, span: Span, people: Sequence[Entity]) -> Meant | None:
        """«the Board for Lasting Peace», the end of which was taken for a person."""
        body = _BODY.fullmatch(self._story.text, *span)
        known = words("names_en", "organisation_begins") | words("names_en", "organisation_ends")
        if body is None or body["noun"].lower() not in known:
            return None
        if any(
            e.name.split()[0].lower() in words("names_en", "given_names") or e.start < body.end("noun") for e in people
        ):
            return None
        return body.span("name"), None, body["name"]

    def _unlisted(self, text: str, start: int) -> Meant:
        """A subject in which no name was found: capitalised words at its end may be one all the same."""
        if _ONE.fullmatch(text) and (several := self._several_before(start)):
            return None, None, several
        if introduced := self._roles.introduced_at(start):
            return None, None, introduced
        if definite := _DEFINITE.match(text):
            role = (two_in_one(text) or text)[definite.end() :]
            if known := self._roles.bearer(role) or self._known_as(role.split(), start) or self.once_more(role, start):
                return None, None, known
        parts = text.split()
        titled = len(parts) == 2 and parts[0].rstrip(".").lower() in not_given()
        if (len(parts) == 1 or titled) and (
            parts[-1] in self._called.printed or parts[-1] in self._called.called_alone
        ):
            return (start, start + len(text)), None, self._called.fullest(parts[-1])
        leading = _LEADING.match(text)
        native = leading and leading[1].rpartition(" ")[2].lower() in words("names_en", "demonyms")
        plain = leading and not native and not _SOME.match(text) and not _ARTICLE.match(text)
        if plain and leading and not _OWNED.search(leading[1]):
            return (start, start + leading.end(1)), None, leading[1]
        if (house := _HOUSE.match(text)) and house["noun"].lower() in _naming_houses():
            return (start + house.start("name"), start + house.end("name")), None, house["name"]
        named = parts[-1].lower() not in words("names_en", "roles") or not _ARTICLE.match(text)
        trailing = _TRAILING.search(text) if named else None
        if trailing and not _CAPITAL_BEFORE.search(
            text, 0, trailing.start(1)
        ):  # not «the Marlow Islands Prime Minister»
            name = self._called.given(trailing[1])
            begin = trailing.end(1) - len(name)
            if (" " in name and (begin or text != name)) or name == untitled(trailing[1]) != trailing[1]:
                return (start + begin, start + trailing.end(1)), text[:begin].strip() or None, name
        return None, None, _AND_ANOTHER.sub("", _ARTICLE.sub("", text))

    def _several_before(self, place: int) -> str | None:
        """What «one of them» is one of: the word for several people that stands nearest before it."""
        number = self._story.sentence_number(place)
        start = self._story.sentences[max(0, number - 2)][0]
        words_for_many = [
            each
            for each in _MANY.finditer(self._story.text, max(start, place - _FEW_BACK), place)
            if not self._story.inside_marks(each.start()) and gender_of_role(each["noun"]) == MANY
        ]
        for each in reversed(words_for_many):
            for one in singulars(each["noun"].lower()):
                if gender_of_role(one) not in (None, MANY):
                    return one + (each["of"] or "")
        return None

    def _known_as(self, role: Sequence[str], place: int) -> str | None:
        """What «the diplomat», «the company» was called before: a role heard in more words, or a house."""
        if len(role) != 1:
            return None
        longer = {
            heard for heard in self._heard if head_of(heard) == role[0].lower() and heard.lower() != role[0].lower()
        }
        if len(longer) == 1:
            return next(iter(longer))
        noun = role[0].lower()
        if noun in bodies() and (house := self._houses.ending_in(noun, place)):
            return house
        if noun in words("cues_en", "houses"):
            return self._houses.again(noun, place) or self._houses.called(noun, place)
        return self._called.spouse(_SPOUSES[noun]) if noun in _SPOUSES else None
