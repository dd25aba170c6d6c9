"""How newswire and web pages put reports and names. Words belong to invented people."""

from __future__ import annotations

import pytest

from reader.model import QuoteKind
from tests.language.annotated import annotation, names, quotes, words


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("“It is late,” Rep. Ann Lund (D-Mass.) said.", "It is late,", "Ann Lund"),
        ("“It is late,” retired Army general Tom Lund said.", "It is late,", "Tom Lund"),
        ("United Airlines said the flights would go on Monday.", "the flights would go on Monday", "United Airlines"),
        ("Ahmed Karim said the road was open.", "the road was open", "Ahmed Karim"),
        ("Ann Lund is warning that the bridge will close.", "the bridge will close", "Ann Lund"),
        ("He's claiming that it was “a big lie” but left.", "it was “a big lie” but left", None),
        ("Ann Lund left, saying whoever moans about a vote “must go home.”", None, "Ann Lund"),
        ("The town mourned what Ann Lund called a “wonderful old boat.”", "wonderful old boat.", "Ann Lund"),
        ("Ann Lund said it was “slow” and “very dear”.", "it was “slow” and “very dear”", "Ann Lund"),
        ("Ann Lund told voters this weekend he would go.", "he would go", "Ann Lund"),
        ("Ann Lund said Sunday night’s game was “a long one”.", "Sunday night’s game was “a long one”", "Ann Lund"),
        ("To win, Ann Lund said, the town must vote.", "To win | the town must vote", "Ann Lund"),
        ("It was, Ann Lund said, “a shame for us all.”", "It was | “a shame for us all.”", "Ann Lund"),
        ("It is shut but, Ann Lund said, the boats will go.", "the boats will go", "Ann Lund"),
        ("“We must save,” to mend the roof, Ann Lund said.", "“We must save,” to mend the roof", "Ann Lund"),
        ("With no aid, “the roof will go,” Ann Lund said.", "With no aid, “the roof will go,”", "Ann Lund"),
        ("Ann Lund said “new rules” and a tax would pay.", "“new rules” and a tax would pay", "Ann Lund"),
        ("The “prank,” as Ann Lund called it, cost a lot.", "prank,", "Ann Lund"),
        ("Ann Lund praised Tom and Al Reed for their “great pluck.”", "great pluck.", "Ann Lund"),
        ("Ann Lund, who was there, sent a note to the board saying it was late.", "it was late", "Ann Lund"),
        ("Ann Lund checked the boats before confirming that they sank.", "they sank", "Ann Lund"),
        ("Most experts agree that it is late.", "it is late", "Most experts"),
        ("Ann Lund told the Echo’s “Good Morning” that it was late.", "it was late", "Ann Lund"),
        ("Ann Lund told the Echo's morning series she would go.", "she would go", "Ann Lund"),
        ("“It is late,” the Echo quoted Ann Lund as saying.", "It is late,", "Ann Lund"),
        ("The Echo quoted Ann Lund as saying that it was late.", "it was late", "Ann Lund"),
        ("The tape has Ann Lund saying, “It is very late.”", "It is very late.", "Ann Lund"),
        ("It grew so loud that the Echo issued a statement saying that it was late.", "it was late", "Echo"),
        ("Ann Lund -- head of a fund that feeds dogs -- told us, “It is late.”", "It is late.", "Ann Lund"),
        ("At a meeting in Lund, the mayor, Ann Reed, also said it was late.", "it was late", "Ann Reed"),
        ("People marched while chanting, “Save our boats.”", "Save our boats.", "People"),
        ("(Ann Lund said the boats were late.)", "the boats were late", "Ann Lund"),
        ("”We had to go,” said Ann Lund.", "We had to go,", "Ann Lund"),
        ("“We had to go. It was late.” ― Ann Lund", "We had to go. It was late.", "Ann Lund"),
        ("“It is late,” Ann Lund, a broker at Lund Ltd., said in a note.", "It is late,", "Ann Lund"),
        ("Ann Lund has pointed out that it is late.", "it is late", "Ann Lund"),
        ("Ann Lund left at noon, pointing out that it was late.", "it was late", "Ann Lund"),
        ("“It is late. We go,” the article read.", "It is late. We go,", "article"),
        ("A council report released last year found that it was late.", "it was late", "council report"),
        ("The answers are “not good enough,” Ann Lund said.", "The answers are “not good enough,”", "Ann Lund"),
        ("Ann Lund, like Reed, has urged them to go but has said she will stay.", "she will stay", "Ann Lund"),
        ("Ann Lund met Tom Reed, who in 2010 said it was late.", "it was late", "Tom Reed"),
        (
            "Boats must go, “and nobody will pay,” said Ann Lund, a cook.",
            "Boats must go, “and nobody will pay,”",
            "Ann Lund",
        ),
    ],
)
def test_reports(text: str, said: str | None, speaker: str | None) -> None:
    found = quotes(text)
    assert len(found) == 1
    assert found[0][1] == speaker
    assert said in (None, found[0][0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ann Lund said she was ready: “We have trained for it.”",
            [("she was ready", "Ann Lund"), ("We have trained for it.", "Ann Lund")],
        ),
        (
            "Ann Lund noted that it was late, and she speculated that it would rain.",
            [("it was late", "Ann Lund"), ("it would rain", "Ann Lund")],
        ),
        (
            "“It is late,” Ann Lund said. And perhaps, she said, it was time that somebody who is “old and slow” left.",
            [
                ("It is late,", "Ann Lund"),
                ("perhaps | it was time that somebody who is “old and slow” left", "Ann Lund"),
            ],
        ),
    ],
)
def test_reports_side_by_side(text: str, found: list[tuple[str, str]]) -> None:
    assert quotes(text) == found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lund Sees Long Winter In Marlow\nPresident Tom Lund left. Lund said it was late.", "Tom Lund"),
        ("Voters heard President Lund. The president said it was late.", "Lund"),
        ("President Lund met Vice President Ann Reed. The president said it was late.", "Lund"),
        ("Tom Lund left early. The New York businessman said it was late.", "Tom Lund"),
        ("Ann Lund spoke. The former bishop and state lawmaker said it was late.", "Ann Lund"),
        ("Chief Justice John G. Lund Jr. spoke. Chief Justice Lund said it was late.", "John G. Lund Jr."),
        ("Mayor Bill de Lund came. De Lund said it was late.", "Bill de Lund"),
        ("James O’Lund came. O'Lund said it was late.", "James O’Lund"),
        ("Gary Lund left.\nSecretary Jeh Lund said it was late.\nLund said it was cold.", "Jeh Lund"),
        ("House Speaker Paul D. Lund said it was late.", "Paul D. Lund"),
        ("Both Mr. Lund and Mr. Reed said it was late.", "Lund and Reed"),
        ("Advisers to Ms. Lund said it was late.", "Advisers to Ms. Lund"),
        (
            "The Committee for a Balanced Harbor Budget said it was late.",
            "Committee for a Balanced Harbor Budget",
        ),
        ("Lund backers looked to Tom Reed to lead. He declined.\n“We were new,” he said.", "Tom Reed"),
        ("When Tom Reed was asked about Al Grohl, he said it was late.", "Tom Reed"),
        ("Ann Lund asked Tom Reed about Al Grohl. He left and said it was late.", "Tom Reed"),
        ("After her visit to Ann Lund, the White House announced that it was late.", "White House"),
        ("Proponents, including the Lund bank, have urged it. They say it is late.", "Proponents"),
        ("Echo anchor Ann Lund left the room. The Republican nominee said it was late.", "Republican nominee"),
        (
            "The head of Lund’s bank, the Royal Bank of Marlow, left. Ann Reed quoted Tom Lund as saying it was late.",
            "Tom Lund",
        ),
        ("Asked in March by Echo reporter Al Reed about it, Ann Lund left. She said it was late.", "Ann Lund"),
    ],
)
def test_who_is_meant(text: str, speaker: str) -> None:
    assert quotes(text)[-1][1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "She sang the old song “A Summer Is Gone,” she added softly.",
        "Ann Lund called on the board to act on what is designed to be “too dear”.",
        "Ann Lund, who asked to stay, paid for it.",
        "Although Tom Lund has admitted using it, he does not like it.",
        "“Bridge shut; three missing.” — Marlow Echo",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert quotes(text) == []


def test_a_whole_clause_is_mixed() -> None:
    text = "Ann Lund speculated that it may be “a kind of veiled sanction.”"
    assert [(quote.kind, words(text, quote)) for quote in annotation(text).quotes] == [
        (QuoteKind.MIXED, "it may be “a kind of veiled sanction.”")
    ]


def test_a_headline_in_capitals_tells_no_names() -> None:
    text = "Lund Says Marlow Bridge Will Not Be Built\nMarlow’s mayor, Tom Lund, left. Lund was late."
    assert "PER Lund" in names(text)
    assert not any("Says" in name for name in names(text))


def test_acronyms_are_no_people() -> None:
    assert not any(name.startswith("PER") for name in names("RT said it was late. The E.U. said it was early."))
