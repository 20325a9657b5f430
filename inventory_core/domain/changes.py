"""Tables compared row by row: whether they are the same, and what one has that another lacks."""

from collections import Counter

import pandas as pd


def same_rows(some: pd.DataFrame, others: pd.DataFrame) -> bool:
    """Tell whether two frames hold the same rows, in whatever order."""
    return Counter(_row_texts(some)) == Counter(_row_texts(others))


def with_changes(there: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the difference between two states of them, in whatever order.

    >>> there, before = pd.DataFrame({"sku": ["A", "B"]}), pd.DataFrame({"sku": ["A"]})
    >>> with_changes(there, before, pd.DataFrame({"sku": ["C"]}))["sku"].tolist()
    ['B', 'C']
    """
    gone = Counter(_row_texts(before)) - Counter(_row_texts(after))
    come = Counter(_row_texts(after)) - Counter(_row_texts(before))
    left = there[[not _taken(gone, text) for text in _row_texts(there)]]
    new = after[[_taken(come, text) for text in _row_texts(after)]]
    return pd.concat([left, new], ignore_index=True)


def _row_texts(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(frame.astype("str").itertuples(index=False, name=None))


def _taken(texts: Counter[tuple[str, ...]], text: tuple[str, ...]) -> bool:
    """Take a row out of those still to be found."""
    texts[text] -= 1
    return texts[text] >= 0
