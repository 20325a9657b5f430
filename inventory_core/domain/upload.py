"""What one file says, ready to be kept, and what became of it."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from inventory_core.domain.frames import PROBLEMS, RECEIPTS, empty

EDIT = "edit"
"""Stands for a file's format where the seller typed on the products page."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Upload:
    """What one file says, ready to be kept: SALES, PRODUCTS, STOCK and RECEIPTS, and PROBLEMS.

    content: fingerprint of the file's bytes. mapping: what its columns were taken for, as text.
    effect: what of it matters to this file. headings: what its headings are known by when they come
    again. whole_orders: it tells all of an order or nothing of it. rows_read: rows_accepted, those
    ignored and those refused. by_seller: its product facts were written by the seller, and so beat
    those seen in sales. Lines of no units in `sales` take back what an earlier export told, those
    below zero are units that came back of what was sold in the same order.
    complete_until: the last day whose sales are all in it; None where nobody said. currency: of its
    prices, "" where they have none; cost_currency: of its costs, where that is another one.
    """

    file_name: str
    format: str
    channel: str
    content: str
    mapping: str
    effect: str
    headings: str
    rows_read: int
    rows_accepted: int
    rows_ignored: int
    by_seller: bool
    whole_orders: bool
    sales: pd.DataFrame
    products: pd.DataFrame
    stock: pd.DataFrame
    receipts: pd.DataFrame = field(default_factory=lambda: empty(RECEIPTS))
    problems: pd.DataFrame = field(default_factory=lambda: empty(PROBLEMS))
    complete_until: date | None = None
    currency: str = ""
    cost_currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of an upload: its number, and whether it changed anything.

    rows_replaced: rows accepted that took the place of what an earlier upload told; all of them
    where the same file was saved before. currency: in which the shop counted before it.
    """

    upload: int
    changed: bool
    rows_replaced: int
    currency: str = ""
