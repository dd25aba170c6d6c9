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
        (
            "It would stay shut until June, witnesses and police said.",
            "It would stay shut until June",
            "witnesses and police",
        ),
        ("It would stay shut, the club's secretary, Ann Lee, said.", "It would stay shut", "Ann Lee"),
        (
            "It would stay shut until June, the United Reform Church said.",
            "It would stay shut until June",
            "United Reform Church",
        ),
        ("In Marlow, the United Reform Church said it was late.", "it was late", "United Reform Church"),
        ("In a statement the company says it was late.", "it was late", "company"),
        ("Ann Lee says for nearly a day she did not know.", "for nearly a day she did not know", "Ann Lee"),
        ("The shops are making no apologies and say it was late.", "it was late", "shops"),
        ("Ann Lee rejected the plan saying it was late.", "it was late", "Ann Lee"),
        ("The Echo quoted unnamed officials as saying it was late.", "it was late", "unnamed officials"),
        ("A court in Marlow has been told it was late.", "it was late", None),
        ("The leaflet released on Monday says it was late.", "it was late", "leaflet"),
        (
            "The group representing food and drink firms says it was late.",
            "it was late",
            "group representing food and drink firms",
        ),
        ("The ministry has announced sanctions, saying it was late.", "it was late", "ministry"),
        ("Local Afghan commanders said it was late.", "it was late", "Local Afghan commanders"),
        ("The ministry has revealed it will pay for it.", "it will pay for it", "ministry"),
        ("But today the ministry has announced it will pay.", "it will pay", "ministry"),
        ("Marlow council's licensing panel heard on Friday that it was late.", "it was late", None),
        ("Ann Lee said afterwards that it was late.", "it was late", "Ann Lee"),
        (
            "The firm has three ships and at least nine workers have said they will go.",
            "they will go",
            "at least nine workers",
        ),
        ("The Holt campaign said it was late.", "it was late", "Holt campaign"),
        ("The Secretary of State Ann Lee said it was late.", "it was late", "Ann Lee"),
        ("The Harbour Society's Ann Lee said it was late.", "it was late", "Ann Lee"),
        ("The Federal Attorney-General Ann Lee said it was late.", "it was late", "Ann Lee"),
        ("According to the firm's founder, Ann Lee, it was late.", "it was late", "Ann Lee"),
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
        "Ann Lee kept on saying this and left.",
        "Another boat from Marlow, the Swift, claimed second place late.",
        "Ann Lee steadied the innings, adding 67 before Tom Reed left.",
        "Ann Lee's comments appeared to show it was late.",
    ],
)
def test_nothing_is_retold(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Reed likes it. According to him, the young people are late.", "Tom Reed"),
        ("Asked if she would go, the captain, Ann Lee, left. “We wait,” she said.", "Ann Lee"),
        (
            "Captain Ann Lee was late.\n\nAsked if it was over, the captain grinned. “We wait for it,” she said.",
            "Ann Lee",
        ),
        ("Mrs Reed's son, Tom Reed, came. Mrs Reed sat. Reed left. “We wait for it,” he said.", "Tom Reed"),
        ("Jurors were shown notes from Tom Reed's phone. In one, he wrote: “We wait.”", "Tom Reed"),
        ("Researchers from Marlow dug holes. The ice, they found, was late.", "Researchers"),
        ("Tom Reed and Ann Lee run the shop. “We love it,” they said.", "Tom Reed and Ann Lee"),
        ("A resident, who gave her name only as Anna, said it was late. “We wait,” she said.", "Anna"),
        ("Orla Holt and Bill Reed met in May. “Mr Orla Holt,” they call him. She says it was late.", "Orla Holt"),
        ("Det Sgt Ann Lee and Tom Reed came. Reed left. “We wait for it,” the detective said.", "Ann Lee"),
        ("Gov. Ann Lee and Lt. Gov. Tom Reed came. “We wait for it,” the governor said.", "Ann Lee"),
        ("Ann Lee, a cook at Marlow House who was there, praised it but warned that “it is late”.", "Ann Lee"),
        ("The harbour service, in a note to Ann Lee, rejected it as “fiction”.", "harbour service"),
        ("The council has one boat. It relies on gifts and says it is late.", "council"),
        ("Two diplomats met on Friday. “They had a text,” one of them said.", "diplomat"),
        ("Ann Lee works for the Marlow Commission. The commission said it was late.", "Marlow Commission"),
        ("Marlow Dockers' Union met. The company said it was late.", "company"),
        ("Tom Reed won. The South African said it was late.", "Tom Reed"),
        ("Tom Reed fell ill. “He told me, ‘I want to wait,’” Ann Lee said.", "Tom Reed"),
    ],
)
def test_whom_a_pronoun_means(text: str, speaker: str) -> None:
    assert quotes(text)[-1][1] == speaker


def test_words_in_straight_single_marks_are_not_the_beginning_of_a_saying() -> None:
    text = "Ann Lee said it had 'no pleasure' in it, but that it was late. 'Nobody waits,' she added. 'We do.'"
    assert quotes(text) == [
        ("it had 'no pleasure' in it, but that it was late", "Ann Lee"),
        ("Nobody waits, | We do.", "Ann Lee"),
    ]


def test_a_saying_in_single_marks_goes_on_in_the_next_paragraph() -> None:
    text = "‘I have seen it all,’ Ann Lee wrote. ‘It was late.\n\n‘I was told that it was. I left.’"
    assert quotes(text) == [("I have seen it all, | It was late. | I was told that it was. I left.", "Ann Lee")]


def test_what_is_cited_in_a_saying_does_not_end_it() -> None:
    text = "“One of them said, ‘It is late,’” Ann Lee said. “We left at once.”"
    assert ("One of them said, ‘It is late,’ | We left at once.", "Ann Lee") in quotes(text)
