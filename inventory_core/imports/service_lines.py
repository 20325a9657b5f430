"""Lines of an order that are no product: postage, fees, discounts, corrections.

A list of whole names, compared after normalising: a "Sample Bag" or a "Postage Stamp Mug" is a
product. Short codes such as POST, DOT, M or D are never judged by themselves, since somewhere they
are products too; they follow the names that stand beside them.
"""

import re

import pandas as pd

from inventory_core.imports.day_words import MONTH_NAME, in_english
from inventory_core.imports.texts import by_distinct, each, normalise_texts
from inventory_core.imports.words import words_for

SERVICE_NAMES = frozenset(words_for("services"))

_LONGEST = 100
"""A longer text is none of these names, with an amount or without."""

_TOTAL = "|".join(map(re.escape, words_for("sums")))
_PERIOD = (
    rf"\b{MONTH_NAME}|\b(?:19|20)[0-9]{{2}}年?|[0-9]{{1,2}}月|本[周月年]|^[周月年]"
    r"|\b(?:week|month|year|weekly|monthly|yearly|q[1-4]|of|for|[0-9]{1,2})\b"
)
"""What says whose total a row is, as in “Total January 2026”."""

_AMOUNT = r"(?:[$£€¥]\s*[0-9][0-9.,]*|[0-9][0-9.,]*\s*[$£€¥元])"


def service_lines(skus: pd.Series, names: pd.Series) -> pd.Series:
    """Return True for lines that are no product, by their name or by a name in place of the SKU.

    A line without a name is judged by the names that its SKU has elsewhere in the sheet.
    """
    by_name = by_distinct(names, _is_service)
    by_sku = by_distinct(skus, _is_service)
    named = names != ""
    share = by_name[named].groupby(skus[named]).mean()
    service_skus = share.index[(share > 0.5) & (share.index != "")]
    return by_name | by_sku | (~named & skus.isin(service_skus))


def _is_service(texts: pd.Series) -> pd.Series:
    plain = normalise_texts(texts.where(texts.str.len() <= _LONGEST, ""))
    total = plain.str.contains(_TOTAL, regex=True).astype(bool)
    plain = plain.where(
        ~total,
        each(plain.where(total, ""), in_english)
        .str.replace(_PERIOD, " ", regex=True)
        .str.split()
        .str.join(" "),
    )
    return plain.str.replace(_AMOUNT, "", regex=True).str.strip().isin(SERVICE_NAMES)
