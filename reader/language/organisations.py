"""Which names of organisations in one article are one organisation's: acronyms, class nouns, what firms are by law.

A rule takes the names of the article and yields pairs: a name and the name under which it is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.language.models import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_MARKS = re.compile(r"[«»„“”\"‘’']")
_WORD = re.compile(r"[^\W_]+(?:[&’'][^\W_]+)*")
_ACRONYM = re.compile(r"[А-ЯЁA-Z]{2,9}(?: (?:[А-ЯЁA-Z]{2,9}|России|Украины))?$")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LESSER = frozenset(
    ("и", "по", "в", "на", "с", "о", "об", "при", "для", "из", "к", "of", "the", "for", "and", "on", "in", "to")
)
_STATE_TAILS = (("российской", "федерации"), ("рф",), ("россии",), ("сша",), ("украины",))
_FIRM_ENDS = frozenset(
    ("inc", "corp", "corporation", "ltd", "limited", "llc", "plc", "co", "company", "ag", "gmbh", "sa")
)
_KEPT_NAMES = 20_000
LONGEST = 12
"""Words of a name that is compared; more are a sentence in capitals."""


@lru_cache(_KEPT_NAMES)
def fold(name: str) -> str:
    """What spellings of one name have in common: lower case, without «ё», marks, English articles and full stops."""
    plain = " ".join(_MARKS.sub("", name.lower().replace("ё", "е").replace(".", "")).split())
    return plain.removeprefix("the ")


def acronyms(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """«АНБ» is the one «Агентство национальной безопасности» of the article, «ЦБ РФ» the «Центральный банк РФ»."""
    listed = [name for name in names if len(name) < 200]
    expansions: dict[str, dict[str, str]] = defaultdict(dict)
    for name in listed:
        if len(split := _WORD.findall(name)) > 1 and len(split) <= LONGEST and not _ACRONYM.match(name):
            core, tail = _without_state(split)
            for initials in _initials(core):
                expansions[initials][name] = tail
    for name in listed:
        if _ACRONYM.match(name):
            core, tail = _without_state(_WORD.findall(name))
            found = [
                full
                for full, other in expansions.get("".join(core).lower(), {}).items()
                if tail == other or not (tail and other)
            ]
            if len(found) == 1:
                yield name, found[0]


def _without_state(split: list[str]) -> tuple[list[str], str]:
    """Words without a state at their end, and that state by the first of its spellings here."""
    for tail in _STATE_TAILS:
        if len(split) > len(tail) and tuple(word.lower() for word in split[-len(tail) :]) == tail:
            return split[: -len(tail)], "россии" if tail in _STATE_TAILS[:3] else tail[0]
    return split, ""


def _initials(split: list[str]) -> set[str]:
    """The first letters of the words, with and without prepositions and conjunctions; an acronym counts whole."""
    letters = [(word if len(word) > 1 and word.isupper() else word[0]).lower() for word in split]
    heavy = [letter for letter, word in zip(letters, split, strict=True) if word.lower() not in _LESSER]
    return {initials for initials in ("".join(letters), "".join(heavy)) if len(initials) > 1}


def class_nouns(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """«завод «Кварцит»» and «ООО «Кварцит»» are «Кварцит», «Apple Inc» is «Apple»; where the article knows a plant and
    a shop of one name, that name alone is neither."""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for name in names:
        kind, core = _core(name)
        if core:
            kinds[core][name] = kind
    for group in kinds.values():
        if len({kind for kind in group.values() if kind}) > 1:
            continue
        shortest = min(group, key=len)
        yield from ((name, shortest) for name in group if name != shortest)


def _core(name: str) -> tuple[str, str]:
    """The class noun before a name and what is left, folded; legal forms at either end are nothing."""
    split = fold(name).replace(",", " ").split()
    kind = ""
    while len(split) > 1 and split[0] in words("names_ru", "legal_forms"):
        split = split[1:]
    if len(split) > 1 and split[0] in words("names_ru", "class_organisation"):
        kind, split = split[0], split[1:]
    while len(split) > 1 and split[-1] in _FIRM_ENDS:
        split = split[:-1]
    return kind, " ".join(split)


def shortened(names: Iterable[str], complete: Collection[str]) -> Iterator[tuple[str, str]]:
    """«Верховный суд» is the one «Верховный суд Пакистана», «Ministry of Defence» that «of Ukraine». `complete` are
    names, folded, that are nobody's beginning: «Минфин», «Организация Объединённых Наций»."""
    folded = {name: tuple(fold(name).split()) for name in names}
    longer: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, split in folded.items():
        for count in range(2, min(len(split), LONGEST)):
            if _CYRILLIC.match(split[0]) or split[count] in ("of", "for"):
                longer[split[:count]].add(name)
    for name, split in folded.items():
        if len(full := longer.get(split, ())) == 1 and " ".join(split) not in complete:
            yield name, next(iter(full))


def may_abbreviate(short: str, long: str) -> bool:
    """Whether an abbreviation in brackets can be of the name before them: its letters stand there in their order, the
    first one first («Минфин», «НИУ ВШЭ»)."""
    letters, rest = fold(short).replace(" ", ""), iter(fold(long))
    return (
        len(letters) > 1
        and len(letters) < len(long)
        and long[:1].lower() == letters[0]
        and all(x in rest for x in letters)
    )
