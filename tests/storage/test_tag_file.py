"""A few entries of a long tags file are changed without looking at the others, with the same result."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.storage.tag_entries import Entry
from reader.storage.tag_file import parse_tag_file, with_entries

_NAMES = ("a", "б", "в г", "2024/д", "e: f", "no")
_STYLES = (
    "  {key}:\n    title: Заголовок\n    text: 0123456789ab\n    tags: [{tags}]\n",
    "  {key}:\n    tags: [{tags}]   # моё\n    note: не трогать\n",
    "  # о следующем\n  {key}:\n    tags:\n      - {first}\n\n",
    "  {key}: {{tags: [{tags}]}}\n",
    "  {key}:\n",
)
_ENDS = ("", "# конец\n", "other: here\n", "...\n")

_files = st.builds(
    lambda styles, tags, end, newline: newline.join(
        [
            "# мои теги",
            "version: 1",
            "articles:",
            *(
                style.format(key=f'"{key}"', tags=", ".join(tags), first=tags[0])[:-1].replace("\n", newline)
                for key, style in zip(_NAMES, styles, strict=False)
            ),
            end.replace("\n", newline),
        ]
    ),
    st.lists(st.sampled_from(_STYLES), min_size=1, max_size=len(_NAMES)),
    st.lists(st.sampled_from(["x", "y z", "«я»"]), min_size=1, max_size=3, unique=True),
    st.sampled_from(_ENDS),
    st.sampled_from(["\n", "\r\n"]),
)
_changes = st.dictionaries(
    st.sampled_from((*_NAMES, "new", "новый")), st.none() | st.lists(st.sampled_from("xyw"), min_size=1, unique=True)
)


def changed(entries: dict[str, Entry], changes: dict[str, list[str] | None]) -> dict[str, Entry]:
    after = dict(entries)
    for key, tags in changes.items():
        before = after.pop(key, Entry(key, "Новый", "ba9876543210", ()))
        if tags is not None:
            kept = [tag for tag in before.tags if tag in tags]  # tags are added at the end, never put in order
            after[key] = replace(before, tags=(*kept, *(tag for tag in tags if tag not in kept)))
    return after


@given(text=_files, first=_changes, second=_changes)
def test_changing_lines_gives_what_changing_the_whole_gives(
    text: str, first: dict[str, list[str] | None], second: dict[str, list[str] | None]
) -> None:
    file = parse_tag_file(text, "tags.yaml")
    assert file.starts
    for changes in (first, second):
        entries = changed(file.entries, changes)
        whole = with_entries(replace(file, starts={}), entries)
        written = with_entries(file, entries)
        assert written.text == whole.text
        assert list(written.entries.items()) == list(whole.entries.items())
        assert written.starts == whole.starts
        file = written
