"""One column of text, read as numbers and amounts of money."""

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.texts import tidy
from inventory_core.imports.texts import by_distinct, clean, each

Flags = npt.NDArray[np.bool_]

_SPELLINGS = {
    "$": ("us$", "usd", "$"),
    "£": ("gbp", "£"),
    "€": ("eur", "€"),
    "¥": ("cny", "rmb", "jpy", "¥", "元", "円"),
    "kr": ("sek", "nok", "dkk", "kr.", "kr"),
    "zł": ("pln", "zł"),
    "CHF": ("chf", "fr."),
    "₹": ("inr", "rs.", "₹"),
    "C$": ("cad", "c$"),
    "A$": ("aud", "a$"),
    "R$": ("brl", "r$"),
    "₩": ("krw", "₩"),
    "₺": ("try", "₺"),
    "₽": ("rub", "₽"),
    "৳": ("bdt", "৳"),
    "Rp": ("idr", "rp"),
    "₫": ("vnd", "₫", "đ"),
    "฿": ("thb", "฿"),
    "₱": ("php", "₱"),
    "RM": ("myr", "rm"),
    "S$": ("sgd", "s$"),
    "HK$": ("hkd", "hk$"),
    "NT$": ("twd", "nt$"),
    "MX$": ("mxn", "mx$"),
}
_CODES = (
    "aed ars bgn bhd clp cop czk egp ghs huf ils isk kes kwd kzt lkr mad ngn nzd omr pen pkr qar "
    "ron sar uah uyu uzs zar"
)
_SPELLINGS |= {code.upper(): (code,) for code in _CODES.split()}
_SIGN_OF = {spelling: sign for sign, spellings in _SPELLINGS.items() for spelling in spellings}


def _as_a_word(spelling: str) -> str:
    """Match letters only where no other letters stand beside them: PKR holds no kr."""
    before = "(?<![a-z])" if spelling[0].isalpha() else ""
    after = "(?![a-z])" if spelling[-1].isalpha() else ""
    return before + re.escape(spelling) + after


_SIGN = re.compile("|".join(map(_as_a_word, sorted(_SIGN_OF, key=len, reverse=True))))
_WITHOUT_SIGN = re.compile(r"[0-9.,+()' -]*")
"""Most amounts are only a number, in which no sign need be looked for."""
_BRACKETED = re.compile(r"[(\[（]([^)\]）]{1,12})[)\]）]")
_SYMBOLS = re.compile(r"[$£€¥₹₩₺₽৳₫฿₱元円]")
_WHOLE = r"(?:[0-9]+|[1-9][0-9]{0,2}(?:[,' ][0-9]{2,3})*[,' ][0-9]{3})"  # groups of 2: India
_POINT = re.compile(_WHOLE + r"(?:\.[0-9]*)?(?:e[+-]?[0-9]{1,3})?|\.[0-9]+")
_COMMA = re.compile(_WHOLE.replace("[,' ]", "[.' ]") + r"(?:,[0-9]*)?|,[0-9]+")
_WITH_POINT, _WITH_COMMA = str.maketrans("", "", ",' "), str.maketrans(",", ".", ".' ")
_LONGEST_NUMBER = 100
_NEGATIVE = re.compile(r"^(?:\(([^()]+)\)|-([^-]+)|([^-]+)-)")


def parse_numbers(texts: pd.Series, *, decimal_comma: bool | None = None) -> pd.Series:
    """Read amounts and counts, with thousands separators, currency signs and minus signs.

    Args:
        texts: one column of text.
        decimal_comma: what the rest of the sheet says, for cells such as 1.234 that can be read
            in two ways where no other cell of the column tells which; None reads a decimal point.

    Returns:
        float64, NaN where the cell is empty or cannot be read.

    >>> parse_numbers(pd.Series(["£1,433.66", "(12.50)", "7-", "1 200", "two", ""])).tolist()
    [1433.66, -12.5, -7.0, 1200.0, nan, nan]
    >>> parse_numbers(pd.Series(["1.200", "12,50 €"])).tolist()
    [1200.0, 12.5]
    >>> parse_numbers(pd.Series(["1.200"]), decimal_comma=True).tolist()
    [1200.0]
    """
    return by_distinct(texts, lambda distinct: _numbers(distinct, decimal_comma=decimal_comma))


