"""Stock, one row per product or per product and place."""

from datetime import date

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import STOCK, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.checks import (
    count_checks,
    day_checks,
    problems_of,
    repeated_header,
    verdicts,
)
from inventory_core.imports.formats.format import Check, Columns, Format
from inventory_core.imports.formats.sales_sheet import SALES_SHEET
from inventory_core.imports.formats.sheet import Field, Reading

_COUNTS = ("on_hand", "on_order", "committed")


def read(columns: Columns, today: date) -> Reading:
    """Read counts; the rows of one product (its places) are added up per day.

    On hand may be negative: shop systems count units sold beyond the shelf so.
    """
    counts = pd.DataFrame({"sku": columns.skus(), "day": columns.days("day")})
    counts = counts.assign(**{field: columns.numbers(field) for field in _COUNTS})
    empty_day = ~columns.filled("day")
    counts["day"] = counts["day"].where(~empty_day, pd.Timestamp(today))
    blank = {field: ~columns.filled(field) & (field != "on_hand") for field in _COUNTS}
    checks = [
        repeated_header(columns),
        Check(reason="no_product", field="sku", refused=counts["sku"] == ""),
        *day_checks(columns, counts["day"], today=today),
        *(check for field in _COUNTS for check in count_checks(columns, field, blank=blank[field])),
    ]
    accepted = counts[verdicts(checks) == -1].fillna({"on_order": 0.0, "committed": 0.0})
    counted = accepted.assign(place=columns.mapping.channel, rows=1.0)
    stock = counted.groupby(["place", "sku", "day"], sort=False)[[*_COUNTS, "rows"]].sum()
    stock = stock.reset_index()
    return Reading(problems=problems_of(columns, checks), stock=check(typed(stock, STOCK), STOCK))


STOCK_SHEET = Format(
    name="stock sheet",
    label=_("Stock"),
    read=read,
    fields=(
        Field(
            name="sku",
            heading="SKU",
            kind=Kind.TEXT,
            required=True,
            explanation=_("Your code of the product, as in your sales."),
            synonyms=SALES_SHEET.field("sku").synonyms,
            examples=("MUG-01", "00123"),
        ),
        Field(
            name="on_hand",
            heading="On hand",
            kind=Kind.NUMBER,
            required=True,
            explanation=_("Units on the shelf at the end of the day; several places are added up."),
            synonyms=(
                *("on hand units", "qty on hand", "quantity on hand", "in stock", "stock on hand"),
                *("stock level", "stock quantity", "stock", "inventory quantity", "inventory"),
                *("available", "available quantity", "afn fulfillable quantity", "current stock"),
                *("variant inventory qty", "on hand (current)", "balance", "units in stock"),
                *(
                    "库存",
                    "现有库存",
                    "库存数量",
                    "当前库存",
                    "可用库存",
                    "在库",
                    "在库数量",
                    "实际库存",
                ),
                *("可售库存", "库存量", "结存", "宝贝数量", "quantity", "qty", "units", "数量"),
            ),
            examples=("40", "12"),
        ),
        Field(
            name="on_order",
            heading="On order",
            kind=Kind.NUMBER,
            explanation=_("Units ordered from the supplier and not yet here; empty means none."),
            synonyms=(
                *("incoming", "inbound", "on order units", "qty on order", "quantity on order"),
                *("in transit", "ordered", "open purchase orders"),
                *("在途", "在途库存", "在途数量", "采购在途", "已订购"),
            ),
            examples=("0", "24"),
        ),
        Field(
            name="committed",
            heading="Committed",
            kind=Kind.NUMBER,
            explanation=_("Units sold and not yet sent; empty means none."),
            synonyms=(
                *("reserved", "allocated", "committed units", "qty committed", "backordered"),
                *("占用", "占用库存", "已占用", "预占", "锁定库存", "待发货", "待发货数量"),
            ),
            examples=("2", ""),
        ),
        Field(
            name="day",
            heading="Date",
            kind=Kind.DAY,
            explanation=_("Day of the count; empty means today."),
            synonyms=(
                *("count date", "stock date", "as of", "snapshot date", "date counted", "day"),
                *("inventory date", "日期", "盘点日期", "库存日期", "统计日期"),
            ),
            examples=("2026-03-31", "2026-03-31"),
        ),
    ),
)
