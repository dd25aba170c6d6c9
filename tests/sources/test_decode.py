"""From bytes to text: which encoding is recognised, what is lost and what is refused."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotTextError
from reader.sanitise import sanitise
from reader.sources.decode import decode

CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")

RUSSIAN = (
    "Дамба в Гороховце выдержала паводок, жители прибрежных улиц остались дома. Об этом сообщили в районной "
    "администрации. Вода подошла к отметке шесть метров и к утру остановилась, насосы работали всю ночь. "
    "Строительство обошлось области в двести миллионов рублей; прежнюю насыпь размыло весной, когда разлив "
    "затопил больше сотни дворов и объезд через лес занимал три часа. Глава посёлка Яков Щукин уверен: хуже не "
    "будет. Фельдшер Эмма Юрьевна, проработавшая здесь тридцать лет, с ним не спорит, но лодку держит наготове. "
)
ENGLISH = "The council said it “would not” comment on Monday’s vote — but officials at the café didn’t deny it."
UKRAINIAN = "Міський голова заявив, що міст буде зачинено всю зиму, а мешканці їздять іншою дорогою до її кінця."


@pytest.mark.parametrize("encoding", CYRILLIC)
@pytest.mark.parametrize("text", [RUSSIAN, RUSSIAN.upper(), RUSSIAN.title()], ids=["as is", "capitals", "title"])
@pytest.mark.parametrize("length", [60, 100, 300])
def test_every_cut_of_a_russian_text_is_read_in_its_own_encoding(encoding: str, text: str, length: int) -> None:
    cuts = [text[start : start + length] for start in range(0, len(text) - length, 7)]
    assert [decode(cut.encode(encoding)).text for cut in cuts] == cuts


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN + "«Ёлки» — №5…", "cp1251", "cp1251"),
        (UKRAINIAN, "cp1251", "cp1251"),
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "cp1252", "cp1252"),
        ("Plain ASCII.", "ascii", "utf-8"),
        ("Le maire a déclaré que la ville n’était pas prête à accueillir l’événement.", "cp1252", "cp1252"),
        ("Moscow (Москва) and Tula (Тула) agreed, the ministry said on Monday.", "cp1251", "cp1251"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_without_a_mark(text: str, encoding: str, name: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.notice) == (text, name, None)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")]
)
def test_a_byte_order_mark_settles_the_encoding_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + RUSSIAN.encode(encoding))
    assert (decoded.text, decoded.encoding) == (RUSSIAN, encoding)
    assert decoded.fingerprint == decode(RUSSIAN.encode()).fingerprint


def test_the_fingerprint_is_of_the_text_as_it_was_decoded() -> None:
    dangerous = "Мост\x1b[31m открыт"
    decoded = decode(dangerous.encode())
    assert decoded.fingerprint == hashlib.sha256(dangerous.encode()).hexdigest()[:12]
    assert decoded.text == "Мост␛[31m открыт"
    assert decode(RUSSIAN.encode("koi8-r")).fingerprint == decode(RUSSIAN.encode()).fingerprint


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\nc").text == "a\r\nb\nc"


@pytest.mark.parametrize("damage", [b"\xff", b"\xd0", b"\xc3(", b"\xe2\x82"])
def test_damaged_utf8_stays_utf8_and_says_how_much_is_lost(damage: bytes) -> None:
    decoded = decode(RUSSIAN[:50].encode() + damage + b" " + RUSSIAN[50:].encode())
    assert decoded.encoding == "utf-8"
    assert decoded.text[:50] == RUSSIAN[:50]
    assert decoded.text.endswith(RUSSIAN[50:])
    assert decoded.notice == "1 character is damaged (UTF-8 expected) and shown as \ufffd"


def test_a_replacement_character_that_was_there_is_no_damage() -> None:
    assert decode("бит\ufffdый".encode()).notice is None


def test_a_text_cut_in_the_middle_of_a_character_is_still_utf8() -> None:
    decoded = decode("Привет, мир".encode()[:-1])
    assert decoded.text == "Привет, ми\ufffd"
    assert decoded.notice is not None


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"PK\x03\x04" + b"\x00" * 200 + bytes(range(256)),
        b"\x00" * 50,
        bytes(range(32)) * 10,
    ],
)
def test_a_file_that_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError, match="is not a text"):
        decode(data)


def test_a_stray_null_does_not_make_a_text_unreadable() -> None:
    assert decode(RUSSIAN.encode() + b"\0").text == RUSSIAN + "␀"


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""


@given(st.one_of(st.binary(max_size=400), st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_a_safe_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotTextError:
        return
    assert sanitise(decoded.text) == decoded.text
    assert len(decoded.fingerprint) == 12


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\ufffe")))
def test_utf8_loses_nothing(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == sanitise(text)
    assert len(decoded.text) == len(text)
