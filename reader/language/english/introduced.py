"""Words in marks that English introduces: «X said: "Q"», «X left, adding: "Q"», «X was blunt: "Q"»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english.afterthoughts import interrupted
from reader.language.english.clauses import NOT_A_CLAUSE, THAT, clause_after
from reader.language.english.cues import voiced_verb
from reader.language.english.fragments import REACH, WORD, by_participle, verbs_outside_marks
from reader.language.english.said import Said
from reader.language.english.shared import GOES_ON, opening, participle_before
from reader.language.english.subjects import FIRST_VERB, has_own_verb, is_subject, subject_before
from reader.language.models import words
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from reader.language.marks import Quoted
    from reader.language.story import Story
    from reader.model import Span

_SHORT = 3
"""Letters of a word that a title may print small, at most."""

_NOUN_BEFORE = re.compile(r"(?<!\bsaid)(?<!\bsays)(?<!\badded)(?<!\basked)(?<!\bwrote)(?<!\btold)[\w’']\s$")
_HEARD = re.compile(
    r"\b(?:has|have|had|heard|hear|hears|shows?|showed|of|with|caught|recorded|quoted|quotes|features|featuring)\s$"
)
_NEXT_CLAUSE = re.compile(r",\s(?:and|but)\s(?=(?:he|she|it|they|there|that|this)\s)")
_CLAUSE_GOES_ON = re.compile(
    r"\s(?:and|or|of|in|for|is|was|are|were|will|would|can|could|has|have|had|should|must|may|might|remains|remained)\s"
)
_ITS_WORDS = re.compile(
    r"(?P<who>[A-Z][^,;:\"“”\n]{1,60}?)['’]s?\s(?:[a-z]+\s){0,2}"
    r"(?:message|advice|answer|response|reply|verdict|view|conclusion|warning|reaction|assessment|explanation|motto|words)"
    r"\s?[^,;:\"“”\n]{0,60}:\s?$"
)
"""«Ann Lee's advice to them was simple: | "Q"»."""

_AS_PUT = re.compile(r"\b[Aa]s\s(?P<who>[^,;:\"“”\n]{2,80}?)\s(?:once\s)?(?P<verb>puts?\sit|said|says)[,:]\s$")
_STATEMENT = re.compile(
    r"\s(?:(?:has|have|had)\s)?(?:put\sout|issued|released|posted|sent|published|gave|given|made|shared)\s(?:an?|this|the\sfollowing)\s"
    r"(?:[a-z-]+\s){0,2}(?:statement|message|note|letter|post|tweet|update|release|response):$"
)
"""«X issued a short statement: "Q"»."""

_READ = re.compile(r"\b(?P<verb>read|reads|ended|ends|began|begins|put\sit|puts\sit)$")
_TOLD_WHOM = re.compile(r"\b(?:told|tells)(?:\s[\w’'.-]+){1,6}$")


def names_a_title(story: Story, quoted: Quoted) -> bool:
    """«told the Echo's "Good Morning"», «sang "A Summer Is Gone," she said»: words in marks that name a song or a show,
    all of them with capital letters, in the middle of a sentence."""
    text = story.text[slice(*quoted.parts[0])]
    named = [word[0].isupper() for word in WORD.findall(text) if len(word) > _SHORT or word[0].isupper()]
    before = story.text[story.sentence(quoted.start)[0] : quoted.start]
    return all(named) and len(named) > 1 and text[-1] not in ".!?…" and _NOUN_BEFORE.search(before) is not None


