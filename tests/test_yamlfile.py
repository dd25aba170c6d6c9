from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import FormatError
from reader.sanitise import one_line
from reader.yamlfile import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse_yaml,
    quote_scalar,
    read_yaml,
    reading,
)

SHARED = Path(__file__).parents[2] / "shared"
SUITE = SHARED / "corpora/yaml/suite.jsonl"
NAUGHTY = SHARED / "corpora/naughty/blns.json"


@pytest.fixture(params=["libyaml", "python"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.delattr(yaml, "CLoader", raising=False)


def plain(node: Node) -> object:
    """A node as Python values, for comparisons."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def value_of(text: str, key: str = "a") -> Node:
    return parse_yaml(text, "f.yaml").entries[key]


class TestReading:
    @pytest.mark.parametrize(
        "text",
        ["no", "on", "~", "null", "true", "2018-02-26", "12:30:45", "1.50", "0x1F", "1_000", "<", "=", "Ёж 🦔"],
    )
    def test_every_scalar_is_its_text(self, text: str) -> None:
        assert plain(value_of(f"a: {text}")) == text

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a:\nb: x\n", {"a": "", "b": "x"}),
            ("a: [x, 'y z', \"\\u0437\"]\n", {"a": ["x", "y z", "з"]}),
            ("a:\n- x\n- b: y\n", {"a": ["x", {"b": "y"}]}),
            ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", {"a": "x\ny\n", "b": "x y"}),
            ("{a: {b: c}}", {"a": {"b": "c"}}),
            ("'<<': x\n", {"<<": "x"}),
            ("a: b # c\n", {"a": "b"}),
            ("---\na: b\n...\n", {"a": "b"}),
            ("", {}),
            ("\ufeff", {}),
            ("# nothing yet\n\n", {}),
        ],
    )
    @pytest.mark.usefixtures("_each_parser")
    def test_what_is_read(self, text: str, expected: object) -> None:
        assert plain(parse_yaml(text, "f.yaml")) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "a: 😀б\nb: 'п r'\nc: [x, {d: \"y\"}]\n",
            "\ufeffa: 😀б\nb: 'п r'\nc: [x, {d: \"y\"}]\n",
            "\ufeffa: 😀б\r\nb: 'п r'\r\nc: [x, {d: \"y\"}]\r\n",
            "# 🦔\n\n{a: 😀б, b: 'п r', c: [x, {d: \"y\"}]} # end\n",
        ],
    )
    @pytest.mark.usefixtures("_each_parser")
    def test_offsets_are_characters_of_the_text_given(self, text: str) -> None:
        root = parse_yaml(text, "f.yaml")
        found = {key: text[value.start : value.stop] for key, value in root.entries.items()}
        assert found == {"a": "😀б", "b": "'п r'", "c": '[x, {d: "y"}]'}
        assert [text[start] for start in root.starts.values()] == ["a", "b", "c"]

    @pytest.mark.usefixtures("_each_parser")
    def test_a_block_ends_before_the_comments_that_follow_it(self) -> None:
        text = "a:\n  b: c # d\n  # e\n\n# f\ng:\n- h\n# i\n"
        root = parse_yaml(text, "f.yaml")
        assert text[root.entries["a"].start : root.entries["a"].stop] == "b: c"
        assert text[root.entries["g"].start : root.entries["g"].stop] == "- h"
        assert (root.lines, root.entries["g"].line) == ({"a": 1, "g": 6}, 7)

    def test_a_file_may_begin_with_a_byte_order_mark(self, tmp_path: Path) -> None:
        path = tmp_path / "f.yaml"
        path.write_bytes(b"\xef\xbb\xbfa: b\r\n")
        assert plain(read_yaml(path)) == {"a": "b"}

    def test_a_missing_file_is_no_format_error(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            read_yaml(tmp_path / "f.yaml")


class TestRefusing:
    @pytest.mark.parametrize(
        ("text", "line", "reason"),
        [
            ("a: &x 1\n", 1, "anchors, aliases and tags (&, *, !) are not allowed"),
            ("a: 1\nb: *x\n", 2, "anchors, aliases and tags (&, *, !) are not allowed"),
            ("a: !!str x\n", 1, "anchors, aliases and tags (&, *, !) are not allowed"),
            ("a: !x [y]\n", 1, "anchors, aliases and tags (&, *, !) are not allowed"),
            ("*x : a\n", 1, "anchors, aliases and tags (&, *, !) are not allowed"),
            ("b: 1\n<<: {a: b}\n", 2, "merge keys (<<) are not allowed"),
            ("a: 1\n\na: 2\n", 3, "the key 'a' stands already in line 1"),
            ('a: 1\n\'\\x1b\': 2\n"\\e": 3\n"\\e": 4\n', 4, "the key '␛' stands already in line 3"),
            ("a: b\n---\nc: d\n", 2, "a second document (---) is not allowed"),
            ("a: b\n...\nc: d\n", 3, "does not belong to the one document a file can hold"),
            ("[a]: b\n", 1, "a key must be text"),
            ("? {a: b}\n: c\n", 1, "a key must be text"),
            ("- a\n", 1, "must hold keys with values (key: value)"),
            ("a\n", 1, "must hold keys with values (key: value)"),
            ("a: {b: {c: {d: {e: {f: {g: h}}}}}}\n", 1, "is nested deeper than 6 levels"),
            ("a: b\nc: \x1b[2J\n", 2, "the character U+001B is not allowed"),
            ("a: b\nc: \u2028\n", 2, "the character U+2028 is not allowed"),
            ("a: \ud800\n", 1, "the character U+D800 is not allowed"),
        ],
    )
    @pytest.mark.usefixtures("_each_parser")
    def test_what_a_file_need_not_hold(self, text: str, line: int, reason: str) -> None:
        with pytest.raises(FormatError) as refusal:
            parse_yaml(text, "f.yaml")
        assert (refusal.value.line, refusal.value.reason) == (line, reason)

    @pytest.mark.parametrize(
        ("text", "line", "reason"),
        [
            ("a: b\ntitle: Новость: подробности\n", 2, "a colon stands where no key can"),
            ("a: 1\n b: 2\n", 2, "check the indentation"),
            ("a: [x, y\nb: c\n", 1, "the bracket opened here is not closed"),
            ('a: b\nc: "x\nd: e\n', 2, "the quotation mark opened here is not closed"),
            ("a: b\nword\nc: d\n", 2, "a colon is missing after a key"),
            ("a:\n\tb: c\n", 2, "a tab cannot indent"),
            ("a: @x\n", 1, "this sign cannot begin a value"),
            ('a: "\\q"\n', 1, "an escape in double quotes is not known"),
            ('a: "\\ud800"\n', 1, " is not "),
            ("a: 'x' y\n", 1, "check indentation and quotes"),
            ("a: - b\n", 1, "a list item must begin on a line of its own"),
            ("%FOO&\n---\na: b\n", 1, "is not valid YAML"),
        ],
    )
    @pytest.mark.usefixtures("_each_parser")
    def test_mistakes_are_explained_in_one_line(self, text: str, line: int, reason: str) -> None:
        with pytest.raises(FormatError) as refusal:
            parse_yaml(text, "f.yaml")
        assert reason in refusal.value.reason
        assert refusal.value.line == line
        assert "\n" not in str(refusal.value)

    @pytest.mark.parametrize(
        "text",
        [
            "a: &a [x, x]\n" + "".join(f"k{i}: &k{i} [*a, *a]\n" for i in range(30)),
            "a: &a {x: 1}\nb: {<<: [" + "*a, " * 1000 + "*a]}\n",
            "[" * 100_000,
            "{" * 100_000,
            "- " * 100_000,
            "? " * 100_000,
            "\n".join(" " * depth + "a:" for depth in range(1100)),
            "&" * 100_000,
            "a: " + "!" * 100_000,
            "%" * 100_000,
            "---\n" * 100_000,
            "a" + ":" * 100_000,
            "x" * 100_000 + ": y",
            "a: 1\n" * 100_000,
            "\t" * 100_000,
            'a: "' + "\\" * 100_001,
            "a: |99999999\n x",
            "a: [" + "[" * 10_000 + "]" * 10_000 + "]",
        ],
        ids=lambda text: text[:12],
    )
    def test_hostile_files(self, text: str) -> None:
        with pytest.raises(FormatError):
            parse_yaml(text, "f.yaml")

    @pytest.mark.skipif(not SUITE.exists(), reason="the shared corpora are not here")
    @pytest.mark.usefixtures("_each_parser")
    def test_the_yaml_test_suite_is_read_or_refused(self) -> None:
        cases = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()]
        read = 0
        for case in cases:
            try:
                parse_yaml(case["yaml"], case["id"])
            except FormatError:
                continue
            read += 1
        assert len(cases) == 402
        assert read >= 70

    @given(st.text())
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        message = ""
        try:
            parse_yaml(text, "f.yaml")
        except FormatError as error:
            message = str(error)
        assert message == one_line(message)

    def test_undecodable_bytes_name_their_line(self, tmp_path: Path) -> None:
        path = tmp_path / "f.yaml"
        path.write_bytes("a: b\nc: Привет\n".encode("cp1251"))
        with pytest.raises(FormatError, match=r"f\.yaml line 2: is not UTF-8"):
            read_yaml(path)

    def test_a_folder_or_a_pipe_is_no_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path in (tmp_path, tmp_path / "pipe"):
            with pytest.raises(FormatError, match="is not a file"):
                read_yaml(path)

    def test_size_has_a_limit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MAX_BYTES", 8)
        (tmp_path / "f.yaml").write_text("a: bcdefghi")
        with pytest.raises(FormatError, match="larger"):
            read_yaml(tmp_path / "f.yaml")
        with pytest.raises(FormatError, match="larger"):
            parse_yaml("a: bcdefghi", "f.yaml")


class TestQuoting:
    @pytest.mark.parametrize(
        "text",
        [
            "сша",
            "to read",
            "C++",
            "don't",
            "000_f701c11ae9f08df8",
            "9f3a61c20b7d",
            "ria/2024/a",
            "«Дамба» выдержала",
            "C#",
        ],
    )
    def test_stays_plain(self, text: str) -> None:
        assert quote_scalar(text) == text

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "",
                " ",
                "no",
                "Yes",
                "NULL",
                "~",
                "1.5",
                "2018-02-26",
                "2018-02-26 12:00",
                "12:30",
                "1e5",
                "12345e678901",
            ),
            *(
                "0x1f",
                "0o17",
                "-",
                "- a",
                "a: b",
                "a:",
                "a #b",
                "#b",
                "a ",
                "!a",
                "&a",
                "*a",
                "'a'",
                "%a",
                "@a",
                "a\tb",
            ),
        ],
    )
    def test_is_quoted(self, text: str) -> None:
        assert quote_scalar(text).startswith('"')

    @pytest.mark.parametrize("text", ["a,b", "[a", "{a}", "a:b"])
    def test_brackets_and_commas_are_quoted_between_brackets(self, text: str) -> None:
        assert quote_scalar(text, flow=True) == f'"{text}"'

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("да: «нет» 🦔", '"да: «нет» 🦔"'),
            ('"a" \\', '"\\"a\\" \\\\"'),
            ("a\nb\tc", '"a\\nb\\x09c"'),
            ("\x1b[2J", '"\\x1b[2J"'),
            ("a\u202eb\ufffe", '"a\\u202eb\\ufffe"'),
            ("a\U000e0041\U0001ffff", '"a\\U000e0041\\U0001ffff"'),
        ],
    )
    def test_escapes_only_what_must_be(self, text: str, expected: str) -> None:
        assert quote_scalar(text) == expected

    def test_half_a_surrogate_pair_cannot_be_written(self) -> None:
        with pytest.raises(ValueError, match="surrogate"):
            quote_scalar("a\udc9b")

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_reads_back_as_the_same_string_everywhere(self, text: str) -> None:
        assert_round_trip(text)

    @given(
        st.from_regex(r"[-+.]?[0-9][0-9a-fox_:.eE+-]{0,12}( [0-9:.]+)?|[yYnNoOfFtTrRuUeEsSaAlL~]{1,5}", fullmatch=True)
    )
    def test_reads_back_as_a_string_where_a_guess_lurks(self, text: str) -> None:
        assert_round_trip(text)

    @pytest.mark.skipif(not NAUGHTY.exists(), reason="the shared corpora are not here")
    def test_naughty_strings(self) -> None:
        for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
            assert_round_trip(text)


def assert_round_trip(text: str) -> None:
    document = f"a: {quote_scalar(text)}\nb: [{quote_scalar(text, flow=True)}]\n"
    assert plain(parse_yaml(document, "f.yaml")) == {"a": text, "b": [text]}
    assert yaml.safe_load(document) == {"a": text, "b": [text]}
    if len(quote_scalar(text)) < 1000:
        assert plain(parse_yaml(f"{quote_scalar(text)}: b\n", "f.yaml")) == {text: "b"}


def test_an_empty_mapping_has_a_place() -> None:
    assert parse_yaml("# x\n", "f.yaml") == Mapping({}, {}, {}, 1, 4, 4)
