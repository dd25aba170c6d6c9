from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.search.moments import Moment
from reader.search.operators import OPERATORS
from reader.search.query import parse_query
from reader.search.tree import And, Filter, Not, Or, Phrase, Query, Word


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", ""),
        ("  нефть   газ ", "нефть газ"),
        ("нефть OR газ цены", "нефть OR газ цены"),
        ("нефть ИЛИ газ", "нефть OR газ"),
        ("нефть | газ", "нефть OR газ"),
        ("нефть or газ", "нефть or газ"),
        ("нефть|газ", "нефть|газ"),
        ("(нефть OR газ) цены", "(нефть OR газ) цены"),
        ("цены(нефть газ)", "цены нефть газ"),
        ("((нефть))", "нефть"),
        ("-нефть", "-нефть"),
        ("-(нефть OR газ)", "-(нефть OR газ)"),
        ("-(-нефть)", "-(-нефть)"),
        ('-"красная линия"', '-"красная линия"'),
        ('"красная линия"', '"красная линия"'),
        ("«красная линия»", '"красная линия"'),
        ('«кафе "Луна" открыто»', '«кафе "Луна" открыто»'),
        ('"" нефть', "нефть"),
        # operators and their twins
        ("tag:санкции -tag:done", "tag:санкции -tag:done"),
        ("тег:санкции", "tag:санкции"),
        ("TAG:санкции", "tag:санкции"),
        ("#санкции -#done", "tag:санкции -tag:done"),
        ('#"to read"', 'tag:"to read"'),
        ("tag:a,b", "tag:a,b"),
        ('tag:"to read",done,,', 'tag:"to read",done'),
        ("источник:тасс", "source:тасс"),
        ("человек:Песков", "person:Песков"),
        ('орг:"ЦБ РФ"', 'org:"ЦБ РФ"'),
        ("место:Минск", "place:Минск"),
        ("имя:Газпром", "entity:Газпром"),
        ("язык:ru", "language:ru"),
        ("язык:Русский,de", "language:ru,de"),
        ("поиск:утро", "search:утро"),
        ("сказал:Песков", "said:Песков"),
        ("said:(Песков санкции)", "said:(Песков санкции)"),
        ("said:(Песков)", "said:Песков"),
        ('said:("Дмитрий Песков",Лавров "красная линия")', 'said:("Дмитрий Песков",Лавров "красная линия")'),
        ('цитата:"красная линия"', 'quote:"красная линия"'),
        ("quote:(красная линия)", "quote:(красная линия)"),
        ("quote:линия,черта", "quote:линия OR quote:черта"),
        ("заголовок:выборы", "title:выборы"),
        (r"title:/выбор(ы|ов) \w+/ газ", r"title:/выбор(ы|ов) \w+/ газ"),
        (r"title:/a\/b/", r"title:/a\/b/"),
        ("title:(/a b)", "title:(/a b)"),
        ("title:(/a)", "title:(/a)"),
        ("есть:непрочитанное", "is:unread"),
        ("is:непрочитанная,избранные", "is:unread,starred"),
        ("есть:цитата", "has:quote"),
        ("is:unread,starred", "is:unread,starred"),
        ("is:избранное", "is:starred"),
        ("есть:непрочитанные,отмеченные", "is:unread,starred"),
        ("порядок:релевантность", "sort:relevance"),
        ("has:quote has:тег", "has:quote has:tag"),
        ("after:2026-01-01 before:2026-03", "after:2026-01-01 before:2026-03"),
        ("после:26.02.2026 до:2027", "after:2026-02-26 before:2027"),
        ("новее:3д старше:2н", "newer:3d older:2w"),
        ("after:вчера before:сегодня", "after:1d before:0d"),
        ("sort:date нефть", "нефть sort:date"),
        ("порядок:источник", "sort:source"),
        ("sort:date нефть sort:title", "нефть sort:title"),
        # what is literal
        ("12:30", "12:30"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("Ту-154", "Ту-154"),
        ("и/или", "и/или"),
        ("Москва - Казань", "Москва Казань"),
        ("Москва — Казань …", "Москва Казань"),
        ("--limit", "--limit"),
        ("Источник: ТАСС", "Источник: ТАСС"),
        ("(нефть OR тег:)", "нефть OR тег:"),
        ("и:", "и:"),
        ("нефть tag:", "нефть tag:"),
        (",.l;tn ghbdtn", ",.l;tn ghbdtn"),
        ('кафе"Луна"', 'кафе"Луна"'),
        ("# №5", "№5"),
        ("-OR", "-OR"),
    ],
)
def test_a_query_has_one_canonical_form(typed: str, canonical: str) -> None:
    assert str(parse_query(typed)) == canonical
    assert parse_query(canonical) == parse_query(typed)


