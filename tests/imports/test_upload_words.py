"""What is said of uploads, and the reports that go home with the seller."""

from datetime import date, datetime

import pandas as pd

from inventory_core.imports.drop import import_file
from inventory_core.imports.upload_words import import_report, upload_facts, upload_report

TODAY = date(2026, 10, 1)
SHEET = b"""Date,Order number,SKU,Units
2026-01-05,1,MUG,2
2026-01-05,2,MUG,many
2026-01-05,3,MUG,-1
"""


class Kept:
    """A row of Store.uploads."""

    rows_read, rows_accepted, rows_ignored, rows_replaced = 3, 1, 1, 0
    saved_at = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
    format, channel = "sales sheet", "shop"
    first_day = last_day = pd.Timestamp("2026-01-05")
    units, units_bought = 2.0, float("nan")


def lines(report: bytes) -> list[str]:
    return report.decode("utf-8-sig").split("\r\n")[1:-1]


def test_the_report_of_a_kept_upload_says_what_was_said_when_it_was_saved() -> None:
    imported = import_file("sales.csv", SHEET, today=TODAY)

    report = import_report(imported)

    assert [line.split(",")[:5] for line in lines(report)] == [
        ["1", "kept", "", "", ""],
        ["1", "refused", "3", "Units", "many"],
        ["1", "ignored", "4", "Units", "'-1"],
    ]
    assert upload_report(Kept(), imported.problems.astype({"row": "float64"})) == report


def test_the_report_says_how_many_rows_are_not_listed() -> None:
    imported = import_file("sales.csv", SHEET, today=TODAY)

    told = lines(upload_report(Kept(), imported.problems.head(1)))

    assert told[-1].startswith("1,left out,")
    assert sum(int(line.split(",")[0]) for line in told) == Kept.rows_read


def test_the_history_tells_units_sold_or_bought() -> None:
    bought = Kept()
    bought.units, bought.units_bought = float("nan"), 40.0

    assert "2 units ·" in upload_facts(Kept())
    assert "40 units bought ·" in upload_facts(bought)


def test_an_own_count_of_one_day_names_the_day_once_and_no_channel() -> None:
    counted = Kept()
    counted.format, counted.units = "stock sheet", float("nan")

    assert upload_facts(counted) == (
        "1 Feb 2026, 12:30 · Stock · 5 Jan 2026 · 3 rows read = 1 saved + 1 refused + 1 ignored"
    )
