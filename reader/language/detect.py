"""Which language a text is in, by its letters and its commonest words.

Cheap on purpose: it runs for every file of a library while it is scanned, and for every paragraph of a mixed article.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain

from reader.letters import in_bytes, make_table

SAMPLE = 20_000
"""Characters looked at; a longer text is judged by its beginning."""

_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_]{1,20}")

_SCRIPTS = {
    "cyrillic": "\u0400-\u052f",
    "latin": "A-Za-z\u00aa-\u024f\u1e00-\u1eff",
    "ja": "\u3040-\u30ff",
    "zh": "\u3400-\u9fff",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "ar": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
}
_COMMON_SCRIPTS = ("cyrillic", "latin")
_CHANCE = 2  # stop words that another language shares with a short English text: «met», «in»
_CYRILLIC_SHARE = 0.35  # Russian about foreign firms is full of Latin names; the reverse is rare

_STOP_WORDS = {
    "en": "the of and to in is that for on with as was it by are from at has his an be have not said this its were",
    "de": "der die und das den von zu ist mit sich des auf für nicht ein eine dem als auch es wurde im hat nach bei",
    "fr": "le la les des et du en une est que dans qui pour au sur pas par plus avec ce il sont aux été cette",
    "es": "el la los las del que en un una por con para es se no su al lo como más fue ha sus este pero",
    "it": "il la che di e un una per non del della in con sono le gli alla da al nel si è dei più anche",
    "pt": "o a os as que do da em um uma para com não por no na se dos mais foi ao é como das são",
    "nl": "de het een van en in is dat op te met voor niet zijn aan die door ook bij wordt maar naar er",
    "pl": "w i na z się nie do że jest to o po jak od za przez są dla oraz przed który tym",
    "tr": "ve bir bu için ile da de olarak çok daha olan en gibi kadar sonra göre her ancak",
    "sv": "och att det som en på är av för med den till inte har om ett de var från men",
    "cs": "a se v na je že s z do o k by po jsou pro byl ale za jako který",
    "fi": "ja on ei se että oli hän mutta ovat kun myös joka mukaan ole sen",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _words in _STOP_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_code)


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in, or None where it has no letters.

    Russian and English are what matters here; the others are named where letters or stop words make them plain, so
    that rules made for Russian and English stay away from them.
    """
    sample = text[:SAMPLE]
    if len(text) > SAMPLE and not _LETTERS.search(sample):
        sample = text
    counts = _counted(sample)
    letters = sum(counts.values())
    if not letters:
        return "und" if _LETTERS.search(sample) else None
    if counts["cyrillic"] >= _CYRILLIC_SHARE * letters:
        return _cyrillic(sample.lower())
    kana = counts.get("ja", 0)
    script = "ja" if kana and kana + counts["zh"] > letters / 2 else max(counts, key=counts.__getitem__)
    return _latin(sample.lower()) if script == "latin" else script


def _counted(sample: str) -> dict[str, int]:
    """How many letters of each script there are."""
    letters = in_bytes(sample, _alphabets())
    if letters is not None:
        return {"cyrillic": letters.count(b"c"), "latin": letters.count(b"l")}
    scripts = _SCRIPTS if _other_scripts().search(sample) else _COMMON_SCRIPTS
    return {script: sum(map(len, _runs(script).findall(sample))) for script in scripts}


@cache
def _runs(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_SCRIPTS[script]}]+")


@cache
def _other_scripts() -> re.Pattern[str]:
    return re.compile("[" + "".join(letters for name, letters in _SCRIPTS.items() if name not in _COMMON_SCRIPTS) + "]")


@cache
def _alphabets() -> bytes:
    return make_table(lambda character: next((s[0] for s in _COMMON_SCRIPTS if _runs(s).match(character)), ""))


_NOT_RUSSIAN = re.compile("[қғәұңўіїєґѓќѕјљњђћџъ]")
"""Letters that tell the other languages from Russian, which has but the last one, and seldom."""

_VOWEL_OF_BULGARIAN = re.compile("ъ(?![еёюя])")


def _cyrillic(text: str) -> str:
    """Which of the languages written in Cyrillic, by the letters that only they use."""

    def any_of(letters: str) -> int:
        return sum(map(text.count, letters))

    if not _NOT_RUSSIAN.search(text):
        return "ru"
    plain_russian = any_of("ыэё")
    if any_of("қғәұң") > plain_russian / 4:
        return "kk"
    if any_of("ў") and any_of("іў") > plain_russian / 4:
        return "be"
    if any_of("іїєґ") > plain_russian:
        return "uk"
    if any_of("ѓќѕ") > plain_russian:
        return "mk"
    if any_of("јљњђћџ") > plain_russian:
        return "sr"
    # Bulgarian writes ъ as a vowel: about one letter in fifty. In Russian it stands before another vowel alone.
    vowels = len(_VOWEL_OF_BULGARIAN.findall(text))
    if vowels > plain_russian and vowels * 150 > len(text):
        return "bg"
    return "ru"


def _latin(text: str) -> str:
    """Which of the languages written in Latin letters, by stop words; English where nothing tells."""
    known = filter(None, map(_LANGUAGES_OF.get, _WORDS.findall(text)))
    votes = Counter(chain.from_iterable(known))
    if not votes:
        return "en"
    best, count = votes.most_common(1)[0]
    return best if count > max(votes["en"], _CHANCE) else "en"
