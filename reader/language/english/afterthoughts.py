"""What is told again before the one who says it is named: «Q, X said», «Q1, X said, Q2»; and how headlines put it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english.clauses import kind_of
from reader.language.english.cues import WEEKDAY, negated, reporting_verb, speech_verb
from reader.language.english.roles import gender_of_role, speaks
from reader.language.english.said import Said
from reader.language.english.subjects import (
    FIRST_VERB,
    PRONOUN,
    VERB,
    has_own_verb,
    is_subject,
    subject_after,
    subject_before,
)
from reader.language.models import words
from reader.language.report import trimmed
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from reader.language.story import Story
    from reader.model import Span

_GOES_ON = re.compile(
    r"(?:(?:(?<=told)|(?<=tells)|(?<=warned)|(?<=assured)|(?<=reminded)|(?<=informed))(?:\s\w+){1,3}|(?:\s(?!(?:the|an?|his|her|its|their|this|that|these|those|no|some)\s)\w+){0,2})"
    r"(?:\s(?:on|in|at|during|after|by|via|through|to|earlier|later|last|this)\s[^,;:.\"“”\n]{1,50})?,\s"
    r"(?!(?:and|but)\s(?:(?:also|then|later)\s)?(?:said|added|noted|warned|told|asked|insisted|argued|claimed|called)\s"
    r"|(?:(?:just|only|even|\w+)\s)?(?:after|as|amid|following|despite|when|while|before|hours|days|weeks|months"
    r"|in\san?|as\spart)\b"
    r"|who|which|whose|where|(?!nothing|something|anything|everything|according|during)[a-z]+ing\s)"
)
_PARTED = re.compile(rf"(?:{FIRST_VERB.pattern}|need\b)")
_LINK = re.compile(
    r"(?:So\sfar|Instead|Meanwhile|Still|Now|Then|Yet|Today|Besides|Even\sso|Even\snow|However|Moreover|In\s(?:fact"
    r"|truth|short|effect|practice|theory)"
    r"|For\s(?:example|instance|now|years|decades|months)|(?:Above|After|First\sof)\sall|At\s(?:first|times|best|worst"
    r"|last)|Of\scourse|More\s\w+|Worse"
    r"|(?:On|By)\s(?:the\s(?:other|one)\shand|contrast)|As\sa\sresult|Often|Sometimes|Usually|[A-Z][a-z]+ly)"
)
"""What only links a sentence to the one before it: «So far, he says, | nobody has replied»."""

_ARTICLE = re.compile(r"(?:a|an|the)\s")
_BROKEN_OFF = re.compile(r"\s(?:and|but|which|because|while|although|though|where)$")
"""How a clause of the story itself breaks off before what somebody says: «It is late but, he said, | they go on»."""

_AND = re.compile(r"(?:And|But|Yet|So)\s")
_IF = re.compile(r"(?:If|When|Once|Unless|As|Although|While|After|Before)\b")
_HEADLINE = re.compile(
    r"(?<=\w\s)(?P<verb>(?:has\s)?(?:finds?|found|shows?|suggests?|hears?|warn|claim|fear|insist|argue|admit|believe"
    r"|reveals?"
    r"|predict|vow|allege))$"
)
_NO_OBJECT = re.compile(
    r"\s*$|[.,;]|\s(?:on|in|at|to|during|after|before|via|by|through|with|late|early|last|this|earlier|yesterday|today"
    r"|[A-Z])"
)
_HALF = re.compile(
    r"(?:As|While|Although|Though|If|When|Whenever|After|Before|Since|Because|Following|Despite|Once|Unless|Until"
    r"|During|[A-Z][a-z]+ing)\s[^,]*$"
)
"""What is no whole sentence, so that somebody's «X wrote» behind its comma is the sentence."""

_WHEN = re.compile(r"(?:On|In|At|By|Last|Late|Early|Earlier|This|Yesterday|Today|Tonight|Then|There|Here|Not)\b")
_LABEL = re.compile(r"(?P<who>[A-Z][\w’'-]*(?:\s[\w’'-]+){0,3}):\s(?=\w)")
_LAST = re.compile(
    r",\s(?:(?P<who>[^,;:\"“”\n]{2,80}?(?:,\s[A-Z][^,;:\"“”\n]{2,40},)?)\s(?:(?P<verb>said|says|say|added|adds"
    r"|explained|noted|warned|told|tells)"
    r"|(?P<several>argue|argued|claim|warn|insist|contend|believe|add|note|explain|agree))"
    r"(?:\s(?:(?<=told\s)|(?<=tells\s)|(?:(?:on|in|at|to|during|after|late|early|earlier|last|this|yesterday|today)\b"
    rf"|{WEEKDAY}\b))[^,;:\"“”\n]{{0,60}}?)?"
    r"(?=[.\s]*$|,\s(?:adding|noting|saying)\s|,?\s(?:and|but)\s(?:(?:also|then|later)\s)?(?:added|said|noted|warned)\b)"
    r"|(?P<inverted>said|says|added|adds|explained|noted)\s(?=[^.!?\n]*+[.\s]*$))"
)
"""An attribution with which a sentence ends: «…, Ann Lee said.», «…, said Ann Lee, a trader.»"""

