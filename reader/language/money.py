"""Sums of money in Russian and English text, with their value where one amount and one currency are named."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from reader.language.dates import Found, longest

_AMOUNT = r"(?P<amount>\d{1,3}(?:[ \xa0\u202f,]\d{3}){1,5}(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
_RANGE = r"(?:(?P<low>\d+(?:[.,]\d+)?)\s*(?:[-–—]|до|по|to)\s*)?"
# The formatter would give each pair of these two tables a line of its own.
_MAGNITUDES = (
    ("тыс", 3), ("thousand", 3), ("млн", 6), ("миллион", 6), ("million", 6), ("млрд", 9), ("миллиард", 9),
    ("billion", 9), ("трлн", 12), ("триллион", 12), ("trillion", 12), ("bn", 9), ("tn", 12), ("m", 6),
    ("b", 9), ("k", 3),
)  # fmt: skip
_MAGNITUDE_RU = r"(?P<magnitude>тыс(?:\.|яч\w*)?|млн\.?|миллион\w*|млрд\.?|миллиард\w*|трлн\.?|триллион\w*)"
_MAGNITUDE_EN = r"(?P<magnitude>thousand|million|billion|trillion|bn|tn|[mbk](?!\w))"
_CURRENCIES = (
    ("руб", "RUB"), ("₽", "RUB"), ("rouble", "RUB"), ("ruble", "RUB"), ("евро", "EUR"), ("euro", "EUR"), ("€", "EUR"),
    ("фунт", "GBP"), ("£", "GBP"), ("pound", "GBP"), ("юан", "CNY"), ("yuan", "CNY"), ("¥", "JPY"), ("иен", "JPY"),
    ("йен", "JPY"), ("yen", "JPY"), ("грив", "UAH"), ("hryvnia", "UAH"), ("тенге", "KZT"), ("tenge", "KZT"),
    ("франк", "CHF"), ("franc", "CHF"), ("злот", "PLN"), ("zlot", "PLN"), ("рупи", "INR"), ("rupee", "INR"),
    ("вон", "KRW"), ("гонконгск", "HKD"), ("канадск", "CAD"), ("canadian", "CAD"),
    ("австралийск", "AUD"), ("australian", "AUD"), ("белорусск", "BYN"),
    ("долл", "USD"), ("dollar", "USD"), ("$", "USD"),
)  # fmt: skip
_CURRENCY_RU = (
    r"(?P<currency>(?:(?:американск|канадск|австралийск|российск|белорусск|украинск|гонконгск|швейцарск|турецк|индийск)\w+\s+)?"
    r"(?:рубл(?:ь|я|ей|ю|ем|е|и|ям|ями|ях)|руб\.?(?!\w)|доллар\w*|долл\.?(?!\w)|евро(?!\w)|грив(?:ен|на|ны|ну)|юан\w+|иен\w*|йен\w*"
    r"|фунт\w*\s+стерлингов|фунт(?:а|ов)|франк\w*|тенге|крон(?:а|ы|у)?(?!\w)|лир(?:а|ы|у)?(?!\w)|рупи[йяию]\w*|злот\w+|драм\w*|биткоин\w*)(?:\s+(?:сша|рф))?)"
)
_CURRENCY_EN = (
    r"(?P<currency>(?:us|canadian|australian|hong kong)?\s?(?:dollars?|euros?|pounds?|roubles?|rubles?|yuan|yen|francs?"
    r"|rupees?|hryvnias?|tenge|zloty?s?|cents)(?!\w))"
)

_RULES = tuple(
    re.compile(rule)
    for rule in (
        rf"{_RANGE}{_AMOUNT}\s*(?:{_MAGNITUDE_RU}\s*)?{_CURRENCY_RU}",
        rf"{_RANGE}{_AMOUNT}[\s-]*(?:{_MAGNITUDE_EN}\s*)?{_CURRENCY_EN}",
        rf"(?P<currency>(?:us|a|c|hk)?[$€£¥₽])\s?{_RANGE}{_AMOUNT}"
        rf"(?:\s?(?:{_MAGNITUDE_RU}|{_MAGNITUDE_EN.replace('magnitude', 'english')}))?",
        rf"{_RANGE}{_AMOUNT}\s*(?:{_MAGNITUDE_RU}\s*)?(?P<currency>[$€£₽])",
        rf"(?P<magnitude>миллион\w*|миллиард\w*|тысяч\w*|полмиллиона|полтора\s+миллиона)\s+{_CURRENCY_RU}",
    )
)
_TRIGGER = re.compile(r"(?<![\w.,])(?:\d|[$€£¥₽]|(?:us|hk|a|c)\$|миллион|миллиард|тысяч|полмиллион|полтора)")


def find_money(text: str, start: int, stop: int) -> list[Found]:
    """The sums in `text[start:stop]`, in order, disjoint. `text` in lower case."""
    found = []
    for trigger in _TRIGGER.finditer(text, start, stop):
        for rule in _RULES:
            if match := rule.match(text, trigger.start(), stop):
                found.append(Found(match.start(), match.end(), _value(match)))
    return longest(found)


def _value(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if not groups.get("amount") or groups.get("low"):
        return None
    magnitude = (groups.get("magnitude") or groups.get("english") or "").lower()
    power = next((zeros for word, zeros in _MAGNITUDES if magnitude and magnitude.startswith(word)), 0)
    named = groups["currency"].lower()
    currency = next((code for word, code in _CURRENCIES if word in named), None)
    amount = _number(groups["amount"])
    if currency is None or amount is None:
        return None
    total = (amount * 10**power).normalize()
    return f"{total:f} {currency}"


def _number(written: str) -> Decimal | None:
    """«1 200», «1,200» and «1.5», «1,5»: a comma before three digits groups, otherwise it is decimal."""
    digits = re.sub(r"(?<=\d)[ \xa0\u202f,](?=\d{3}(?:\D|$))", "", written).replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
