"""From what somebody typed to a tree: the grammar of DESIGN section 5.

    query   = either                     spaces between parts mean AND
    either  = all { OR all }             OR, ИЛИ or | standing alone
    all     = part { part }
    part    = [-] ( "(" either ")" | phrase | #value | operator:value | word )

An operator is a known word, a colon and something that is no space; `letters:value` with an unknown word is an error,
anything else literal. A bare word runs to the next space or round bracket, whatever signs it holds, so that words
typed in the wrong keyboard layout stay whole. Words without a letter or digit (a dash between two others) ask for
nothing and are left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from reader.errors import QueryError
from reader.search.moments import FORMS, parse_moment
from reader.search.operators import Operator, Takes, nearest, nearest_operator, operators_named
from reader.search.patterns import check_pattern
from reader.search.tree import And, Filter, Node, Not, Or, Phrase, Query, Word, join
from reader.search.words import folded_words

_DEEPEST = 40
_MOST_PARTS = 100
"""More than anybody types: enough for a pasted paragraph to be refused rather than searched word by word."""

_OR = frozenset({"OR", "ИЛИ", "|"})
_MARKS = {'"': '"', "«": "»"}
_BARE = re.compile(r"[^\s()]+")
_OPERATOR = re.compile(r"([^\W\d_]+):")
_LISTED = re.compile(r"[^\s(),]+")
_PATTERN = re.compile(r"/((?:[^/\\]|\\.)+)/", re.DOTALL)

_Leaf = TypeVar("_Leaf", bound=Word | Phrase | Filter)


def parse_query(text: str, *, typing: bool = False) -> Query:
    """Read a query. Raises QueryError with the place of what cannot be understood.

    `typing` forgives what is only half there (a bracket or a mark still open, `tag:`, `OR` at the end) and leaves the
    last word `open`, so that it may stand for any word that begins like it.
    """
    parser = _Parser(text, typing)
    root = parser.either()
    return Query(root, parser.sort)


class _Parser:
    """Reads `text` from `at` on; each method takes one thing of the grammar and stops after it."""

    def __init__(self, text: str, typing: bool) -> None:
        self.text = text
        self.end = len(text)
        self.typing = typing
        self.at = 0
        self.sort: str | None = None
        self._brackets: list[int] = []
        self._parts = 0

    # The grammar

    def either(self) -> Node | None:
        options: list[Node] = []
        joiner: tuple[int, int] | None = None
        while True:
            begun = self.at
            part = self._all()
            empty = not self.text[begun : self.at].strip()
            if empty and joiner and not self._half_typed() and not self._or_half_typed():
                raise self._error(f"{self.text[slice(*joiner)]} has nothing after it", *joiner)
            options += [part] if part else []
            joiner = self._take_or()
            if joiner is None:
                break
            if empty and not self._half_typed():
                raise self._error(f"{self.text[slice(*joiner)]} has nothing before it", *joiner)
        if not self._brackets and self.at < self.end:
            raise self._error("this bracket closes nothing", self.at, self.at + 1)
        return join(Or, options)

    def _all(self) -> Node | None:
        parts: list[Node] = []
        while True:
            self._skip_spaces()
            if self.at == self.end or self.text[self.at] == ")" or self._at_or():
                return join(And, parts)
            part = self._part()
            parts += [part] if part else []

    def _part(self) -> Node | None:
        negated = self._peek() == "-" and self._peek(1) not in ("", "-", ")") and not self._peek(1).isspace()
        self.at += negated
        part = self._positive()
        return Not(part) if part and negated else part

    def _positive(self) -> Node | None:
        start, sign = self.at, self._peek()
        if sign == "(":
            return self._group()
        if sign in _MARKS:
            return self._counted(self._phrase())
        if sign == "#" and self._peek(1) and self._peek(1) not in "()" and not self._peek(1).isspace():
            self.at += 1
            return self._counted(self._names(operators_named("tag")[0], start))
        named = _OPERATOR.match(self.text, self.at)
        if named and (after := self._peek(len(named[0]))) and after != ")" and not after.isspace():
            if operators := operators_named(named[1]):
                self.at = named.end()
                return self._filter(operators, start)
            if not self.text.startswith("//", named.end()):
                nearby = nearest_operator(named[1])
                raise self._error(f"there is no {_short(named[1])}: – the nearest is {nearby}:", start, named.end())
        return self._counted(self._word())

    def _group(self) -> Node | None:
        opened = self.at
        if len(self._brackets) == _DEEPEST:
            raise self._error(f"brackets go deeper than {_DEEPEST}", opened, opened + 1)
        self._brackets.append(opened)
        self.at += 1
        inner = self.either()
        if self._peek() != ")" and not self.typing:
            raise self._error("this bracket is never closed", opened, opened + 1)
        if not self.text[opened + 1 : self.at].strip() and not self.typing:
            raise self._error("there is nothing between these brackets", opened, self.at + 1)
        self._brackets.pop()
        self.at = min(self.at + 1, self.end)
        return inner

    # Words

    def _word(self) -> Word | None:
        start, typed = self.at, self._take(_BARE)
        half = self.typing and self.at == self.end
        if half and typed[-1] == ":" and operators_named(typed[:-1]):
            return None
        return Word(typed, start, self.at, half) if folded_words(typed) else None

    def _phrase(self) -> Phrase | None:
        start = self.at
        inner, closed = self._marked()
        return Phrase(inner, start, self.at, not closed) if folded_words(inner) else None

    def _marked(self) -> tuple[str, bool]:
        """What stands between a pair of marks, and whether the second one is there."""
        start, mark = self.at, self._peek()
        stop = self.text.find(_MARKS[mark], start + 1)
        if stop < 0 and not self.typing:
            raise self._error(f"this {mark} is never closed", start, start + 1)
        inner = self.text[start + 1 : self.end if stop < 0 else stop]
        self.at = self.end if stop < 0 else stop + 1
        return inner, stop >= 0

    # Operators

    def _filter(self, operators: tuple[Operator, ...], start: int) -> Node | None:
        operator = operators[0]
        if operator.takes is Takes.CHOICE:
            return self._counted(self._choice(operators, start))
        if operator.takes is Takes.MOMENT:
            return self._counted(self._moment(operator, start))
        if operator.takes is Takes.NAMES:
            return self._counted(self._names(operator, start))
        if self._peek() == "(":
            return self._counted(self._together(operator, start))
        if operator.takes is Takes.SPEECH:
            return self._counted(self._names(operator, start))
        if operator.name == "title" and self._peek() == "/":
            return self._counted(self._regex(operator, start))
        return self._places(operator, start)

    def _names(self, operator: Operator, start: int) -> Filter | None:
        choices = dict(operator.choices)
        meant = tuple(choices.get(value.casefold(), value) for value in self._list())
        return self._made(Filter(operator.name, meant, start=start), operator)

    def _choice(self, operators: tuple[Operator, ...], start: int) -> Filter | None:
        begun = self.at
        typed = self._list()
        for operator in operators:
            choices = dict(operator.choices)
            if typed and all(value.casefold() in choices for value in typed):
                meant = tuple(dict.fromkeys(choices[value.casefold()] for value in typed))
                if operator.name == "sort":
                    if self._brackets or self.text[:start].endswith("-"):
                        raise self._error("sort: is for the whole query: not in brackets, not after a minus", start)
                    self.sort = meant[0]
                    return None
                return self._made(Filter(operator.name, meant, start=start), operator)
        if self._half_typed():
            return None
        if not typed:
            raise self._nothing_in(operators[0], start)
        known = [spelling for operator in operators for spelling, _ in operator.choices]
        wrong = next((value for value in typed if value.casefold() not in known), "".join(typed))
        raise self._error(
            f"{operators[0].name}: does not know {_short(wrong)} – the nearest is {nearest(wrong, known)}", begun
        )

    def _moment(self, operator: Operator, start: int) -> Filter | None:
        begun, typed = self.at, self._take(_BARE)
        try:
            moment = parse_moment(typed)
        except ValueError:
            if self._half_typed():
                return None
            raise self._error(f"{operator.name}: takes a date, such as {FORMS}", begun if typed else start) from None
        return self._made(Filter(operator.name, moment=moment, start=start), operator)

    def _regex(self, operator: Operator, start: int) -> Filter | None:
        begun = self.at
        found = _PATTERN.match(self.text, begun)
        if found is None:
            self.at = self.end
            if self.typing:
                return None
            raise self._error("this regular expression has no / at its end", begun)
        self.at = found.end()
        if reason := check_pattern(found[1]):
            raise self._error(f"this regular expression is not one: {reason}", begun)
        return self._made(Filter(operator.name, pattern=found[1], start=start), operator)

    def _places(self, operator: Operator, start: int) -> Node | None:
        """`quote:a,"b c"`: any of a list, each a condition of its own."""
        found: list[Node] = []
        while True:
            part = self._phrase() if self._peek() in _MARKS else self._listed_word()
            if part:
                made = Filter(operator.name, words=(part,), start=start, stop=self.at, open=part.open)
                found += [made] if self._counted(made) else []
            if self._peek() != ",":
                break
            self.at += 1
        return join(Or, found) or self._made(Filter(operator.name, start=start), operator)

    def _listed_word(self) -> Word | None:
        start, typed = self.at, self._take(_LISTED)
        return Word(typed, start, self.at, self._half_typed()) if folded_words(typed) else None

    def _together(self, operator: Operator, start: int) -> Filter | None:
        """`said:(name words)`, `quote:(words)`: what stands in the brackets is meant for one place."""
        opened = self.at
        self.at += 1
        self._skip_spaces()
        speech = operator.takes is Takes.SPEECH and self._peek() not in ("", "(", ")")
        names = self._list() if speech else ()
        words: list[Word | Phrase] = []
        while self._skip_spaces() and self._peek() != ")":
            if self._peek() == "(":
                raise self._error(f"{operator.name}:(…) takes words and phrases, no brackets", self.at, self.at + 1)
            word = self._phrase() if self._peek() in _MARKS else self._word()
            words += [word] if self._counted(word) and word else []
        if self.at == self.end and not self.typing:
            raise self._error("this bracket is never closed", opened, opened + 1)
        self.at = min(self.at + 1, self.end)
        if words and not names and operator.takes is Takes.SPEECH:
            raise self._error(f"{operator.name}:(…) begins with a name", opened, self.at)
        return self._made(Filter(operator.name, names, tuple(words), start=start), operator)

    def _list(self) -> tuple[str, ...]:
        """`a,"b c"`: the values between commas, empty ones left out."""
        values = []
        while True:
            value = self._marked()[0] if self._peek() in _MARKS else self._take(_LISTED)
            values.append(" ".join(value.split()))
            if self._peek() != ",":
                return tuple(filter(None, values))
            self.at += 1

    def _made(self, made: Filter, operator: Operator) -> Filter | None:
        """A filter with its end; None for one whose value is still to come. Fails where there is nothing in it."""
        if made.values or made.words or made.pattern or made.moment:
            return replace(made, stop=self.at, open=self._half_typed())
        if self._half_typed():
            return None
        raise self._nothing_in(operator, made.start)

    def _nothing_in(self, operator: Operator, start: int) -> QueryError:
        hint = " – it takes a list, as in tag:a,b" if self._peek() == "(" else ""
        return self._error(f"{operator.name}: has no value{hint}", start)

    # Characters

    def _peek(self, ahead: int = 0) -> str:
        return self.text[self.at + ahead : self.at + ahead + 1]

    def _skip_spaces(self) -> bool:
        while self.at < self.end and self.text[self.at].isspace():
            self.at += 1
        return self.at < self.end

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found[0] if found else ""

    def _at_or(self) -> bool:
        found = _BARE.match(self.text, self.at)
        return found is not None and found[0] in _OR

    def _take_or(self) -> tuple[int, int] | None:
        if not self._at_or():
            return None
        start = self.at
        self._take(_BARE)
        return start, self.at

    def _half_typed(self) -> bool:
        return self.typing and self.at == self.end

    def _or_half_typed(self) -> bool:
        """Whether the typing ends in OR, which may become a word."""
        found = _BARE.match(self.text, self.at)
        return self.typing and found is not None and found[0] in _OR and found.end() == self.end

    def _counted(self, part: _Leaf | None) -> _Leaf | None:
        self._parts += part is not None
        if self._parts > _MOST_PARTS:
            raise self._error(f"more than {_MOST_PARTS} words: search for fewer", self.at - 1, self.at)
        return part

    def _error(self, reason: str, start: int, stop: int | None = None) -> QueryError:
        return QueryError(reason, start, self.at if stop is None else stop)


def _short(typed: str) -> str:
    """What somebody typed, for a message of one line."""
    return typed if len(typed) <= 40 else f"{typed[:40]}…"
