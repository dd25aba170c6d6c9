"""The words after `reader`: which command is meant, with which options, on which words.

Options are long only and may stand anywhere; a word such as `-tag:done` is part of a query.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from reader.library import SORTS
from reader.sanitise import one_line

OPEN = "[PATH]"
"""The command that has no name: a first word that is no command is a path to open. Help shows it so."""

_DASH_MARK = "\x00"  # put before every word and value, so that argparse takes none of them for an option
_VALUED = ("--library", "--tags", "--sort", "--limit", "--query")


class UsageError(Exception):
    """Wrong usage that only the command itself can see."""


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Understand a command line; `command` in the answer is its name, OPEN for a path or nothing at all. Wrong usage
    ends the program with status 2 and one line, `--help` with status 0."""
    return _parser().parse_args(_arranged(arguments))


def _word(word: str) -> str:
    return word.removeprefix(_DASH_MARK)


def _arranged(arguments: Sequence[str]) -> list[str]:
    """The command, then its options, then its words, as argparse can digest them wherever they stood.

    A first word that is no command is a path to open. What starts with one dash is a word, and so is all after `--`.
    """
    options: list[str] = []
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            words += [_DASH_MARK + word for word in rest]
        elif argument.startswith("--"):
            options.append(argument)
            if argument in _VALUED and (value := next(rest, None)) is not None:
                options.append(_DASH_MARK + value)
        else:
            words.append(argument if argument == "-" else _DASH_MARK + argument)
    if not options and [_word(word) for word in words] == ["-h"]:
        return ["--help"]
    if words and _word(words[0]) in _COMMANDS:
        return [_word(words[0]), *options, *words[1:]]
    return ["--help"] if options == ["--help"] and not words else [OPEN, *options, *words]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"reader: {one_line(message.replace(_DASH_MARK, ''))} (reader --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="reader",
        description="Read the news in a terminal: who is in a story, and who said what.",
        usage="reader [PATH]   or   reader COMMAND …",
        epilog="Queries are described in the README; `reader COMMAND --help` shows a command's options.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser, required=True)
    for name, (summary, extend) in _COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        sub.set_defaults(command=name)
        sub.add_argument("--library", type=_path, metavar="PATH", help="a folder of texts, an index.yaml, or one text")
        sub.add_argument("--tags", type=_path, metavar="FILE", help="the tags file to use")
        sub.add_argument("--json", action="store_true", help="print JSON, one object a line in listings")
        extend(sub)
    return parser


def _query_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", type=_word, metavar="QUERY", help="words and filters, as in the search box")


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    _query_arguments(parser)
    parser.add_argument(
        "--sort", type=_word, choices=SORTS, help="order of the list (default: date, or relevance for words)"
    )
    parser.add_argument("--limit", type=_count, metavar="N", help="print at most N")


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", type=_word, metavar="QUERY", help="words and filters, as in the search box")
    parser.add_argument("--limit", type=_count, metavar="N", help="print at most N")


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=_word, metavar="ID", help="an article's id, or any unique tail of it")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--markdown", action="store_true", help="print Markdown")
    shape.add_argument("--text", action="store_true", help="print plain text (the default)")
    shape.add_argument("--raw", action="store_true", help="print the page as it was scraped")


def _annotate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", default="-", type=_word, metavar="FILE", help="a text to annotate; - for standard input"
    )
    parser.add_argument("--jsonl", action="store_true", help='read {"id", "text"} a line, answer each with a line')


def _tag_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", type=_word, choices=("add", "remove", "list"))
    parser.add_argument("words", nargs="*", type=_word, metavar="TAG [ID…]", help="a tag, then ids of articles")
    parser.add_argument("--query", type=_word, metavar="QUERY", help="all articles that a query finds")


def _index_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=_path, metavar="FOLDER", help="the folder whose index.yaml is to list its texts")


def _themes_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", type=_word, choices=("list", "check"), nargs="?", default="list")


def _open_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=_path, nargs="?", metavar="PATH", help="a folder of texts, an index.yaml, or a text"
    )


def _path(text: str) -> Path:
    return Path(_word(text)).expanduser()


def _count(text: str) -> int:
    number = int(_word(text))
    if number < 1:
        raise ValueError
    return number


_COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    OPEN: ("read in the terminal", _open_arguments),
    "list": ("list articles", _list_arguments),
    "search": ("find articles, the best first, with the passage that matched", _search_arguments),
    "show": ("print one article", _show_arguments),
    "quotes": ("who said what", _query_arguments),
    "names": ("people, organisations and places", _query_arguments),
    "annotate": ("mark names and quotations in any text", _annotate_arguments),
    "tag": ("add, remove or list tags", _tag_arguments),
    "index": ("list the texts of a folder in its index.yaml", _index_arguments),
    "themes": ("list themes, or check their contrast", _themes_arguments),
}
