"""English names and quotations."""

from __future__ import annotations

import pytest

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
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


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
