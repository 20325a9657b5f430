"""One column of text as people and programs write it: headings, names and ids made comparable.

Cells are read by their distinct values, so that half a million of them cost little.
"""

import re
from collections.abc import Callable

import pandas as pd

from inventory_core.domain.texts import INVISIBLE, tidy

_SEPARATORS = re.compile(r"[\s_*:-]+")
_GUARDED = re.compile(r'=\s*"([^"]*)"')


def normalise(text: str) -> str:
    """Return a heading or a name without what people vary: case, spaces, width, `-` and `_`.

    >>> normalise(" Ｏn-hand_(not editable)")
    'on hand'
    """
    plain = tidy(text).casefold().replace("(not editable)", "")
    return _SEPARATORS.sub(" ", plain).strip()


def clean(text: str) -> str:
    """Return an id or a name without the wrapping that guards it against spreadsheet programs.

    >>> [clean(text) for text in ('="00123"', "\\t6917", "'75008", "123.0")]
    ['00123', '6917', '75008', '123.0']
    """
    bare = (text if text.isascii() else INVISIBLE.sub("", text)).strip()
    guarded = _GUARDED.fullmatch(bare)
    return (guarded[1] if guarded else bare.removeprefix("'")).strip()


def normalise_texts(texts: pd.Series) -> pd.Series:
    """Normalise a whole column."""
    return by_distinct(texts, lambda distinct: each(distinct, normalise))


def clean_texts(texts: pd.Series) -> pd.Series:
    """Clean a whole column of ids or names."""
    return by_distinct(texts, lambda distinct: each(distinct, clean))


def by_distinct(texts: pd.Series, read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Apply `read` to the distinct texts of a column and spread the answers over its rows."""
    codes, distinct = pd.factorize(texts, use_na_sentinel=False)
    values = read(pd.Series(distinct, dtype="str").fillna(""))
    return values.take(codes).set_axis(texts.index)


def each(texts: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """Change every text."""
    return pd.Series([change(text) for text in texts], index=texts.index, dtype="str")
