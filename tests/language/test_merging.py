"""Which spellings are one entity's: each rule by a line."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.language.aliases import adjectives_meant, aliases
from reader.language.merging import known_as
from reader.language.models import word_table
from reader.language.organisations import fold
from reader.language.tokens import tokenise
from reader.model import Entity, Label
from tests.language.annotated import annotation

_MARKED = re.compile(r"\[(PER|ORG|LOC) ([^]|]*)(?:\|([^]]*))?\]")


def _known(marked: str) -> dict[str, str]:
    """The canonical names of what `marked` shows as [PER spelling] or [PER spelling|dictionary form]."""
    text, entities, end = "", [], 0
    for found in _MARKED.finditer(marked):
        text += marked[end : found.start()]
        label, spelling, name = Label(found[1]), found[2], found[3] or found[2]
        entities.append(Entity(len(text), len(text) + len(spelling), label, spelling, name))
        text, end = text + spelling, found.end()
    return {name: canonical for _, name, canonical in known_as(text + marked[end:], entities)}


def _people(names: str) -> dict[str, str]:
    return _known(", ".join(f"[PER {name}]" for name in names.split(", ")))


def _organisations(names: str) -> dict[str, str]:
    return _known(", ".join(f"[ORG {name}]" for name in names.split(", ")))


@pytest.mark.parametrize(
    ("names", "known"),
    [
        ("Софья Ланская, Ланская", {"Ланская": "Софья Ланская"}),
        ("Ланская, Софья Ланская", {"Ланская": "Софья Ланская"}),
        ("Софья Ланская, Ланский", {}),
        ("Софья Ланская, Ланской", {"Ланской": "Софья Ланская"}),
        ("Игорь Ланский, Ланской", {"Ланской": "Игорь Ланский"}),
        ("Игорь Ланский, Ланская", {}),
        ("Иван Петров, Анна Петрова, Петров", {"Петров": "Иван Петров"}),
        ("Иван Петров, Анна Петрова, Петрова", {"Петрова": "Анна Петрова"}),
        ("Иван Петров, Анна Петрова, Петровы", {}),
        ("Иван Петров, Илья Петров, Петров", {}),
        ("Иван Петров, Илья Петров, И. Петров", {}),
        ("Иван Петров, Олег Петров, О. Петров", {"О. Петров": "Олег Петров"}),
        ("Иван Петров, Олег Петров", {}),
        ("Пётр Королёв, Петр Королев", {"Петр Королев": "Пётр Королёв"}),
        ("Софья Ланская, С. Ланская", {"С. Ланская": "Софья Ланская"}),
        ("Софья Ланская, С. А. Ланская", {"С. А. Ланская": "Софья Ланская"}),
        ("Софья Ланская, С.А. Ланская", {"С.А. Ланская": "Софья Ланская"}),
        ("Софья Ланская, Ланская С. А.", {"Ланская С. А.": "Софья Ланская"}),
        ("Софья Ланская, Ланская Софья", {"Ланская Софья": "Софья Ланская"}),
        ("Софья Ланская, А. Ланская", {}),
        ("Софья Андреевна Ланская, С. И. Ланская", {}),
        ("С. А. Ланская, Ланская", {"Ланская": "С. А. Ланская"}),
        ("Софья Ланская, Софья Андреевна Ланская", {"Софья Ланская": "Софья Андреевна Ланская"}),
        ("Олег Ильич Зуев, Олег Львович Зуев", {}),
        ("Софья Андреевна Ланская, Софья Андреевна", {"Софья Андреевна": "Софья Андреевна Ланская"}),
        ("Софья Ланская, Софья Андреевна", {"Софья Андреевна": "Софья Ланская"}),
        ("Софья Ланская, Софья Зуева, Софья Андреевна", {}),
        ("Роман Абрамович, Роман Иванов", {}),
        ("Софья Ланская, Софья", {"Софья": "Софья Ланская"}),
        ("Софья Ланская, Софья Зуева, Софья", {}),
        ("Ван Сян, Ван", {"Ван": "Ван Сян"}),
        ("Ван Сян, Сян", {"Сян": "Ван Сян"}),
        ("Ким Чен Ын, Ким", {"Ким": "Ким Чен Ын"}),
        ("Урсула фон Берг, фон Берг", {"фон Берг": "Урсула фон Берг"}),
        ("Хуан Мануэль Борхес, Мануэль Борхес", {}),
        ("Урсула фон Берг, Берг", {"Берг": "Урсула фон Берг"}),
        ("Самир аль-Хатиб, Хатиб", {"Хатиб": "Самир аль-Хатиб"}),
        ("Джон Холт, Джон Холт младший, Холт", {"Холт": "Джон Холт"}),
        ("Anna Holt, Holt", {"Holt": "Anna Holt"}),
        ("Anna Holt, Holt's", {"Holt's": "Anna Holt"}),
        ("Anna Holt, Ms. Holt", {"Ms. Holt": "Anna Holt"}),
        ("Anna Holt, John Holt, Holt", {}),
        ("Anna Holt, A. Holt", {"A. Holt": "Anna Holt"}),
        ("Anna B. Holt, Anna Holt", {"Anna B. Holt": "Anna Holt"}),
        ("John Holt, John Holt Jr., Holt", {"Holt": "John Holt"}),
    ],
)
def test_people(names: str, known: dict[str, str]) -> None:
    assert _people(names) == known


def test_spellings_decide_whether_a_form_can_be_hers() -> None:
    assert _known("[PER Софья Ланская], о [PER Ланской|Ланский]") == {"Ланский": "Софья Ланская"}
    assert _known("[PER Софья Ланская], о [PER Ланском|Ланский]") == {}


@pytest.mark.parametrize(
    ("names", "known"),
    [
        ("Союз вольных пекарей, СВП", {"СВП": "Союз вольных пекарей"}),
        ("Союз пекарей и поваров, СПП", {"СПП": "Союз пекарей и поваров"}),
        ("Союз пекарей и поваров, СПиП", {}),
        ("Комитет по охране рек, КПОР", {"КПОР": "Комитет по охране рек"}),
        ("Служба охраны рек России, СОР", {"СОР": "Служба охраны рек России"}),
        ("Служба охраны рек Российской Федерации, СОР РФ", {"СОР РФ": "Служба охраны рек Российской Федерации"}),
        ("Служба охраны рек России, СОР США", {}),
        ("Союз вольных пекарей, Служба воздушных перевозок, СВП", {}),
        ("Harbour Safety Board, HSB", {"HSB": "Harbour Safety Board"}),
        ("Board of River Trade, BRT", {"BRT": "Board of River Trade"}),
        ("завод «Кварцит», Кварцит", {"завод «Кварцит»": "Кварцит"}),
        ("ООО «Кварцит», Кварцит", {"ООО «Кварцит»": "Кварцит"}),
        ("АО Кварцит, ООО «Кварцит»", {"ООО «Кварцит»": "АО Кварцит"}),
        ("Речной Трибунал, Речной трибунал", {"Речной трибунал": "Речной Трибунал"}),
        ("завод «Кварцит», магазин «Кварцит», Кварцит", {}),
        ("Larkson Inc., Larkson", {"Larkson Inc.": "Larkson"}),
        ("Larkson Corp, Larkson Ltd, Larkson", {"Larkson Corp": "Larkson", "Larkson Ltd": "Larkson"}),
        ("The Larkson, Larkson", {"The Larkson": "Larkson"}),
        ("Речной трибунал, Речной трибунал Самары", {"Речной трибунал": "Речной трибунал Самары"}),
        ("Речной трибунал, Речной трибунал Самары, Речной трибунал Твери", {}),
        ("Кварцит, Кварцит нефть", {}),
        ("River Court, River Court of Kent", {"River Court": "River Court of Kent"}),
        ("Hill Brothers, Hill Brothers Asset Management", {}),
    ],
)
def test_organisations(names: str, known: dict[str, str]) -> None:
    assert _organisations(names) == known


@pytest.mark.parametrize(
    ("marked", "known"),
    [
        ("[ORG Ларсо (Larso)]", {}),
        ("[ORG Ларсо] ([ORG Larso]) и [ORG Larso]", {"Larso": "Ларсо"}),
        ("«[ORG Ларсо]» («[ORG Larso]»)", {"Larso": "Ларсо"}),
        ("[PER Анна Холт] ([PER Anna Holt])", {"Anna Holt": "Анна Холт"}),
        ("[LOC Малые Ключи] ([LOC Small Springs])", {"Small Springs": "Малые Ключи"}),
        ("[PER Анна Холт] ([ORG Larso])", {}),
        ("[ORG Ларсо] (ранее [ORG Larso])", {}),
        ("[ORG Министерство рек] (далее — [ORG Минрек])", {"Минрек": "Министерство рек"}),
        ("[ORG Минрек] ([ORG Министерство рек])", {"Минрек": "Министерство рек"}),
        ("[ORG Ларсо] ([ORG Кварцит])", {}),
    ],
)
def test_brackets(marked: str, known: dict[str, str]) -> None:
    assert _known(marked) == known


@pytest.mark.parametrize(
    ("marked", "known"),
    [
        ("[LOC КНР], [LOC Китай]", {"КНР": "Китай"}),
        ("[LOC Соединённые Штаты]", {"Соединённые Штаты": "США"}),
        ("[LOC The U.S.]", {"The U.S.": "США"}),
        ("[ORG РФ] заявила", {"РФ": "Россия"}),
        ("[PER Чад]", {}),
        ("[LOC Нижний Торг], [LOC Нижний торг]", {"Нижний торг": "Нижний Торг"}),
        ("[LOC Париж] и [LOC Франция]", {}),
        ("[ORG Евросоюз], [ORG European Union]", {"Евросоюз": "ЕС", "European Union": "ЕС"}),
        ("[ORG Организация Объединенных Наций]", {"Организация Объединенных Наций": "ООН"}),
        ("[ORG ЦБ], [ORG ЦБ РФ]", {"ЦБ": "Банк России", "ЦБ РФ": "Банк России"}),
        ("[ORG Агентство национальной безопасности]", {"Агентство национальной безопасности": "АНБ"}),
        ("[ORG NSA]", {"NSA": "АНБ"}),
        ("[ORG Рейтерс], [ORG Reuters]", {"Рейтерс": "Reuters"}),
        ("[ORG Минфин РФ], [ORG Минфин]", {"Минфин РФ": "Минфин России", "Минфин": "Минфин России"}),
        ("[ORG Министерство финансов]", {"Министерство финансов": "Минфин России"}),
        ("[LOC Россия], [ORG Минфин]", {"Минфин": "Минфин России"}),
        ("[LOC Чили], [ORG Минфин]", {}),
        ("[LOC Чили], [ORG Russian Finance Ministry]", {"Russian Finance Ministry": "Минфин России"}),
        ("[LOC Чили], [LOC Россия], [ORG Минфин]", {"Минфин": "Минфин России"}),
        ("[LOC Чили], [ORG Минфин], [ORG Минфин РФ]", {"Минфин РФ": "Минфин России", "Минфин": "Минфин России"}),
        ("[ORG Минфин Украины], [ORG Минфин]", {}),
        ("[ORG Минфин Чили], [ORG Минфин]", {}),
        ("[ORG Министерство финансов Чили], [ORG Минфин]", {"Министерство финансов Чили": "Минфин Чили"}),
        ("[ORG Министерство иностранных дел Китая]", {"Министерство иностранных дел Китая": "МИД Китая"}),
        ("[ORG МИД КНР]", {"МИД КНР": "МИД Китая"}),
        ("[ORG МВД по Тверской области]", {}),
        ("[ORG Верховный суд]", {}),
        ("[ORG ВС РФ], [ORG Верховный суд РФ]", dict.fromkeys(["ВС РФ", "Верховный суд РФ"], "Верховный суд России")),
        ("[ORG Верховный суд], [ORG Верховный суд Чили]", {"Верховный суд": "Верховный суд Чили"}),
        ("[ORG Объединенные Нации], [ORG Объединенные Нации рек]", {"Объединенные Нации": "ООН"}),
    ],
)
def test_names_that_everybody_knows(marked: str, known: dict[str, str]) -> None:
    assert _known(marked) == known


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Китайские заводы и китайская сталь", {"Китай": 2}),
        ("Китайского, китайскому, китайским, китайском", {"Китай": 4}),
        ("российско-китайский договор", {"Россия": 1, "Китай": 1}),
        ("американо-китайский договор, кофе американо", {"США": 1, "Китай": 1}),
        ("франко-немецкий договор", {"Франция": 1, "Германия": 1}),
        ("южнокорейский флот", {"Южная Корея": 1}),
        ("евросоюзовская рыба и натовский флот", {"ЕС": 1, "НАТО": 1}),
        ("европейский, заводской, из-за", {}),
        ("Chinese steel and Polish polish", {"Китай": 1, "Польша": 1}),
    ],
)
def test_adjectives(text: str, meant: dict[str, int]) -> None:
    assert dict(adjectives_meant([tokenise(text)], [])) == meant


def test_adjectives_inside_names_are_not_counted() -> None:
    text = "Российский союз пекарей, российский хлеб"
    assert adjectives_meant([tokenise(text)], [(0, 23)]) == (("Россия", 1),)


def test_an_article_tells_canonical_names_and_counts() -> None:
    found = annotation("Директор Игорь Лопатин уехал в КНР. Позже И. Лопатин купил китайский чай.")
    assert (Label.PERSON, "И. Лопатин", "Игорь Лопатин") in found.known_as
    assert (Label.PLACE, "КНР", "Китай") in found.known_as
    assert found.counted == (("Китай", 1),)


def test_the_table_is_large_and_consistent() -> None:
    entries = word_table("aliases")
    assert len(entries) >= 150
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for canonical, fields in entries.items():
        assert set(fields) <= {"label", "also", "adjectives", "shared", "of"}
        assert fields["label"] in (("LOC",), ("ORG",))
        shared = fields.get("shared", ())
        assert bool(shared) == bool(fields.get("of"))
        names = [canonical, *fields.get("also", ()), *shared]
        names += [f"{name} {state}" for name in shared for state in fields.get("of", ())]
        for name in names:
            assert name.isprintable()
            assert fold(name)
            bearers[fields["label"][0], fold(name)].add(canonical)
        for adjective in fields.get("adjectives", ()):
            bearers["adjective", adjective].add(canonical)
    assert {key: names for key, names in bearers.items() if len(names) > 1} == {}
    assert all(aliases().canonical(Label(label), name, frozenset()) for label, name in aliases().names)


_NAMES = st.lists(st.tuples(st.sampled_from(["PER", "ORG", "LOC"]), st.text(alphabet="АБВабв .«»-ABab’", max_size=12)))


@settings(max_examples=150, deadline=None)
@given(_NAMES)
def test_any_names_give_an_answer(names: list[tuple[str, str]]) -> None:
    text, entities = "", []
    for label, name in names:
        entities.append(Entity(len(text), len(text) + len(name), Label(label), name, name))
        text += f"{name} ("
    found = known_as(text, entities)
    told = {(label, name): canonical for label, name, canonical in found}
    assert len(told) == len(found)
    assert all(told.get((label, canonical), canonical) == canonical for (label, _), canonical in told.items())


def test_many_names_take_linear_time() -> None:
    people = [f"Иван Петров{n}" for n in range(3_000)] + [f"И{n} Зуев" for n in range(3_000)] + ["Зуев", "И. Зуев"]
    entities = [Entity(n, n + 1, Label.PERSON, name, name) for n, name in enumerate(people)]
    assert known_as(" " * 6_100, entities) == ()
