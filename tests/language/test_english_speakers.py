"""Speakers of English quotations that are not named beside them. Words belong to invented people."""

from __future__ import annotations

import pytest

from tests.language.annotated import quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A spokeswoman for the club denied that it knew. She said it was sorry about that.",
            "spokeswoman for the club",
        ),
        ("Mayor Anna Holt opened it. The mayor said it was late. She added that it was wet.", "Anna Holt"),
        ("The minister arrived late. “We are ready,” he said.", "minister"),
        ("Police said the road was closed. They added that it would stay closed.", "Police"),
        ("Lantern Foods shut it. The firm blamed it all. In a note, it said it was late.", "Lantern Foods"),
        ("Tom Reed's first book is late. “We wait,” the 44-year-old said.", "Tom Reed"),
        ("Earl Holt said it was late. Backup Tom Reed will start. “We wait,” he said.", "Tom Reed"),
        ("Tom Reed met Earl Holt. He said Holt was late.", "Tom Reed"),
        ("Tom Reed denied it. The judge said Reed was wrong. “He knew,” she wrote.", "judge"),
        ("Tom Reed won. “We wait,” the Italian said.", "Tom Reed"),
        ("Tom Reed won. “We wait,” said the 31-year-old striker.", "Tom Reed"),
        ("Tom Reed won. The former manager praised it all. “We have waited for it.”", "Tom Reed"),
        ("The council wants to close it.\n\nIt said the road was wet.", "council"),
        (
            "A spokesperson for Marlow Trams said: “We wait.”\n\nBoats sail, they added.",
            "spokesperson for Marlow Trams",
        ),
        ("The prize went to Tom Reed, 81, who told the board it was late.", "Tom Reed"),
        ("Anna Holt fell ill. Doctors told her it was late. “They said wait,” she said.", "Anna Holt"),
        (
            "Tom Reed came up Marlow Hill.\n\nThe sun shone. It was warm.\n\nIt rained.\n\n“We wait,” he said.",
            "Tom Reed",
        ),
        ("The captain of the Lady Anna told Tom Reed it was late.", "captain of the Lady Anna"),
        ("Coach Will Holt won. Anna Holt left. Coach Will Holt said it was late.", "Will Holt"),
        ("Anna Holt was cross. Earl Stone, a baker, laughed. Stone said it was late.", "Earl Stone"),
        (
            "Lantern Foods rose. Lantern Foods won. Lantern Foods left. Marlow Corp. fell. The firm said it was late.",
            "Lantern Foods",
        ),
        ("“We wait,” said Anna Holt.\n\nOn Mary Reed, she added: “We wait for her as well.”", "Anna Holt"),
        ("Asked by a reporter what he missed, Tom Reed smiled. “We wait,” he said.", "Tom Reed"),
        ("Ferry firm Blue Line stopped. It said it was late.", "Blue Line"),
        ("Tom Reed has a shop. His father had it before him. “We wait,” he says.", "Tom Reed"),
        ("The note, seen by the Marlow Echo, was late. The company said it was wet.", "company"),
        ("Charlotte Mayor Anna Holt left. “We wait,” Holt said.", "Anna Holt"),
        ("Anna Holt left. She urges her son to go and repeatedly says, “We wait.”", "Anna Holt"),
        ("Sir Ranulph Holt fell. His wife, Lady Holt, said it was late.", "Holt"),
        ("The driver, a 71-year-old woman, was hurt. She said it was late.", "driver"),
        ("Mr and Mrs Holt came. Mrs Holt said it was late. “We wait,” she said.", "Holt"),
        ("Tim and Sara Reed came. Tim, a joiner, fell. “We wait,” he said.", "Tim Reed"),
        ("“We wait,” said one man who lost his home.", "man"),
        ("“We wait,” District Judge Carla Benton wrote.", "Carla Benton"),
        ("“We wait,” said Anna Holt.\n\n“We have waited for years and we will wait again.”", "Anna Holt"),
        ("Thomas “Tom” Reed, 58, came. “We wait,” says Tom.", "Thomas “Tom” Reed"),
        ("Tom and Anna Reed came. Mrs Reed said it was late. “We wait,” she said.", "Anna Reed"),
        ("Tom and Anna Reed came. Anna sat. Her husband laughed. “We wait,” he said.", "Tom Reed"),
        ("A bus driver who was lost has won.\n\nAnna Holt, 34, was late. The driver said it was wet.", "Anna Holt"),
        ("A weaver who was lost told the club it was late.\n\nAnna Holt, 34, wept.", "Anna Holt"),
        ("A nurse said it was wet. According to the nurse, Tom Reed was late.", "nurse"),
        ("Sgt Tom Reed came. Anna Holt left. The officer said it was late.", "Tom Reed"),
        ("The minister, Anna Holt, left. The prime minister thanked her. He said it was late.", "prime minister"),
        ("“We wait,” said Anna Holt. Her aunt, Mary Reed, left.\n\n“We went,” she said.", "Mary Reed"),
        ("Mary Reed said it was wet. Another said she was late. “We wait,” she added.", None),
        ("“We wait,” said Anna Holt. It rained, and she left.\n\n“We have waited for years.”", "Anna Holt"),
        ("Anna Holt said it was wet. Tom left. Then she stopped. “We have waited here.”", "Anna Holt"),
        ("In a letter, Anna Holt said it was late. “We wait,” it said.", "Anna Holt"),
        ("“We wait,” Tom Reed told the coroner, Dr Mary Holt. He left. “We wait,” he said.", "Tom Reed"),
        ("“We wait,” Anna Holt told Tom Reed. The 24-year-old left. “We wait,” she said.", "Anna Holt"),
        ("Firefighter Tom Reed was in first. The father of two said it was hot.", "Tom Reed"),
        ("The vet said it was late. “We wait,” she said.", "vet"),
        ("Anna Holt, 31, said it was late. “We wait,” the shop worker said.", "Anna Holt"),
        ("Outside, Anna's father, Tom Reed, said it was late.", "Tom Reed"),
        ("The Marlow Trust has put out a short statement:\n\n“We wait for them.”", "Marlow Trust"),
        ("“We wait,” said Anna Holt, who adds that it is late.", "Anna Holt"),
        ("Anna Holt was late. “We wait,” she said, before adding: “We go.”", "Anna Holt"),
        ('Nine men came.\n\n"We wait. It was a shame.\n\nIn the end we got it," said Ann Holt.', "Ann Holt"),
    ],
)
def test_somebody_spoken_of_before(text: str, speaker: str) -> None:
    assert quotes(text)[-1][1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Anna Holt was waiting. The Marlow striker trained.\n\nThe captain's note was shown. “We wait,” he wrote.",
        "“Who waits?” asked Tom Reed.\n\n“All of us, because we are the ones who live here.”",
    ],
)
def test_unsure_is_nobody(text: str) -> None:
    assert quotes(text)[-1][1] is None


def test_two_people_take_turns() -> None:
    text = "“We wait,” said Anna Holt.\n\n“Who does?” asked Tom Reed.\n\n“All of us are, every one of us here.”"
    assert quotes(text)[-1] == ("All of us are, every one of us here.", "Anna Holt")


def test_what_begins_behind_the_marks_is_another_sentence() -> None:
    text = "Tom Reed once asked me to my face, “Whose side are you on?” I said it isn't a match."
    assert quotes(text)[0] == ("Whose side are you on?", "Tom Reed")


def test_a_day_is_nothing_that_is_said() -> None:
    text = "On Sunday, Anna Holt told a rally that she would not stand down."
    assert quotes(text) == [("she would not stand down", "Anna Holt")]
