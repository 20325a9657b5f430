import pytest

from inventory_core.domain.columns import Kind, Unit, labels, money, percent, some_of, text
from inventory_core.domain.frames import PRODUCTS
from inventory_core.domain.settings import RANGES
from inventory_core.imports.own_sheets.products import PRODUCTS_SHEET


def test_a_column_says_once_what_it_holds_and_how_it_is_written() -> None:
    column = money("Spend", "Of this order", limits=(0, 10))

    assert (column.kind, column.unit) == (Kind.NUMBER, Unit.MONEY)
    assert (column.label, column.help, column.limits) == ("Spend", "Of this order", (0, 10))


def test_columns_are_picked_in_the_order_asked_for() -> None:
    table = {"sku": text("SKU"), "name": text("Product"), "rate": percent("Served, %")}

    assert labels(some_of(table, "rate", "sku")) == ["Served, %", "SKU"]


def test_a_column_that_nobody_declared_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        some_of(PRODUCTS, "sku", "colour")


def test_the_products_sheet_calls_its_columns_as_the_table_does() -> None:
    fields = {field.name: field for field in PRODUCTS_SHEET.template_fields}

    assert [fields[name].heading for name in fields] == [PRODUCTS[name].label for name in fields]
    assert {name for name, field in fields.items() if field.column != PRODUCTS[name]} == {"name"}


def test_settings_of_a_product_have_the_limits_of_the_shops() -> None:
    assert PRODUCTS["service_level"].limits == RANGES["service_level"]
