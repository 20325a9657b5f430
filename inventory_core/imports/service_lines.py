"""Lines of an order that are no product: postage, fees, discounts, corrections.

A list of whole names, compared after normalising: a "Sample Bag" or a "Postage Stamp Mug" is a
product. Short codes such as POST, DOT, M or D are never judged by themselves, since somewhere they
are products too; they follow the names that stand beside them.
"""

import re
from functools import lru_cache

import pandas as pd

from inventory_core.imports.day_words import MONTH_NAME, in_english
from inventory_core.imports.texts import by_distinct, normalise
from inventory_core.imports.words import words_for

SERVICE_NAMES = frozenset(words_for("services"))

_LONGEST = 100
"""A longer text is none of these names, with an amount or without."""

_MOST_NAMES = 20_000
"""So many texts are remembered: each part of a sheet asks for the same ones."""

_TOTAL = re.compile("|".join(map(re.escape, words_for("sums"))))
_PERIOD = re.compile(
    rf"\b{MONTH_NAME}|\b(?:19|20)[0-9]{{2}}年?|[0-9]{{1,2}}月|本[周月年]|^[周月年]"
    r"|\b(?:week|month|year|weekly|monthly|yearly|q[1-4]|of|for|[0-9]{1,2})\b",
    re.ASCII,
)
"""What says whose total a row is, as in “Total January 2026”."""

_AMOUNT = re.compile(r"(?:[$£€¥]\s*[0-9][0-9.,]*|(?<![0-9.,])[.,]?[0-9][0-9.,]*\s*[$£€¥元])")


def service_lines(skus: pd.Series, names: pd.Series) -> pd.Series:
    """Return True for lines that are no product, by their name or by a name in place of the SKU.

    A line without a name is judged by the names that its SKU has elsewhere in the sheet.
    """
    by_name = by_distinct(names, _are_services)
    by_sku = by_distinct(skus, _are_services)
    if not by_name.any():
        return by_sku
    named = names != ""
    doubtful = named & skus.isin(skus[by_name].unique())
    share = by_name[doubtful].groupby(skus[doubtful]).mean()
    service_skus = share.index[(share > 0.5) & (share.index != "")]
    return by_name | by_sku | (~named & skus.isin(service_skus))


def _are_services(texts: pd.Series) -> pd.Series:
    return pd.Series([_is_service(text) for text in texts], index=texts.index, dtype="bool")


@lru_cache(maxsize=_MOST_NAMES)
def _is_service(text: str) -> bool:
    plain = normalise(text) if len(text) <= _LONGEST else ""
    if _TOTAL.search(plain):
        plain = " ".join(_PERIOD.sub(" ", in_english(plain)).split())
    return _AMOUNT.sub("", plain).strip() in SERVICE_NAMES
