"""People who act in a sentence and are only called by what they are: «министр», «адвокат Лугина», «потерпевшая»."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.language.antecedents import MANY, Person
from reader.language.models import words
from reader.language.report import Report
from reader.language.russian.bounds import Subject, phrase_end
from reader.language.russian.cues import Cue, CueKind
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, finite, has_case, stands_for_person
from reader.language.russian.phrases import phrase_form, usual_case
from reader.language.russian.speaker import together
from reader.language.russian.subjects import subject_after, subject_before
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.language.russian.owners import Owners
    from reader.language.russian.roles import Roles
    from reader.model import Span

_LOOKED_AT = 40  # tokens of a sentence in which its verbs are looked for
_PRONOUN = {"masc": "он", "femn": "она"}
_COUNTED = frozenset(("человек",))
"""What is counted without being spoken of: «погибли 40 человек»."""


class Actors:
    """The subjects of the sentences of a story that are people without a name. `meant` says whom a word for a person
    means that nobody's name stands beside («пенсионерка»), `is_speech` tells what is somebody's words."""

    def __init__(
        self,
        roles: Roles,
        owners: Owners,
        meant: Callable[[Subject, str | None], str | None],
        is_speech: Callable[[int], bool],
    ) -> None:
        self._story = roles.story
        self._roles = roles
        self._owners = owners
        self._meant = meant
        self._is_speech = is_speech
        self._subjects: dict[int, list[Person]] = {}
        self._spoken_of: dict[tuple[Span, str | None], bool] = {}

    def subjects_of(self, sentence: Span) -> list[Person]:
        """The unnamed people who act in a sentence, in order: «Министр финансов прибыл в среду»."""
        if sentence[0] not in self._subjects:
            self._subjects[sentence[0]] = []  # while whoever is meant is looked for
            self._subjects[sentence[0]] = list(self._find_subjects(sentence))
        return self._subjects[sentence[0]]

    def met(self, sentence: Span, gender: str) -> Person | None:
        """The only one of a gender whom a sentence about somebody else has as an object: «Полиция задержала вора»."""
        found = {person.name: person for person in self.in_other_case(sentence, gender)}
        return found.popitem()[1] if len(found) == 1 and self.is_about_others(sentence, gender) else None

    def in_other_case(self, sentence: Span, gender: str, *, owners: bool = False) -> list[Person]:
        """The unnamed people of one gender in another case than the subject's: «Полиция задержала вора»; `owners`
        among them or not («передала слова вора»)."""
        story, found = self._story, []
        first, limit = (story.token_from(offset) for offset in sentence)
        verb = next(self._verbs(first, min(limit, first + _LOOKED_AT)), None)
        of_many = verb is not None and verb.plural
        for place in range(first, limit):
            known = facts(story.tokens[place].text)
            of_gender = known.plural if gender == MANY else known.gender == gender and not known.plural
            person = known.part == "NOUN" and known.animate and of_gender
            alone = place not in story.name_at and place + 1 not in story.name_at
            if not (person and alone) or self._is_speech(story.tokens[place].start):
                continue
            acts = any(reading.plural == known.plural for reading in known.nominatives)
            if acts and not (of_many and has_case(story.tokens[place].text, "accs")):
                continue  # «Мать | в больницу не пустили»
            if owners or not self._is_owner(place):
                called = Subject(place, phrase_end(story, place, limit))
                one = gender != MANY
                name = (self._roles.bearer(called, gender, None) or self._meant(called, gender)) if one else None
                role = usual_case(phrase_form(story.words(*called)))
                found.append(Person(name, gender) if name else Person(role, gender, named=False))
        return found

    def _is_owner(self, place: int) -> bool:
        """«машина | вора», «переписка бывшего | министра», «трое | мужчин»: a genitive behind a noun or a number."""
        before = place - 1
        while before >= 0 and facts(self._story.tokens[before].text).part in ("ADJF", "PRTF"):
            before -= 1
        part = facts(self._story.tokens[before].text).part if before >= 0 else ""
        noun = before >= 0 and (before in self._story.name_at or part in ("NOUN", "NUMR"))
        return noun and facts(self._story.tokens[place].text).genitive

    def is_about_others(self, sentence: Span, gender: str | None) -> bool:
        """Whether a sentence has a subject other than a pronoun of that gender, or tells what several did:
        «Его ждали»."""
        first, limit = (self._story.token_from(offset) for offset in sentence)
        pronoun = _PRONOUN.get(gender or "")
        if any(token.text.lower() == pronoun for token in self._story.tokens[first:limit]):
            return False
        verb = next(self._verbs(first, min(limit, first + _LOOKED_AT)), None)
        return verb is not None and (verb.plural or self._subject_of(verb, sentence) is not None)

    def speaks_of(self, sentence: Span, gender: str | None) -> bool:
        """Whether a sentence has an unnamed person of that gender in any case: «переписка подсудимого»."""
        asked = (sentence, gender)
        if asked not in self._spoken_of:
            self._spoken_of[asked] = self._has_person(sentence, gender)
        return self._spoken_of[asked]

    def _has_person(self, sentence: Span, gender: str | None) -> bool:
        story = self._story
        for place in range(*(story.token_from(offset) for offset in sentence)):
            word = story.tokens[place].text
            if place in story.name_at or not word.islower() or self._is_speech(story.tokens[place].start):
                continue
            known = facts(word)
            beside = place + 1 in story.name_at and story.name_at[place + 1].label is Label.PERSON
            person = known.part == "NOUN" and known.animate and not known.plural and known.gender == gender
            if person and not beside and lemma(word) not in words("cues_ru", "somebody"):
                return True
        return False

    def _find_subjects(self, sentence: Span) -> Iterator[Person]:
        first, limit = (self._story.token_from(offset) for offset in sentence)
        heads: set[int] = set()
        for verb in self._verbs(first, min(limit, first + _LOOKED_AT)):
            subject = self._subject_of(verb, sentence)
            head = self._roles.head(subject) if subject else -1
            if subject and verb.plural and self._is_one(subject, head):
                continue  # «Хозяин дома, на который | напали, вызвал полицию»
            if subject and head not in heads and not self._is_speech(self._story.tokens[head].start):
                heads.add(head)
                if person := self._person(verb, subject, head, sentence[0]):
                    yield person

    def _is_one(self, subject: Subject, head: int) -> bool:
        """Whether a phrase is of one person, unnamed and alone."""
        known = facts(self._story.tokens[head].text)
        joined = any(token.text.lower() in ("и", ",") for token in self._story.tokens[subject.first : subject.stop])
        counted = subject.first < head and facts(self._story.tokens[subject.first].text).part == "NUMR"
        return known.part == "NOUN" and known.animate and not (known.plural or joined or counted)

    def _subject_of(self, verb: Cue, sentence: Span) -> Subject | None:
        first, limit = (self._story.token_from(offset) for offset in sentence)
        return subject_before(self._story, verb, first) or subject_after(self._story, verb, limit)

    def _person(self, verb: Cue, subject: Subject, head: int, start: int) -> Person | None:
        """Who acts, by the noun that the phrase for it is about; None for things, and people whom it names."""
        story, roles = self._story, self._roles
        known, word = facts(story.tokens[head].text), lemma(story.tokens[head].text)
        people = [roles.entity_at(name.start) for name in story.people(*subject)]
        several = list(dict.fromkeys(roles.full[person.name] for person in people))
        if verb.plural and len(several) > 1:
            return Person(together(several), MANY)
        of_one = verb.plural and len(several) == 1 and known.plural and known.animate  # «родители Юлии Ким»
        owned = len(people) == 1 and self._owners.owns(Report(QuoteKind.INDIRECT, (), verb, subject), people[0])
        named = several or any(place in story.name_at for place in range(subject.first, head + 1))
        aged = head > 0 and story.tokens[head - 1].text[0].isdigit()
        new = aged or head > verb.first  # «33-летний мужчина уехал», «Ей позвонил мужчина»
        gender = MANY if verb.plural else verb.gender or known.gender
        meant = word in words("cues_ru", "somebody") and not new and self._is_preceded(start, gender)
        source = word in words("cues_ru", "sources")
        person = (known.part == "NOUN" and known.animate) or source or self._stands_alone(head, subject.stop)
        if (named and not (of_one or owned or source)) or not person or word in _COUNTED or meant:
            return None
        name = None
        if not verb.plural:
            name = roles.bearer(subject, gender, None) or (None if new else self._meant(subject, gender))
        called = usual_case(phrase_form(story.words(*subject)))
        return Person(name, gender) if name else Person(called, gender, named=False)

    def _stands_alone(self, head: int, stop: int) -> bool:
        """«потерпевшая», «обвиняемый в краже»; not «задержанный водитель»."""
        following = facts(self._story.tokens[head + 1].text) if head + 1 < stop else None
        agrees = following is not None and following.part in ("NOUN", "ADJF") and following.nominative
        return not agrees and head + 1 not in self._story.name_at and stands_for_person(self._story.tokens[head].text)

    def _is_preceded(self, start: int, gender: str | None) -> bool:
        """Whether somebody of that gender is named before a place: whom «женщина» may mean."""
        return any(self._first_of.get(one, start) < start for one in (gender, None))

    @cached_property
    def _first_of(self) -> dict[str | None, int]:
        """Where the first person of each gender is named."""
        first: dict[str | None, int] = {}
        for name, start in self._roles.first_named.items():
            gender = self._roles.gender(name)
            first[gender] = min(start, first.get(gender, start))
        return first

    def _verbs(self, first: int, limit: int) -> Iterator[Cue]:
        """The predicates of a stretch, outside marks, as if they were cues: finite verbs, «возмущён», «знакомы»."""
        tokens = self._story.tokens
        for place in range(first, limit):
            word = tokens[place].text
            if place in self._story.name_at or self._is_speech(tokens[place].start):
                continue
            known, verb = facts(word), finite(word)
            if verb is not None:
                passive = place + 1 < limit and facts(tokens[place + 1].text).part == "PRTS"  # «был задержан»
                yield Cue(place, place + 1 + passive, CueKind.VERB, gender=verb.gender, plural=verb.plural)
            elif known.part in ("PRTS", "ADJS") and known.gender != "neut":
                yield Cue(place, place + 1, CueKind.VERB, gender=known.gender, plural=known.plural)
