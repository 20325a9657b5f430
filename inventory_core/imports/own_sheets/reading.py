"""One sheet that tells several things: sales, purchases, counts and facts of products at once.

Each is a part with checks of its own. A row is kept where any part can use it; what the other parts
could not use of it is told as a cell that was left out, never as a lost row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from inventory_core.domain.frames import PRODUCTS, check, typed
from inventory_core.imports.checks import problems_of, verdicts
from inventory_core.imports.format import Check, Reading, Sheet


@dataclass(frozen=True, eq=False, kw_only=True)
class Part:
    """One of the things that a sheet tells.

    checks: the reasons why it cannot use a row, the first that holds wins. silent: True for rows
    that say nothing of it, and so are at no fault. frames: what `Reading` gets, from which rows it
    can use. cells: reasons to leave out a cell of a row that is used. lone: a row that it can use
    is worth keeping, even where no other part can.
    """

    checks: Sequence[Check]
    silent: pd.Series
    frames: Callable[[pd.Series], dict[str, Any]]
    cells: Sequence[Check] = ()
    lone: bool = True

    @cached_property
    def verdict(self) -> pd.Series:
        """The position of the first check that refuses each row, -1 where none does."""
        return verdicts(self.checks)

    @cached_property
    def usable(self) -> pd.Series:
        """True for every row that it can use."""
        return (self.verdict == -1) & ~self.silent

    def problems(self, sheet: Sheet, rows: pd.Series) -> pd.DataFrame:
        """PROBLEMS of some rows."""
        return problems_of(sheet, self.checks, self.verdict.where(rows, -1))


def read_parts(sheet: Sheet, parts: Sequence[Part]) -> Reading:
    """Read a sheet by its parts, the one that it is mainly about first."""
    kept = pd.Series(data=False, index=sheet.table.cells.index)
    for part in parts:
        kept |= part.usable if part.lone else False
    told = _merged([part.frames(part.usable & kept) for part in parts])
    return Reading(
        problems=_lost_rows(sheet, parts, kept), cells=_lost_cells(sheet, parts, kept), **told
    )


def _lost_rows(sheet: Sheet, parts: Sequence[Part], kept: pd.Series) -> pd.DataFrame:
    """PROBLEMS of rows that no part can use, by the first that has something to say of them."""
    found = [part.problems(sheet, ~kept & ~part.silent) for part in parts if part.lone]
    # Where all parts are silent, what the sheet is mainly about has the word.
    found.append(parts[0].problems(sheet, ~kept))
    problems = pd.concat(found, ignore_index=True).drop_duplicates("row")
    return problems.sort_values("row", ignore_index=True)


def _lost_cells(sheet: Sheet, parts: Sequence[Part], kept: pd.Series) -> pd.DataFrame:
    """PROBLEMS of rows that are kept without what one of the parts could not use."""
    found = [part.problems(sheet, kept & ~part.silent) for part in parts]
    found += [
        problems_of(sheet, [one], verdicts([one]).where(kept, -1))
        for part in parts
        for one in part.cells
    ]
    cells = pd.concat(found, ignore_index=True).drop_duplicates(["row", "column"])
    return cells.sort_values("row", kind="stable", ignore_index=True)


def _merged(frames: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Join what the parts told: the first that names a product's fact or a currency is right."""
    told: dict[str, Any] = {}
    for part in frames:
        for name, value in part.items():
            if name not in told or (name == "currency" and not told[name]):
                told[name] = value
            elif name == "products":
                told[name] = _first_told(told[name], value)
            elif name == "notes":
                told[name] = (*told[name], *value)
    return told


def _first_told(surer: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    if surer.empty or other.empty:
        return other if surer.empty else surer
    both = surer.set_index("sku").combine_first(other.set_index("sku"))
    return check(typed(both.reset_index(), PRODUCTS), PRODUCTS)


Reader = Callable[[Sheet, date], Part]
"""Makes a part of a sheet; the day is today."""
