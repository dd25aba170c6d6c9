"""Where a retold clause ends because its speaker does something else: «…, но назвала это слухом», «…, не уточнив»."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.cues import Cue, CueKind, is_cue
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import Finite, facts, finite, predicate
from reader.language.russian.persons import gender_of
from reader.language.russian.subjects import subject_after, subject_before
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.report import Report
    from reader.language.russian.bounds import Subject
    from reader.language.story import Story

_AND = frozenset(("и", "но", "а", "однако", "зато"))
_BETWEEN = frozenset(("сам", "сама", "также", "тут", "же", "тоже", "потом", "сразу", "всё", "все"))
_COMMAS = 24  # in a clause, at most: what has more is no sentence, and must not cost their square
_VERB_REACH = 5  # tokens from «но» to the verb
_NOBODY = frozenset(("он", "она", "они", "мы", "я", "вы", "кто", "тот", "та", "те"))
_PRONOUNS = {"он": "masc", "она": "femn"}
_GENDERS = ("masc", "femn")


def other_act(story: Story, report: Report) -> int | None:
    """The place of the comma in the last words of a report behind which whoever speaks does something else."""
    if report.cue is None:
        return None
    speaks = report.cue._replace(gender=report.cue.gender or _gender(story, report.subject))
    start, stop = report.contents[-1]
    first, limit = story.token_from(start), story.token_from(stop)
    commas = (n for n in range(first + 1, limit - 1) if story.tokens[n].text == ",")
    for place in islice(commas, _COMMAS):
        if story.inside_marks(story.tokens[place].start):
            continue
        if (
            _withholds(story, place, limit)
            or _turns(story, first, place, limit)
            or _acts(story, speaks, first, place, limit)
        ):
            return place
    return None


def _gender(story: Story, subject: Subject | None) -> str | None:
    """What a pronoun or a name tells of whoever speaks, beside a verb in the present."""
    if subject is None:
        return None
    people = story.people(*subject)
    pronoun = _PRONOUNS.get(story.tokens[subject.stop - 1].text.lower())
    return gender_of(story.text[people[-1].start : people[-1].stop]) if people else pronoun


def _withholds(story: Story, comma: int, limit: int) -> bool:
    """«…, | не уточнив, когда», «…, | но не назвав имён»."""
    place = comma + 1
    while place < limit and story.tokens[place].text.lower() in (*_AND, "при", "этом", "так"):
        place += 1
    if place + 1 >= limit or story.tokens[place].text.lower() != "не":
        return False
    word = story.tokens[place + 1].text
    withheld = is_cue(word) or lemma(word) in words("cues_ru", "withholding")
    return withheld and facts(word).part == "GRND"


def _turns(story: Story, first: int, comma: int, limit: int) -> bool:
    """«…, | пообещав помочь», «…, | сославшись на закон»: a gerund of speech behind a clause of nobody who could
    speak."""
    place = comma + 1
    word = story.tokens[place].text if place < limit else ""
    spoken = word and lemma(word) in words("cues_ru", "speech") - words("cues_ru", "weak")
    if not spoken or facts(word).part != "GRND":
        return False
    return not any(_is_somebody(story, n, first) for n in range(first, comma))


def _is_somebody(story: Story, place: int, first: int) -> bool:
    """Whether a word can be the subject of a verb of speech: not «грузы | в порт доставили»."""
    word = story.tokens[place].text
    before = place - 1
    while before >= first and facts(story.tokens[before].text).part == "ADJF":
        before -= 1
    if before >= first and facts(story.tokens[before].text).part == "PREP":
        return False
    name = story.name_at.get(place)
    if name is not None:
        return name.label is not Label.PLACE
    known = facts(word)
    speaks = known.animate or lemma(word) in words("cues_ru", "houses") or lemma(word) in words("cues_ru", "outlets")
    return word.lower() in _NOBODY or (known.nominative and speaks)


def _acts(story: Story, cue: Cue, first: int, comma: int, limit: int) -> bool:
    """«сообщение рассылали, | но назвала его советом»: a verb without a subject that agrees with the one of speech, and
    with no verb of the clause before it."""
    if cue.kind is not CueKind.VERB or cue.plural or cue.gender not in _GENDERS:
        return False
    if comma + 1 >= limit or story.tokens[comma + 1].text.lower() not in _AND:
        return False
    place = _verb(story, comma + 2, limit)
    verb = finite(story.tokens[place].text) if place is not None else None
    if place is None or verb is None or not _agrees(verb, cue):
        return False
    told = [known for n in range(first, comma) if n not in story.name_at and (known := predicate(story.tokens[n].text))]
    if not told or any(_may_share(known, cue) for known in told):
        return False
    acts = Cue(place, place + 1, CueKind.VERB, gender=verb.gender)
    alone = all(_stands_between(story, n) for n in range(comma + 2, place))
    return alone and subject_before(story, acts, comma + 2) is None and subject_after(story, acts, limit) is None


def _verb(story: Story, first: int, limit: int) -> int | None:
    places = range(first, min(limit, first + _VERB_REACH))
    return next((n for n in places if n not in story.name_at and finite(story.tokens[n].text)), None)


def _stands_between(story: Story, place: int) -> bool:
    """Whether a word between «но» and a verb is no subject of it: «сама», «не», «его»."""
    word = story.tokens[place].text.lower()
    known = facts(word)
    itself = word in _BETWEEN or known.part in ("ADVB", "PRCL", "PREP", "CONJ")
    return place not in story.name_at and (itself or not known.nominative)


def _agrees(verb: Finite, cue: Cue) -> bool:
    return not verb.plural and verb.gender == cue.gender


def _may_share(verb: Finite, cue: Cue) -> bool:
    """Whether a verb of the clause has, or could have, the gender and number of the verb of speech."""
    return not verb.plural and verb.gender in (None, cue.gender)
