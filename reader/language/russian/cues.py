"""Cues: the words that say that somebody said something. «заявил», «добавив», «по словам», «говорится»."""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.language.models import lines, morphology, words
from reader.language.russian.forms import lemma, parses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pymorphy3.tagset import OpencorporaTag

    from reader.language.tokens import Token


class CueKind(Enum):
    """How a cue binds to its subject."""

    VERB = "verb"
    GERUND = "gerund"
    IMPERSONAL = "impersonal"
    NOMINAL = "nominal"


class Cue(NamedTuple):
    """A cue over the tokens from `first` to before `stop`. A weak one needs «что» or marks beside it. `gender` and
    `plural` are what a verb says of its subject, as far as it does."""

    first: int
    stop: int
    kind: CueKind
    weak: bool = False
    gender: str | None = None
    plural: bool = False
    first_person: bool = False


class _Form(NamedTuple):
    kind: CueKind
    weak: bool
    gender: str | None
    plural: bool
    first_person: bool


@cache
def _forms() -> dict[str, _Form]:
    """Every form of every cue verb that can report, from the dictionary's paradigms."""
    strong, weak = words("cues_ru", "speech"), words("cues_ru", "weak")
    resulting = words("cues_ru", "resulting")
    impersonal = words("cues_ru", "impersonal") | resulting
    weak |= resulting
    forms = {word: _Form(CueKind.IMPERSONAL, False, None, False, False) for word in words("cues_ru", "written")}
    for verb in sorted(strong | weak | impersonal):
        for parse in morphology().parse(verb):
            if parse.normal_form.replace("ё", "е") != verb.replace("ё", "е") or parse.tag.POS not in (
                "INFN",
                "ADJS",
                "ADJF",
            ):
                continue
            for form in parse.lexeme:
                if made := _reporting(form.tag, verb in weak, verb in _CONVINCING, verb in impersonal, verb in _SURE):
                    forms.setdefault(form.word, made)
                    forms.setdefault(form.word.replace("ё", "е"), made)
    return forms


@cache  # the dictionary has a few hundred tags, each for thousands of forms
def _reporting(tag: OpencorporaTag, weak: bool, convincing: bool, impersonal: bool, sure: bool) -> _Form | None:
    """What a form says by its tag, if it can report."""
    reports = tag.POS in ("VERB", "GRND") and "impr" not in tag
    convinced = convincing and tag.POS == "PRTS"
    short = convinced or (weak and tag.POS == "ADJS")
    counts = tag.number == "plur" or tag.gender in ("masc", "femn")  # «отмечались симптомы»
    if not (reports or (short and (tag.gender != "neut" or sure))) or (impersonal and counts):
        return None
    kind = CueKind.GERUND if tag.POS == "GRND" else CueKind.VERB
    gender, plural = tag.gender and str(tag.gender), tag.number == "plur"
    first = tag.person == "1per"
    return _Form(CueKind.IMPERSONAL if impersonal else kind, convinced or weak, gender, plural, first)


@cache
def _nominal() -> re.Pattern[str]:
    def any_of(key: str) -> str:
        return "|".join(sorted(words("cues_ru", key), key=len, reverse=True))

    po, so = any_of("nominal_po"), any_of("nominal_so")
    return re.compile(
        rf"(?=[псн])\b(?:по\s+(?:(?:его|её|ее|их|же|[а-яё]+(?:ым|им|ому|ему|ой|ей))\s+){{0,3}}(?:{po})|со\s+(?:{so})|согласно|со\s+ссылкой\s+на|с\s+точки\s+зрения|на\s+(?:(?:его|её|ее|их)\s+)?взгляд)\b",
        re.IGNORECASE,
    )


_IDIOM_REACH = 3  # tokens of «пришёл вчера к выводу»
_SOURCE_REACH = 8  # tokens of «из опубликованного в среду письма мэра следует»
_WORDS_REACH = 7  # tokens of «приводит в среду агентство Y слова»
_WHAT_IS_SAID = frozenset(
    ("слова", "текст", "цитату", "высказывание", "высказывания", "показания", "комментарий", "рассказ", "фразу")
)
_CONVINCING = frozenset(("убедить", "уверить"))
"""Verbs whose passive is an opinion: «она убеждена, что»."""
_SURE = frozenset(("уверить",))
"""Whose neuter is of a subject: «уверено издание»; «согласно» is not."""
_NEGATION = frozenset(("не", "ни", "бы"))
_NAME = "Ли"
"""Not the particle."""
_HYPOTHETICAL = frozenset(("если", "когда-нибудь", "чтобы", "пусть", "пускай", "ли"))


def is_cue(word: str) -> bool:
    """Whether a word is a form of a verb that reports."""
    return word.lower() in _forms()


def is_own_cue(tokens: Sequence[Token], place: int) -> bool:
    """«спрашиваю» and a comma or a full stop: a verb of speech of the first person, alone."""
    form = _forms().get(tokens[place].text.lower())
    return form is not None and form.first_person and tokens[place + 1].text[0] in ",.!?…:"


