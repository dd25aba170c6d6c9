"""A name where it stands in a text, before it becomes an entity with a dictionary form."""

from __future__ import annotations

from msgspec import Struct

from reader.model import Label


class Mention(Struct, frozen=True, gc=False):
    """A name from `start` to `stop`. `certainty` is 0…1: how sure whoever found it was of its label."""

    start: int
    stop: int
    label: Label
    certainty: float = 1.0