def decimal_comma(columns: Iterable[pd.Series]) -> bool | None:
    """Tell from the columns of a sheet whether it writes 1.234,5; None where nothing shows it.

    >>> decimal_comma([pd.Series(["1.000"]), pd.Series(["12,50"])])
    True
    """
    point_only = comma_only = 0
    for column in columns:
        point, comma = _marks(_sizes(pd.Series(column.unique(), dtype="str")))
        point_only += int((point & ~comma).sum())
        comma_only += int((comma & ~point).sum())
    return None if point_only == comma_only else comma_only > point_only


def currency_sign(texts: pd.Series) -> str:
    """Return the currency sign that most of the distinct cells carry, or "".

    >>> currency_sign(pd.Series(["12 EUR", "€3", "4"]))
    '€'
    """
    found = _signs(pd.Series(texts.unique(), dtype="str"))
    found = found[found != ""]
    return "" if found.empty else str(found.mode().iloc[0])


def heading_currency(heading: str) -> str:
    """Return the currency sign that a heading carries, in brackets or as a sign, or "".

    >>> [heading_currency(text) for text in ("Cost (¥)", "Price [EUR]", "Total $", "Try out")]
    ['¥', '€', '$', '']
    """
    bracketed = _BRACKETED.search(heading)
    told = bracketed[1] if bracketed else "".join(_SYMBOLS.findall(heading))
    return currency_sign(pd.Series([told], dtype="str"))


def currency_signs(texts: pd.Series) -> pd.Series:
    """Return the currency sign of every cell, "" where it has none.

    >>> currency_signs(pd.Series(["12 EUR", "$3", "4"])).tolist()
    ['€', '$', '']
    """
    return by_distinct(texts, _signs)


def _signs(texts: pd.Series) -> pd.Series:
    return each(texts, lambda text: _sign_in(tidy(text).lower()))


def _sign_in(text: str) -> str:
    found = None if _WITHOUT_SIGN.fullmatch(text) else _SIGN.search(text)
    return _SIGN_OF[found[0]] if found else ""


def _numbers(texts: pd.Series, *, decimal_comma: bool | None) -> pd.Series:
    bare = each(texts, _without_currency)
    size = each(bare, _without_minus)
    value = _size(size.str.removeprefix("+"), decimal_comma=decimal_comma)
    return value.where(bare == size, -value)


def _sizes(texts: pd.Series) -> pd.Series:
    """Return texts without currency and sign."""
    return each(texts, lambda text: _without_minus(_without_currency(text)).removeprefix("+"))


def _without_currency(text: str) -> str:
    plain = tidy(clean(text)).lower() if len(text) <= _LONGEST_NUMBER else ""
    bare = plain if _WITHOUT_SIGN.fullmatch(plain) else _SIGN.sub("", plain, count=1)
    return bare.strip()


def _without_minus(text: str) -> str:
    negative = _NEGATIVE.fullmatch(text)
    return next(filter(None, negative.groups())).strip() if negative else text


def _size(texts: pd.Series, *, decimal_comma: bool | None) -> pd.Series:
    point, comma = _marks(texts)
    evidence = int((comma & ~point).sum()) - int((point & ~comma).sum())
    comma &= (evidence > 0 or (evidence == 0 and bool(decimal_comma))) | ~point
    digits = [
        text.translate(_WITH_COMMA if with_comma else _WITH_POINT)
        for text, with_comma in zip(texts, comma, strict=True)
    ]
    written = pd.Series(digits, index=texts.index, dtype="str").where(point | comma)
    value = pd.to_numeric(written, errors="coerce").astype("float64")
    return value.where(np.isfinite(value))


def _marks(texts: pd.Series) -> tuple[Flags, Flags]:
    """Tell which texts can be numbers with a decimal point, and which with a decimal comma."""
    point = [_POINT.fullmatch(text) is not None for text in texts]
    comma = [_COMMA.fullmatch(text) is not None for text in texts]
    return np.array(point, dtype=bool), np.array(comma, dtype=bool)
