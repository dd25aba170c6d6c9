"""Who is who in one article: spellings of one person under the fullest name that the article gives."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Entity


def _key(word: str) -> str:
    return word.lower().replace("ё", "е").rstrip(".")


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def full_names(entities: Iterable[Entity]) -> dict[str, str]:
    """For every person's name (in its dictionary form) the fullest name of that person in the article.

    «Песков» is Дмитрий Песков where the article knows one Песков; where it knows two, «Песков» stays alone. Initials
    go with the one full name that they fit.
    """
    names = list(dict.fromkeys(entity.name for entity in entities if entity.label is Label.PERSON))
    by_last: dict[str, list[list[str]]] = defaultdict(list)
    by_first: dict[str, list[list[str]]] = defaultdict(list)
    for name in names:
        words = name.split()
        if len(words) > 1 and not _is_initial(words[0]):
            by_last[_key(words[-1])].append(words)
            by_first[_key(words[0])].append(words)
    return {name: _fullest(name, by_last, by_first) for name in names}


def _fullest(name: str, by_last: dict[str, list[list[str]]], by_first: dict[str, list[list[str]]]) -> str:
    words = name.replace(".", ". ").split()
    if len(words) == 1:
        others = by_last.get(_key(name)) or by_first.get(_key(name), [])
    elif any(_is_initial(word) for word in words):
        surname = next((word for word in reversed(words) if not _is_initial(word)), "")
        initial = next((_key(word) for word in words if _is_initial(word)), "")
        others = [full for full in by_last.get(_key(surname), []) if _key(full[0]).startswith(initial)]
    else:
        others = [full for full in by_last.get(_key(words[-1]), []) if _key(full[0]) == _key(words[0])]
    people = {(_key(full[0]), _key(full[-1])) for full in others}
    longest = max(others, key=lambda full: (len(full), full), default=words)
    return " ".join(longest) if len(people) == 1 else name
