"""Files dropped together: those that belong together are joined, the others stand alone."""

from datetime import date
from itertools import permutations

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import import_file, import_files
from inventory_core.imports.format import Sheet
from inventory_core.imports.importing import Imported

TODAY = date(2026, 10, 1)
ITEMS = """订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码
="4000000000000000001",马克杯,39.90,2,MUG,,,,交易成功,
4000000000000000001,茶壶,98.00,1,POT,,,,交易成功,
4000000000000000002,茶壶,98.00,1,POT,,,,交易成功,
4000000000000000003,马克杯,39.90,1,MUG,,,,交易成功,
"""
ORDERS = """订单编号,买家会员名,订单状态,收货人姓名,订单创建时间,订单付款时间,宝贝标题,宝贝总数量
\t4000000000000000001,jane_doe,交易成功,Jane Doe,2026-03-05 23:50:00,,马克杯，茶壶,3
4000000000000000002,jane_doe,交易成功,Jane Doe,,2026-03-06 08:00:00,茶壶,1
"""
LINES = """子订单编号,主订单编号,商品标题,商品价格,购买数量,商品属性,订单状态,商品ID
5000000000000000001,4000000000000000001,马克杯,39.90,2,,交易成功,71
5000000000000000002,4000000000000000001,茶壶,98.00,1,颜色:黑,交易成功,72
"""


def dropped(**texts: str) -> list[Imported | Sheet | FileError]:
    files = [(f"{name}.csv", text.encode("gbk")) for name, text in texts.items()]
    return import_files(files, today=TODAY)


def sold(imported: Imported) -> list[tuple[str, str, str, float]]:
    sales = imported.sales.sort_values(["day", "sku"])
    days = sales["day"].dt.strftime("%Y-%m-%d")
    return list(zip(sales["order_id"], days, sales["sku"], sales["units"], strict=True))


@pytest.mark.parametrize("names", list(permutations(["items", "orders"])))
def test_taobaos_item_report_gets_its_days_from_the_order_report_in_either_order(
    names: tuple[str, str],
) -> None:
    texts = {"items": ITEMS, "orders": ORDERS}
    results = dict(zip(names, dropped(**{name: texts[name] for name in names}), strict=True))
    assert isinstance(results["orders"], Sheet)
    assert results["orders"].used_for == "items.csv"
    assert sold(results["items"]) == [
        ("4000000000000000001", "2026-03-05", "MUG", 2.0),
        ("4000000000000000001", "2026-03-05", "POT", 1.0),
        ("4000000000000000002", "2026-03-06", "POT", 1.0),
    ]
    # The third order does not stand in the order report.
    problems = results["items"].problems
    assert list(zip(problems["row"], problems["reason"], strict=True)) == [(5, "no_date")]
    assert results["items"].file_name == "items.csv + orders.csv"


def test_taobaos_item_report_alone_says_which_report_to_drop_with_it() -> None:
    with pytest.raises(FileError, match=r"订单创建时间.*订单报表.*drop both files together"):
        import_file("items.csv", ITEMS.encode("gbk"), today=TODAY)


def test_taobaos_order_report_alone_says_which_report_to_drop_with_it() -> None:
    with pytest.raises(FileError, match=r"one row per order.*宝贝报表.*drop both files together"):
        import_file("orders.csv", ORDERS.encode("gbk"), today=TODAY)


def test_one_order_report_completes_several_reports() -> None:
    items, lines, orders = dropped(items=ITEMS, lines=LINES, orders=ORDERS)
    assert isinstance(orders, Sheet)
    assert len(sold(items)) == 3
    assert sold(lines) == [
        ("4000000000000000001", "2026-03-05", "71", 2.0),
        ("4000000000000000001", "2026-03-05", "72 颜色:黑", 1.0),
    ]


def test_several_order_reports_complete_one_item_report() -> None:
    late = ORDERS.replace("4000000000000000001", "4000000000000000003")
    items, *_orders = dropped(items=ITEMS, orders=ORDERS, late=late)
    assert items.problems.empty
    assert items.sales["units"].sum() == 5


def test_orders_whose_number_was_rounded_are_not_taken_for_one_another() -> None:
    items, orders = (
        text.replace("4000000000000000002", "4E+18").replace("4000000000000000003", "4E+18")
        for text in (ITEMS, ORDERS)
    )
    items, _orders = dropped(items=items, orders=orders)
    assert items.problems["reason"].tolist() == ["no_date", "no_date"]


def test_reports_that_share_no_order_say_so_row_by_row() -> None:
    other = ORDERS.replace("400000000000000000", "900000000000000000")
    items, orders = dropped(items=ITEMS, orders=other)
    assert isinstance(orders, Sheet)
    assert items.problems["reason"].tolist() == ["no_date"] * 4
    assert items.sales.empty
