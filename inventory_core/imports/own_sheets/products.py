"""Products, one row each: what they cost and how they are bought."""

from datetime import date

from inventory_core.domain.language import N_
from inventory_core.imports.format import Format, Reading, Sheet
from inventory_core.imports.own_sheets.facts import facts_part
from inventory_core.imports.own_sheets.fields import FACT_FIELDS, own_fields
from inventory_core.imports.own_sheets.preparing import prepared
from inventory_core.imports.own_sheets.reading import Part, read_parts


def parts_of_products(sheet: Sheet, today: date) -> list[Part]:  # noqa: ARG001, as every format
    """Return what the sheet says of each product; what it does not say stays empty."""
    return [facts_part(sheet, lone=True)]


def _read(sheet: Sheet, today: date) -> Reading:
    return read_parts(sheet, parts_of_products(sheet, today))


_TEMPLATE = ("sku", "name", *FACT_FIELDS)

PRODUCTS_SHEET = Format(
    name="products sheet",
    label=N_("Products"),
    fields=own_fields(
        (*_TEMPLATE, "variant", "currency"),
        words_of={"price": ("price", "unit_price")},
    ),
    template=_TEMPLATE,
    one_of=("sku", "name"),
    prepare=prepared,
    read=_read,
    examples=(
        "MUG-01,Blue mug,Kitchen,Potter & Son,4.20,12.50,14,10,25,24,6,,no,,,no,2027-01-15,,,95 %,,"
        ",7,",
        "00123,Summer towel,Kitchen,Weavers,3.10,8.00,21,,,50,,90,yes,1.00,0.50,,,MUG-01,0.5,,25 %,"
        "12,,3",
    ),
)
