"""The words in dates, brought into English: “2 de fevereiro de 2026” is “2 feb 2026”."""

import re
from functools import cache

from inventory_core.domain.calendar_words import month_names, weekday_names

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH_NAME = rf"(?P<word>{'|'.join(_MONTHS)})"
"""Matches the name of a month, as `in_english` leaves it; see `month_of`."""

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"(?:{_LETTER}|[\u0e31-\u0e4e])+(?:\.(?:{_LETTER}|[\u0e31-\u0e4e])+)*\.?")
"""Thai writes vowels above its letters, which are letters of no word for Python."""
_COUNTED_MONTH = re.compile(r"\b(?:tháng|thang|thg\.?)\s*([0-9]{1,2})(?![0-9])")
"""Vietnamese counts its months."""
_FILLERS = re.compile(
    r"\b(?:de|del|of|at|a las?|às|as|um|uhr|hs?|à|alle|ore|den|le|kl|г|года?|в|pukul|jam|godz"
    r"|ngày|năm|lúc|วันที่|เวลา|พ\.ศ|น)(?!\w)\.?"
)
"""What stands between or behind the parts of a date."""
_EASTERN = re.compile(
    r"(?P<am>上午|午前|오전|凌晨|早上)|(?P<pm>下午|午後|오후|晚上)"
    r"|\(.{1,3}\)|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
)
"""Halves of the day, and weekdays, in scripts without spaces."""
_HALVES = re.compile(
    r"(?<=[0-9])\s*(?:(?P<am>sa|öö|pg|fm|dop\.?|vorm\.?)|(?P<pm>ch|ös|ptg|em|odp\.?|nachm\.?))$"
)
"""Halves of the day after a clock, in Vietnamese, Turkish, Malay, Swedish, Czech and German."""
_SPACES = re.compile(r"\s+(?P<comma>,)?")


def month_of(name: str) -> int:
    """Return the number of a month by the name that `in_english` leaves.

    >>> month_of("mar")
    3
    """
    return _MONTHS.index(name) + 1


def in_english(text: str) -> str:
    """Return a date in lower case with English months, am and pm, and without weekdays.

    >>> in_english("30 de enero de 2026 19:45 hs.")
    '30 jan 2026 19:45'
    >>> in_english("thứ hai, 2 tháng 2, 2026"), in_english("mar. 3 févr. 2026")
    ('2 feb, 2026', '3 feb 2026')
    """
    if not _WORD.search(text):
        return text
    plain = _EASTERN.sub(_half, _HALVES.sub(_half, text))
    plain = _COUNTED_MONTH.sub(_counted, _FILLERS.sub(" ", _without_weekday(plain)))
    plain = _WORD.sub(_month, plain)
    return _SPACES.sub(lambda found: found["comma"] or " ", plain).strip(" ,")


def _half(found: re.Match[str]) -> str:
    return f" {found.lastgroup} " if found.lastgroup else " "


def _counted(found: re.Match[str]) -> str:
    number = int(found[1])
    return f" {_MONTHS[number - 1]} " if 1 <= number <= len(_MONTHS) else found[0]


def _month(found: re.Match[str]) -> str:
    number = month_names().get(found[0].rstrip("."))
    return _MONTHS[number - 1] if number else found[0]


def _without_weekday(text: str) -> str:
    """Mar is Tuesday in French and Spanish where another month follows, else March."""
    weekday = _weekday().match(text)
    if weekday is None:
        return text
    rest = text[weekday.end() :]
    is_month = weekday[1] in month_names()
    return text if is_month and not _names_month(rest) else rest


def _names_month(text: str) -> bool:
    return any(word[0].rstrip(".") in month_names() for word in _WORD.finditer(text))


@cache
def _weekday() -> re.Pattern[str]:
    names = "|".join(map(re.escape, weekday_names()))
    return re.compile(rf"({names})(?:ที่|(?!\w))\.?,?\s*")