def verb_cues(tokens: Sequence[Token]) -> list[Cue]:
    """The verbs of a text that report; not the negated («не сказал») nor the merely imagined («если скажет»)."""
    forms, of_two, beginning = _forms(), _infinitives() | {"понять", "к"}, _beginnings()
    written = [token.text.lower() for token in tokens]
    found = []
    for place, (word, after) in enumerate(zip(written, [*written[1:], ""], strict=True)):
        form = forms.get(word)
        if form is None:
            begins = word in beginning or after in of_two
            if begins and (phrase := _phrase(tokens, place) or _conveying(tokens, place) or _idiom(tokens, place)):
                found.append(phrase)
            continue
        before = written[place - 1] if place else ""
        denied = before in ("было", "будет") and place > 1 and written[place - 2] == "не"  # «не было объявлено»
        if before in _NEGATION or denied or after == "бы" or _asks(tokens, place + 1) or _imagined(tokens, place):
            continue
        if form.kind is CueKind.IMPERSONAL and form.weak and not _is_sourced(written, place):
            continue  # «следует поспешить»
        if form.first_person and not _says_who(tokens, place):
            continue  # «напомню», «скажем»: the author speaks
        if form.weak and form.kind is CueKind.GERUND:
            continue
        noun = after in words("cues_ru", "voiced") and lemma(tokens[place].text) in words("cues_ru", "voicing")
        found.append(Cue(place, place + 1 + noun, *form))
    return found


@cache
def _beginnings() -> frozenset[str]:
    """The words that a cue of several words may begin with, whatever follows."""
    return frozenset(("не", *_conveying_forms(), *_idiom_forms()))


def _phrase(tokens: Sequence[Token], place: int) -> Cue | None:
    """A cue of two words that begins at `place`, «попытался пошутить», «не исключил», «дал понять», or of three:
    «пришёл к выводу»."""
    if place + 1 == len(tokens):
        return None
    word, following = tokens[place].text.lower(), tokens[place + 1].text.lower()
    length = 2
    if word == "не":
        if following not in _all_forms("denying"):
            return None
        finite, allowed = following, words("cues_ru", "denying")
    elif following == "к" and _concludes(tokens, place + 2):
        finite, allowed, length = word, words("cues_ru", "arriving"), 3
    elif following == "понять":
        finite, allowed = word, words("cues_ru", "hinting")
    elif following in _infinitives() and not (place and tokens[place - 1].text.lower() in _NEGATION):
        finite, allowed = word, words("cues_ru", "leading")
    else:
        return None
    readings = (p for p in parses(finite) if p.tag.POS == "VERB" and "impr" not in p.tag and p.normal_form in allowed)
    parse = next(readings, None)
    if parse is None:
        return None
    gender = parse.tag.gender and str(parse.tag.gender)
    plural, first = parse.tag.number == "plur", parse.tag.person == "1per"
    return None if first else Cue(place, place + length, CueKind.VERB, gender=gender, plural=plural)


def _concludes(tokens: Sequence[Token], place: int) -> bool:
    """«к | выводу», «к | заключению»: what «пришёл» takes."""
    return place < len(tokens) and tokens[place].text.lower() in words("cues_ru", "conclusions")


def _conveying(tokens: Sequence[Token], place: int) -> Cue | None:
    """«приводит» with «слова» beside it."""
    form = _conveying_forms().get(tokens[place].text.lower())
    if form is None or words_said(tokens, place) is None:
        return None
    gender, plural = form
    beside = tokens[place + 1].text.lower() in _WHAT_IS_SAID if place + 1 < len(tokens) else False
    return Cue(place, place + 1 + beside, CueKind.VERB, gender=gender, plural=plural)


def _idiom(tokens: Sequence[Token], place: int) -> Cue | None:
    """«подвёл итог», «подвела она черту», «пришёл к выводу»: the noun behind the verb makes it one of speech."""
    form = _idiom_forms().get(tokens[place].text.lower())
    behind = [token.text.lower() for token in tokens[place + 1 : place + 1 + _IDIOM_REACH]]
    at = next((n for n, word in enumerate(behind) if form and word in form.nouns), None)
    if form is None or at is None or any(word in ",.:;" for word in behind[:at]):
        return None
    beside = at == 0 or (at == 1 and behind[0] in ("к", "ко", "с", "со"))
    stop = place + 1 + (at + 1 if beside else 0)
    return Cue(place, stop, CueKind.VERB, weak=True, gender=form.gender, plural=form.plural)


class _IdiomForm(NamedTuple):
    gender: str | None
    plural: bool
    nouns: frozenset[str]


@cache
def _idiom_forms() -> dict[str, _IdiomForm]:
    """The finite forms of the verbs that a noun makes verbs of speech, with those nouns."""
    forms = {}
    for line in lines("cues_ru", "idioms"):
        verbs, _, nouns = line.partition(" = ")
        for verb in verbs.split():
            for word, (gender, plural) in _finite_forms_of(verb).items():
                forms[word] = _IdiomForm(gender, plural, frozenset(nouns.split()))
    return forms


