"""English names and quotations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.english import tagger as english_tagger
from reader.language.english.tagger import find_names
from reader.language.tokens import tokenise
from tests.language.annotated import names, quotes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Prime Minister Anna Holt met reporters in Leeds.", ["PER Anna Holt", "LOC Leeds"]),
        ("The Bank of England and the Ministry of Health agreed.", ["ORG Bank of England", "ORG Ministry of Health"]),
        ("On Monday he flew to New York City.", ["LOC New York City"]),
        ("Mr. Bray works for Harbour Systems Ltd in Wales.", ["PER Bray", "ORG Harbour Systems Ltd", "LOC Wales"]),
        ("The UNHCR said it would help.", ["ORG UNHCR"]),
        ("Plant Manager Anna Holt spoke in Leeds.", ["PER Anna Holt", "LOC Leeds"]),
        ("State Sen. Anna Holt left.", ["PER Anna Holt"]),
        ("American officials spoke English.", []),
        ("Coroner Dr Anna Holt agreed with Councillor Thomas Bray.", ["PER Anna Holt", "PER Thomas Bray"]),
        ("‘It is,’ said Chief Executive Anna Holt.", ["PER Anna Holt"]),
        ('"It is ready," Anka Holt, of Leeds, wrote.', ["PER Anka Holt", "LOC Leeds"]),
        ("Their coach, Dirk Holt, thanked Harbour Ferries.", ["PER Dirk Holt", "ORG Harbour Ferries"]),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@given(
    words=st.lists(
        st.sampled_from(["Anna", "Holt", "Dr", ".", '"', "’", "said", "of", "the", "Bank", "7-2", "\U0001f600"])
        | st.text()
    )
)
def test_any_text_gives_names_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    found = find_names([tokenise(text), tokenise(text)[:0]])
    assert all(mention.start < mention.stop for mention in found)
    assert all(one.stop <= other.start for one, other in pairwise(found))


def test_a_long_article_is_read_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Mr Anna Holt met Thomas Bray in Leeds. " * 20
    whole = find_names([tokenise(text), tokenise(text)])
    monkeypatch.setattr(english_tagger, "BLOCK", 9 * 10)
    assert find_names([tokenise(text), tokenise(text)]) == whole


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("Dr Anna Holt", "B I I", "O B I"),
        ("Rev. Anna Holt", "B I I I", "O O B I"),
        ("Anna Holt 2-2", "B I I", "B I O"),
        ("Dr", "B", "B"),
        ("Dean Holt", "B I", "B I"),
        ("Jan. 5", "B I I", "O O O"),
        ("June Holt", "B I", "B I"),
        ("ANNA " * 13, "B" + " I" * 12, "O" + " O" * 12),
        ("Carl King Holt", "B I I", "B I I"),
        ('" Holt said', "B I O", "O I O"),
        ('Anna "Moss" Holt', "B I I I I", "B I I I I"),
    ],
)
def test_rules_after_the_tagger(text: str, tags: str, expected: str) -> None:
    names = {"B": "B-PER", "I": "I-PER", "O": "O"}
    marked = [names[tag] for tag in tags.split()]
    for rule in english_tagger.RULES:
        rule(tokenise(text), marked)
    assert marked == [names[tag] for tag in expected.split()]


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ('"We are ready," said Anna Holt.', "We are ready,", "Anna Holt"),
        ('"We are ready," Anna Holt told reporters on Monday.', "We are ready,", "Anna Holt"),
        ("'We are ready,' said Anna Holt.", "We are ready,", "Anna Holt"),
        ("“We are ready,” Anna Holt, a nurse, said.", "We are ready,", "Anna Holt"),
        ('Anna Holt said: "We are ready."', "We are ready.", "Anna Holt"),
        ('"We," said Anna Holt, "are ready."', "We, | are ready.", "Anna Holt"),
        ('"We are ready," said Anna Holt. "We can wait."', "We are ready, | We can wait.", "Anna Holt"),
        ("Anna Holt said that the bridge was ready.", "the bridge was ready", "Anna Holt"),
        ("The bridge was finally ready, Anna Holt said on Monday.", "The bridge was finally ready", "Anna Holt"),
        ('Anna Holt called the plan "cautious but fair".', "cautious but fair", "Anna Holt"),
        ("According to Anna Holt, the bridge was ready.", "the bridge was ready", "Anna Holt"),
        ("If the ice holds, Anna Holt said, then we cross.", "If the ice holds | then we cross", "Anna Holt"),
        ("Anna Holt told the hearing it was common knowledge.", "it was common knowledge", "Anna Holt"),
        ("Anna Holt, who builds bridges, said it was ready.", "it was ready", "Anna Holt"),
        ("Anna Holt insisted she hadn't seen it.", "she hadn't seen it", "Anna Holt"),
        ("‘We’re ready for “the day”,’ said Anna Holt.", "We’re ready for “the day”,", "Anna Holt"),
        ("‘It is ready,’ said the manager, Anna Holt.", "It is ready,", "Anna Holt"),
        ("‘It is ready,’ said Anna Holt of Harbour Systems.", "It is ready,", "Anna Holt"),
        ("The ironmonger is Orla Vint. ‘It is ready,’ said Vint.", "It is ready,", "Orla Vint"),
        ('"We are ready," said Sgt. Orla Vint.', "We are ready,", "Orla Vint"),
        ('"We are ready," Det Insp Orla Vint told the inquest.', "We are ready,", "Orla Vint"),
        ('"We are ready," said Chief Engineer Tench.', "We are ready,", "Tench"),
        ('"We are ready," said County Councillor Tench.', "We are ready,", "Tench"),
    ],
)
def test_quotations(text: str, said: str, speaker: str) -> None:
    assert quotes(text) == [(said, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        'The film "Blue Harbour" opened in Paris.',
        "Anna Holt did not say that she would resign.",
        'A so-called "reform".',
    ],
)
def test_nobodys_words(text: str) -> None:
    assert quotes(text) == []


def test_a_pronoun_is_the_last_speaker() -> None:
    text = '"We are ready," said Anna Holt. She added that the bridge was open.'
    assert quotes(text)[1] == ("the bridge was open", "Anna Holt")


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Anna Holt met Thomas Bray's son.", "Anna Holt"),
        ("Anna Holt went to see Thomas Bray.", "Anna Holt"),
        ("Thomas Bray left with Anna Holt.", "Anna Holt"),
        ("Anna Holt and Maria Bray left. Susan Reed stayed.", "Susan Reed"),
        ("Anna Holt left before Maria Bray came.", None),
        ("Mr Holt left.", None),
    ],
)
def test_a_pronoun_is_the_one_person_who_fits(before: str, speaker: str | None) -> None:
    assert quotes(f'{before} "We are ready," she said.') == [("We are ready,", speaker)]


def test_a_role_is_the_person_beside_whose_name_it_stood() -> None:
    text = 'Anna Holt, the club\'s manager, waited. Susan Reed came. "We are ready," said the manager.'
    assert quotes(text) == [("We are ready,", "Anna Holt")]


def test_two_reports_in_one_sentence() -> None:
    text = "Anna Holt argues that bridges are easy; Susan Reed replies that roads are not."
    assert quotes(text) == [("bridges are easy", "Anna Holt"), ("roads are not", "Susan Reed")]
