"""What names are called once the user's corrections are applied, and the corrections themselves.

The few names of the library that corrections are about are looked up, once until others come in; all others are left
to the tables.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from reader.errors import NotFoundError, ReaderError
from reader.model import Annotation, Entity, Label, Notice, Quote
from reader.search.words import folded_words
from reader.storage.annotations import SPEAKER, Annotations, Mention, Variant, spaced
from reader.storage.labels import fold_label
from reader.storage.name_file import KIND_OF, Correction, Part, limited, limited_item
from reader.storage.names import Corrections, NameStore, clean_name

NAMED = (Label.PERSON, Label.ORGANISATION, Label.PLACE)
_ROLES = (*NAMED, SPEAKER)

TakeBack = Callable[[], None]


class Group(Struct, dict=True):
    """A name that corrections are about, in one role: what it is called, and what it was found as."""

    role: str
    name: str
    members: list[Variant] = field(default_factory=list)

    @cached_property
    def spaced(self) -> str:
        """The folded words of what it is called, as the table of names keeps them."""
        return spaced(folded_words(self.name))

    @cached_property
    def words(self) -> set[str]:
        """The folded words of its names, in whatever spelling, as far as they tell it from others."""
        texts = (text for each in self.members for text in (each.form, each.spelling) if text)
        whole = (each.name for each in self.members if each.form is None)
        return {word for text in (self.name, *texts, *whole) for word in folded_words(text)}

    @cached_property
    def at_most(self) -> int:
        """A number of articles that it does not occur in more of."""
        return sum(member.articles for member in self.members)

    @property
    def is_whole(self) -> bool:
        """Whether it was found as one name, in all its spellings."""
        return len(self.members) == 1 and self.members[0].form is None


class NameUse(Struct, frozen=True):
    """How a name is used in a library; `spellings` with how often each stands there, most frequent first, and
    `mentions` with what adjectives stand for."""

    name: str
    label: Label
    articles: int
    mentions: int
    spellings: tuple[tuple[str, int], ...]


class Correcting:
    """The corrections of one user, in one library. `notify` takes what the user should know of the file."""

    def __init__(self, store: NameStore, annotations: Annotations, notify: Callable[[Notice], None]) -> None:
        self._store = store
        self._annotations = annotations
        self._notify = notify
        self._lock = threading.Lock()
        self._kept: tuple[object, tuple[Group, ...], frozenset[str]] = (None, (), frozenset())
        self._load()

    def _load(self) -> None:
        for notice in self._store.load():
            self._notify(notice)

    def refresh(self) -> bool:
        """Take in what an editor or another reader wrote. Returns whether any name is called otherwise now."""
        with self._lock:
            before = self.corrections
            if self._store.changed():
                self._load()
            return before.entries != self.corrections.entries

    @property
    def corrections(self) -> Corrections:
        """Those that hold now."""
        return self._store.corrections

    # What names are called

    def mentions(self, found: Iterable[Mention]) -> Iterator[Mention]:
        """Mentions with the names as they are called."""
        corrections, concerned = self.corrections, dict[str, bool]()
        for mention in found:
            if mention.name not in concerned:
                concerned[mention.name] = corrections.concerns(mention.name)
            if not concerned[mention.name]:
                yield mention
                continue
            label, name = corrections.called(mention.label, mention.name, mention.form, mention.spelling)
            yield mention if label is None else replace(mention, label=label, name=name)

    def annotation(self, found: Annotation) -> Annotation:
        """An annotation with every name, speakers included, as it is called."""
        corrections, canonical = self.corrections, canonical_names(found)
        forms = forms_by_start(found)
        entities = tuple(_called_entity(each, canonical, corrections) for each in found.entities)
        quotes = tuple(_called_quote(each, canonical, forms, corrections) for each in found.quotes)
        return replace(found, entities=entities, quotes=quotes)

    # Names of the library

    def groups(self, roles: Sequence[str]) -> tuple[list[Group], frozenset[str]]:
        """The names that corrections are about, in some roles, and all the names that they were found as."""
        corrections = self.corrections
        if not corrections.entries:
            return [], frozenset()
        stamp = corrections, self._annotations.newest()
        if self._kept[0] != stamp:
            groups = tuple(self._grouped(corrections))
            self._kept = stamp, groups, frozenset(member.name for group in groups for member in group.members)
        _, groups, taken = self._kept
        return [group for group in groups if group.role in roles], taken

    def _grouped(self, corrections: Corrections) -> Iterable[Group]:
        groups: dict[tuple[str, str], Group] = {}
        asked: set[str] = set()
        waiting = set(corrections.concerned)
        while waiting:  # what is split off a name may be called as another one that is there
            asked |= waiting
            found = self._annotations.named([folded_words(key) for key in waiting])
            for variant in (each for each in found if fold_label(each.name) in waiting):
                for part in self._annotations.variants(variant) if corrections.divides(variant.name) else [variant]:
                    role, name = called(part, corrections)
                    groups.setdefault((role, name), Group(role, name)).members.append(part)
            waiting = {fold_label(name) for _, name in groups} - asked
        return groups.values()

    def used_names(self, roles: Sequence[str], beginning: str, most: int) -> list[tuple[str, int]]:
        """As `Annotations.used_names`, with the names as they are called. Only those corrected names are counted that
        may be among them."""
        groups, taken = self.groups(roles)
        plain = self._annotations.used_names(roles, beginning, most + len(taken))
        found = {name: articles for name, articles in plain if name not in taken}
        begun = [group for group in groups if f" {beginning}" in group.spaced]
        for group in sorted(begun, key=lambda group: -group.at_most)[:most]:
            exact = group.at_most if group.is_whole else self._annotations.count_naming(group.members)
            found[group.name] = max(exact, found.get(group.name, 0))
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]

    def use(self, label: Label, name: str) -> NameUse:
        """See `Library.name_use`."""
        members = self._members(label, name)
        spelt = self._annotations.spellings(members)
        articles, mentions = self._annotations.count_naming(members), sum(times for _, times in spelt)
        return NameUse(name, label, articles, mentions, tuple(pair for pair in spelt if pair[0]))

    def _members(self, label: Label, name: str) -> list[Variant]:
        """What a name that is called so was found as."""
        groups, taken = self.groups([label])
        own = [] if name in taken else [Variant(label, name)]
        return next((group.members for group in groups if group.name == name), own)

    # Changing

    def merge(self, label: Label, name: str, into: str) -> TakeBack:
        """See `Library.merge_names`."""
        into = clean_name(into)
        is_limited = self._has_another_label(label, name)

        def make(corrections: Corrections) -> list[Correction]:
            (_, source), (_, target) = corrections.called(label, name), corrections.called(label, into)
            if fold_label(source) == fold_label(target):
                raise ReaderError(f"{name!r} and {into!r} are one name already")
            return _merged(corrections, label, source, target, is_limited=is_limited)

        return self._store.correct(make)

    def rename(self, label: Label, name: str, new: str) -> TakeBack:
        """See `Library.rename_name`."""
        new = clean_name(new)
        is_limited = self._has_another_label(label, name)

        def make(corrections: Corrections) -> list[Correction]:
            (_, source), (_, target) = corrections.called(label, name), corrections.called(label, new)
            if fold_label(source) != fold_label(target):
                return _merged(corrections, label, source, target, is_limited=is_limited)
            holder = corrections.holder(new, label)
            if holder is None:
                reason = "is called so already" if source == new else f"and {new!r} count as one spelling"
                raise ReaderError(f"{source!r} {reason}")
            freed = [_without(holder.name, item) for item in holder.also if _is_item(item, new, label)]
            return [*freed, *_merged(corrections, label, source, new, is_limited=is_limited)]

        return self._store.correct(make)

    def split(self, label: Label, name: str, spelling: str) -> TakeBack:
        """See `Library.split_name`."""
        spelling = clean_name(spelling)
        members = self._found_as(label, name)

        def make(corrections: Corrections) -> list[Correction]:
            _, head = corrections.called(label, name)
            if (holder := corrections.holder(spelling, label)) is not None:
                return [_without(holder.name, item) for item in holder.also if _is_item(item, spelling, label)]
            made = [each for member in members for each in _split(corrections, label, head, member, spelling)]
            if not made:
                reason = "is the name itself" if fold_label(spelling) == fold_label(head) else "is no spelling of it"
                raise NotFoundError(f"{name!r}: {spelling!r} {reason}")
            return list(dict.fromkeys(made))

        return self._store.correct(make)

    def retype(self, label: Label, name: str, new_label: Label) -> TakeBack:
        """See `Library.retype_name`."""

        def make(corrections: Corrections) -> list[Correction]:
            _, head = corrections.called(label, name)
            entry = corrections.entries.get(fold_label(head))
            before = KIND_OF[entry.label] if entry and entry.label else ""
            if new_label is (entry.label if entry and entry.label else label):
                raise ReaderError(f"{name!r} is of that kind already")
            return [Correction(head, Part.LABEL, KIND_OF[new_label], before=before)]

        return self._store.correct(make)

    def _has_another_label(self, label: Label, name: str) -> bool:
        found = self._annotations.named([folded_words(name)])
        return any(each.role not in (label, SPEAKER) and fold_label(each.name) == fold_label(name) for each in found)

    def _found_as(self, label: Label, name: str) -> list[Variant]:
        """The forms and spellings in which a name was found."""
        members = self._members(label, name)
        return [part for each in members for part in ([each] if each.form else self._annotations.variants(each))]


Canonical = dict[tuple[Label, str], str]


def canonical_names(found: Annotation) -> Canonical:
    """The canonical name of each name that has another one in an article."""
    return {(label, name): canonical for label, name, canonical in found.known_as}


def forms_by_start(found: Annotation) -> dict[int, str]:
    """The dictionary form of each name by its first character."""
    return {entity.start: entity.name for entity in found.entities if entity.label in NAMED}


def canonical_speaker(quote: Quote, canonical: Canonical) -> str | None:
    """The canonical name of who speaks."""
    if quote.speaker is None:
        return None
    return next(
        (canonical[label, quote.speaker] for label in NAMED if (label, quote.speaker) in canonical), quote.speaker
    )


def speaker_form(quote: Quote, forms: dict[int, str]) -> str:
    """The dictionary form in which a quotation names its speaker; '' for a pronoun."""
    return forms.get(quote.name_span[0], "") if quote.name_span else ""


def called(variant: Variant, corrections: Corrections) -> tuple[str, str]:
    """The role and the name that a variant is called by."""
    label = None if variant.role == SPEAKER else Label(variant.role)
    meant, name = corrections.called(label, variant.name, variant.form or "", variant.spelling or "")
    return meant or SPEAKER, name


def _called_entity(entity: Entity, canonical: Canonical, corrections: Corrections) -> Entity:
    if entity.label not in NAMED:
        return entity
    name = canonical.get((entity.label, entity.name), entity.name)
    label, name = corrections.called(entity.label, name, entity.name, " ".join(entity.text.split()))
    return entity if label is None else replace(entity, label=label, name=name)


def _called_quote(quote: Quote, canonical: Canonical, forms: dict[int, str], corrections: Corrections) -> Quote:
    speaker = canonical_speaker(quote, canonical)
    if speaker is None:
        return quote
    return replace(quote, speaker=corrections.called(None, speaker, speaker_form(quote, forms))[1])


def _merged(corrections: Corrections, label: Label, source: str, target: str, *, is_limited: bool) -> list[Correction]:
    """What makes one name another; where it had been split off that, it is so no more."""
    entry = corrections.entries.get(fold_label(target))
    freed = [
        Correction(target, Part.APART, item, added=False)
        for item in (entry.apart if entry else ())
        if fold_label(item) == fold_label(source)
    ]
    item = limited_item(source, label if is_limited else None)
    return [Correction(entry.name if entry else target, Part.ALSO, item), *freed]


def _split(corrections: Corrections, label: Label, head: str, member: Variant, spelling: str) -> Iterator[Correction]:
    """What parts a spelling from what it was found as."""
    form = member.form or ""
    if fold_label(spelling) not in (fold_label(form), fold_label(member.spelling or "")):
        return
    if fold_label(form) != fold_label(member.name):
        yield Correction(member.name, Part.APART, form)
    elif (holder := corrections.holder(member.name, label)) is not None:
        yield from (_without(holder.name, item) for item in holder.also if _is_item(item, member.name, label))
    elif fold_label(spelling) not in (fold_label(member.name), fold_label(head)):
        yield Correction(member.name, Part.APART, spelling)


def _without(name: str, item: str) -> Correction:
    return Correction(name, Part.ALSO, item, added=False)


def _is_item(item: str, name: str, label: Label) -> bool:
    merged, kind = limited(item)
    return fold_label(merged) == fold_label(name) and kind in (None, label)
