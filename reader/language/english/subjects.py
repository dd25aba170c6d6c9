"""Who an English verb of saying belongs to: the noun phrase before it or behind it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.language.english.cues import NOT_ABBREVIATED, WEEKDAY
from reader.language.english.roles import head_of, speaks, two_in_one
from reader.language.models import words
from reader.language.report import trimmed
from reader.model import Label, Span

if TYPE_CHECKING:
    from reader.language.story import Story

PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|[Yy]ou|who|which)")
_SUBJECT_BREAK = re.compile(
    rf",|;|:|{NOT_ABBREVIATED}\.(?=\s)|[\"“”]|\s(?:[-–—]|that|when|while|as|in|on|at|after|before|during|to|by|with|from|this|last|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|yesterday|today|via|about|and\s+(?:that|is|was|has))(?=\s|[.,;])"
)
_AUXILIARY = (
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|should|must|may|might|cannot|\w+n['’]t"
    r"|(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hat|[Tt]here|[Ww]hat|[Ww]ho)['’]s|\w+['’](?:re|ll|d|ve|m))\b"
)
FINITE = re.compile(rf"{_AUXILIARY}|(?<!-)\b(?!hundred\b|sacred\b|wicked\b|naked\b|indeed\b)[^\W\d_A-Z]\w{{2,}}ed\b")
"""What tells that a stretch of text has a verb, as far as its form does; «Ahmed» and «United» are none."""

IRREGULAR = (
    "arose ate axed beat became began bent blew bought bred broke brought built came caught chose clung come comes "
    "cost costs crept cut dealt deserves died drank drew drove dug expects faces fell felt fled flew flung "
    "forbade forgot fought found froze gave gives goes got grew heard held hid hit holds hung hurt keeps kept "
    "knew knows laid leapt led left lent let lied likes lives looks lost made makes means meant met mistook needs "
    "overcame overtook owed owes paid plays put quit ran rang remains rode rose sang sank sat saw seems sent set "
    "shone shook shot shows shrank shut slept slid sold sought sped spent spoke sprang spread spun stole stood "
    "strode struck stuck sued suffers swam swept swore swung takes taught thought threw tied told took tore "
    "understood undertook underwent wants went wept withdrew withheld withstood woke won wore works wrote"
).replace(" ", "|")
FIRST_VERB = re.compile(rf"{FINITE.pattern}|\b(?:{IRREGULAR})\b")
"""What tells where the verb of a sentence begins, irregular ones too."""

VERB = re.compile(
    rf"{FIRST_VERB.pattern}|^\s*(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t)\s(?!(?:to|in|on|at|from|with|by|for|as|and|or)\b)[a-z]+"
)
"""What tells that a clause has a verb: also any word behind the pronoun that it begins with."""

_HANGING = re.compile(
    r"(?:\b(?:and|or|but|who|which|then|to)|\w\s+that)\s(?:(?:\w+ly|also|then|later|not|never|still)\s)?$"
)
_HANGING_REACH = 24
_INNER_CLAUSE = re.compile(
    r"\w,?\s(?:that|which|who|whom|whose|when|where|while|because|although|though|until|unless|since)\s"
)
_ENCLOSED = re.compile(r",\s(?:which|who|whose|where)\s[^,]*,")
_OPENING_PRONOUN = re.compile(
    r"\s*(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Tt]h(?:ere|is|at|ese|ose)|[Ww]h(?:at|o|y|en|ere)|[Hh]ow)\b"
)
_ATTRIBUTE = re.compile(
    r"\b((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother|[Tt]wo)\s)(?:\w+ly\s)?\w{3,}ed(?=\s\w|$)"
    r"|^(?:\w+ly\s)?[a-z]\w{2,}ed(?=\s(?:[\w’'-]+\s){0,4}[A-Z])"
)
"""A participle that stands as an adjective: «the retired banker», «the accused», «retired banker Ann Lee»."""

REDUCED = re.compile(
    r"(?<=[a-z])\s(?!identified\b|named\b|called\b|introduced\b)(?:\w{3,}ed|seen|shown|taken|held|made|given|written|run|based|caught|hurt|sent|found|told)\s"
    r"(?:by|in|at|to(?=\s(?:the|an?|his|her|its|their|[A-Z]))|for|from|with|under|of|on|as|during|after|over|against|near|last|this|earlier|late|yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s[^,]*$"
)
"""A clause that only tells who is meant: «engineers | hired by the firm», «people | briefed on the talks»."""

_APPOSITION = re.compile(r",\s+(?:(?:Dr|Mr|Mrs|Ms|Cllr|Capt|Sgt|Insp|Prof|Rev|Sir|Lady|Lord|Col|Gen)\.?\s+)?(?=[A-Z])")
_SOURCE = re.compile(r"\b(?:familiar|close|sources?|officials?|person|people)$")
_DESCRIBED = re.compile(
    r"\s(?:with\sthe|to\sthe|with\sknowledge\sof(?:\sthe)?|with\sdirect\sknowledge\sof(?:\sthe)?)\s[\w’'-]+"
)
_FAR_APPOSITION = re.compile(r"\s(?:at|in|on|from)\s[^,.;:\"“”]{2,50},\s+(?=[A-Z])")
_LAST_PRONOUN = re.compile(rf"\b({PRONOUN.pattern})(?:['’](?:s|ve|d))?\s+(?:also\s+|then\s+|later\s+)?$")
_WHO_THEN = re.compile(
    r"\b(who|which)\s(?:(?:in|on|at|during|after|before|since)\s[^,.;:\"“”\n]{2,30}|recently|once|previously|initially|repeatedly|often"
    r"|(?:last|earlier)\s\w+(?:\s\w+)?)\s$"
)
"""«who | in 2010 | said»."""

_SUBJECT_REACH = 100
_MOST_PIECES = 12
"""Commas of a sentence before a verb that are looked at: the cost of a text grows with its length alone."""

_PIECE = re.compile(r",\s+")
_LINK = re.compile(
    r"(?:(?:today|yesterday|tonight|now|then|later|meanwhile|this\s(?:morning|week|afternoon)|last\s(?:night|week))\s+"
    r"|(?:Even|and|but|while|as|because|although|though|yet|so|where|And|But|Yet|So|While|As|Although|Though|Because|Since|Whereas|Still|Then|Meanwhile|However"
    r"|Later|Yesterday|Today|Afterwards)\s+"
    r"|In\s(?:an?|the|his|her|its|their)\s(?:[a-z]+\s){0,2}(?:statement|interview|letter|report|speech|email|post|message|note|address)\s+"
    r"|(?:[Oo]n|[Ll]ate on|[Ee]arly on|[Ll]ast|[Ee]arlier this|[Tt]his)\s[A-Z]?\w+\s+)+"
    r"(?=\w)"
)
_TRAILING_ADVERB = re.compile(
    r"(?:\s(?:has|have|had|later|earlier|afterwards|also|then|yesterday|today|still|now|himself|herself|itself|themselves|once|simply|only|even|never"
    r"|since|again|just(?:\sthis\s(?:week|month|year))?|(?:earlier|later)\sthis\s(?:week|month|year)|(?:this|last)\s(?:week|month|year)|(?!family\b|assembly\b|ally\b|rally\b|weekly\b|monthly\b|daily\b|bully\b)[a-z]+ly))+$"
)
_TRAILING_DAY = re.compile(rf"\s(?:(?:on|late|early|last|this)\s){{1,2}}{WEEKDAY}(?:\s(?:night|morning|evening))?$")
_BEHIND_INSERTION = re.compile(
    rf",(?:\s(?:has|have|had|also|then|later|just|already|now|still|since|once|[a-z]+ly|yesterday|today"
    rf"|(?:(?:on|late|early|last|this)\s){{1,2}}{WEEKDAY}(?:\s(?:night|morning|evening|afternoon))?))*$"
)
"""What stands between an insertion and the verb: «the speaker, Ann Lee, | has just told»."""

_THE = re.compile(r"(?:[Tt]he\s)?")
_BY_BOTH = re.compile(
    r"(?:An?|The|an?|the)\s(?:[\w’'-]+\s){1,4}(?:by|between)\s(?:the\s)?[\w’' -]+"
)  # «a study by Ames | and Lee»
_DASHED = re.compile(r"\s(?P<dash>--|[-–—])\s(?:(?!\s(?P=dash)\s).){1,160}\s(?P=dash)$")
_NO_SUBJECT = re.compile(
    r"(?!At\s(?:least|most)\s)(?:On|In|At|After|Before|During|Since|With|For|From|By|Under|Over|When|While|As|If|Although|Though|Because|Unlike"
    r"|Despite|Asked|Passing|However|Meanwhile|Later|Earlier|Yesterday|Today|Still|Then|Instead|Until|Unless|Once|Not"
    r"|(?:Shortly|Soon|Moments|Minutes|Hours|Days|Weeks|Months|Years|Just|Even|Only|Ever)\s(?:after|before|as|since"
    r"|when)|Among|Through|Of|About|To|Like|Outside|Inside|Elsewhere|Nearby|Afterwards|Tonight|[A-Z][a-z]+ing)\b",
)
_OF_WHICH = re.compile(r"\w\s(?:which|whom|whose)\b")
_NO_PHRASE = re.compile(
    r"^[a-z]+ed\s(?:an?|the|his|her|its|their|that)\s|^[\"“‘]|^(?:prompting|including|following|leaving|sparking|raising|fuelling|fueling|triggering|ignoring|citing"
    r"|despite|amid)\s|^(?:And|But|Or|So|Yet|Nor|Then)$|\sto$|['’]s$|^(?:[Hh]e|[Ss]he|[Ii]t|[Tt]here|[Tt]hey|[Ww]e|I|[Yy]ou)\s(?!all\b|both\b"
    r"|\w*sel(?:f|ves)\b)|\s(?:he|she|it|they|we|I|you|what|that|which|whom)$|^\(|[-–—]$"
)
_NOBODY = re.compile(r"(?:[Nn]either|[Nn]obody|[Nn]o|[Nn]one)\b")
_RELATIVE = re.compile(r"(?:which|who|whose|where|whom)\b")
_NO_NAME = re.compile(
    rf"{_RELATIVE.pattern}|(?:in|on|at|to|for|from|with|by|after|before|during|like|speaking|writing|citing|quoting|including)\b"
)
_WHO = re.compile(r"(?<=\w)\s(?:who|whose)\s\w")
_ASIDE = re.compile(r"\s\([^()]{1,40}\)$")
_BRACKETED = re.compile(r"\([^()\n]{1,60}\)")  # «Ann Lee (Ind, Marlow East) | said»
_SUBORDINATE = re.compile(r"\s(?:after|as|because|when|since)\s")
_CLAUSE = re.compile(r"\s(?:that|who|which)\s")
_ARTICLED = re.compile(r"(?:the|an?|his|her|its|their|he|she|it|they|we|you|one|some|no)\s")
_COUNTED = re.compile(
    r"(?:at\s(?:least|most)|more\sthan|fewer\sthan|nearly|almost|about|around|up\sto|(?:dozens|scores|hundreds|thousands)\sof"
    r"|three|four|five|six|seven|eight|nine|ten|\d+)\s"
)
_IS_NAME = re.compile(r"the\s[A-Z][\w’'-]+")
_DANGLING = re.compile(r"\s(?:and|but)$")
_OWNER = re.compile(r"['’]")
_INNER = re.compile(r"\b(?:of|for|at|from|with)\s(?:the\s)?$")
_DETERMINERS = frozenset(
    ("both", "all", "some", "many", "several", "these", "those", "this", "the", "his", "her", "its")
)
_HEADS = frozenset(
    (
        *("the", "a", "an", "one", "another", "two", "his", "her", "its", "their"),
        *("police", "officials", "some", "many", "critics", "experts"),
    )
)
"""Words with which a subject may begin in a small letter."""

_ROLE_AND_NAME = re.compile(
    r"(?!(?:on|in|at|to|of|for|from|with|by|as|that|this|last|next|and|but|so|if|when|he|she|it|they|we|you|who|not|about)\s)"
    r"(?:[a-z][\w’'-]{2,}\s){1,4}[A-Z][a-z’'-]+\s[A-Z]"
)
_PLURAL = re.compile(
    r"(?:[a-z][\w-]*\s){0,3}(?:[a-z-]+(?:ers|ors|ists|ians|ants|ents|ials|ities|ives|men|women)|people|locals|hosts|experts"
    r"|sources|unions|nurses|judges|friends|colleagues|witnesses|fans|rivals|detectives|documents|lawmakers|residents)"
    r"(?:\s(?:in|at|of|from|for|on)\s[^,;:]+)?"
)


def has_own_verb(clause: str) -> bool:
    """Whether a stretch of text is a clause, with a subject and a verb that is not of another clause in it: not «the
    houses that burned», nor «strong growth and raised its forecast», nor «songs when he was young»."""
    clause = _ENCLOSED.sub("", clause)
    inner = _INNER_CLAUSE.search(clause)
    for verb in VERB.finditer(clause, 0, inner.start() + 1 if inner else len(clause)):
        alone = verb.start() == 0 and _OPENING_PRONOUN.match(clause) is None
        hanging = _HANGING.search(clause, max(0, verb.start() - _HANGING_REACH), verb.start())
        if (
            not alone
            and hanging is None
            and not (verb.group().endswith("ed") and clause.startswith(" by ", verb.end()))
        ):
            return True
    return False


def subject_after(story: Story, start: int, stop: int) -> Span | None:
    """«said | Ann Lee, a nurse»: to the first break; names may hold little words."""
    limit = min(stop, start + _SUBJECT_REACH)
    begin = limit - len(story.text[start:limit].lstrip())
    position = begin
    while True:
        found = _SUBJECT_BREAK.search(story.text, position, limit)
        end = found.start() if found else limit
        name = next((n for n in story.names_in(begin, limit) if n.start < end < n.stop), None)
        if name is None:
            break
        position = name.stop
    beyond = _APPOSITION.match(story.text, end, limit)
    if beyond is None and not any(n.label is Label.PERSON for n in story.names_in(begin, end)):
        beyond = _FAR_APPOSITION.match(story.text, end, limit)  # «her colleague at the office, Ann Lee»
    if beyond and (named := next((n for n in story.names_in(beyond.end(), stop) if n.start == beyond.end()), None)):
        end = named.stop if named.label is Label.PERSON else end  # «recalls the churchwarden, Ann Lee»
    if clause := _WHO.search(story.text, begin, end):
        end = clause.start()  # «a man | who gave no name»
    described = _DESCRIBED.match(story.text, end, stop) if _SOURCE.search(story.text, begin, end) else None
    if described:
        end = described.end()
    span = trimmed(story.text, (begin, end), ".!? ")
    return span if span and is_subject(story, span) else None


def subject_before(story: Story, begin: int, verb: int) -> Span | None:
    """«Ann Lee, a nurse, | said», «On Monday the ministry | said», «Ann Lee, who works there, | said»."""
    if pronoun := _LAST_PRONOUN.search(story.text, begin, verb) or _WHO_THEN.search(story.text, begin, verb):
        return pronoun.span(1)
    clause = _BRACKETED.sub(lambda aside: aside.group().replace(",", " "), story.text[begin:verb].rstrip())
    if dashed := _DASHED.search(clause):
        return subject_before(story, begin, begin + dashed.start())  # «Ann Lee -- head of the Echo -- | said»
    if behind := _BEHIND_INSERTION.search(clause):
        return _before_insertion(story, begin, begin + behind.start())
    if _DANGLING.search(clause):
        return None  # «Ann Lee left and | said»
    link = next(reversed(list(_SUBORDINATE.finditer(clause))), None)
    if link and VERB.search(clause, 0, link.start()):  # «shares fell after executives | said»
        own = _without_edges(story, (begin + link.end(), begin + len(clause)))
        if own and _is_teller(story, own):
            return own
    comma = max(
        clause.rfind(mark) for mark in (", ", '," ', ",” ", ",’ ", ",'' ", "; ", " that ", " and ", " but ", " while ")
    )
    if comma < 0:
        return _without_edges(story, (begin, begin + len(clause)))
    tail_start = begin + comma + clause[comma:].index(" ", 1 if clause[comma] == " " else 0) + 1
    if clause[comma] != ",":
        whole = _without_edges(story, (begin, begin + len(clause)))
        joined = (
            clause.startswith(" and ", comma)
            and whole
            and (_is_plural(story, whole, tail_start) or two_in_one(story.text[slice(*whole)]))
        )
        own = None if joined else _without_edges(story, (tail_start, begin + len(clause)))
        by_both = own is None or _BY_BOTH.fullmatch(clause, 0, comma)
        several = by_both and whole and clause.startswith(" and ", comma) and not FIRST_VERB.search(story.text, *whole)
        return whole if joined or several else own
    lead = clause[:comma]
    named = (begin + (lead.rfind(", ") + 2 if ", " in lead else 0), begin + comma)
    lead_named = any(n.stop == named[1] for n in story.names_in(*named))
    plain = lead_named and not _NO_SUBJECT.match(story.text, *named)  # not «At a meeting in Lee, the mayor | said»
    if plain and _is_apposition(clause[tail_start - begin :]) and (subject := _without_edges(story, named)):
        return subject
    return _without_edges(story, (tail_start, begin + len(clause)))


def _is_teller(story: Story, span: Span) -> bool:
    """Whether a phrase without a verb is of those who say something: it is a word for some, or a name ends it."""
    text = story.text[slice(*span)]
    named = any(name.stop == span[1] for name in story.names_in(*span)) or _IS_NAME.fullmatch(text) is not None
    return (speaks(text) and _CLAUSE.search(text) is None) or (named and FIRST_VERB.search(text) is None)


def _is_plural(story: Story, whole: Span, second: int) -> bool:
    """«Ann Lee and Tom Reed», «witnesses and police»: what one verb has for its subject; `second` is where the other
    begins, bare of any article."""
    bare = story.text[second].islower() and _ARTICLED.match(story.text, second) is None
    if (
        bare
        and speaks(story.text[second : whole[1]])
        and FIRST_VERB.search(REDUCED.sub("", story.text[slice(*whole)])) is None
    ):
        return True
    return sum(name.label is Label.PERSON for name in story.names_in(*whole)) > 1


def _is_apposition(words: str) -> bool:
    first = words.split()[0].lower() if words.split() else ""
    return first in ("a", "an", "the", "who", "whose", "head", "director", "chief", "former", "its", "his", "her")


def _before_insertion(story: Story, begin: int, stop: int) -> Span | None:
    """«Speaking later, | the manager, Ann Lee, | who is 61,»: the first piece that can be a subject, with the name that
    stands beside it."""
    edges = [begin]
    for comma in islice(_PIECE.finditer(story.text, begin, stop), _MOST_PIECES):
        if not story.inside_marks(comma.start()):
            edges += [comma.start(), comma.end()]
    edges.append(stop)
    pieces = list(zip(edges[::2], edges[1::2], strict=True))
    for number, piece in enumerate(pieces):
        subject = _without_edges(story, piece)
        if subject is None:
            continue
        named = any(
            name.label is Label.PERSON
            and (name.stop == subject[1] or name.start == subject[0])
            and not _OWNER.match(story.text, name.stop)
            and not _INNER.search(story.text, subject[0], name.start)
            for name in story.names_in(*subject)
        )
        if not named and number + 1 < len(pieces):
            beside = pieces[number + 1]
            clause = _NO_NAME.match(story.text, *beside)
            house = next((n for n in story.names_in(*beside) if n.stop == beside[1]), None)
            if house and house.label is Label.ORGANISATION and _THE.fullmatch(story.text, beside[0], house.start):
                return (subject[0], beside[1]) if speaks(story.text[slice(*subject)]) else subject
            if not clause and any(n.stop == beside[1] and n.label is Label.PERSON for n in story.names_in(*beside)):
                return subject[0], beside[1]
        return subject
    return None


def _without_edges(story: Story, span: Span) -> Span | None:
    """A subject without «But» before it and «later» behind it; None where it is none."""
    whole = trimmed(story.text, span)
    if whole is None:
        return None
    start, stop = whole
    name_begins = any(name.start == start for name in story.names_in(start, stop))
    if not name_begins and (link := _LINK.match(story.text, start, stop)):
        start = link.end()
    if clause := _WHO.search(story.text, start + 1, stop):
        stop = clause.start()  # «A man who lives nearby»
    if aside := _ASIDE.search(story.text, start, stop):
        stop = aside.start()
    day = _TRAILING_DAY.search(story.text, start, stop)
    if day and not REDUCED.search(story.text, start, stop):
        stop = day.start()  # «A judge on Thursday»
    if (adverb := _TRAILING_ADVERB.search(story.text, start, stop)) and not is_reduced(story.text[start:stop]):
        stop = adverb.start()
    return (start, stop) if is_subject(story, (start, stop)) else None


def is_reduced(phrase: str) -> bool:
    """Whether a phrase ends in a clause that only tells who is meant: «a report | released last year»."""
    return REDUCED.search(phrase) is not None


def is_subject(story: Story, span: Span) -> bool:
    """A pronoun, or a phrase that begins with a capital letter or an article and holds no verb."""
    text = story.text[span[0] : span[1]]
    if PRONOUN.fullmatch(text):
        return True
    parts = REDUCED.sub("", text).split()
    if (
        not parts
        or len(parts) > 14
        or FINITE.search(_ATTRIBUTE.sub(r"\1", " ".join(parts)))
        or text.lower() in _DETERMINERS
    ):
        return False
    if _NO_PHRASE.search(text) or _OF_WHICH.search(text) or _NOBODY.match(text) or _RELATIVE.match(text):
        return False
    head = parts[0]
    people = [name for name in story.names_in(*span) if name.label is Label.PERSON]
    opens = not people or people[-1].stop != span[1] or text.split()[0].lower() in ("asked", "unlike", "despite")
    if opens and _NO_SUBJECT.match(text) and not any(name.start == span[0] for name in story.names_in(*span)):
        return False
    if _ROLE_AND_NAME.match(text) or any(
        name.stop == span[1] and name.label is Label.PERSON for name in story.names_in(*span)
    ):
        return True
    people_said = all(speaks(part) or head_of(part) in words("cues_en", "records") for part in text.split(" and "))
    people_said = people_said or (_COUNTED.match(text) is not None and speaks(text))
    return people_said or head[0].isupper() or _PLURAL.fullmatch(text) is not None or head.lower() in _HEADS
