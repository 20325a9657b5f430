"""The same shop's last two months, as a person in a hurry would keep them in a workbook."""

from datetime import date
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

_DAYS = 60
_HEADINGS = ["Sold on", "Code", "Item", "Qty", "Paid (€)"]
_NOTES = (
    "Things to remember",
    None,
    "- ring Nordlys about the late candles",
    "- market stall: rain on both Saturdays",
    "- the numbers are on the next sheet",
)
_ROWS_BETWEEN_BLANKS = 90
_REAL_DATE_EVERY = 3

_ODD_ROWS = (
    (12, "MUG-FOX", "Mug with a sleeping fox 🦊", -1, "-€21.00"),
    (11, "TAG-B", "<b>Gift tag</b> with ribbon", 12, "€18.00"),
    (10, "TAG-S", "=1+1 stickers for free", 5, "€7.50"),
    (9, "TOWEL-LINEN", "Linen tea towel, natural", "1,000", "€ 9,425.00"),
    (8, "00417", "Tea strainer, stainless steel", "a few", "€17.00"),
)
"""Days before the last one, code, item, quantity, paid."""


def write_messy_workbook(sales: pd.DataFrame, path: Path, *, last_day: date) -> None:
    """Write the workbook: a sheet of notes, then a sheet of sales below a title.

    It holds most of what goes wrong in such sheets: dates as text, day first, between real dates;
    money with signs and thousands separators; blank rows, a total, a return, a repeated row,
    codes with leading zeros, names with an emoji, HTML or the look of a formula, and a date
    that is none.

    Args:
        sales: the shop's order lines, as in sales.csv.
        path: of the workbook.
        last_day: of the sales.
    """
    workbook = Workbook()
    notes = workbook.active
    notes.title = "Notes"
    for note in _NOTES:
        notes.append([note])
    days = pd.to_datetime(sales["Date"])
    recent = sales.assign(day=days)[days > pd.Timestamp(last_day) - pd.Timedelta(days=_DAYS)]
    _fill(workbook.create_sheet("Autumn sales"), recent)
    workbook.save(path)


def _fill(sheet: Worksheet, recent: pd.DataFrame) -> None:
    sheet.append(["Autumn sales, shop + market stall"])
    sheet.append(["(ask Mira before changing anything!)"])
    sheet.append([])
    sheet.append(_HEADINGS)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    rows = [_row(position, line) for position, (_, line) in enumerate(recent.iterrows())]
    for position, row in enumerate(rows, start=1):
        sheet.append(row)
        if position % _ROWS_BETWEEN_BLANKS == 0:
            sheet.append([])
    sheet.append(rows[-1])
    _append_odd_rows(sheet, recent["day"].max())
    sheet.append([])
    sheet.append(["TOTAL", None, None, int(recent["Units"].sum()), _euros(_paid(recent))])


def _row(position: int, line: pd.Series) -> list[object]:
    """One sale; every third date is a real one, the others are text with the day first."""
    real = position % _REAL_DATE_EVERY == 0
    sold_on = line["day"].to_pydatetime() if real else _day_first(line["day"])
    paid = line["Units"] * float(line["Unit price"])
    return [sold_on, line["SKU"], line["Product name"], line["Units"], _euros(paid)]


def _append_odd_rows(sheet: Worksheet, last_day: pd.Timestamp) -> None:
    for days_ago, *cells in _ODD_ROWS:
        sheet.append([_day_first(last_day - pd.Timedelta(days=days_ago)), *cells])
        # Text that looks like a formula is text here, as after typing '=1+1 in a spreadsheet.
        sheet.cell(sheet.max_row, 3).data_type = "s"
    sheet.append(["Tuesday I think", "CARD-LINO", "Linocut greeting card", 2, "€9.00"])


def _paid(lines: pd.DataFrame) -> float:
    return float((lines["Units"] * lines["Unit price"].astype(float)).sum())


def _day_first(day: pd.Timestamp) -> str:
    return day.strftime("%d/%m/%Y")


def _euros(money: float) -> str:
    return f"€{money:,.2f}"
