"""How news retells what people say, sentence by sentence. Words belong to invented people."""

from __future__ import annotations

import pytest

from tests.language.annotated import quotes


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "A local source, who was not named, said at least ten boats sank.",
            "at least ten boats sank",
            "local source",
        ),
        ("Ann Lee said about 40 boats sank.", "about 40 boats sank", "Ann Lee"),
        ("The master, Ned Balfe, has just told us that it was late.", "it was late", "Ned Balfe"),
        ("The founder, Tom Reed, on Friday described the plan as “a gift”.", "a gift", "Tom Reed"),
        ("Engineers hired by the firm have said it was late.", "it was late", "Engineers"),
        ("At least four workers said they would go.", "they would go", "At least four workers"),
        ("It was shut after the Treasury confirmed that it was late.", "it was late", "Treasury"),
        ("“It is late,” shouted a man who gave no name.", "It is late,", "man"),
        (
            "Last May, inspectors in Marlow opened it and found that it was late.",
            "it was late",
            "inspectors in Marlow",
        ),
        ("Ann Lee conceded, however, that it was late.", "it was late", "Ann Lee"),
        ("So far, Ann Lee says, nobody has come.", "nobody has come", "Ann Lee"),
        ("The ice, Ann Lee found, was thinner.", "The ice | was thinner", "Ann Lee"),
        ("Callers, the library promises, need not give a name.", "Callers | need not give a name", "library"),
        ("The harbour will be shut, the union said, after talks.", "The harbour will be shut", "union"),
        ("It was shut, with nurses warning that it was late.", "it was late", "nurses"),
        ("A public inquiry has heard that it was late.", "it was late", None),
        ("It was late, Marlow Crown Court heard.", "It was late", None),
        ("Ann Lee predicted the cost would fall.", "the cost would fall", "Ann Lee"),
        ("Records show the city put it off.", "the city put it off", "Records"),
        ("Ann Lee thanked them and reminded members that it was late.", "it was late", "Ann Lee"),
        ("Ann Lee thanked Tom Reed for his “wisdom and shortbread”.", "wisdom and shortbread", "Ann Lee"),
        ("Ann Lee blamed “a decade of cuts”.", "a decade of cuts", "Ann Lee"),
        ("Ann Lee hit back, accusing Tom Reed of “selling the sea”.", "selling the sea", "Ann Lee"),
        ("Ann Lee asked them to “stop looking”.", "stop looking", "Ann Lee"),
        ("Ann Lee said it was late and praised the crew.", "it was late", "Ann Lee"),
        ("“It is late,” Ann Lee giggled.", "It is late,", "Ann Lee"),
    ],
)
def test_what_news_retells(text: str, said: str, speaker: str | None) -> None:
    assert quotes(text) == [(said, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "The attack claimed at least ten lives and left the town empty.",
        "The court declared Ann Lee late and has gone home.",
        "Ann Lee came with nurses warning signs and lights.",
    ],
)
def test_nothing_is_retold(text: str) -> None:
    assert quotes(text) == []
