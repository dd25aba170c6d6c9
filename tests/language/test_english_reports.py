"""Layouts of reports in English news. Words belong to invented people."""

from __future__ import annotations

import pytest

from tests.language.annotated import annotation, names, quotes


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Ann Lee, 61, a retired banker, said that it was closed.", "it was closed", "Ann Lee"),
        ("Speaking on Friday, Ann Lee said it was closed.", "it was closed", "Ann Lee"),
        ("The harbour master, Ned Balfe, said on Friday that it was closed.", "it was closed", "Ned Balfe"),
        ("Ann Lee later said it was closed.", "it was closed", "Ann Lee"),
        ("Lantern Foods said profits fell in May.", "profits fell in May", "Lantern Foods"),
        ("Ann Lee said in a statement she was ready.", "she was ready", "Ann Lee"),
        ("Ann Lee told a hearing in Farness on Friday that it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee said that would cost the city a lot.", "that would cost the city a lot", "Ann Lee"),
        ("Ann Lee believes the building has a memory.", "the building has a memory", "Ann Lee"),
        ("Ann Lee asked whether the pier was closed.", "whether the pier was closed", "Ann Lee"),
        (
            "The pier will be closed on Friday, union officials said.",
            "The pier will be closed on Friday",
            "union officials",
        ),
        ("Bees can tell the time of day, study finds", "Bees can tell the time of day", "study"),
        ("The court heard that the pier was closed.", "the pier was closed", None),
        ("The pier had been closed, the inquest was told.", "The pier had been closed", None),
        ("It was shut, according to a report published on Friday.", "It was shut", "report"),
        ("Ann Lee argues that it is closed, and has written to say so.", "it is closed", "Ann Lee"),
        ("Asked by a reporter whether it was late, Ann Lee left.", "whether it was late", "reporter"),
        ("Ann Lee was quoted as saying that it was late.", "it was late", "Ann Lee"),
        ("Ann Lee said they had agreed that it was late.", "they had agreed that it was late", "Ann Lee"),
        ("Ann Lee said it was late but declined to say more.", "it was late", "Ann Lee"),
        ("Ann Lee praised the boats, but warned that it was late.", "it was late", "Ann Lee"),
        ("Nobody, Ann Lee has said, will be told of it.", "Nobody | will be told of it", "Ann Lee"),
        (
            "The firm would wait “as long as it could,” Ann Lee said.",
            "The firm would wait “as long as it could,”",
            "Ann Lee",
        ),
        ("A poll shows that boats sink, Ann Lee said on Friday.", "A poll shows that boats sink", "Ann Lee"),
        ("Polls suggest that the old boats sink, critics argue.", "Polls suggest that the old boats sink", "critics"),
        ("Polls suggest “how little” it is, said Ann Lee, a cook.", "Polls suggest “how little” it is", "Ann Lee"),
        (
            "Boats, such as those in Farness, are late, said Ann Lee, a cook in Marlow.",
            "Boats, such as those in Farness, are late",
            "Ann Lee",
        ),
        (
            "It was shut at 3 p.m. Dec. 2 when boats sank, Ann Lee said.",
            "It was shut at 3 p.m. Dec. 2 when boats sank",
            "Ann Lee",
        ),
        ("The plan, according to Ann Lee, will fail.", "The plan | will fail", "Ann Lee"),
        ("It saved money but, according to Ann Lee, boats sank.", "boats sank", "Ann Lee"),
        ("Ann Lee left at noon, calling the plan “odd”.", "odd", "Ann Lee"),
        ("Ann Lee told her guide, Tom Reed, to “wait a day” and left.", "wait a day", "Ann Lee"),
        ("In the Echo published today, Ann Lee was quoted calling it “odd”.", "odd", "Ann Lee"),
        ("Ann Lee was cross, going so far as to call it “odd”.", "odd", "Ann Lee"),
        ("As Ann Lee put it, “it is over.”", "it is over.", "Ann Lee"),
        ("Ann Lee’s advice to them was simple: “Stay at home.”", "Stay at home.", "Ann Lee"),
        (
            "The boat, Ann Lee said, is “very old indeed” and late.",
            "The boat | is “very old indeed” and late",
            "Ann Lee",
        ),
        ("Cllr Ann Lee (Ind, Marlow East) said it was late.", "it was late", "Ann Lee"),
        ("Ann Lee, who came with her brother, Tom, said it was late.", "it was late", "Ann Lee"),
        ("Ann Lee countered that it was closed.", "it was closed", "Ann Lee"),
        (
            "Boats cost money, Ann Lee said, and unneeded boats rot.",
            "Boats cost money | and unneeded boats rot",
            "Ann Lee",
        ),
        ("Marlow MP Ann Lee said it was late.", "it was late", "Ann Lee"),
        ("Although she said it was late, Ann Lee left.", "it was late", "Ann Lee"),
        ("Ann Lee told the Echo her worst hour was when it sank.", "her worst hour was when it sank", "Ann Lee"),
        ("It was late. Dr. Ann Lee said it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee called the plan “brave” at noon.", "brave", "Ann Lee"),
        ("Death toll in the mine rises to 31, ministry says", "Death toll in the mine rises to 31", "ministry"),
    ],
)
def test_retold(text: str, said: str, speaker: str | None) -> None:
    assert quotes(text) == [(said, speaker)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ('"It is closed," Ann Lee said, adding that boats would sail.', ("boats would sail", "Ann Lee")),
        ("A spokesman for the port rejected it, saying it was closed.", ("it was closed", "spokesman for the port")),
        ('Ann Lee said, "It is closed," but added: "Boats sail."', ("Boats sail.", "Ann Lee")),
        ("Ann Lee said it was shut, while Tom Reed warned that boats sank.", ("boats sank", "Tom Reed")),
        (
            "It is high, according to Ann Lee and her team. Boats will have to pay, they argue.",
            ("Boats will have to pay", "Ann Lee"),
        ),
        ("Ann Lee vowed to go, telling reporters it was “very old”.", ("it was “very old”", "Ann Lee")),
        ("“It is late,” Ann Lee said, calling the plan “odd.”", ("odd.", "Ann Lee")),
        ("“It is late,” Ann Lee said, telling Tom Reed to “wait a day.”", ("wait a day.", "Ann Lee")),
        ('Ann Lee called it "an odd case" and said it was closed.', ("it was closed", "Ann Lee")),
    ],
)
def test_the_next_report_of_a_sentence(text: str, second: tuple[str, str]) -> None:
    assert quotes(text)[-1] == second