def test_the_tree_of_a_query() -> None:
    assert parse_query('нефть (газ OR -"новый год") tag:a,b after:3d sort:date') == Query(
        And(
            (
                Word("нефть"),
                Or((Word("газ"), Not(Phrase("новый год")))),
                Filter("tag", ("a", "b")),
                Filter("after", moment=Moment("3d")),
            )
        ),
        "date",
    )


def test_nodes_know_their_place() -> None:
    text = 'нефть -"новый год" tag:a,b said:(Песков газ)'
    root = parse_query(text).root
    assert isinstance(root, And)
    word, negated, tag, said = root.parts
    assert isinstance(word, Word)
    assert isinstance(negated, Not)
    assert isinstance(negated.part, Phrase)
    assert isinstance(tag, Filter)
    assert isinstance(said, Filter)
    places: list[Word | Phrase | Filter] = [word, negated.part, tag, said, said.words[0]]
    assert [text[place.start : place.stop] for place in places] == [
        "нефть",
        '"новый год"',
        "tag:a,b",
        "said:(Песков газ)",
        "газ",
    ]


@pytest.mark.parametrize(
    ("typed", "wrong", "reason"),
    [
        ("газ foo:бар", "foo:", "there is no foo: – the nearest is"),
        ("tga:бар", "tga:", "the nearest is tag:"),
        ("источнк:бар", "источнк:", "the nearest is источник:"),
        ("ефп:бар", "ефп:", "the nearest is tag:"),  # tag typed in the Russian layout
        ("газ OR", "OR", "OR has nothing after it"),
        ("ИЛИ газ", "ИЛИ", "ИЛИ has nothing before it"),
        ("(газ |) нефть", "|", "| has nothing after it"),
        ("газ (нефть", "(", "never closed"),
        ("газ) нефть", ")", "closes nothing"),
        ("газ ()", "()", "nothing between"),
        ('газ "нефть', '"', "never closed"),
        ("«нефть", "«", "never closed"),
        ("tag:,", "tag:,", "has no value"),
        ("tag:(a b)", "tag:", "takes a list, as in tag:a,b"),
        ("is:непрочтанное", "непрочтанное", "the nearest is непрочитанное"),
        ("is:(read)", "is:", "has no value – it takes a list"),
        ("after:(2018)", "after:", "takes a date"),
        ("sort:размер", "размер", "does not know"),
        ("(sort:date)", "sort:date", "whole query"),
        ("-sort:date", "sort:date", "whole query"),
        ("after:2026-13", "2026-13", "takes a date"),
        ("newer:3", "3", "takes a date"),
        ("title:/выбор", "/выбор", "no / at its end"),
        ("title:/(/", "/(/", "regular expression"),
        ("title:/" + "a" * 501 + "/", "/" + "a" * 501 + "/", "longer than"),
        ("said:(", "(", "never closed"),
        ('said:("" газ)', '("" газ)', "begins with a name"),
        ("quote:(газ (нефть))", "(", "no brackets"),
    ],
)
def test_a_wrong_query_says_what_and_where(typed: str, wrong: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(typed)
    assert reason in caught.value.reason
    assert typed[caught.value.start : caught.value.stop] == wrong


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("газ tag:", "газ"),
        ("газ тег:", "газ"),
        ("газ #", "газ"),
        ("газ -", "газ"),
        ("газ -tag:", "газ"),
        ("газ OR", "газ"),
        ("газ OR ", "газ"),
        ("газ OR OR", "газ"),  # the beginning of ORG:…
        ("газ | ИЛИ", "газ"),
        ("OR", ""),
        ("газ (", "газ"),
        ("газ (нефть", "газ нефть"),
        ("газ (нефть OR", "газ нефть"),
        ("газ ()", "газ"),
        ('газ "', "газ"),
        ('газ "новый г', 'газ "новый г"'),
        ("tag:a,", "tag:a"),
        ('tag:"to re', 'tag:"to re"'),
        ("after:202", ""),
        ("is:unr", ""),
        ("sort:da", ""),
        ("title:/выб", ""),
        ("said:(Песков сан", "said:(Песков сан)"),
        ("said:(", ""),
    ],
)
def test_while_typing_what_is_half_there_is_forgiven(typed: str, understood: str) -> None:
    assert str(parse_query(typed, typing=True)) == understood


