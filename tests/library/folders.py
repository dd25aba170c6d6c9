"""Small libraries on disk for tests."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library import Library, open_library
from reader.settings import Settings

DAM = """Дамба в Гороховце выдержала паводок

ГОРОХОВЕЦ, 21 апреля 2024. Земляная дамба выдержала первую волну паводка, рассказал начальник штаба Геннадий Сушков.

«Ночью было неспокойно, но дамба не поплыла», — сказал Геннадий Сушков журналистам. Воду откачали за два дня.
"""
BANK = """Центробанк сохранил ключевую ставку

Москва, 3 марта 2021 года

Источник: Меридиан

Регулятор в пятницу сохранил ключевую ставку на прежнем уровне. Решение совпало с ожиданиями аналитиков рынка.

Глава банка Мария Лоскутова сообщила, что ставка останется неизменной до осени. Смартфоны подорожают, добавила она.
"""
BRIDGE = """Alden Bay bridge drops its toll after 61 years

By Marianne Okafor, Staff Writer

June 14, 2022

The toll on the Alden Bay bridge ended at midnight, after sixty-one years and some 400 million crossings.

"I paid it for forty years," said Walter Finch, a retired bus driver, who crossed first and paid nothing.
"""
_ticks = itertools.count(1_700_000_000)


def write(folder: Path, name: str, text: str) -> Path:
    """Write a text into a folder, each time with a later file time."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    moment = next(_ticks)
    os.utime(path, (moment, moment))
    return path


def news(folder: Path) -> Path:
    """Three articles: `dam`, `bank`, `bridge`."""
    for name, text in (("dam", DAM), ("bank", BANK), ("bridge", BRIDGE)):
        write(folder, f"{name}.txt", text)
    return folder


@contextmanager
def tagged_news(home: Path) -> Iterator[Library]:
    """The library of `news`, annotated and with a few tags, for a whole module of tests; all that is the user's stands
    below `home` meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("CONFIG", "DATA", "CACHE"):
            patch.setenv(f"XDG_{variable}_HOME", str(home / variable))
        library = opened(news(home / "news"))
        library.tag([library.resolve("dam")], "вода")
        library.tag([library.resolve("dam"), library.resolve("bank")], "to read")
        library.annotate(library.find().rows, lambda _done, _total: None)
        yield library
        library.close()


def opened(folder: Path) -> Library:
    """The library of a folder, scanned."""
    library = open_library(folder, settings=Settings())
    library.scan()
    return library


def ids(library: Library, query: str = "", *, sort: str | None = None) -> list[str]:
    """The ids of the articles that a query finds, in order."""
    return [summary.id for summary in library.summaries(library.find(query, sort=sort).rows)]
