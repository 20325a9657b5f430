"""What sheets of the seller's own tell at once: sales, purchases, counts and facts of products."""

import pandas as pd
import pytest

from inventory_core.imports.drop import Answers, import_file
from inventory_core.imports.importing import Imported
from tests.clock import TODAY
from tests.imports.example_files import sheet_of


def told(text: str, **answers: object) -> Imported:
    given = Answers(**answers) if answers else None
    return import_file("x.csv", text.encode(), today=TODAY, answers=given)


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The rows of a frame, days as people write them."""
    shown = frame[list(columns)].copy()
    if "day" in columns:
        shown["day"] = shown["day"].dt.strftime("%m-%d")
    return list(shown.itertuples(index=False, name=None))


def moved(imported: Imported) -> tuple[list[tuple[object, ...]], ...]:
    """What was sold, bought and left."""
    return (
        rows(imported.sales, "sku", "day", "units"),
        rows(imported.receipts, "sku", "day", "units"),
        rows(imported.stock, "sku", "day", "on_hand"),
    )


def left_out(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return rows(frame, "row", "reason", "column", "value")


def test_one_sheet_tells_sales_purchases_counts_and_facts() -> None:
    imported = told(
        "Date,SKU,Product,Bought,Sold,Closing stock,Unit price,Cost price,Supplier\n"
        "2026-01-04,A1,Mug,20,,20,9,4,Kim\n"
        "2026-01-05,A1,Mug,,3,17,9,,\n"
        "2026-01-05,B1,Bowl,,0,5,19,6,Lee\n"
    )
    assert moved(imported) == (
        [("A1", "01-05", 3)],
        [("A1", "01-04", 20)],
        [("A1", "01-04", 20), ("A1", "01-05", 17), ("B1", "01-05", 5)],
    )
    assert rows(imported.products, "sku", "name", "cost", "supplier") == [
        *(("A1", "Mug", 4, "Kim"), ("B1", "Bowl", 6, "Lee")),
    ]
    assert rows(imported.sales, "unit_price") == [(9,)]
    assert rows(imported.receipts, "unit_cost", "supplier") == [(4, "Kim")]
    assert (imported.rows_accepted, len(imported.problems), len(imported.cells)) == (3, 0, 0)


LEDGER = (
    "2026-01-04,Mug,20,,20",
    "2026-01-05,Mug,,1,19",
    "2026-01-05,Mug,,2,17",
    "2026-01-06,Mug,,3,14",
)


@pytest.mark.parametrize("lines", [LEDGER, LEDGER[::-1]], ids=["oldest first", "newest first"])
def test_what_was_left_last_counts_of_a_day(lines: tuple[str, ...]) -> None:
    imported = told("Date,Item,In,Out,Balance\n" + "\n".join(lines) + "\n")
    assert sorted(rows(imported.stock, "day", "on_hand")) == [
        *(("01-04", 20), ("01-05", 17), ("01-06", 14)),
    ]
    assert sorted(rows(imported.sales, "day", "units")) == [("01-05", 3), ("01-06", 3)]


@pytest.mark.parametrize(
    "lines",
    [
        ("2026-01-04,A1,Purchase,20,4", "2026-01-05,A1,Sale,3,9", "2026-01-06,A1,Adjustment,2,"),
        ("2026-01-04,A1,In,20,4", "2026-01-05,A1,Out,3,9", "2026-01-06,A1,Transfer,2,"),
        ("2026-01-04,A1,Goods receipt,20,4", "2026-01-05,A1,Sale,-3,9", "2026-01-06,A1,Fee,2,"),
        ("2026-01-04,A1,入库,20,4", "2026-01-05,A1,出库,3,9", "2026-01-06,A1,调拨,2,"),
        ("2026-01-04,A1,进货单,20,4", "2026-01-05,A1,销售单,3,9", "2026-01-06,A1,盘点,2,"),
        ("2026-01-04,A1,Compra,20,4", "2026-01-05,A1,Venta,3,9", "2026-01-06,A1,Ajuste,2,"),
        ("2026-01-04,A1,Zugang,20,4", "2026-01-05,A1,Abgang,3,9", "2026-01-06,A1,Korrektur,2,"),
        ("2026-01-04,A1,Entrée,20,4", "2026-01-05,A1,Sortie,3,9", "2026-01-06,A1,Ajustement,2,"),
        ("2026-01-04,A1,入荷,20,4", "2026-01-05,A1,出荷,3,9", "2026-01-06,A1,棚卸,2,"),
        ("2026-01-04,A1,입고,20,4", "2026-01-05,A1,출고,3,9", "2026-01-06,A1,조정,2,"),
    ],
)
def test_the_type_of_a_row_tells_what_came_in_from_what_was_sold(lines: tuple[str, ...]) -> None:
    imported = told("Date,SKU,Type,Quantity,Unit price\n" + "\n".join(lines) + "\n")
    assert moved(imported) == ([("A1", "01-05", 3)], [("A1", "01-04", 20)], [])
    assert rows(imported.sales, "unit_price") == [(9,)]
    assert rows(imported.receipts, "unit_cost") == [(4,)]
    assert imported.products["cost"].tolist() == [4]
    assert imported.problems["reason"].tolist() == ["not_a_sale"]


def test_only_purchases_of_a_ledger_are_never_sold() -> None:
    text = "Date,SKU,Type,Quantity\n2026-01-04,A1,Stock in,20\n"
    assert moved(told(text, format="sales sheet")) == ([], [("A1", "01-04", 20)], [])
    assert moved(told(text, format="purchases sheet")) == ([], [("A1", "01-04", 20)], [])


def test_what_customers_purchase_is_sold() -> None:
    imported = told(
        "Date,Order ID,SKU,Type,Quantity,Unit price\n"
        "2026-01-04,7,A1,Purchase,3,9\n2026-01-05,8,A1,Purchase,1,9\n2026-01-06,8,A1,Refund,1,9\n"
    )
    assert rows(imported.sales, "order_id", "units") == [("7", 3)]
    assert len(imported.receipts) == 0


def test_refunds_are_told_by_a_column_of_types() -> None:
    imported = told(
        "Date,Order,SKU,Kind of row,Units\n"
        "2026-01-04,1,A1,Sale,3\n2026-01-05,2,A1,Sale,2\n2026-01-06,2,A1,Refund,2\n"
    )
    assert rows(imported.sales, "order_id", "units") == [("1", 3)]
    assert rows(imported.withdrawn, "order_id", "units") == [("2", 0)]


def test_places_of_a_product_are_added_up_and_none_is_zero() -> None:
    imported = told("SKU,Location,On hand\nA1,Shelf,3\nA1,Cellar,4\nB1,Shelf,0\nC1,Cellar,\n")
    assert rows(imported.stock, "sku", "on_hand", "rows") == [("A1", 7, 2), ("B1", 0, 1)]
    assert left_out(imported.problems) == [(5, "unreadable_units", "On hand", "")]


def test_a_blank_count_beside_facts_is_no_count() -> None:
    imported = told("SKU,Cost,On hand\nA1,4,\nB1,6,0\n")
    assert rows(imported.stock, "sku", "on_hand") == [("B1", 0)]
    assert rows(imported.products, "sku", "cost") == [("A1", 4), ("B1", 6)]
    assert (imported.rows_accepted, len(imported.cells)) == (2, 0)


def test_a_bad_cell_is_left_out_alone() -> None:
    imported = told(
        "SKU,Cost,Price,On hand,Lead time,MOQ\n"
        "A1,4,9,twelve,7,0\nB1,x,9,3,400,5\nC1,4,9,2.5,7,5\nD1,4,9,1,7,2.5\n"
    )
    assert rows(imported.stock, "sku", "on_hand") == [("B1", 3), ("D1", 1)]
    facts = imported.products.set_index("sku")
    assert facts["price"].tolist() == [9] * 4
    assert facts["lead_time_days"].fillna(-1).to_dict()["A1"] == 7
    assert facts["moq_units"].fillna(-1).to_dict() == {"A1": -1, "B1": 5, "C1": 5, "D1": -1}
    assert facts["cost"].fillna(-1).to_dict() == {"A1": 4, "B1": -1, "C1": 4, "D1": 4}
    assert imported.problems.empty
    assert {(row, column) for row, _r, column, _v in left_out(imported.cells)} >= {
        *((2, "On hand"), (3, "Cost"), (4, "On hand"), (5, "MOQ")),
    }


def test_cancelled_purchases_never_came() -> None:
    imported = told(
        "Purchase date,Supplier,Item,Quantity,Unit cost,Status\n"
        "2026-01-04,Kim,Mug,24,4,received\n2026-01-05,Kim,Bowl,12,6,cancelled\n"
        "2026-01-06,Kim,Mug,6,5,pending\n"
    )
    assert rows(imported.receipts, "sku", "units", "unit_cost") == [("mug", 24, 4), ("mug", 6, 5)]
    assert left_out(imported.problems) == [(3, "cancelled", "Status", "cancelled")]


def test_rows_of_one_purchase_are_added_up_at_their_mean_cost() -> None:
    imported = told(
        "Purchase date,PO number,SKU,Quantity,Unit cost\n"
        "2026-01-04,P1,A1,10,4\n2026-01-04,P1,A1,30,8\n2026-01-04,P2,A1,5,\n"
    )
    assert rows(imported.receipts.fillna({"unit_cost": -1}), "document", "units", "unit_cost") == [
        *(("P1", 40, 7), ("P2", 5, -1)),
    ]


def test_codes_in_brackets_are_taken_out_of_names() -> None:
    imported = told(
        "Date,Product,Quantity\n"
        "2026-01-04,[A-1] Blue mug,3\n2026-01-05,[B-1] Bowl,2\n2026-01-06,[A-1] Blue mug,1\n"
    )
    assert imported.sales.groupby("sku")["units"].sum().to_dict() == {"A-1": 4, "B-1": 2}
    assert rows(imported.products, "sku", "name") == [("A-1", "Blue mug"), ("B-1", "Bowl")]


def test_pieces_bought_and_sold_one_by_one_are_sold_on_the_day_that_they_were_sold() -> None:
    imported = told(
        "Item,Date purchased,Cost,Date sold,Sale price,Platform\n"
        "Coat,2026-01-04,5,2026-02-01,30,Vinted\nDress,2026-01-05,6,,,\n",
        one_piece=True,
    )
    assert rows(imported.sales, "sku", "day", "units", "unit_price", "channel") == [
        ("coat", "02-01", 1, 30, "Vinted"),
    ]
    assert imported.products.set_index("sku")["cost"].to_dict()["coat"] == 5


def test_a_cell_that_cannot_be_worked_out_is_empty() -> None:
    sheet = sheet_of("Date,SKU,Units\n2026-01-04,A1,3\n2026-01-05,A1,x\n")
    units = sheet.put("units", sheet.numbers("units") + 1).raw("units")
    assert units.tolist() == ["4.0", ""]


TWO_SHOPS = (
    "Reference,Nom,Coût,En stock [Marché],En stock [Gare]\n"
    "B1,Bol,4,12,5\n"
    "P1,Pot,8,5,beaucoup\n"
    "J1,Jarre,9,,7\n"
)


def test_counts_of_several_shops_between_brackets_are_added_up() -> None:
    imported = told(TWO_SHOPS)
    assert rows(imported.stock, "sku", "on_hand") == [("B1", 17), ("J1", 7)]
    assert left_out(imported.cells) == [
        (3, "unreadable_units", "En stock [Marché]", "5 + beaucoup"),
    ]
    used = {use.heading: use.field for use in imported.uses}
    assert used["En stock [Marché]"] == used["En stock [Gare]"] == "on_hand"


def test_the_sellers_code_beats_barcodes_and_numbers_of_platforms() -> None:
    sold = told("Besteldatum,EAN,Referentie,Titel,Aantal\n2026-09-23,8712345678901,M-B,Mok,2\n")
    assert rows(sold.sales, "sku", "units") == [("M-B", 2)]
