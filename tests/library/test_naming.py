"""Names over a library: every article with any spelling of somebody is found, and corrections hold everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import NotFoundError, ReaderError
from reader.library import Library, naming, open_library
from reader.model import Annotation, Entity, Label, Quote, QuoteKind
from reader.settings import Settings, data_folder
from reader.worker import Request
from tests.library.folders import ids, opened, write

PERSON, ORG, PLACE = Label.PERSON, Label.ORGANISATION, Label.PLACE

FORMS = {  # what stands in the texts below, its kind and its dictionary form
    "Софья Ланская": (PERSON, "Софья Ланская"),
    "Софьи Ланской": (PERSON, "Софья Ланская"),
    "Ланская": (PERSON, "Ланская"),
    "Ланской": (PERSON, "Ланская"),
    "Мария Ланская": (PERSON, "Мария Ланская"),
    "Агентства национальной безопасности": (ORG, "Агентство национальной безопасности"),
    "АНБ": (ORG, "АНБ"),
    "Заря": (PERSON, "Заря"),
    "Зари": (PERSON, "Заря"),
    "Китае": (PLACE, "Китай"),
    "Вашингтоне": (PLACE, "Вашингтон"),
    "Вашингтоном": (PERSON, "Вашингтон"),
    "понедельник": (Label.DATE, "понедельник"),
}
KNOWN_AS = {  # by a word that must stand in the same text
    "Ланская": ("Софь", "Софья Ланская"),
    "АНБ": ("Агентств", "Агентство национальной безопасности"),
}
TEXTS = {
    "one": "Софья Ланская открыла выставку. Гостей было много. "
    "«Я рада этому дню», — сказала Ланская. Затем Ланской дарили цветы.",
    "two": "О выставке Софьи Ланской спорят. О ней пишет китайский журнал, китайский и турецкий зрители. "
    "Заря тоже была там.",
    "three": "Ланская победила в забеге. Судьи совещались час. "
    "Итог забега объявила Заря, болельщики Зари ликовали весь вечер.",
    "four": "Мария Ланская возглавила хор. «Мы споём», — сказала Мария Ланская. Потом Ланская ушла. "
    "Хор поедет в понедельник.",
    "five": "Сотрудники Агентства национальной безопасности молчат. Директор АНБ в отпуске. "
    "Отпуск он проводит в Китае с семьёй.",
}


class Marked:
    """Stands for the language process."""

    def __init__(self, **_settings: object) -> None:
        """It needs none."""

    def annotate(self, request: Request) -> Annotation:
        text = request.text
        found = re.finditer("|".join(sorted(FORMS, key=len, reverse=True)), text)
        entities = tuple(
            Entity(
                m.start(),
                m.end(),
                *FORMS[m[0]][:1],
                m[0],
                FORMS[m[0]][1],
                "2018-02-26" if m[0] == "понедельник" else None,
            )
            for m in found
        )
        known = tuple(
            (label, form, canonical)
            for form, (word, canonical) in KNOWN_AS.items()
            for label in (PERSON, ORG)
            if word in text and any(e.name == form and e.label is label for e in entities)
        )
        if "Мария" in text:
            known = ((PERSON, "Ланская", "Мария Ланская"),)
        counted = (("Китай", text.count("китайский")),) if "китайский" in text else ()
        return Annotation("ru", entities, tuple(_quotes(text, entities)), None, known, counted)

    def close(self) -> None:
        """Nothing runs."""


def _quotes(text: str, entities: tuple[Entity, ...]) -> Iterator[Quote]:
    for said in re.finditer("«([^»]*)», — сказала ", text):
        name = next(e for e in entities if e.start == said.end())
        yield Quote(
            said.start(),
            name.stop,
            QuoteKind.DIRECT,
            (said.span(1),),
            name_span=(name.start, name.stop),
            speaker=name.name,
        )


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(naming, "LanguageProcess", Marked)
    for name, text in TEXTS.items():
        write(tmp_path / "news", f"{name}.txt", f"Новость номер {name}\n\n{text}\n")
    library = opened(tmp_path / "news")
    library.annotate(library.find().rows, lambda _done, _total: None)
    return library


def found(library: Library, query: str) -> set[str]:
    return set(ids(library, query))


def named(library: Library, query: str = "") -> dict[str, tuple[str, int, int, set[str]]]:
    rows = library.names(library.find(query).rows)
    return {f"{row.label} {row.name}": (row.label, row.articles, row.mentions, set(row.spellings)) for row in rows}


def facets(library: Library, operator: str) -> dict[str, int | None]:
    return {facet.value: facet.articles for facet in library.facets() if facet.operator == operator}


class TestWhatIsFound:
    @pytest.mark.parametrize(
        ("query", "articles"),
        [
            ("person:Ланская", {"one", "two", "three", "four"}),
            ("person:Ланской", {"one", "two", "three", "four"}),
            ('person:"Софья Ланская"', {"one", "two"}),
            ('person:"Софью Ланскую"', {"one", "two"}),
            ('person:"Мария Ланская"', {"four"}),
            ("place:китай", {"two", "five"}),
            ("org:АНБ", {"five"}),
            ('org:"агентство национальной безопасности"', {"five"}),
            ('said:"Софья Ланская"', {"one"}),
            ("said:Ланская", {"one", "four"}),
            ("2018-02-26", {"four"}),
            ("2018-02", {"four"}),
            ("26.02.2018", {"four"}),
            ('"2018-02-26"', {"four"}),
            ("2018-03", set()),
        ],
    )
    def test_every_article_with_any_spelling(self, library: Library, query: str, articles: set[str]) -> None:
        assert found(library, query) == articles

    def test_one_row_a_name_with_all_its_spellings(self, library: Library) -> None:
        assert named(library)["PER Софья Ланская"] == (
            PERSON,
            2,
            4,
            {"Софья Ланская", "Софьи Ланской", "Ланская", "Ланской"},
        )

    def test_a_bare_surname_is_nobody_in_particular(self, library: Library) -> None:
        assert named(library)["PER Ланская"] == (PERSON, 1, 1, {"Ланская"})

    def test_what_adjectives_mean_is_counted_and_never_shown(self, library: Library) -> None:
        assert named(library)["LOC Китай"] == (PLACE, 2, 3, {"Китае"})
        reading = library.read(library.resolve("two"))
        assert reading.annotation
        assert [entity.text for entity in reading.annotation.entities] == ["Софьи Ланской", "Заря"]

    def test_the_open_article_knows_the_canonical_names(self, library: Library) -> None:
        annotation = library.read(library.resolve("one")).annotation
        assert annotation
        assert {entity.name for entity in annotation.entities} == {"Софья Ланская"}
        assert [quote.speaker for quote in annotation.quotes] == ["Софья Ланская"]

    def test_each_facet_finds_as_many_articles_as_it_tells(self, library: Library) -> None:
        library.merge_names(PERSON, "Ланская", "Лана Ланская-Петрова")
        library.retype_name(PERSON, "Заря", ORG)
        library.split_name(PERSON, "Мария Ланская", "Ланская")
        for facet in library.facets():
            if facet.value != "Ланская":  # which is also a spelling of others
                assert len(library.find(facet.query).rows) == facet.articles, facet


class TestQuotations:
    @pytest.mark.parametrize(
        ("query", "speakers"),
        [
            ("", {"Софья Ланская", "Мария Ланская"}),
            ("said:Мария", {"Мария Ланская"}),
            ("said:Мария OR said:Софья", {"Софья Ланская", "Мария Ланская"}),
            ("quote:радость OR quote:рада", {"Софья Ланская"}),
            ("said:Ланская -said:Мария", {"Софья Ланская", "Мария Ланская"}),  # what must not be chooses articles
            ("-said:Мария", {"Софья Ланская", "Мария Ланская"}),
            ("search:хор", {"Мария Ланская"}),
        ],
    )
    def test_those_that_a_query_asks_for(self, library: Library, query: str, speakers: set[str]) -> None:
        library.save_search("хор", "said:(Мария споем)")
        everything = library.find().rows
        assert {row.quote.speaker for row in library.quotes(everything, query)} == speakers


class TestMerging:
    def test_two_names_are_one_everywhere(self, library: Library) -> None:
        library.merge_names(PERSON, "Ланская", "Софья Ланская")
        assert found(library, 'person:"Софья Ланская"') == {"one", "two", "three"}
        assert facets(library, "person") == {"Софья Ланская": 3, "Заря": 2, "Мария Ланская": 1}
        assert named(library)["PER Софья Ланская"][1] == 3
        assert "PER Ланская" not in named(library)
        assert [offer.text for offer in library.complete("person:ланс", 11).offers] == [
            '"Софья Ланская"',
            '"Мария Ланская"',
        ]

    def test_who_is_quoted_too(self, library: Library) -> None:
        library.merge_names(PERSON, "Мария Ланская", "Софья Ланская")
        assert found(library, "said:Софья") == {"one", "four"}
        assert {row.quote.speaker for row in library.quotes(library.find().rows)} == {"Софья Ланская"}
        assert [offer.text for offer in library.complete("said:", 5).offers] == ['"Софья Ланская"']

    def test_undo(self, library: Library) -> None:
        before = named(library), facets(library, "person")
        library.merge_names(PERSON, "Ланская", "Софья Ланская")
        assert library.undo() == "undone: Ланская merged into Софья Ланская"
        assert (named(library), facets(library, "person")) == before
        assert not library.undo()

    def test_chains_are_followed(self, library: Library) -> None:
        library.merge_names(PERSON, "Ланская", "Мария Ланская")
        library.merge_names(PERSON, "Мария Ланская", "Софья Ланская")
        assert named(library)["PER Софья Ланская"][1] == 4
        assert found(library, 'person:"Мария Ланская"') == {"one", "two", "three", "four"}

    def test_circles_are_refused(self, library: Library) -> None:
        library.merge_names(PERSON, "Ланская", "Софья Ланская")
        with pytest.raises(ReaderError, match="one name already"):
            library.merge_names(PERSON, "Софья Ланская", "Ланская")

    def test_a_place_of_the_same_name_stays_a_place(self, library: Library) -> None:
        write(
            library.root,
            "six.txt",
            "Новость номер шесть\n\nВ Вашингтоне говорили с Вашингтоном. Беседа шла час, потом другой, третий.\n",
        )
        library.scan()
        library.annotate(library.find().rows, lambda _done, _total: None)
        library.merge_names(PERSON, "Вашингтон", "Джордж Вашингтон")
        assert facets(library, "place")["Вашингтон"] == 1
        assert facets(library, "person")["Джордж Вашингтон"] == 1


class TestRenaming:
    def test_a_new_name_is_a_name(self, library: Library) -> None:
        library.rename_name(ORG, "Агентство национальной безопасности", "АНБ США")
        assert "ORG АНБ США" in named(library)
        assert found(library, 'org:"АНБ США"') == found(library, 'org:"национальной безопасности"') == {"five"}
        assert facets(library, "org") == {"АНБ США": 1}

    def test_there_and_back(self, library: Library) -> None:
        library.rename_name(PERSON, "Заря", "Зоря")
        library.rename_name(PERSON, "Зоря", "Заря")
        assert facets(library, "person")["Заря"] == 2
        assert "Зоря" not in facets(library, "person")

    def test_the_same_name_is_no_change(self, library: Library) -> None:
        with pytest.raises(ReaderError, match="called so already"):
            library.rename_name(PERSON, "Заря", "Заря")


class TestSplitting:
    def test_a_spelling_goes_in_all_its_case_forms(self, library: Library) -> None:
        library.split_name(PERSON, "Софья Ланская", "Ланской")
        assert named(library)["PER Софья Ланская"][3] == {"Софья Ланская", "Софьи Ланской"}
        assert named(library)["PER Ланская"] == (PERSON, 2, 3, {"Ланская", "Ланской"})
        assert facets(library, "person")["Ланская"] == 2
        assert found(library, "person:Софья") == {"one", "two"}
        assert found(library, "said:Софья") == set()
        annotation = library.read(library.resolve("one")).annotation
        assert annotation
        assert annotation.quotes[0].speaker == "Ланская"

    def test_what_was_merged_is_split_by_taking_that_back(self, library: Library) -> None:
        before = named(library)
        library.merge_names(PERSON, "Заря", "Софья Ланская")
        library.split_name(PERSON, "Софья Ланская", "Зари")
        assert named(library) == before
        assert "Заря" not in (data_folder() / "names.yaml").read_text(encoding="utf-8")

    def test_what_was_split_can_be_merged_with_somebody_else(self, library: Library) -> None:
        library.split_name(PERSON, "Мария Ланская", "Ланская")
        library.merge_names(PERSON, "Ланская", "Софья Ланская")
        assert found(library, "person:Софья") == {"one", "two", "three", "four"}

    @pytest.mark.parametrize("spelling", ["Заря", "Софья"])
    def test_what_is_no_other_spelling_cannot_be_split(self, library: Library, spelling: str) -> None:
        with pytest.raises(NotFoundError):
            library.split_name(PERSON, "Заря", spelling)


class TestRetyping:
    def test_it_is_of_the_other_kind_everywhere(self, library: Library) -> None:
        library.retype_name(PERSON, "Заря", ORG)
        assert found(library, "org:Заря") == {"two", "three"}
        assert found(library, "person:Заря") == set()
        assert facets(library, "org")["Заря"] == 2
        annotation = library.read(library.resolve("two")).annotation
        assert annotation
        assert annotation.entities[-1].label is ORG
        library.undo()
        assert found(library, "person:Заря") == {"two", "three"}

    def test_and_back(self, library: Library) -> None:
        library.retype_name(PERSON, "Заря", ORG)
        library.retype_name(ORG, "Заря", PERSON)
        assert facets(library, "person")["Заря"] == 2
        with pytest.raises(ReaderError, match="already"):
            library.retype_name(PERSON, "Заря", PERSON)


def test_the_use_of_a_name(library: Library) -> None:
    use = library.name_use(PERSON, "Софья Ланская")
    assert (use.articles, use.mentions) == (2, 4)
    assert dict(use.spellings) == {"Софья Ланская": 1, "Софьи Ланской": 1, "Ланская": 1, "Ланской": 1}
    assert library.name_use(PLACE, "Китай").spellings == (("Китае", 1),)


def test_names_of_a_kind_are_offered_forgivingly(library: Library) -> None:
    assert [offer.text for offer in library.names_like(PERSON, "лонск")][:1] != []
    assert library.names_like(PERSON, "софья")[0].articles == 2


def test_an_editors_changes_are_taken_in(library: Library) -> None:
    path = data_folder() / "names.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("names:\n  Софья Ланская: {also: [Ланская]}\n", encoding="utf-8")
    assert library.refresh()
    assert facets(library, "person")["Софья Ланская"] == 3
    path.write_text("names: [\n", encoding="utf-8")
    assert not library.refresh()
    assert "names.yaml" in library.take_notices()[-1].text
    assert facets(library, "person")["Софья Ланская"] == 3


def test_corrections_survive_a_cache_that_is_made_anew(library: Library) -> None:
    library.merge_names(PERSON, "Ланская", "Софья Ланская")
    library.close()
    for path in library._database.path.parent.iterdir():
        path.unlink()
    again = open_library(library.root, settings=Settings())
    again.scan()
    again.annotate(again.find().rows, lambda _done, _total: None)
    assert found(again, "person:Софья") == {"one", "two", "three"}


def test_names_go_with_the_text_they_were_found_in(library: Library) -> None:
    write(library.root, "five.txt", "Новость номер пять\n\nВ отпуске нет никого.\n")
    library.scan()
    assert library.names_progress() == (len(TEXTS) - 1, len(TEXTS))
    assert "ORG Агентство национальной безопасности" not in named(library)
    assert found(library, "org:АНБ") == set()


# --- finding what is missing ---


@pytest.fixture
def unnamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(naming, "LanguageProcess", Marked)
    for name, text in TEXTS.items():
        write(tmp_path / "news", f"{name}.txt", f"Новость номер {name}\n\n{text}\n")
    return opened(tmp_path / "news")


def run(library: Library, first: int | None = None, most: int = 100) -> list[tuple[int, int]]:
    """The rows in the order in which they are told of, each with the number of articles that have names by then."""
    told: list[tuple[int, int]] = []
    asked = iter(range(most))
    library.annotator().run(
        first=lambda: first,
        done=lambda row: told.append((row, library.names_progress()[0])),
        stop=lambda: next(asked, None) is None,
    )
    return told


def test_answers_that_come_together_are_written_together(unnamed: Library) -> None:
    rows = unnamed.find().rows
    assert run(unnamed) == [(row, len(rows)) for row in rows]


def test_the_open_story_does_not_wait_for_others(unnamed: Library) -> None:
    rows = unnamed.find().rows
    assert run(unnamed, first=rows[-1])[0] == (rows[-1], 1)


def test_what_was_found_before_a_stop_is_kept(unnamed: Library) -> None:
    run(unnamed, most=2)
    assert unnamed.names_progress() == (2, len(TEXTS))


def test_no_answer_waits_for_long(unnamed: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "_KEPT_WITHIN", 0.0)
    rows = unnamed.find().rows
    assert run(unnamed) == [(row, done) for done, row in enumerate(rows, 1)]