@pytest.mark.parametrize("typed", ["газ foo:б", "газ)", "is:unr газ", "after:202 газ", "OR газ"])
def test_while_typing_what_is_wrong_for_good_is_still_wrong(typed: str) -> None:
    with pytest.raises(QueryError):
        parse_query(typed, typing=True)


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [("смартф", True), ("смартф ", False), ("(смартф)", False), ('"новый г', True), ('"новый г"', False)],
)
def test_only_what_the_typing_ends_in_is_open(typed: str, is_open: bool) -> None:
    part = parse_query(typed, typing=True).root
    assert isinstance(part, Word | Phrase)
    assert part.open is is_open


def test_nothing_is_open_when_nobody_types() -> None:
    part = parse_query("смартф").root
    assert isinstance(part, Word)
    assert not part.open


def test_every_operator_has_a_twin_of_its_own() -> None:
    twins = [twin for operator in OPERATORS for twin in operator.twins if twin != "есть"]
    assert len(twins) == len(set(twins)) == len(OPERATORS) - 2


_PIECES = st.sampled_from(
    [
        *("(", ")", " ", " ", " ", '"', "«", "»", "-", "#", ",", ":", "/", "|", "OR", "ИЛИ", "и", "нефть", "б/у", "5"),
        *("tag:", "тег:", "said:", "said:(", "quote:", "title:", "title:/", "is:", "есть:", "unread", "after:", "3d"),
        *("sort:", "date", "foo:", "https://", "\n", "\u00a0", "\ud800", "\x00", "ё", "=", "\\"),
    ]
)
_TYPED = st.one_of(st.text(), st.lists(_PIECES, max_size=30).map("".join))


def understood_or_refused(typed: str, typing: bool) -> Query | QueryError:
    try:
        return parse_query(typed, typing=typing)
    except QueryError as error:
        return error


@settings(deadline=None)
@given(_TYPED, st.booleans())
def test_whatever_is_typed_is_understood_or_refused_with_a_place(typed: str, typing: bool) -> None:
    answer = understood_or_refused(typed, typing)
    if isinstance(answer, QueryError):
        assert 0 <= answer.start <= answer.stop <= len(typed)
        assert answer.reason
    else:
        assert parse_query(str(answer)) == answer


@pytest.mark.parametrize(
    "typed",
    [
        *("(" * 10_000, ")" * 10_000, "-(" * 5_000, '"' * 10_000, "«" * 10_000, "OR " * 3_000, "tag:" * 2_500),
        *("a" * 10_000, "слово " * 2_000, "tag:a,b " * 1_200, "said:(" * 2_000, "title:/" * 1_500, "#" * 10_000),
        *("title:/" + "(" * 400 + "/", "a" * 10_000 + ":b", "is:" + "a" * 10_000),
    ],
)
def test_ten_kilobytes_of_anything_end_soon(typed: str) -> None:
    for typing in (True, False):
        answer = understood_or_refused(typed, typing)
        assert isinstance(answer, Query) or len(answer.reason) < 200
