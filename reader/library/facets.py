"""What articles share, to choose from: tags, sources, names and saved searches, each with its number of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reader.errors import QueryError
from reader.library.correcting import Correcting
from reader.library.finding import Finder
from reader.library.searching import Searches
from reader.library.spelling import spelled
from reader.library.tagging import Tagging
from reader.model import Facet, Label
from reader.storage.cache import Cache

MOST_OF_A_KIND = 200
_NAMES: Mapping[str, Label] = {"person": Label.PERSON, "org": Label.ORGANISATION, "place": Label.PLACE}


class Facets:
    """The facets of one library."""

    def __init__(
        self, cache: Cache, correcting: Correcting, tagging: Tagging, searches: Searches, finder: Finder
    ) -> None:
        self._cache = cache
        self._correcting = correcting
        self._tagging = tagging
        self._searches = searches
        self._finder = finder

    def all(self) -> tuple[Facet, ...]:
        """See `Library.facets`."""
        facets = [*_counted("tag", self._tagging.counts()), *_counted("source", self._cache.counted("source"))]
        for operator, label in _NAMES.items():
            facets += _counted(operator, self._correcting.used_names([label], "", MOST_OF_A_KIND))
        for search in self._searches.all:
            query = spelled("search", search.name)
            facets.append(Facet("search", search.name, self._count(query), query))
        return tuple(facets)

    def _count(self, query: str) -> int | None:
        try:
            return len(self._finder.find(query, sort=None, limit=None, typing=False).rows)
        except QueryError:
            return None


def _counted(operator: str, values: Iterable[tuple[str, int]]) -> Iterator[Facet]:
    for value, articles in list(values)[:MOST_OF_A_KIND]:
        yield Facet(operator, value, articles, spelled(operator, value))