def introduced_before(story: Story, quoted: Quoted) -> Said | None:
    """«X said: "Q"», «X said, "Q"», «X told reporters "Q"», «X left, adding: "Q"»."""
    floor = max(story.sentence(quoted.start)[0], story.paragraph(quoted.start)[0])
    before = story.paragraphs[max(0, story.paragraph_number(quoted.start) - 1)]
    if quoted.start == floor and before[1] <= floor and story.text[before[1] - 1] == ":":
        floor = max(story.sentence(before[1] - 1)[0], before[0])  # the colon ends the paragraph before
    lead = story.text[floor : quoted.start].rstrip()
    put = _AS_PUT.search(story.text, max(floor, quoted.start - REACH), quoted.start)
    if put and is_subject(story, put.span("who")):
        return Said(QuoteKind.DIRECT, quoted.parts, put.span("verb"), put.span("who"))
    if participle := participle_before(story, floor, quoted.start):
        subject = _heard_saying(story, participle) or opening(story, (floor, participle.start()))
        return by_participle(QuoteKind.DIRECT, quoted, participle, subject)
    if names_a_title(story, quoted):
        return None
    bare = lead.rpartition(" ")[2] in ("said", "says", "asked", "added", "wrote")
    told = story.text[quoted.parts[0][0]].isupper() and _TOLD_WHOM.search(lead)
    if not (lead.endswith((",", ":", "that")) or bare or told):
        return None
    verbs = list(verbs_outside_marks(story, voiced_verb(), floor, quoted.start))
    if not verbs:
        return _behind_colon(story, quoted, floor) if lead.endswith(":") else None
    verb = verbs[-1]
    subject = subject_before(story, floor, verb.start())
    if (
        lead.endswith(",")
        and verb["verb"] in words("cues_en", "with_object")
        and "," in story.text[verb.end() : floor + len(lead) - 1]
    ):
        return None  # «continued to call for it, walking there, "slowly"»
    if subject is None:
        if not GOES_ON.search(story.text, floor, verb.start("verb")):
            return None
        plain = story.quoted_from(floor) == story.quoted_from(quoted.start)
        subject = opening(story, (floor, verb.start())) if plain else None  # «Ann Lee left and said: "Q"»
        shared = len(verbs) > 1
        if lead.endswith(":") and _retold_before(story, verb, floor + len(lead) - 1):
            subject = subject or opening(story, (floor, verb.start()))
            return Said(QuoteKind.DIRECT, quoted.parts, None, subject) if subject else None
        said = Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject, shared=shared)
        return said if shared or subject else None
    small = lead.endswith(",") and story.text[quoted.parts[0][0]].islower()
    if small:
        begin = max((link.end() for link in _NEXT_CLAUSE.finditer(story.text, floor, verb.start())), default=floor)
        halves = interrupted(story, begin, story.sentence(quoted.start)[1])
        if halves and halves.cue == verb.span("verb"):
            return halves  # «It was, she said, "a shame"»
    if bare and (clause := _whole_clause(story, quoted, verb)):
        return Said(QuoteKind.MIXED, (clause,), verb.span("verb"), subject)
    if small and has_own_verb(story.text[verb.end() : quoted.start].strip(" ,")):
        return None  # «said she would be first, "whatever happens"»
    if lead.endswith(",") and THAT.match(story.text, verb.end(), quoted.start):
        return None  # «told the paper that he had nothing against her, "or foxes"»
    if lead.endswith("that"):
        clause = clause_after(story, verb.end(), story.sentence(quoted.start)[1])
        whole = clause and (clause[0] < quoted.start or len(WORD.findall(story.text, quoted.stop, clause[1])) > 1)
        return Said(QuoteKind.MIXED, (clause,) if clause and whole else quoted.parts, verb.span("verb"), subject)
    if lead.endswith(":") and _retold_before(story, verb, floor + len(lead) - 1):
        return Said(QuoteKind.DIRECT, quoted.parts, None, subject)  # «said she was ready: "Q"» reports twice
    return Said(QuoteKind.DIRECT, quoted.parts, verb.span("verb"), subject)


def _heard_saying(story: Story, participle: re.Match[str]) -> Span | None:
    """«The tape has Ann Lee | saying, "Q"»."""
    place = participle.start()
    beside = next((n for n in story.names_in(max(0, place - REACH), place) if n.stop == place), None)
    heard = (
        beside and beside.label is Label.PERSON and _HEARD.search(story.text, max(0, beside.start - 20), beside.start)
    )
    return (beside.start, beside.stop) if beside and heard else None


def _retold_before(story: Story, verb: re.Match[str], colon: int) -> bool:
    """Whether the verb before a colon has a clause already."""
    if THAT.match(story.text, verb.end(), colon):
        return True
    clause = clause_after(story, verb.end(), colon)
    plain = clause and verb["verb"] in ("said", "says") and NOT_A_CLAUSE.match(story.text[slice(*clause)]) is None
    return bool(plain and clause and has_own_verb(story.text[slice(*clause)]))


def _whole_clause(story: Story, quoted: Quoted, verb: re.Match[str]) -> Span | None:
    """«He said "new rules" and a tax | would pay for it»: the clause that words in marks begin."""
    begins = story.text[verb.end() : quoted.start].isspace() and story.text[quoted.parts[0][0]].islower()
    goes_on = _CLAUSE_GOES_ON.match(story.text, quoted.stop) if begins else None
    clause = clause_after(story, verb.end(), story.sentence(quoted.start)[1]) if goes_on else None
    return clause if clause and has_own_verb(f"it {story.text[quoted.stop : clause[1]]}") else None


def _behind_colon(story: Story, quoted: Quoted, floor: int) -> Said | None:
    """«Ann Lee was blunt: "Q"», «The sign read: "Q"», «Ann Lee: "Q"»."""
    colon = story.text.rindex(":", floor, quoted.start)
    if read := _READ.search(story.text, floor, colon):
        subject = subject_before(story, floor, read.start())
        return Said(QuoteKind.DIRECT, quoted.parts, read.span("verb"), subject) if subject else None
    if told := _STATEMENT.search(story.text, max(floor, colon - REACH), colon + 1):
        subject = subject_before(story, floor, told.start())
        return Said(QuoteKind.DIRECT, quoted.parts, None, subject) if subject else None
    if owned := _ITS_WORDS.search(story.text, max(floor, quoted.start - REACH), quoted.start):
        named = any(name.stop == owned.end("who") for name in story.names_in(*owned.span("who")))
        return Said(QuoteKind.DIRECT, quoted.parts, None, owned.span("who")) if named else None
    verb = FIRST_VERB.search(story.text, floor, colon)
    subject = subject_before(story, floor, verb.start() if verb else colon)
    person = subject and (
        re.fullmatch("[Hh]e|[Ss]he", story.text[slice(*subject)])
        or any(name.label is Label.PERSON and name.stop == subject[1] for name in story.names_in(*subject))
    )
    return Said(QuoteKind.DIRECT, quoted.parts, None, subject) if person else None
