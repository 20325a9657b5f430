"""Sales with products down and days, weeks or months across, as people keep them by hand.

Every row is one product; a blank cell means none sold. Periods that lie ahead are plans and no
sales, and columns that are no period (totals, remarks) are passed over.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from inventory_core.domain.frames import MOST_UNITS, PRODUCTS, SALES, check, typed
from inventory_core.domain.language import N_
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.checks import (
    heading_rows,
    problems_of,
    verdicts,
)
from inventory_core.imports.format import Check, Format, Reading, Sheet
from inventory_core.imports.order_lines import iso_days, product_keys, titles
from inventory_core.imports.own_sheets.sales import SALES_SHEET
from inventory_core.imports.periods import (
    heading_periods,
    period_id,
    undated_periods,
    without_sums,
)
from inventory_core.imports.reasons import Note, Reason, noted
from inventory_core.imports.service_lines import service_lines
from inventory_core.imports.table import problem_rows
from inventory_core.imports.undated import with_years

FEWEST_PERIODS = 3
"""Fewer dated headings may be anything, such as two counts of the stock."""

_FIELDS = ("sku", "name", "variant", "category", "channel")
_BLANK = ("", "-", "–", "—")


def is_wide(headings: Sequence[str]) -> bool:
    """Tell whether a sheet has days, weeks or months across.

    >>> is_wide(["SKU", "Jan 2026", "Feb 2026", "Mar 2026", "Total"])
    True
    """
    orders = (None, True, False)
    if len(undated_periods(headings)) >= FEWEST_PERIODS:
        return True
    return any(len(heading_periods(headings, day_first=o)) >= FEWEST_PERIODS for o in orders)


def without_periods(headings: Sequence[str]) -> list[str]:
    """Return the headings that are no day, week or month: “Jan” is also a kind of barcode.

    >>> without_periods(["Product", "Jan 2026", "Feb 2026", "Mar 2026"])
    ['Product']
    """
    undated = undated_periods(headings)
    orders = (heading_periods(headings, day_first=first) for first in (None, True, False))
    periods = set(undated).union(*orders)
    return [heading for heading in headings if heading not in periods]


def _read(sheet: Sheet, today: date) -> Reading:
    """Read one total per product and period; a row with a cell that cannot be read is refused."""
    headings = [str(heading) for heading in sheet.table.cells.columns]
    told = with_years(headings, sheet.mapping.begins) or heading_periods(
        headings, day_first=sheet.mapping.day_first, year_first=sheet.mapping.year_first
    )
    spans = without_sums(told)
    past = [heading for heading, (day, _days) in spans.items() if day <= today]
    totals = _totals(sheet, past)
    checks = _checks(sheet)
    sound = verdicts(checks) == -1
    unsound = _unreadable(totals[totals["row"].isin(sound.index[sound])])
    accepted = sound & ~sound.index.isin(unsound["row"])
    sales = _sales(sheet, totals[totals["row"].isin(sound.index[accepted])], spans, today)
    facts = pd.DataFrame(
        {
            "sku": _keys(sheet),
            "name": titles(sheet),
            "category": sheet.texts("category"),
        }
    )[accepted]
    return Reading(
        problems=pd.concat([problems_of(sheet, checks), unsound], ignore_index=True),
        sales=sales[sales["units"] > 0].reset_index(drop=True),
        withdrawn=sales[sales["units"] == 0].reset_index(drop=True),
        products=check(typed(facts.drop_duplicates("sku"), PRODUCTS), PRODUCTS),
        notes=_notes(totals, spans, past=past, sums=len(told) - len(spans)),
    )


def _keys(sheet: Sheet) -> pd.Series:
    return product_keys(sheet, titles(sheet))


def _checks(sheet: Sheet) -> list[Check]:
    sums = service_lines(sheet.texts("sku"), sheet.names("name"))
    return [
        *heading_rows(sheet),
        Check(reason=Reason.NO_PRODUCT, field="sku", refused=_keys(sheet) == ""),
        Check(reason=Reason.TOTAL_ROW, field="name", refused=sums),
    ]


def _totals(sheet: Sheet, headings: Sequence[str]) -> pd.DataFrame:
    """One row per row of the sheet and period: row, heading, text and units."""
    cells = sheet.table.cells[list(headings)]
    long = cells.rename_axis("row").reset_index().melt("row", var_name="heading", value_name="text")
    numbers = parse_numbers(long["text"])
    return long.assign(units=numbers.where(~long["text"].isin(_BLANK), 0.0))


def _unreadable(totals: pd.DataFrame) -> pd.DataFrame:
    """PROBLEMS: the first cell of each row that is no number of units."""
    units = totals["units"]
    reasons = pd.Series("", index=totals.index, dtype="str")
    reasons = reasons.mask(units > MOST_UNITS, Reason.IMPLAUSIBLE_UNITS.code)
    reasons = reasons.mask(units % 1 > 0, Reason.FRACTIONAL_UNITS.code)
    reasons = reasons.mask(units.isna(), Reason.UNREADABLE_UNITS.code)
    first = totals.assign(reason=reasons)[reasons != ""].drop_duplicates("row")
    return problem_rows(
        first["row"].to_numpy(),
        reason=first["reason"].to_numpy(),
        column=first["heading"].to_numpy(),
        value=first["text"].to_numpy(),
    )


def _sales(
    sheet: Sheet, totals: pd.DataFrame, spans: dict[str, tuple[date, int]], today: date
) -> pd.DataFrame:
    """SALES of every cell, also of those without units, since they too replace what was told."""
    channel = sheet.texts("channel")
    lines = pd.DataFrame(
        {
            "channel": channel.where(channel != "", sheet.mapping.channel),
            "sku": _keys(sheet),
        }
    )
    told = totals.merge(lines, left_on="row", right_index=True)
    told["units"] = told["units"].clip(lower=0.0)
    told["order_id"] = told["heading"].map({h: period_id(*span) for h, span in spans.items()})
    told["day"] = told["heading"].map({h: pd.Timestamp(span[0]) for h, span in spans.items()})
    told["days"] = told["heading"].map(
        {h: float(min(days, (today - day).days + 1)) for h, (day, days) in spans.items()}
    )
    told["rows"] = (~told["row"].duplicated()).astype("float64")
    key = ["channel", "order_id", "sku", "day", "days"]
    sums = told.groupby(key, sort=False)[["units", "rows"]].sum().reset_index()
    return check(typed(sums.assign(line=sums["sku"] + " " + iso_days(sums["day"])), SALES), SALES)


def _notes(
    totals: pd.DataFrame, spans: dict[str, tuple[date, int]], *, past: Sequence[str], sums: int
) -> tuple[tuple[str, int], ...]:
    longer = any(days > 1 for _day, days in spans.values())
    return noted(
        {
            Note.PERIOD_TOTAL: totals["row"].nunique() if longer else 0,
            Note.NEGATIVE_TOTAL: int((totals["units"] < 0).sum()),
            Note.FUTURE_PERIOD: len(spans) - len(past),
            Note.TOTAL_COLUMN: sums,
        }
    )


WIDE_SHEET = Format(
    name="wide sheet",
    label=N_("Sales, with days, weeks or months across"),
    fields=tuple(SALES_SHEET.field(name) for name in _FIELDS),
    one_of=("sku", "name"),
    fits=is_wide,
    sells=True,
    across=True,
    read=_read,
)
