"""Order lines to sales: what every format with sales shares, whatever its columns are called.

A platform's file says which heading feeds which field and what its statuses mean; what is left to
do here is the same for all: find the product and the day, leave out what is no demand, add up.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from inventory_core.domain.columns import Kind
from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.checks import problems_of, verdicts
from inventory_core.imports.formats.format import Check, Columns, Format
from inventory_core.imports.formats.order_checks import line_checks, sales_taken_back
from inventory_core.imports.formats.order_lines import order_lines
from inventory_core.imports.formats.order_sums import currency, notes, products, sales, withdrawn
from inventory_core.imports.formats.sheet import Field, Reading

_FIELDS: Mapping[str, tuple[Kind, str]] = {
    "day": (Kind.DAY, _("Day of the order.")),
    "other_day": (Kind.DAY, _("Stands for the day where that is empty.")),
    "order_id": (Kind.TEXT, _("Number of the order; uploading it again replaces it.")),
    "line": (Kind.TEXT, _("Number of the line within the order.")),
    "sku": (Kind.TEXT, _("Your code of the product.")),
    "listing": (Kind.TEXT, _("The platform's number; stands for the code where that is empty.")),
    "name": (Kind.TEXT, _("Name of the product; stands for the code where that is empty.")),
    "variant": (Kind.TEXT, _("Size, colour and the like, which make products of their own.")),
    "units": (Kind.NUMBER, _("Number of units sold.")),
    "returned_units": (Kind.NUMBER, _("Units that came back, taken off the units sold.")),
    "unit_price": (Kind.NUMBER, _("Price of one unit.")),
    "line_total": (Kind.NUMBER, _("Money for all units of the line.")),
    "refund": (Kind.NUMBER, _("Money paid back for the line.")),
    "currency": (Kind.TEXT, _("Currency of the prices.")),
    "status": (Kind.TEXT, _("Tells whether the line is demand.")),
    "item_status": (Kind.TEXT, _("Tells whether this line of the order is demand.")),
    "after_sale": (Kind.TEXT, _("Tells whether the line was returned.")),
    "cancelled_day": (Kind.TEXT, _("Filled where the order was cancelled.")),
    "category": (Kind.TEXT, _("Your group of products.")),
    "channel": (Kind.TEXT, _("Where it was sold.")),
    "note": (Kind.TEXT, _("Your own remark on the order.")),
}


def order_fields(**headings: str | tuple[str, ...]) -> tuple[Field, ...]:
    """Return the fields of a platform's order lines from their headings, the surest first."""
    spelled = {name: (told,) if isinstance(told, str) else told for name, told in headings.items()}
    return tuple(
        Field(
            name=name,
            heading=first,
            synonyms=tuple(others),
            kind=_FIELDS[name][0],
            explanation=_FIELDS[name][1],
            required=name in ("day", "units"),
        )
        for name, (first, *others) in spelled.items()
    )


def order_format(
    name: str,
    *,
    label: str,
    channel: str,
    signs: tuple[tuple[str, ...], ...],
    fields: tuple[Field, ...],
    **traits: Any,
) -> Format:
    """Declare a platform's export of order lines."""
    names = {field.name for field in fields}
    return Format(
        name=name,
        label=label,
        channel=channel,
        signs=signs,
        fields=fields,
        one_of=tuple(field for field in ("sku", "name", "listing") if field in names),
        sells=True,
        read=read_orders,
        **{"whole_orders": True} | traits,
    )


def read_orders(columns: Columns, today: date) -> Reading:
    """Read order lines; what is no demand is left out with its reason.

    Lines of one order with the same product are added up. Lines without an order number are added
    up per day, and the day in ISO form stands for the order number.
    """
    lines = order_lines(columns)
    checks = [
        *(columns.format.leave_out(columns) if columns.format.leave_out else ()),
        *line_checks(columns, lines, today=today),
    ]
    taken_back = Check(
        reason="taken_back",
        field="units",
        refused=sales_taken_back(lines, verdicts(checks), checks),
    )
    checks = [taken_back, *checks]
    verdict = verdicts(checks)
    accepted = lines[verdict == -1]
    return Reading(
        problems=problems_of(columns, checks),
        sales=sales(accepted, today=today),
        withdrawn=withdrawn(lines, verdict, checks),
        products=products(accepted),
        currency=currency(columns),
        notes=notes(columns, accepted),
    )