@cache
def _conveying_forms() -> dict[str, tuple[str | None, bool]]:
    """The finite forms of the verbs that pass words on, with what they tell of their subject."""
    return _finite_forms("conveying")


def _finite_forms(key: str) -> dict[str, tuple[str | None, bool]]:
    return {word: told for verb in words("cues_ru", key) for word, told in _finite_forms_of(verb).items()}


def _finite_forms_of(verb: str) -> dict[str, tuple[str | None, bool]]:
    return {
        form.word: (form.tag.gender and str(form.tag.gender), form.tag.number == "plur")
        for form in parses(verb)[0].lexeme
        if form.tag.POS == "VERB" and (form.tag.tense == "past" or form.tag.person == "3per")
    }


@cache
def _all_forms(key: str) -> frozenset[str]:
    """Every form of the verbs of a list: what is none of them need not be read."""
    lexemes = (parse.lexeme for verb in words("cues_ru", key) for parse in parses(verb) if parse.normal_form == verb)
    written = {form.word for lexeme in lexemes for form in lexeme}
    return frozenset((*written, *(word.replace("ё", "е") for word in written)))


def words_said(tokens: Sequence[Token], place: int) -> int | None:
    """Where «слова» or «текст» stands beside a verb, before it or behind it in the same clause."""
    stop = min(len(tokens), place + _WORDS_REACH)
    end = next((n for n in range(place + 1, stop) if tokens[n].text in ",.;:"), stop)
    near = (*range(place + 1, end), *range(max(0, place - 3), place))
    return next((n for n in near if tokens[n].text.lower() in _WHAT_IS_SAID), None)


@cache
def _infinitives() -> frozenset[str]:
    """The verbs that report, as «попытался» takes them."""
    return words("cues_ru", "speech") - words("cues_ru", "weak")


def _says_who(tokens: Sequence[Token], place: int) -> bool:
    """«я говорю», and «Куда? — спрашиваю» of whoever writes, in dialogue."""
    dashed = place > 1 and tokens[place - 1].text in "-–—" and tokens[place - 2].text in ",?!…»"
    if dashed and lemma(tokens[place].text) in words("cues_ru", "conversing"):
        return True
    return any(token.text.lower() in ("я", "мы") for token in tokens[max(0, place - 4) : place + 3])


def _imagined(tokens: Sequence[Token], place: int) -> bool:
    """Whether «если» or its like stands before the verb in its clause."""
    for token in reversed(tokens[max(0, place - 5) : place]):
        if token.text[0] in ",.:;!?…—–-":
            return False
        if token.text.lower() in _HYPOTHETICAL and token.text != _NAME:
            return True
    return False


def _is_sourced(written: Sequence[str], place: int) -> bool:
    """Whether «из» stands beside a verb: «следует из письма», «Из письма мэра следует»."""
    return "из" in written[max(0, place - _SOURCE_REACH) : place + 2]


def _asks(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text.lower() == "ли" and tokens[place].text != _NAME


def naming_cues(tokens: Sequence[Token]) -> list[Cue]:
    """The verbs of a text that say in whose words a thing is so or so: «назвал», «расценил как». Of the third person:
    «его называют» is nobody's."""
    found = []
    naming = words("cues_ru", "naming") | words("cues_ru", "naming_as")
    forms = _all_forms("naming") | _all_forms("naming_as")
    for place, token in enumerate(tokens):
        if token.text.lower() not in forms:
            continue
        parse = parses(token.text)[0]
        tag = parse.tag
        is_third = tag.POS == "VERB" and (tag.tense == "past" or tag.person == "3per")
        if (is_third or tag.POS == "GRND") and parse.normal_form in naming:
            kind = CueKind.VERB if is_third else CueKind.GERUND
            gender, plural = tag.gender and str(tag.gender), is_third and tag.number == "plur"
            found.append(Cue(place, place + 1, kind, gender=gender, plural=plural))
    return found


def nominal_cues(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Where «по словам», «по данным», «согласно», «со ссылкой на» stand in `text[start:stop]`, as spans of the text."""
    return [match.span() for match in _nominal().finditer(text, start, stop)]


class Cues:
    """The verb cues of a story by place, and which of them already report something."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.all = tuple(verb_cues(tokens))
        self._places = [cue.first for cue in self.all]
        self.used: set[int] = set()

    def within(self, first: int, stop: int) -> Iterator[Cue]:
        """The cues in the tokens from `first` to before `stop`."""
        return iter(self.all[bisect_left(self._places, first) : bisect_left(self._places, stop)])

    def naming(self, first: int, stop: int, *, as_such: bool) -> list[Cue]:
        """The verbs of naming in a stretch; `as_such` also gives those that only «как» makes so: «расценил как»."""
        near = self._naming[bisect_left(self._naming, (first,)) : bisect_left(self._naming, (stop,))]
        by_itself = words("cues_ru", "naming")
        return [cue for cue in near if as_such or lemma(self._tokens[cue.first].text) in by_itself]

    @cached_property
    def _naming(self) -> list[Cue]:
        return naming_cues(self._tokens)

    def take(self, cue: Cue) -> None:
        """Note that a cue reports something."""
        self.used.add(cue.first)
