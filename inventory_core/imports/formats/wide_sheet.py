"""Sales with products down and days, weeks or months across, as people keep them by hand.

Every row is one product; a blank cell means none sold. Periods that lie ahead are plans and no
sales, and columns that are no period (totals, remarks) are passed over.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from inventory_core.domain.frames import MOST_UNITS, PRODUCTS, SALES, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.formats.checks import (
    problem_rows,
    problems_of,
    repeated_header,
    verdicts,
)
from inventory_core.imports.formats.format import Check, Columns, Format
from inventory_core.imports.formats.order_lines import iso_days, product_keys, titles
from inventory_core.imports.formats.sales_sheet import SALES_SHEET
from inventory_core.imports.formats.service_lines import service_lines
from inventory_core.imports.formats.sheet import Reading
from inventory_core.imports.periods import heading_periods, period_id, without_sums

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
    return any(len(heading_periods(headings, day_first=o)) >= FEWEST_PERIODS for o in orders)


def read(columns: Columns, today: date) -> Reading:
    """Read one total per product and period; a row with a cell that cannot be read is refused."""
    told = heading_periods(
        [str(heading) for heading in columns.table.cells.columns],
        day_first=columns.mapping.day_first,
    )
    spans = without_sums(told)
    past = [heading for heading, (day, _days) in spans.items() if day <= today]
    totals = _totals(columns, past)
    checks = _checks(columns)
    sound = verdicts(checks) == -1
    unsound = _unreadable(totals[totals["row"].isin(sound.index[sound])])
    accepted = sound & ~sound.index.isin(unsound["row"])
    sales = _sales(columns, totals[totals["row"].isin(sound.index[accepted])], spans, today)
    facts = pd.DataFrame(
        {
            "sku": _keys(columns),
            "name": titles(columns),
            "category": columns.texts("category"),
        }
    )[accepted]
    return Reading(
        problems=pd.concat([problems_of(columns, checks), unsound], ignore_index=True),
        sales=sales[sales["units"] > 0].reset_index(drop=True),
        withdrawn=sales[sales["units"] == 0].reset_index(drop=True),
        products=check(typed(facts.drop_duplicates("sku"), PRODUCTS), PRODUCTS),
        notes=_notes(totals, spans, past=past, sums=len(told) - len(spans)),
    )


def _keys(columns: Columns) -> pd.Series:
    return product_keys(columns, titles(columns))


def _checks(columns: Columns) -> list[Check]:
    sums = service_lines(columns.texts("sku"), columns.names("name"))
    return [
        repeated_header(columns),
        Check(reason="no_product", field="sku", refused=_keys(columns) == ""),
        Check(reason="total_row", field="name", refused=sums),
    ]


def _totals(columns: Columns, headings: Sequence[str]) -> pd.DataFrame:
    """One row per row of the sheet and period: row, heading, text and units."""
    cells = columns.table.cells[list(headings)]
    long = cells.rename_axis("row").reset_index().melt("row", var_name="heading", value_name="text")
    numbers = parse_numbers(long["text"])
    return long.assign(units=numbers.where(~long["text"].isin(_BLANK), 0.0))


def _unreadable(totals: pd.DataFrame) -> pd.DataFrame:
    """PROBLEMS: the first cell of each row that is no number of units."""
    units = totals["units"]
    reasons = pd.Series("", index=totals.index, dtype="str")
    reasons = reasons.mask(units > MOST_UNITS, "implausible_units")
    reasons = reasons.mask(units % 1 > 0, "fractional_units").mask(units.isna(), "unreadable_units")
    first = totals.assign(reason=reasons)[reasons != ""].drop_duplicates("row")
    return problem_rows(
        first["row"].to_numpy(),
        reason=first["reason"].to_numpy(),
        column=first["heading"].to_numpy(),
        value=first["text"].to_numpy(),
    )


def _sales(
    columns: Columns, totals: pd.DataFrame, spans: dict[str, tuple[date, int]], today: date
) -> pd.DataFrame:
    """SALES of every cell, also of those without units, since they too replace what was told."""
    channel = columns.texts("channel")
    lines = pd.DataFrame(
        {
            "channel": channel.where(channel != "", columns.mapping.channel),
            "sku": _keys(columns),
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
    counted = {
        "period_total": totals["row"].nunique() if any(d > 1 for _, d in spans.values()) else 0,
        "negative_total": int((totals["units"] < 0).sum()),
        "future_period": len(spans) - len(past),
        "total_column": sums,
    }
    return tuple((code, count) for code, count in counted.items() if count)


WIDE_SHEET = Format(
    name="wide sheet",
    label=_("Sales, with days, weeks or months across"),
    fields=tuple(SALES_SHEET.field(name) for name in _FIELDS),
    one_of=("sku", "name"),
    fits=is_wide,
    sells=True,
    read=read,
)
