"""Product codes that a spreadsheet program has taken for numbers: 417 for 00417."""

import re
from collections.abc import Iterable

import pandas as pd

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def as_known(codes: pd.Series, known: Iterable[str]) -> pd.Series:
    """Return codes with the zeros back that a spreadsheet program took away.

    Only a code that the shop does not know, and where exactly one code that it knows is the same
    number: anything else may be another product.

    >>> as_known(pd.Series(["417", "90.75", "7", "A7"]), ["00417", "90.750", "07", "007"]).tolist()
    ['00417', '90.750', '7', 'A7']
    """
    own = set(known)
    by_number: dict[str, set[str]] = {}
    for code in own:
        if _NUMBER.fullmatch(code):
            by_number.setdefault(_bare(code), set()).add(code)
    changed = {}
    for code in codes.unique():
        if code not in own and _NUMBER.fullmatch(code):
            same = by_number.get(_bare(code), set())
            if len(same) == 1:
                changed[code] = next(iter(same))
    return codes.replace(changed) if changed else codes


def _bare(number: str) -> str:
    """Return a number as a spreadsheet program writes it.

    >>> _bare("0090.750"), _bare("00")
    ('90.75', '')
    """
    whole, _point, decimals = number.partition(".")
    rest = decimals.rstrip("0")
    return whole.lstrip("0") + (f".{rest}" if rest else "")