_LAST_REACH = 240
_BEHIND_NAME = re.compile(r"[.\s]*$|,|\s(?:of|at|in|from|with|who|on)\b")
_TITLE = 12
"""Characters of a title before a name, at most."""


def interrupted(story: Story, begin: int, stop: int) -> Said | None:
    """«Q1, X said, Q2.»"""
    first_comma, last_comma = story.text.find(", ", begin, stop), story.text.rfind(",", begin, stop)
    if first_comma < 0:
        return None
    patterns = speech_verb(), reporting_verb()
    for found in (m for each in patterns for m in each.finditer(story.text, first_comma, last_comma + 1)):
        verb = found.span("verb")
        comma = story.text.rfind(", ", begin, found.start())
        following = _GOES_ON.match(story.text, verb[1], stop)
        if comma < 0 or following is None or story.inside_marks(verb[0]) or negated(story.text, found):
            continue
        first, rest = trimmed(story.text, (begin, comma)), trimmed(story.text, (following.end(), stop), ".!?…")
        subject = trimmed(story.text, (comma + 1, found.start()))
        if first is None or rest is None or subject is None or not is_subject(story, subject):
            continue
        if story.text[slice(*subject)] in ("who", "which"):
            continue  # «Ann Lee, who asked to go, left»
        if _ARTICLE.match(story.text, *rest) and not _goes_on_behind(story, subject, rest):
            continue  # «Ann Lee said, the mayor of Marlow»
        named = any(name.stop == first[1] for name in story.names_in(*first))
        parted = _PARTED.match(story.text, *rest) is not None  # «Nobody, he said, was there»
        if _BROKEN_OFF.search(story.text, *first) and (parted or has_own_verb(story.text[slice(*rest)])):
            return Said(kind_of(story, rest), (rest,), verb, subject)
        if _LINK.fullmatch(story.text, *first) and has_own_verb(story.text[slice(*rest)]):
            return Said(QuoteKind.INDIRECT, (rest,), verb, subject)
        lasting = not named and has_own_verb(story.text[slice(*rest)])  # «To be safe, he said, nobody goes»
        if lasting and not has_own_verb(story.text[slice(*first)]):
            first = _without_link(story, first)
        if parted or lasting or (not named and (VERB.search(story.text, *first) or _IF.match(story.text, *first))):
            kinds = {kind_of(story, part) for part in (first, rest)}
            kind = QuoteKind.MIXED if QuoteKind.MIXED in kinds else QuoteKind.INDIRECT
            return Said(kind, (first, rest), verb, subject)
    return None


def _goes_on_behind(story: Story, subject: Span, rest: Span) -> bool:
    """Whether what begins with an article is a clause, not who the one who says it is."""
    alone = PRONOUN.fullmatch(story.text, *subject) is not None
    return has_own_verb(story.text[slice(*rest)] if alone else story.text[slice(*rest)].partition(",")[0])


def _without_link(story: Story, first: Span) -> Span:
    """«And | perhaps, he said, it would»."""
    link = _AND.match(story.text, *first)
    return (link.end(), first[1]) if link else first


def closing(story: Story, begin: int, stop: int) -> Said | None:
    """«The poll shows that Q, X said.»: the whole sentence is X's, whatever else in it reports."""
    for found in _LAST.finditer(story.text, max(begin, stop - _LAST_REACH), stop):
        content = trimmed(story.text, (begin, found.start()))
        if content is None or story.inside_marks(found.start()) or _HALF.match(story.text, *content):
            continue
        when = _WHEN.match(story.text, *content) and not has_own_verb(story.text[slice(*content)])
        if when or _is_somebody(story, content) or _told_by_somebody(story, content):
            continue  # «On Sunday, Ann Lee told the board that Q.»
        if found["who"]:
            subject = trimmed(story.text, found.span("who"), ",")
            if subject is None or not _is_teller(story, subject):
                continue
        else:
            subject = subject_after(story, found.end(), stop)
            person = subject and next((n for n in story.names_in(*subject) if n.label is Label.PERSON), None)
            if subject is None or person is None or not _BEHIND_NAME.match(story.text, person.stop, stop):
                continue
        return Said(kind_of(story, content), (content,), found.span(found.lastgroup or 0), subject)
    return None


