"""Files as shops downloaded them: what the command line says of each."""

import json
from pathlib import Path

import pytest

from inventory_core.__main__ import main

EXPECTED = {
    # format, rows read, saved, refused, ignored, units, products, first day, last day, currency;
    # counted by hand from the files: cancelled orders have a day in “Cancelled at”.
    "EtsySoldOrderItems2020.csv": (
        *("etsy sold items", 70, 70, 0, 0, 73, 8, "2020-07-17", "2020-12-31", "$"),
    ),
    "shopify_orders.csv": ("shopify orders", 6, 6, 0, 0, 6, 2, "2026-04-05", "2026-04-06", "৳"),
    "shopify_orders_1.csv": ("shopify orders", 3, 3, 0, 0, 5, 1, "2026-04-05", "2026-04-06", "৳"),
    "shopify_orders_12.csv": (
        *("shopify orders", 50, 49, 0, 1, 49, 3, "2026-03-27", "2026-04-07", "৳"),
    ),
    "shopify_orders_21.csv": (
        *("shopify orders", 57, 57, 0, 0, 63, 2, "2026-01-24", "2026-04-08", "৳"),
    ),
}
KEYS = (
    *("format", "rows_read", "rows_saved", "rows_refused", "rows_ignored", "units", "products"),
    *("first_day", "last_day", "currency"),
)


def test_every_genuine_file_is_read_as_what_it_is(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exports = (shared_data / "exports").iterdir()
    paths = sorted(path for path in exports if path.name in EXPECTED)
    assert [path.name for path in paths] == sorted(EXPECTED)

    assert main(["import", *map(str, paths), "--dry-run", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)["files"]
    assert {file["file"]: tuple(file[key] for key in KEYS) for file in told} == EXPECTED
