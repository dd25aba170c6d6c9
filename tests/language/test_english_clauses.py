"""Which clauses an English sentence reports, and what is none. Words belong to invented people."""

from __future__ import annotations

import pytest

from tests.language.annotated import quotes


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Ann Lee said the fall shows that it is late.", "the fall shows that it is late", "Ann Lee"),
        ("Ann Lee said only that she might go.", "she might go", "Ann Lee"),
        ("Ann Lee told the Marlow Echo it was late.", "it was late", "Ann Lee"),
        ("Ann Lee told a news conference it was late.", "it was late", "Ann Lee"),
        ("Ann Lee told local radio she was late.", "she was late", "Ann Lee"),
        ("Ann Lee told police she was late.", "she was late", "Ann Lee"),
        ("Ann Lee told police officers she was late.", "she was late", "Ann Lee"),
        ("Ann Lee told how she walked home.", "she walked home", "Ann Lee"),
        ("Ann Lee agreed with Tom Reed that it was late.", "it was late", "Ann Lee"),
        ("Ann Lee said parents still want small schools.", "parents still want small schools", "Ann Lee"),
        ("She’s said the boats have been exciting.", "the boats have been exciting", None),
        ("The board was told by Ann Lee that it was late.", "it was late", "Ann Lee"),
        ("Boats would sail late, a captain said, declining to be named.", "Boats would sail late", "captain"),
        ("Boats were late, Ann Lee said, and nobody came.", "Boats were late | and nobody came", "Ann Lee"),
        ("A man who lives nearby said he heard shots.", "he heard shots", "man"),
        ("A judge on Thursday said the law was void.", "the law was void", "judge"),
        ("Ann Lee said boats were late, but she did not say why.", "boats were late", "Ann Lee"),
        ("Ann Lee welcomed it, saying it showed that boats were late.", "it showed that boats were late", "Ann Lee"),
        ("It was, in the words of Ann Lee, “a very sad day”.", "a very sad day", "Ann Lee"),
        ("Ann Lee hailed her team’s “brave show” in the rain.", "brave show", "Ann Lee"),
        (
            "Ann Lee said she hopes the day sends word that “it is late.”",
            "she hopes the day sends word that “it is late.”",
            "Ann Lee",
        ),
        ("Ann Lee called for boats, saying that it was “very late.”", "it was “very late.”", "Ann Lee"),
        ("Ann Lee fumed at it and said she thought that it was late.", "she thought that it was late", "Ann Lee"),
        ("Ann Lee left, tweeting, “It is late.”", "It is late.", "Ann Lee"),
        ("* Board says bid undervalues the boats", "bid undervalues the boats", "Board"),
    ],
)
def test_reported(text: str, said: str, speaker: str | None) -> None:
    assert quotes(text) == [(said, speaker)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Lee, who said it was late, said boats sank.", [("it was late", "Ann Lee"), ("boats sank", "Ann Lee")]),
        (
            "It was late, according to officials, who said boats sank.",
            [("It was late", "officials"), ("boats sank", "officials")],
        ),
        ("Ann Lee said it was late, but added: “Go.”", [("it was late", "Ann Lee"), ("Go.", "Ann Lee")]),
        (
            "Ann Lee said it was “late at last”, adding: “Go.”",
            [("it was “late at last”", "Ann Lee"), ("Go.", "Ann Lee")],
        ),
        (
            "Ann Lee said it was “dead as a duck”, but a friend insisted it was late.",
            [("it was “dead as a duck”", "Ann Lee"), ("it was late", "friend")],
        ),
        (
            "Ann Lee said it was “dead,” but he said boats “go on”.",
            [("it was “dead,”", "Ann Lee"), ("boats “go on”", None)],
        ),
        ("Ann Lee told Tom Reed it was late, saying, “Go.”", [("it was late", "Ann Lee"), ("Go.", "Ann Lee")]),
        (
            "Ann Lee said it was late and dismissed the talk as “a lot of noise.”",
            [("it was late", "Ann Lee"), ("a lot of noise.", "Ann Lee")],
        ),
    ],
)
def test_two_reports_of_one_sentence(text: str, found: list[tuple[str, str | None]]) -> None:
    assert set(quotes(text)) == set(found)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee noted strong growth and raised the forecast.",
        "Ann Lee reported sales of boats that were late.",
        "Ann Lee wrote songs when he was young.",
        "Following the storm, Ann Lee posted a picture.",
        "In her first year, Ann Lee wrote various songs and plays.",
        "Asked if she felt it was late, Ann Lee paused.",
        "Neither Lee nor Reed said it was late.",
        "Ann Lee said no to the boats.",
        "While the war ended at home, fighting continued in other places.",
        "Tom Reed left, to which Ann Lee responded.",
    ],
)
def test_not_reported(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Ann Lee was sad and said: “It is late.”", "It is late.", "Ann Lee"),
        ("The retired 65-year-old, Ann Lee, said: “It is late.”", "It is late.", "Ann Lee"),
        ("“It is late,” of the boats, Ann Lee said.", "It is late,", "Ann Lee"),
        ("“Boats are late,” the letter reads.", "Boats are late,", "letter"),
        ("Ann Lee told the paper Marlow Echo “We have a complaint.”", "We have a complaint.", "Ann Lee"),
        ('Ann Lee said: “It is late."', "It is late.", "Ann Lee"),
        (
            "The pier will be kept “wherever possible”, Ann Lee added.",
            "The pier will be kept “wherever possible”",
            "Ann Lee",
        ),
    ],
)
def test_attributed(text: str, said: str, speaker: str) -> None:
    assert quotes(text) == [(said, speaker)]


def test_a_speech_over_several_paragraphs() -> None:
    text = "“We wait,” Ann Lee said of it.\n\n“We wait long.\n\n“We wait here.”"
    assert quotes(text) == [("We wait, | We wait long. | We wait here.", "Ann Lee")]


@pytest.mark.parametrize(
    ("headline", "below", "said", "speaker"),
    [
        ("‘I can still hear it’: Ann Lee retires", "She left on Friday.", "I can still hear it", "Ann Lee"),
        ("‘Not against trams’", "“I am not against trams,” Ann Lee said.", "Not against trams", "Ann Lee"),
        ("Officials: Pier fell into the sea", "Nobody was hurt.", "Pier fell into the sea", "Officials"),
        (
            "Roof of the market hall will fall, traders warn",
            "It rained.",
            "Roof of the market hall will fall",
            "traders",
        ),
        ("Roof ‘was rotten’, inquiry hears", "Nobody was hurt.", "Roof ‘was rotten’", None),
        ("Inquest hears roof was rotten", "Nobody was hurt.", "roof was rotten", None),
    ],
)
def test_headlines(headline: str, below: str, said: str, speaker: str | None) -> None:
    assert quotes(f"{headline}\n\n{below}")[0] == (said, speaker)


@pytest.mark.parametrize("headline", ["‘The Long Night’: a film for winter", "Film ‘The Long Night’ wins a prize"])
def test_a_title_in_a_headline_is_not_said(headline: str) -> None:
    assert quotes(f"{headline}\n\nIt was late.") == []