def _is_teller(story: Story, subject: Span) -> bool:
    """Whether a phrase is somebody by its form: a pronoun, a phrase that a person's name ends, a word for people."""
    if not is_subject(story, subject):
        return False
    text = story.text[slice(*subject)]
    return PRONOUN.fullmatch(text) is not None or bool(story.names_in(*subject)) or speaks(text)


def _told_by_somebody(story: Story, content: Span) -> bool:
    """«Ann Lee said it was late, Tom Reed added»: whether a clause has a speaker of its own."""
    for verb in speech_verb().finditer(story.text, *content):
        if story.inside_marks(verb.start()) or negated(story.text, verb):
            continue
        subject = subject_before(story, content[0], verb.start())
        if subject and _is_teller(story, subject):
            return True
    return False


def afterthought(story: Story, begin: int, stop: int) -> Said | None:
    """«Q, X said on Monday.»"""
    headline = _HEADLINE.search(story.text, begin, stop) if _is_headline(story, begin, stop) else None
    first_comma = story.text.find(",", begin, stop)
    verbs = speech_verb().finditer(story.text, first_comma, stop) if first_comma >= 0 else ()
    for verb in (*verbs, *((headline,) if headline else ())):
        comma = story.text.rfind(",", begin, verb.start())
        content = trimmed(story.text, (begin, comma)) if comma > 0 else None
        if (
            content is None
            or story.inside_marks(verb.start())
            or story.inside_marks(comma)
            or verb.start() - comma > 80
            or content[1] - content[0] < 20
            or _is_somebody(story, content)
            or _HALF.match(story.text, *content)
            or (verb is not headline and not _goes_without_object(story, verb, content, stop))
        ):
            continue
        before = trimmed(story.text, (comma + 1, verb.start()), '"”’')
        bare = before and _is_headline(story, begin, stop) and speaks(story.text[slice(*before)])
        known = before and (verb is headline or bare or _can_say(story, before, verb["verb"]))
        subject = before if known else None
        if before is None and not VERB.search(story.text, *content):
            continue  # «The chairman, Ann Lee, | announced it»
        if before is None and verb["verb"] not in ("told", "tells", "reminded", "asked"):
            subject = subject_after(story, verb.end(), stop)
        if subject and story.text[slice(*subject)] not in ("who", "which"):
            return Said(kind_of(story, content), (content,), verb.span("verb"), subject)
    return None


def _goes_without_object(story: Story, verb: re.Match[str], content: Span, stop: int) -> bool:
    """Whether a verb that mostly has a thing for its object is used without one, behind a whole clause."""
    if verb["verb"] not in words("cues_en", "with_object"):
        return True
    return has_own_verb(story.text[slice(*content)]) and _NO_OBJECT.match(story.text, verb.end(), stop) is not None


def _can_say(story: Story, subject: Span, verb: str) -> bool:
    """Whether a phrase can be the subject of a verb of saying: of one that things have too only if it is somebody."""
    if not is_subject(story, subject):
        return False
    text = story.text[slice(*subject)]
    somebody = PRONOUN.fullmatch(text) or story.names_in(*subject) or speaks(text)
    return verb not in words("cues_en", "with_object") or bool(somebody)


def _is_headline(story: Story, begin: int, stop: int) -> bool:
    """A line without a full stop, where articles are left out: «…, minister says»."""
    return (begin, stop) == story.paragraph(begin) and story.text[stop - 1] not in ".!?…"


def _is_somebody(story: Story, content: Span) -> bool:
    """«Ann Lee, of the Echo, | urged them»: a person with what is said of them, and no verb."""
    person = any(n.label is Label.PERSON and n.start - content[0] < _TITLE for n in story.names_in(*content))
    return person and VERB.search(story.text, *content) is None


def headed_by(story: Story, begin: int, stop: int) -> Said | None:
    """«Officials: Q» as a headline."""
    label = _LABEL.match(story.text, begin, stop)
    first, last = story.paragraphs[0]
    if label is None or begin != first or story.text[last - 1] in ".!?…":
        return None
    content = trimmed(story.text, (label.end(), stop))
    people = gender_of_role(label["who"]) is not None
    return Said(kind_of(story, content), (content,), None, label.span("who")) if people and content else None
