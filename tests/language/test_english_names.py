"""Who is who in English news: names that the tagger does not know, and roles. All people are invented."""

from __future__ import annotations

import pytest

from tests.language.annotated import names, quotes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The hall was opened by the baker Ikaika Kealamakia in the rain.", "Ikaika Kealamakia"),
        ("The hall was opened by Ikaika Kealamakia, 34, in the rain.", "Ikaika Kealamakia"),
        ("The hall was opened by Ikaika Kealamakia, a retired baker, in the rain.", "Ikaika Kealamakia"),
        ("The hall was opened by Ikaika Kealamakia, who lives near it.", "Ikaika Kealamakia"),
        ("The hall was opened by Mihai Oyelowo-Dunn in the rain.", "Mihai Oyelowo-Dunn"),
        ("The hall was opened by Rutger van der Horst in the rain.", "Rutger van der Horst"),
        ("The hall was opened by the baker Ann Fa'alogo in the rain.", "Ann Fa'alogo"),
        ("“It is open,” said Kealamakia. The hall is that of Ikaika Kealamakia.", "Ikaika Kealamakia"),
    ],
)
def test_people_whom_no_list_knows(text: str, name: str) -> None:
    assert f"PER {name}" in names(text)


def test_a_surname_may_be_a_place() -> None:
    assert names("Simon Hill won. Hill said it was late.") == ["PER Simon Hill", "PER Hill"]


def test_several_people_are_no_name() -> None:
    assert names("Doctors told her it was late.") == []


def test_a_newspaper_is_no_person() -> None:
    assert "PER Marlow Star-Echo" not in names("The hall was described in the Marlow Star-Echo on the day it opened.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ngaire Te Holt came to town. “We wait,” said Te Holt.", "Ngaire Te Holt"),
        ("Ann Holt won. Her sister, Mary Holt, came second. “I was first,” Holt said.", "Ann Holt"),
        ("Ann Holt won. Her brother, Tom Holt, came second. “I was second,” Mr Holt said.", "Tom Holt"),
        ("Chief Executive Officer Ann Lee was late for it. “We wait,” the CEO said.", "Ann Lee"),
        ("Prime Minister Ann Lee met Health Minister Tom Reed. The prime minister said it was late.", "Ann Lee"),
        ("The figures were late, according to data provider Quillstone.", "Quillstone"),
        ("Ann Lee and Tom Reed said it was late.", "Ann Lee and Tom Reed"),
        ("One of the people, a former engineer, said it was late.", "former engineer"),
        ("“It was late,” said one resident of the town.", "resident of the town"),
        ("“It was late,” his mother said to them all.", "mother"),
        ("Among them was Ann Lee, a farmer, who said it was late.", "Ann Lee"),
        ("The plan is opposed by a rival, Lantern Foods, which said it was late.", "Lantern Foods"),
        ("Shares in the company fell after executives said it was late.", "executives"),
    ],
)
def test_whom_a_phrase_means(text: str, speaker: str) -> None:
    assert quotes(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Reed met Ann Lee at the station. “We wait,” she said.", "Ann Lee"),
        ("Ann Lee was asked whether Kealamakia would stay. “We wait,” she said.", "Ann Lee"),
        ("A council spokesperson said it was late. They added that the road was closed.", "council spokesperson"),
        ("Tom Reed said it was late.\n\nAsked whether he would go home, he laughed.\n\n“With a map, yes.”", "Tom Reed"),
        (
            "“We heard nothing,” said Tom Reed.\n\n“Nothing?” asked Ann Lee.\n\n“Nothing at all but the rain.”",
            "Tom Reed",
        ),
        ("Agim, a 58-year-old driver, said he voted for Ann Lee. “It was late,” he said.", "Agim"),
    ],
)
def test_whom_a_pronoun_or_nobody_means(text: str, speaker: str) -> None:
    assert quotes(text)[-1][1] == speaker
