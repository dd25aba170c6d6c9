"""Whom an English phrase means as a speaker: a name with what stands around it, or a role alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english_called import MAN, NAME, WOMAN, YEARS, not_given, untitled
from reader.language.english_roles import gender_of_role, head_of
from reader.language.models import words
from reader.model import Label, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.english_called import Called
    from reader.language.english_candidates import Candidates
    from reader.language.english_houses import Houses
    from reader.language.english_roles import EnglishRoles
    from reader.language.story import Story

_TRAILING = re.compile(
    rf"(?:^|(?<!\bof)(?<!\bfor)(?<!\bat)(?<!\bfrom)(?<!\bin)(?<!\bwith)(?<!\bthe)\s)({NAME.pattern})$"
)
_LEADING = re.compile(rf"({NAME.pattern}) [a-z]")
_OWNED = re.compile(r"['’]s?$")
_HOME = re.compile(r"\b(?:of|at|from|for)\s(?:the\s)?(?:[A-Z]\w+\s)?$")
_OF_WHAT = re.compile(r"\s(?:\(|(?:published|released|issued|seen|obtained|filed|posted|reviewed)\s)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_UNNAMED = re.compile(r",\s.*")

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
        if cut := _OF_WHAT.search(self._story.text, start, stop):
            stop = cut.start()
        text = self._story.text[start:stop]
        named = self._candidates.within(start, stop)
        people = [e for e in reversed(named) if e.label is Label.PERSON and not self._candidates.is_owner(e)]
        person_named = next((e for e in people if not _HOME.search(self._story.text, start, e.start)), None)
        if person_named:
            role = text[: person_named.start - start].strip(" ,\n") or None
            return (person_named.start, person_named.stop), role, self._called.bearer(person_named).name
        whole = next((e for e in named if e.start - start <= 4 and e.stop == stop), None)
        if whole:
            return (whole.start, whole.stop), None, whole.name
        if len(text.split()) == 2 and (YEARS.search(text) or head_of(text) in words("cues_en", "descriptions")):
            gender = gender_of_role(text)
            person = self._candidates.antecedents.of(start, gender if gender in (MAN, WOMAN) else None)
            if person and person.named:
                return None, None, person.name
        return self._unlisted(_UNNAMED.sub("", text), start)

    def _unlisted(self, text: str, start: int) -> Meant:
        """A subject in which no name was found: capitalised words at its end may be one all the same."""
        if _ARTICLE.match(text):
            bearers = self._roles.bearers.get(head_of(text), set())
            if len(bearers) == 1:
                return None, None, next(iter(bearers))
            if text.startswith(("The ", "the ")) and (known := self._known_as(text.split()[1:], start)):
                return None, None, known
        parts = text.split()
        titled = len(parts) == 2 and parts[0].rstrip(".").lower() in not_given()
        if (len(parts) == 1 or titled) and parts[-1] in self._called.printed:
            return (start, start + len(text)), None, self._called.fullest(parts[-1])
        leading = _LEADING.match(text)
        if leading and not _ARTICLE.match(text) and not _OWNED.search(leading[1]):
            return (start, start + leading.end(1)), None, leading[1]
        if trailing := _TRAILING.search(text):
            name = self._called.given(trailing[1])
            begin = trailing.end(1) - len(name)
            if (" " in name and (begin or text != name)) or name == untitled(trailing[1]) != trailing[1]:
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
        return self._houses.only(place) if role[0].lower() in words("cues_en", "houses") else None
