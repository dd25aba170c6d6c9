"""Speakers of English quotations: the one whom the subject of the verb means, or who speaks where nobody is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.language.antecedents import EITHER, MANY
from reader.language.english.called import MAN, WOMAN, YEARS, Called
from reader.language.english.candidates import ACTING, GENDERS, Candidates
from reader.language.english.clauses import main_clause
from reader.language.english.described import Described
from reader.language.english.houses import Houses
from reader.language.english.roles import EnglishRoles, speaks
from reader.language.english.subjects import PRONOUN
from reader.language.turns import Line, in_turns
from reader.model import Entity, Label, Quote, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.language.antecedents import Person
    from reader.language.english.said import Said
    from reader.language.story import Story
    from reader.model import Span

_BESIDE = re.compile(r"\.?,?\s(?:\d{1,3},\s)?(?:(?:(?:now|then|later|currently)\s)?(?:an?|the)\s[^,.;:\n]+,\s)?")
_WHO = re.compile(
    r"(?:^|\b(?:to|by|from|with|of|and|said|told)\s|[,;]\s)"
    r"((?!(?:to|by|from|with|of|and)\b)[\w’'-]+(?:\s(?!(?:to|by|from|with|of|and)\b)[\w’'-]+){0,4}),\s$"
)
_LISTENER = re.compile(
    r"\w+\s(?:told|tells|(?:said|says)\sto)\s(?:the|his|her)\s(?P<role>[\w-]+(?:\s[\w-]+)?)(?=[,.:;]|$)"
)
_ACTING_LATER = re.compile(r",\s(?:and|but|so|as|while)\s(?P<who>he|she)\s")
_AND_OTHERS = re.compile(r"\sand\s(?:his|her|their|other)\s")
_WRITTEN = re.compile(r"\b[Ii]n\s(?:an?|the|his|her)\s(?:[a-z]+\s){0,2}(?:statement|letter|note|message|email)\b")
_SUBJECTS = {"him": "he", "her": "she", "them": "they"}
"""Pronouns behind «according to»."""

_JUST_BEFORE = 3
"""Sentences up to a saying in which somebody stands of whom it tells, at most."""

_LEAD = 4
"""Characters of a title before a name with which a sentence begins, at most."""

_LESSER = re.compile(
    r"(?:(?:And|But)\s)?(?:[Ww]hen|[Aa]s|[Ww]hile|[Aa]fter|[Bb]efore|[Oo]nce|[Aa]lthough|[Tt]hough|[Bb]ecause|[Ss]ince)\s"
)
_ASKS = re.compile(r"\s(?:asked|asks|told|pressed|questioned|confronted|challenged|quizzed|reminded)\b")
_TITLE = 12
"""Characters of a title before a name, at most."""

_FAR = 1000
"""Characters back in which the role stands that a pronoun means."""

_NEAR = 90
"""Characters back in which «who» has its name."""


class Speakers:
    """Turns what was found into quotations, in the order of the text."""

    def __init__(self, story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> None:
        self._story = story
        named = [e for e in entities if e.label in (Label.PERSON, Label.ORGANISATION, Label.PLACE)]
        self._called = Called(story, named, full)
        roles = EnglishRoles(
            story, [(e, self._called.fullest(e.name)) for e in named if e.name in full], self._called.gender
        )
        self._roles = roles
        self._candidates = Candidates(story, named, self._called, roles)
        self._antecedents = self._candidates.antecedents
        self._houses = Houses(story, [entity for entity in named if entity.label is Label.ORGANISATION])
        self._described = Described(story, self._called, self._candidates, roles, self._houses)
        self._last: tuple[int, str | None] = (-1, None)
        self._with_others = False

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
        open_lines = {id(found[spoken[n]]) for n, line in enumerate(lines) if line.is_open}
        in_order = sorted(found, key=lambda quote: (quote.start, quote.stop))
        return list(self._in_one_go(in_order, open_lines))

    def _in_one_go(self, found: Iterable[Quote], open_lines: set[int]) -> Iterator[Quote]:
        """«"Q1," X said. ⏎ "Q2."»: a paragraph in marks goes on with what the same person says at the end of the one
        before it."""
        last: Quote | None = None
        for quote in found:
            if last is None:
                last = quote
                continue
            if id(quote) in open_lines and last.cue_span and self._goes_on(last, quote):
                last = replace(last, stop=quote.stop, contents=(*last.contents, *quote.contents))
                continue
            if quote.stop <= last.stop:  # told in somebody's words
                yield quote
                continue
            yield last
            last = quote
        if last:
            yield last

    def _goes_on(self, last: Quote, quote: Quote) -> bool:
        """Whether `quote` is a paragraph of the speech that `last` begins."""
        following = self._story.paragraph_number(quote.start) - self._story.paragraph_number(last.stop - 1)
        direct = last.kind is quote.kind is QuoteKind.DIRECT
        begins = quote.start == self._story.paragraph(quote.start)[0]
        whole = begins and quote.stop == self._story.paragraph(quote.stop - 1)[1]
        return direct and following == 1 and whole and last.speaker is not None and last.speaker == quote.speaker

    def _begins_paragraph(self, said: Said) -> bool:
        """Whether it is a saying in marks with which a paragraph begins."""
        start = min((start for start, _ in said.covers), default=None)
        return said.turn is None and start is not None and start == self._story.paragraph(start)[0]

    def _quote(self, said: Said, speakers: Mapping[int, str | None]) -> Quote:
        """The finished quotation; `speakers` are those of the ones before it."""
        nested = said.within is not None
        name_span, role, speaker = self._nested(said, speakers) if nested else self._who(said)
        spans = [*said.contents, *said.covers, *(span for span in (said.cue, said.subject) if span)]
        self._last = self._story.sentence_number(said.place), speaker
        self._with_others = said.subject is not None and _AND_OTHERS.search(self._story.text, *said.subject) is not None
        if speaker and not nested and not self._is_asked_by(said):
            person = self._called.speaker(speaker)
            self._antecedents.heard(said.place, person)
            self._houses.heard(said.place, speaker, is_person=person.named or person.gender is not None)
            if person.named:
                self._called.heard(said.place, speaker)
            else:
                self._described.heard(speaker)
        return Quote(
            min(start for start, _ in spans),
            max(stop for _, stop in spans),
            said.kind,
            said.contents,
            said.cue,
            said.subject,
            name_span,
            role,
            speaker,
        )

    def _is_asked_by(self, said: Said) -> bool:
        """«Asked by X whether Q, …»: not X goes on."""
        if said.kind is not QuoteKind.INDIRECT or said.cue is None or said.subject is None:
            return False
        return self._story.text[slice(*said.cue)].lower() == "asked" and said.cue < said.subject

    def _nested(self, said: Said, speakers: Mapping[int, str | None]) -> tuple[Span | None, str | None, str | None]:
        """Who speaks in somebody's words: «I» is whose words they are, whom other pronouns mean is open."""
        text = self._story.text[slice(*said.subject)] if said.subject else ""
        if PRONOUN.fullmatch(text):
            if text == "I":
                return None, None, speakers.get(id(said.within))
            gender = GENDERS.get(text.lower())
            known = speakers.get(id(said.within))
            return None, None, self._told_of(said, gender) or self._spoken_of(said, gender, known)
        return self._who(said)

    def _told_of(self, said: Said, gender: str | None) -> str | None:
        """The one person whom somebody has named in the same saying before."""
        start = said.within.contents[0][0] if said.within else said.place
        named = self._candidates.within(start, said.place)
        named = [e for e in named if e.label is Label.PERSON and self._story.inside_marks(e.start)]
        told = {self._called.fullest(e.name) for e in named}
        name = next(iter(told)) if len(told) == 1 and gender in (MAN, WOMAN) else None
        return name if name and self._called.gender(name) in (gender, None) else None

    def _spoken_of(self, said: Said, gender: str | None, speaker: str | None) -> str | None:
        """Tom Reed was ill. | "He said, ‘Wait’," Ann Lee said»: of whom the story has just spoken, not the speaker."""
        if said.within is None or said.within.turn or gender not in (MAN, WOMAN):
            return None
        start = said.within.contents[0][0]
        named = self._candidates.within(start, said.place)
        if any(e.label is Label.PERSON for e in named):
            return None
        person = self._antecedents.of(start, gender, (speaker,) if speaker else (), reach=_JUST_BEFORE)
        return person.name if person else None

    def _who(self, said: Said) -> tuple[Span | None, str | None, str | None]:
        """The name's place, the role before it, and the speaker."""
        if said.turn is not None:
            return None, None, said.turn.speaker
        sentence, speaker = self._last
        if said.shared and sentence == self._story.sentence_number(said.place):
            return None, None, speaker
        if said.subject is None and said.shared:
            return None, None, None
        if said.subject is None:
            begin = min((start for start, _ in said.covers), default=None)
            heard = self._beside(begin) if said.cue is None and begin is not None else None
            return None, None, heard.name if heard else None
        text = self._story.text[slice(*said.subject)]
        text = _SUBJECTS.get(text.lower(), text)
        if PRONOUN.fullmatch(text):
            return None, None, self._meant_by(text, said.subject[0])
        return self._described.meant(said.subject)

    def _unnamed_before(self, place: int) -> str | None:
        """Whom «, who» at `place` goes on about where no name stands before it: «according to officials, who»."""
        start = max(self._story.sentence(place)[0], place - _NEAR)
        phrase = _WHO.search(self._story.text, start, place)
        return self._described.meant(phrase.span(1))[2] if phrase and speaks(phrase[1]) else None

    def _beside(self, begin: int) -> Person | None:
        """Whose a saying at `begin` is that nothing attributes: of who spoke or acted in the sentence before."""
        number = self._story.sentence_number(begin)
        if number and (pronoun := ACTING.match(self._story.text, *self._story.sentences[number - 1])):
            return self._antecedents.of(pronoun.start("who"), GENDERS[pronoun["who"].lower()])
        person = self._antecedents.directly_before(begin)
        span = self._story.sentences[max(0, number - 1)]
        later = None if person else _ACTING_LATER.search(self._story.text, *span)
        if later and not self._candidates.within(*span) and not self._story.inside_marks(later.start()):
            return self._antecedents.of(later.start("who"), GENDERS[later["who"]])
        if person and not person.named:
            start = self._story.sentences[max(0, number - 1)][0]
            at = self._story.text.find(person.name, start, begin)
            again = self._described.again(person.name, max(start, at), start, person.gender or MANY)
            return self._called.speaker(again) if again else person
        return person

    def _acting_last(self, place: int, gender: str) -> Person | None:
        """«"Q," said Ann Lee. Her neighbour, Mary Reed, came in. ⏎ "Q," | she said»: who is the subject of the last
        sentence before the paragraph, if she is known to be of that gender."""
        begin = self._story.paragraph(place)[0]
        beside = [e for e in self._candidates.within(begin, place) if e.label is Label.PERSON]
        if self._story.sentence(place)[0] != begin or beside:
            return None
        person = self._antecedents.directly_before(begin)
        return person if person and person.named and person.gender == gender else None

    def _alone(self, place: int, gender: str) -> Person | None:
        """The one person whom the story has named so far, be it long ago, where a pronoun fits nobody else."""
        number = self._story.sentence_number(place)
        near = self._story.sentences[max(0, number - 1) : number + 1]
        sentence, last = self._last
        if last and number - sentence <= 1 and self._called.speaker(last).gender == EITHER:
            return None  # «Another said it was late. | She added»
        if gender == MANY or any(self._roles.speaks_of(span, gender) for span in near):
            return None
        return self._candidates.only_one(place, gender)

    def _named_behind(self, place: int) -> frozenset[str]:
        """«He said that Tom Reed would go»: whoever says it is not Tom Reed."""
        behind = self._candidates.within(place, self._story.sentence(place)[1])
        people = {self._called.fullest(entity.name) for entity in behind if entity.label is Label.PERSON}
        told = _LISTENER.match(self._story.text, place)  # «he told the judge»
        listener = self._roles.bearer(told["role"]) if told else None
        return frozenset(people | {listener} if listener else people)

    def _acting_behind(self, place: int, gender: str | None) -> str | None:
        """«Although | he said it was late, Tom Reed left»: with whom the main clause begins, if a pronoun fits."""
        start, stop = self._story.sentence(place)
        main = main_clause(self._story, start, place, stop)
        first = next(iter(self._candidates.within(*main)), None) if main else None
        if main is None or first is None or first.start != main[0] or first.label is not Label.PERSON:
            return None
        person = self._called.bearer(first)
        return person.name if person.fits(gender) and not self._candidates.is_owner(first) else None

    def _acting_in_front(self, place: int, gender: str | None) -> str | None:
        """«When Tom Reed left, | he said it was late»: of whom the lesser clause before is, if a pronoun fits."""
        start, _ = self._story.sentence(place)
        clause = _LESSER.match(self._story.text, start, place)
        first = next(iter(self._candidates.within(start, place)), None) if clause else None
        if clause is None or first is None or first.label is not Label.PERSON:
            return None
        acts = first.start - clause.end() <= _TITLE and not _ASKS.match(self._story.text, first.stop)
        person = self._called.bearer(first)
        plain = acts and self._story.text.endswith(", ", start, place) and not self._candidates.is_owner(first)
        return person.name if plain and gender in (MAN, WOMAN) and person.fits(gender) else None

    def _meant_by(self, pronoun: str, place: int) -> str | None:
        """Whom a pronoun at `place` means."""
        if pronoun in ("who", "which"):
            beside = self._candidates.within(place - _NEAR, place)
            owner = next((e for e in beside if _BESIDE.fullmatch(self._story.text, e.stop, place)), None)
            return self._called.fullest(owner.name) if owner else self._unnamed_before(place)
        if pronoun.lower() == "it":
            return self._houses.before(place) or self._of_statement(place)
        gender = MANY if pronoun.lower() == "they" else GENDERS.get(pronoun.lower())
        if acting := self._acting_behind(place, gender) or self._acting_in_front(place, gender):
            return acting
        others = self._named_behind(place) if gender in (MAN, WOMAN) else frozenset()
        person = self._antecedents.of(place, gender, others) if gender else None
        if gender and person is None:
            person = self._acting_last(place, gender) or self._alone(place, gender)
        if person is None and gender == MANY:
            sentence, last = self._last
            near = last if self._story.sentence_number(place) - sentence <= 1 else None
            if near and (self._with_others or self._called.speaker(near).gender == EITHER):
                return near  # «A spokesperson said …», «Ann Lee and her team said … They added»
            return self._houses.just_heard(place) or self._together(place)
        if person and not person.named and (at := self._story.text.rfind(person.name, max(0, place - _FAR), place)) > 0:
            again = self._described.again(person.name, at, self._story.sentence(at)[0], gender or MANY)
            return again or (
                None if YEARS.search(person.name) else person.name
            )  # «The former nurse laughed. “We wait,” | she said.»
        return person.name if person else None

    def _together(self, place: int) -> str | None:
        """«Ann Lee and Tom Reed run the shop. | They said»: two with whom the sentence before begins."""
        start, stop = self._story.sentences[max(0, self._story.sentence_number(place) - 1)]
        first, second = ([*self._candidates.within(start, stop), None, None])[:2]
        if first is None or second is None or stop > place or first.start - start > _LEAD:
            return None
        two = self._story.text[first.stop : second.start] == " and " and first.label is second.label is Label.PERSON
        owner = self._candidates.is_owner(first) or self._candidates.is_owner(second)
        return (
            f"{self._called.bearer(first).name} and {self._called.bearer(second).name}" if two and not owner else None
        )

    def _of_statement(self, place: int) -> str | None:
        """«In a statement, Ann Lee said it was late. | It added»: who has just spoken in writing."""
        number = self._story.sentence_number(place)
        sentence, speaker = self._last
        begin = max(self._story.sentences[max(0, sentence)][0], place - _FAR)
        return speaker if number - sentence <= 1 and _WRITTEN.search(self._story.text, begin, place) else None
