"""The clause that an English verb of saying reports: «told the court | that Q», «said on Friday | Q»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english.cues import WEEKDAY, reporting_verb
from reader.language.english.subjects import FIRST_VERB
from reader.language.report import trimmed
from reader.model import QuoteKind

if TYPE_CHECKING:
    from reader.language.story import Story
    from reader.model import Span

_TELLING = "|".join(
    rf"(?<=\b{verb})"
    for verb in (
        *("told", "tells", "telling", "warned", "warns", "reminded", "reminds", "informed", "informs", "advised"),
        *("assured", "assures", "asked", "promised"),
    )
)
THAT = re.compile(
    r"(?:,\s(?!(?:and|but|or|who|which)\b)[^,;:.\"“”\n]{2,50},(?=\sthat\b))?"
    rf"(?:(?:{_TELLING})\s+(?:(?!(?:he|she|it|they|we|I|you|there)\s)[\w’'.-]+\s+){{0,8}}?"
    r"|\s+(?:(?:on|in|at|to|with|of|for|from|by|via|through|during|after|before|under|over|about|late|later|early|earlier"
    rf"|yesterday|today|last|this|again|also|only|just|afterwards?|then|instead|too|\w+ly|{WEEKDAY})\s+"
    r"(?:(?!(?:he|she|it|they|we|I|you|there)\s)[\w’'.-]+\s+){0,7}?)?)"
    r"(?:how\s(?=(?:he|she|it|they|we|I|his|her|its|their|the|an?)\s)"
    r"|that\s(?!(?:is|was|would|will|had|has|could|should|may|might|must|made|makes|meant|means)\b))"
)
"""What stands between a verb and the clause that it reports: «told the court that», «said on Friday that», «told
how»; no pronoun («said that would»), and no clause of its own («said the fall shows that»)."""

NOT_A_CLAUSE = re.compile(
    r"(?!at\s(?:least|most)\s|about\s(?:\d|half\b|a\s(?:dozen|hundred|thousand|million|quarter|third|fifth)|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty)\b)|as\s(?:many|much|few|little)\sas\s"
    r"|in\s(?:total|all)\s|on\saverage\s|not\s(?:all|every|everyone|everybody|enough|only|one)\s)"
    r"(?:(?:to|for|about|of|in|on|at|by|with|as|not|against)\b|(?:this|that|it)\s(?:saying|by)\s)"
)
"""How what follows a verb of saying begins where it is no clause: «said to them», but not «said at least ten died»."""

_WHEN = re.compile(
    rf"(?:\s+(?:(?:late\s|early\s)?(?:on\s)?{WEEKDAY}(?:\s(?:night|morning|evening|afternoon))?"
    r"(?!\s(?:night|morning|evening|afternoon)['’])"
    r"|yesterday|today|later|again|(?:last|this|earlier\sthis)\s(?:week|month|year|night|weekend|morning|afternoon|evening)"
    r"|(?:on|in|at|after|during|by|through|via)\s(?:(?:the|a|an|his|her|its|their)\s)?(?:[\w-]+\s){0,3}?[a-z]+"
    r"(?=\s(?:he|she|it|they|we|there|the|his|her|its|their)\s)))+(?=\s)"
)
NO_CLAUSE_SAID = re.compile(
    r"(?:a\s(?:few|prayer|word|lot)|nothing|little|much|more|goodbye|farewell|hello|thank|sorry|no|yes|so|grace|mass|as(?!\s(?:many|much|few|little)\sas))\b"
    r"|\S+(?:\s\S+)?$"
)
"""What «said» can have for an object that is no clause."""

_SERIES = re.compile(r"(?:\s[A-Z]\w+)*['’]s(?:\s[\w-]+){1,5}?(?=\s+(?:he|she|it|they|we|there|that)\s)")
"""What of a listener it is: «told the Echo's | morning programme he would»."""

_SHOW = re.compile(r"['’]s?\s(?:\"[A-Z][^\"\n]{1,40}\"|“[A-Z][^”\n]{1,40}”|‘[A-Z][^’\n]{1,40}’)")
"""The programme of a listener: «told the Echo's | "Good Morning"»."""

_CITES = re.compile(r":\s(?=(?:''|[\"“‘'])[A-Z])")
"""Where a clause ends that words in marks bear out: «said it was late: | "We missed it"»."""

