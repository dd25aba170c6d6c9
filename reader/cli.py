"""The command line: what each command takes, prints and answers with.

Exit status: 0 fine, 1 found nothing or a named failure, 2 wrong usage. Results go to stdout, everything else to
stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from reader import printing
from reader.arguments import OPEN, UsageError, parse_arguments
from reader.errors import ReaderError
from reader.library import Library, open_library, write_index
from reader.sanitise import one_line
from reader.settings import load_settings

Item = TypeVar("Item")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that is not UTF-8 loses a letter, not the answer
    options = parse_arguments(arguments)
    try:
        return _COMMANDS[options.command](options)
    except UsageError as error:
        _complain(f"{error} (reader --help)")
        return 2
    except ReaderError as error:
        _complain(str(error))
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: not an error
        return 0
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


# Commands


def _open(options: argparse.Namespace) -> int:
    if options.json:
        raise UsageError("--json goes with a command that prints, such as `reader list --json`")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the reader needs a terminal; `reader list` prints into a pipe")
    if options.path and options.library:
        raise UsageError("give the library once: PATH or --library PATH")
    settings, notices = load_settings()
    library = open_library(options.path or options.library, tags=options.tags, settings=settings)
    os.environ.setdefault("TEXTUAL_FPS", "250")  # what is to be painted waits 4 to 8 ms for its frame, not 16 to 33
    from reader.ui.app import run_app

    try:
        run_app(library, settings, notices)
    finally:
        library.close()
    return 0


def _list(options: argparse.Namespace) -> int:
    with _library(options) as library:
        query = _query(options)
        _have_names(library, query)
        listing = library.find(query, sort=options.sort, limit=options.limit)
        return _emit(options, library.summaries(listing.rows), printing.list_json, printing.list_cells)


def _search(options: argparse.Namespace) -> int:
    with _library(options) as library:
        query = _query(options)
        _have_names(library, query)
        listing = library.explain(library.find(query, limit=options.limit), query)
        if listing.forgiven and sys.stderr.isatty():
            print("≈", ", ".join(listing.forgiven), file=sys.stderr)
        answers = [(summary, listing.hits[summary.row]) for summary in library.summaries(listing.rows)]
        return _emit(
            options,
            answers,
            lambda answer: printing.search_json(*answer),
            lambda answer: printing.search_cells(*answer),
        )


def _show(options: argparse.Namespace) -> int:
    with _library(options) as library:
        reading = library.read(library.resolve(options.id))
    if options.json:
        _print_json(printing.show_json(reading))
    elif options.raw:
        print(reading.article.text.replace("\r\n", "\n"))
    else:
        lines = printing.article_markdown if options.markdown else printing.article_text
        print("\n".join(lines(reading)))
    return 0


def _quotes(options: argparse.Namespace) -> int:
    with _library(options) as library:
        query = _query(options)
        rows = _annotated_rows(library, query)
        return _emit(options, library.quotes(rows, query), printing.quote_json, printing.quote_cells)


def _names(options: argparse.Namespace) -> int:
    with _library(options) as library:
        rows = _annotated_rows(library, _query(options))
        return _emit(options, library.names(rows), printing.name_json, printing.name_cells)


def _annotate(options: argparse.Namespace) -> int:
    from reader import worker

    if options.jsonl:
        role = os.environ.get(worker.ROLE)
        if role is None:
            worker.serve_batch(sys.stdin.buffer, sys.stdout.buffer, spacy=_spacy_model())
        else:
            worker.serve(sys.stdin.buffer, sys.stdout.buffer, background=role == worker.BACKGROUND)
        return 0
    from reader.sources.decode import decode
    from reader.sources.folder import read_file

    path = None if options.file == "-" else Path(options.file)
    text = decode(read_file(path) if path else sys.stdin.buffer.read()).text
    answer = worker.answer(worker.Request(path.stem if path else "-", text).to_line(), _spacy_model())
    if options.json:
        _print_json(answer)
        return 1 if answer.get("error") else 0
    if answer.get("error"):
        raise ReaderError(answer["error"])
    _print_columns(printing.annotation_cells(answer, text))
    return 0 if answer["entities"] or answer["quotes"] else 1


def _spacy_model() -> str | None:
    from reader.language.spacy_names import usable

    settings, notices = load_settings()
    model, missing = usable(settings.spacy)
    for notice in (*notices, *missing):
        _complain(notice.text)
    return model


def _tag(options: argparse.Namespace) -> int:
    with _library(options) as library:
        if options.action == "list":
            if options.words:
                raise UsageError("`reader tag list` takes no words")
            return _emit(
                options, library.tags(), lambda pair: {"tag": pair[0], "articles": pair[1]}, printing.tag_cells
            )
        if not options.words:
            raise UsageError(f"which tag? reader tag {options.action} TAG [ID…] [--query QUERY]")
        tag, *wanted = options.words
        if not wanted and options.query is None:
            raise UsageError(f"which articles? reader tag {options.action} {tag} [ID…] [--query QUERY]")
        rows = [library.resolve(article) for article in wanted]
        if options.query is not None:
            _have_names(library, options.query)
            rows += library.find(options.query).rows
        change = library.tag if options.action == "add" else library.untag
        change(rows, tag)
        _complain_about(library)
        return 0 if rows else 1


def _index(options: argparse.Namespace) -> int:
    added = write_index(options.folder)
    print(f"{added} added to {options.folder / 'index.yaml'}" if added else "every text is listed already")
    return 0


def _themes(options: argparse.Namespace) -> int:
    from reader.themes import contrast_report, load_themes

    themes, notices = load_themes()
    for notice in notices:
        _complain(notice.text)
    if options.action == "list":
        return _emit(options, themes, printing.theme_json, printing.theme_cells)
    pairs = [(theme, pair) for theme in themes for pair in contrast_report(theme)]
    _emit(options, pairs, lambda row: printing.contrast_json(*row), lambda row: printing.contrast_cells(*row))
    return 1 if notices or not all(pair.passes for _, pair in pairs) else 0


# What commands share


@contextmanager
def _library(options: argparse.Namespace) -> Iterator[Library]:
    """The library a command works on, read up to date, with progress on a terminal."""
    settings, notices = load_settings()
    for notice in notices:
        _complain(notice.text)
    library = open_library(options.library, tags=options.tags, settings=settings)
    try:
        with _progress("reading") as report:
            library.scan(lambda progress: report(progress.done, progress.total))
        _complain_about(library)
        yield library
    finally:
        library.close()


def _have_names(library: Library, query: str) -> None:
    """Find the names and quotations that a query asks about, so that its answer is complete."""
    with _progress("names") as report:
        library.annotate_for(query, report)
    _complain_about(library)


def _annotated_rows(library: Library, query: str) -> Sequence[int]:
    """The rows a query finds, all with their names and quotations."""
    with _progress("names") as report:
        rows = library.find_annotated(query, report)
    _complain_about(library)
    return rows


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _query(options: argparse.Namespace) -> str:
    return " ".join(options.query)


def _emit(
    options: argparse.Namespace,
    items: Sequence[Item],
    as_json: Callable[[Item], printing.Json],
    as_cells: Callable[[Item], printing.Cells],
) -> int:
    """Print a listing; the exit status says whether there was anything."""
    if options.json:
        for item in items:
            _print_json(as_json(item))
    else:
        _print_columns(as_cells(item) for item in items)
    return 0 if items else 1


def _print_json(value: printing.Json) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _print_columns(rows: Iterable[printing.Cells]) -> None:
    """Columns as wide as the terminal allows; into a pipe, tab-separated lines that nothing was cut from."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for row in rows:
        table.add_row(*(Text(cell, overflow="ellipsis", no_wrap=position < 3) for position, cell in enumerate(row)))
    Console(highlight=False).print(table)


def _complain_about(library: Library) -> None:
    for notice in library.take_notices():
        _complain(notice.text)


def _complain(message: str) -> None:
    print(f"reader: {one_line(message)}", file=sys.stderr)


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    OPEN: _open,
    "list": _list,
    "search": _search,
    "show": _show,
    "quotes": _quotes,
    "names": _names,
    "annotate": _annotate,
    "tag": _tag,
    "index": _index,
    "themes": _themes,
}