def test_a_report_ends_where_the_next_begins() -> None:
    assert quotes("Ann Lee said it was closed, adding that boats would sail.")[0] == ("it was closed", "Ann Lee")


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ('"We are ready," Ann Lee laughed.', "We are ready,", "Ann Lee"),
        ('Ann Lee was blunt: "We are ready."', "We are ready.", "Ann Lee"),
        ('The sign on the door read: "We are ready."', "We are ready.", "sign on the door"),
        ('Ann Lee dismissed the speech as "theatre".', "theatre", "Ann Lee"),
        ('The critic Ann Lee has called it "the best of all".', "the best of all", "Ann Lee"),
        ('"We are ready," Ann Lee went on.', "We are ready,", "Ann Lee"),
        ('The letter ended: "We are ready."', "We are ready.", "letter"),
        ('"We are ready" said Ann Lee.', "We are ready", "Ann Lee"),
        ('Ann Lee warned of "a very sad day".', "a very sad day", "Ann Lee"),
        ('Ann Lee (pictured) said: "We are ready."', "We are ready.", "Ann Lee"),
        ("'It's ready', said Ann Lee.", "It's ready", "Ann Lee"),
        ('Ann Lee shrugged. "Perhaps we will be ready."', "Perhaps we will be ready.", "Ann Lee"),
        ('Tom Reed is 40. He smiled. "Perhaps we will be ready."', "Perhaps we will be ready.", "Tom Reed"),
    ],
)
def test_in_marks(text: str, said: str, speaker: str) -> None:
    assert quotes(text) == [(said, speaker)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("\"I said, 'Go home,' and he went,\" said Ann Lee.", ("Go home,", "Ann Lee")),
        ("\"I rang Tom Reed and said, 'Go home,'\" said Ann Lee.", ("Go home,", "Ann Lee")),
        ("\"Tom Reed rang me. He said, 'Go home.' So I went,\" said Ann Lee.", ("Go home.", "Tom Reed")),
        ("\"He said, 'Go home.' So I went,\" said Ann Lee.", ("Go home.", None)),
    ],
)
def test_told_in_somebodys_words(text: str, inner: tuple[str, str | None]) -> None:
    assert inner in quotes(text)


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("said Vet Imran Qadir", "Imran Qadir"),
        ("said glaciologist Orla Vint of the University of Farness", "Orla Vint"),
        ("Nicholas Weir KC, for the trust, said", "Nicholas Weir"),
        ("said Councillor Meg Dury (Lab)", "Meg Dury"),
        ("Labour's Meg Dury said", "Meg Dury"),
        ("said the harbour master, Capt. Ned Balfe", "Ned Balfe"),
        ("Mr Balfe's office said", "Mr Balfe's office"),
        ("said a source familiar with the talks", "source familiar with the talks"),
        ("said her colleague at the office, Ned Balfe", "Ned Balfe"),
    ],
)
def test_who_is_named(phrase: str, speaker: str) -> None:
    assert quotes(f'"It is closed," {phrase}.') == [("It is closed,", speaker)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Lantern Foods apologised. "We are ready," it said.', "Lantern Foods"),
        ('Tom Reed scored twice. "We are ready," the striker said.', "Tom Reed"),
        ('Tom Reed scored twice. "We are ready," the 23-year-old said.', "Tom Reed"),
        ('"We wait," a Western diplomat said. "We are ready," the diplomat said.', "Western diplomat"),
        ('Tom Reed thanked Jim Lee. "We are ready," he said.', "Tom Reed"),
        ('It was bought by Tom Reed. "We are ready," he said.', "Tom Reed"),
        ('The shop went to Tom Reed. He ran it well. "We are ready," he said.', "Tom Reed"),
        ('After meeting Jim Lee, Tom Reed was calm. "We are ready," he said.', "Tom Reed"),
        ('Tom Reed and Jim Lee came. "We are ready," he said.', None),
        ('Tom Reed\'s wife left. "We are ready," he said.', "Tom Reed"),
    ],
)
def test_who_is_meant(text: str, speaker: str | None) -> None:
    assert quotes(text)[-1][1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Both reports reached the office on the same day.",
        "The novel tells of a woman who had lost a lamp.",
        "Ann Lee, who asked not to be named, left.",
        "Ann Lee, whose boat is made of cardboard, told his pupils about the boat.",
    ],
)
def test_no_reports(text: str) -> None:
    assert not annotation(text).quotes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr Nemeth led it.", "PER Nemeth"),
        ("The pier was closed, Jorrit Maas said.", "PER Jorrit Maas"),
    ],
)
def test_people_of_news(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_full_name_is_of_the_person_whose_surname_it_ends_in() -> None:
    text = "Seventeen-year-old Luka Brandt saved two penalties as Ashby held the leaders. Brandt said he was tired."
    assert [name for name in names(text) if "Brandt" in name] == ["PER Luka Brandt", "PER Brandt"]


def test_a_block_without_marks() -> None:
    text = "In a statement, Ann Lee said:\n\nThe road will stay closed for weeks. We ask you all to wait."
    assert quotes(text) == [("The road will stay closed for weeks. We ask you all to wait.", "Ann Lee")]


def test_a_list_is_no_block() -> None:
    found = quotes("Ann Lee said these would close:\n\nThe road from Marlow to the sea, and the pier.")
    assert not any("Marlow" in said for said, _ in found)


def test_a_speech_goes_on_in_the_next_paragraph() -> None:
    text = "“We wait,” Ann Lee told the paper.\n\n“Nobody tells us anything. I am tired of it.”"
    assert quotes(text) == [("We wait, | Nobody tells us anything. I am tired of it.", "Ann Lee")]


@pytest.mark.parametrize("thing", ["a dish called “the brave one”", "and called the dish “Brave One”"])
def test_a_name_of_a_thing_is_not_said(thing: str) -> None:
    assert quotes(f"Ann Lee came with {thing} and left.") == []