_TOLD = re.compile(
    r",\s(?:(?:the|an?|[A-Z][\w’'-]+|public|licensing)\s){0,4}(?:inquest|[Cc]ourt|jury|hearing|tribunal|inquiry"
    r"|meeting|trial|panel)"
    r"\s(?:has\s|had\s)?(?:(?:was|been)\s(?:also\s)?told|heard)\b"
)
_NEXT_VERB = re.compile(
    r",?\seven\s(?:though\b|[a-z]+ing\s)|,\s(?:and|but)\s(?:has|had|is|was|were|are|will|have)\s\w+"
    r"|,\s(?:and|but)\s(?:he|she|it|they)\s(?:did\snot\s(?:say|give|comment|elaborate|immediately)|declined|refused)\b"
    r"|,?\s(?:and|but)\s(?:declined|refused|praised|thanked|condemned|criticised|criticized|urged|called\s(?:for|on)"
    r"|vowed|gave\sno|did\snot\s(?:say|give|comment|elaborate))\b"
)
SUBORDINATE = re.compile(
    r"(?:(?:Even\s)?[Tt]hough|Although|While|When|As|After|Before|Because|Since|If|Whereas)\s(?:\w+ly\s)?$"
)
"""What stands before the subject of a clause with which a sentence begins and that is not its main one."""

_MAIN = re.compile(r",\s(?=(?:[A-Z]|he\s|she\s|it\s|they\s|the\s|an?\s|his\s|her\s|its\s|their\s))")
_ARTICLE = re.compile(r"\s+(?:[Tt]he\s)?")
_LISTENER = re.compile(
    r"\s+(?:(?:[Tt]he\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)+"
    r"|(?:the|a|an|his|her|its|their|this|our|my)\s+(?:(?:news|press|public|council|town|local|city|radio)\s)?[\w’'-]+"
    r"|[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*"
    rf"|[a-z]+s(?=\s(?:(?:on\s)?{WEEKDAY}|(?:last|this)\s[a-z]+)\s)"
    r"|[a-z]+\s[a-z]+s(?=\s(?:he|she|it|they|we|I|the|there)\s)"
    r"|(?:(?:local|state|national|public)\s)?(?:radio|television|media)|[a-z]+s|him|her|them|us|me|police|staff|people"
    r"|parliament|congress)"
    r"(?=\s+\S)(?!\s+(?:is|was|are|were|has|had|have|will|would)\b)"
)


MODAL = re.compile(
    r"(?!(?:to|that|who|which|how|what|when|if|for|with|in|on|of)\b)(?:(?!(?:that|who|which|when|and|or|he|she|it|they|we|I|you)\s)[\w’'$£€-]+\s){1,6}?"
    r"(?:would|will|could|can|should|may|might|is|was|are|were|has|had|have)\s"
)
"""A clause whose verb shows by its form, with no other clause before it: «the effect | would fade»."""

PRONOUN_FIRST = re.compile(r"(?:I|we|you|they|he|she|it|there|this|these)\s")
"""A clause that begins with a pronoun."""


def clause_after(story: Story, start: int, stop: int) -> Span | None:
    """What is said after the verb: without the listener («told reporters») and «that»."""
    that = THAT.match(story.text, start, stop)
    begin = that.end() if that else start
    if that is None and story.text[start - 4 : start] in ("told", "ells", "ling"):
        begin = _after_listener(story, start, stop)
        if show := _SHOW.match(story.text, begin, stop):
            begin = show.end()
            that = THAT.match(story.text, begin, stop)
            begin = that.end() if that else begin
    if that is None and (when := _WHEN.match(story.text, begin, stop)):
        begin = when.end()
    for pattern in (_TOLD, _NEXT_VERB, _CITES):
        end = pattern.search(story.text, begin, stop)
        stop = end.start() if end and not story.inside_marks(end.start()) else stop
    return trimmed(story.text, (begin, stop), ".!?…, ")


def main_clause(story: Story, begin: int, subject: int, stop: int) -> Span | None:
    """«Although | Ann Lee said it was late, | she left»: the main clause, where a sentence begins with a lesser one of
    which `subject` is the subject."""
    if not SUBORDINATE.fullmatch(story.text, begin, subject):
        return None
    verbs = FIRST_VERB.finditer(story.text, subject, stop)
    verb = next((each for each in verbs if not reporting_verb().fullmatch(each.group())), None)
    commas = _MAIN.finditer(story.text, verb.end(), stop) if verb else iter(())
    comma = next((comma for comma in commas if not story.inside_marks(comma.start())), None)
    return (comma.end(), stop) if comma else None


def _after_listener(story: Story, start: int, stop: int) -> int:
    """Where the listener ends whom a verb has: a name («told the Marlow Echo»), or a noun."""
    before = _ARTICLE.match(story.text, start, stop)
    if before and (named := next(iter(story.names_in(before.end(), stop)), None)) and named.start == before.end():
        series = _SERIES.match(story.text, named.stop, stop)
        return series.end() if series else named.stop
    found = _LISTENER.match(story.text, start, stop)
    return found.end() if found else start


def kind_of(story: Story, content: Span) -> QuoteKind:
    """What a clause that somebody reports is: mixed where some of its words stand in marks."""
    cites = story.quoted_from(content[0]) < story.quoted_from(content[1])
    return QuoteKind.MIXED if cites else QuoteKind.INDIRECT
