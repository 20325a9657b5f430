"""Variants of products: which texts make a product of their own, and which codes several share.

Size and colour make products. What a buyer wishes for one piece, such as a name to engrave, never
does, whatever the column is called: such texts hardly ever come again.
"""

import re
from collections.abc import Collection, Iterable
from functools import partial

import pandas as pd

from inventory_core.imports.texts import by_distinct, each, normalise
from inventory_core.imports.words import words_for

_PIECE = re.compile(r"(?<!\s)\s*[,;|\n]\s*")
_FEWEST_ROWS = 5
_MOSTLY = 0.8
_LONG = 12
_SPLIT = " - "
"""Between a product's name and its variant, as shops write them."""


def lasting_variants(texts: pd.Series) -> pd.Series:
    """Return what of each variant makes a product: without what is wished for one piece only.

    >>> lasting_variants(pd.Series(["Size:S,Personalization:For Ann", "Size:L", ""])).tolist()
    ['Size:S', 'Size:L', '']
    """
    named = _names_of_own_texts(texts)
    return by_distinct(texts, partial(each, change=partial(_without, names=named)))


def _without(text: str, *, names: frozenset[str]) -> str:
    """Return a variant without the parts of these names; one without names stays as it is."""
    pieces = _pieces(text)
    kept = [piece for name, piece in pieces if name not in names]
    return text if len(kept) == len(pieces) else ", ".join(kept)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return the parts of a variant with their names; "" where a part has none."""
    pieces: list[tuple[str, str]] = []
    for piece in _PIECE.split(text):
        name, colon, _value = piece.partition(":")
        if not colon and pieces:  # a comma within a value
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]}, {piece}")
        else:
            pieces.append((normalise(name) if colon else "", piece))
    return pieces


def _names_of_own_texts(texts: pd.Series) -> frozenset[str]:
    """Name the parts that hold wishes: called so, or with long texts that never come again."""
    told = set(words_for("own_text"))
    values: dict[str, list[str]] = {}
    for text in texts[texts != ""]:
        for name, piece in _pieces(text):
            values.setdefault(name, []).append(piece)
    for name, pieces in values.items():
        own = len(set(pieces)) > _MOSTLY * len(pieces) >= _MOSTLY * _FEWEST_ROWS
        long = sum(map(len, pieces)) / len(pieces) - len(name) > _LONG
        if own and long:
            told.add(name)
    return frozenset(told)


def variants_of_shared_codes(
    codes: pd.Series,
    variants: pd.Series,
    names: pd.Series,
    *,
    listed: bool = False,
    known: Collection[str] = (),
) -> pd.Series:
    """Return the variant of each row whose code several variants share, "" for all others.

    Args:
        codes: of the products, "" where there is none.
        variants: as the sheet has them in a column of their own, "" where it has none.
        names: with the variant behind, as in `Boot - 38 / Blue`; those of one code must begin
            alike, and among sales one of them must come again after another, else the product was
            only renamed.
        listed: the rows are a list of products, in which each variant stands once.
        known: products of the shop; one of them may be a code with what stands behind a name.

    >>> codes = pd.Series(["L5", "L5", "L5", "M"])
    >>> names = pd.Series(["Boot - 38", "Boot - 39", "Boot - 38", "Mug - blue"])
    >>> blank = pd.Series([""] * 4)
    >>> variants_of_shared_codes(codes, blank, names).tolist()
    ['38', '39', '38', '']
    >>> variants_of_shared_codes(codes, blank, names, known=["M blue"]).tolist()
    ['38', '39', '38', 'blue']
    """
    dashed = by_distinct(names, lambda distinct: distinct.str.contains(_SPLIT, regex=False))
    unsaid = (variants == "") & (codes != "") & dashed.astype(bool)
    told = variants.copy()
    if unsaid.any():
        behind = _behind_names(codes[unsaid], names[unsaid], listed=listed)
        told = told.where(~unsaid, behind.reindex(told.index))
    named = (codes != "") & (told != "")
    several = told[named].groupby(codes[named]).transform("nunique") > 1
    shared = told.where(several.reindex(told.index, fill_value=False), "")
    if unsaid.any() and known:
        of_shop = _known_variants(codes[unsaid], names[unsaid], known)
        shared = of_shop.reindex(shared.index).fillna(shared)
    return shared


def _known_variants(codes: pd.Series, names: pd.Series, known: Collection[str]) -> pd.Series:
    """Return what stands behind a name where the shop has the code with it as a product."""
    own = frozenset(known)
    found: dict[tuple[str, str], str] = {}
    for code, name in dict.fromkeys(zip(codes, names, strict=True)):
        ends = (name[place + len(_SPLIT) :].strip() for place in _places(name))
        end = next((end for end in ends if f"{code} {end}" in own), None)
        if end is not None:
            found[code, name] = end
    pairs = zip(codes, names, strict=True)
    return pd.Series([found.get(pair) for pair in pairs], index=codes.index, dtype="str")


def _behind_names(codes: pd.Series, names: pd.Series, *, listed: bool) -> pd.Series:
    found = pd.Series("", index=codes.index, dtype="str")
    several = names.groupby(codes).transform("nunique") > 1
    for _code, own in names[several].groupby(codes[several]):
        if (listed or _comes_again(own)) and (start := _shared_start(own.unique())):
            found.loc[own.index] = own.str.slice(len(start)).str.strip()
    return found


def _comes_again(names: pd.Series) -> bool:
    """True where one of the names comes again after another one."""
    runs = names[names != names.shift()]
    return len(runs) > runs.nunique()


def _shared_start(names: Iterable[str]) -> str:
    """Return what all names have in common up to the last dash, "" where there is none."""
    first, *others = names
    starts = (first[: place + len(_SPLIT)] for place in _places(first))
    shared = [start for start in starts if all(name.startswith(start) for name in others)]
    return shared[-1] if shared else ""


def _places(name: str) -> Iterable[int]:
    return (found.start() for found in re.finditer(re.escape(_SPLIT), name))
