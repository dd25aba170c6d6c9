"""Where an author takes over within a retold clause: «…, однако эта информация не подтвердилась»."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.cues import CueKind
from reader.language.russian.forms import lemma

if TYPE_CHECKING:
    from reader.language.report import Report
    from reader.language.story import Story

_TURNED_OUT = re.compile(
    r"(?:(?:затем|потом|позже|позднее|впоследствии|вскоре|на\s+деле|в\s+итоге|как)\s+)?(?:выяснилось|оказалось)\b"
)
_MOST = 4  # times that «но» is looked at: a sentence of many must not cost their square
_REACH = 16  # tokens of «но» and the doubt behind it
_BUT = re.compile(r",\s+(?:но|однако|хотя)\s+")


def doubted(story: Story, report: Report) -> int | None:
    """«По данным газеты, мост закроют, | однако эта информация не подтвердилась», «…, | но позже выяснилось, что»:
    where the author says of a report whether it is true."""
    cue = report.cue
    start, stop = report.contents[-1]
    for but in islice(_BUT.finditer(story.text, start, stop), _MOST):
        if story.inside_marks(but.start()):
            continue
        if _TURNED_OUT.match(story.text, but.end(), stop):
            return but.start()
        if cue is None or cue.kind not in (CueKind.NOMINAL, CueKind.IMPERSONAL):
            continue  # whoever speaks may say himself that nothing confirms it
        first = story.token_from(but.end())
        behind = story.tokens[first : min(first + _REACH, story.token_from(stop))]
        known = {lemma(token.text) for token in behind if token.text[0].isalpha()}
        told = not known.isdisjoint(words("cues_ru", "confirming")) and not known.isdisjoint(
            words("cues_ru", "reports")
        )
        if told:
            return but.start()
    return None
