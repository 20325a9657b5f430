"""What months, weekdays and halves of the day are called in the languages that sellers write."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale

from inventory_core.domain.texts import tidy, without_accents

_LOCALES = (
    *("en", "en_GB", "es", "es_MX", "pt", "fr", "fr_CA", "de", "de_AT", "it", "nl", "sv", "da"),
    *("nb", "pl", "tr", "ru", "id", "ms", "vi", "th", "zh", "zh_Hant", "ko", "ja"),
)
_MORE_MONTHS = {"mrz": 3, "mär": 3, "maerz": 3, "sept": 9, "set": 9, "мая": 5, "нояб": 11}
_SHORTEST = 3
"""Fewer letters of a name are not taken for it."""


@cache
def month_names() -> dict[str, int]:
    """Return the numbers of the months by name, also shortened where no other begins so.

    In lower case, without a point at the end, with accents and without.

    >>> [month_names()[name] for name in ("fevereiro", "févr", "fev", "февраля", "ก.พ", "二月")]
    [2, 2, 2, 2, 2, 2]
    """
    return _numbers((*_names("months"), *_MORE_MONTHS.items()))


@cache
def weekday_numbers() -> dict[str, int]:
    """Return the numbers of the weekdays by name, as month_names; Monday is 0.

    >>> [weekday_numbers()[name] for name in ("tues", "jueves", "星期五")]
    [1, 3, 4]
    """
    return _numbers(tuple(_names("days")))


def _numbers(named: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return numbers by names, also shortened where no other begins so."""
    whole: dict[str, set[int]] = defaultdict(set)
    begun: dict[str, set[int]] = defaultdict(set)
    for name, number in named:
        if any(letter.isdigit() for letter in name):
            continue  # a language that counts its months
        for spelled in (name, without_accents(name)):
            whole[spelled].add(number)
            for length in range(_SHORTEST, len(spelled)):
                begun[spelled[:length]].add(number)
    told = {**begun, **whole}
    return {name: number for name, (number, *others) in told.items() if not others}


@cache
def weekday_names() -> tuple[str, ...]:
    """Return the names of the weekdays in lower case, without a point at the end, longest first."""
    names = {name for name, _number in _names("days")}
    both = names | {without_accents(name) for name in names}
    return tuple(sorted(both, key=len, reverse=True))


def _names(kind: str) -> Iterator[tuple[str, int]]:
    """Every name of every language with its number."""
    for locale in map(Locale.parse, _LOCALES):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in getattr(locale, kind)[context][width].items():
                    yield re.sub(r"\.$", "", tidy(name).lower()), number
