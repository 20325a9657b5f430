"""Etsy's files: Shop Manager, Settings, Options, Download Data."""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format
from inventory_core.imports.format import Check, Companion, Sheet
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import by_distinct, each


def _one_code(skus: str) -> str:
    """All variants may share a code: `A,A,A` is A."""
    codes = {code.strip() for code in skus.split(",")}
    return codes.pop() if len(codes) == 1 else skus


def _with_one_code(sheet: Sheet) -> Sheet:
    skus = by_distinct(sheet.raw("sku"), lambda distinct: each(distinct, _one_code))
    return sheet.put("sku", skus)


def _counted_together(sheet: Sheet) -> Sequence[Check]:
    # Etsy sells at most 999 of a listing: no comma here stands between thousands.
    lists = sheet.raw("sku").str.contains(",") | sheet.raw("on_hand").str.contains(",")
    return (Check(reason=Reason.VARIANTS_TOGETHER, field="on_hand", refused=lists),)


ETSY_LISTINGS = catalogue_format(
    "etsy listings",
    label=N_("Etsy listings"),
    # The heading of the currency is English in all languages.
    signs=(
        ("CURRENCY_CODE", "MATERIALS"),
        ("CURRENCY_CODE", "TITLE", "QUANTITY"),
        ("CURRENCY_CODE", "MATERIALI"),
        ("CURRENCY_CODE", "TITOLO", "QUANTITÀ"),
        ("CURRENCY_CODE", "TITEL"),
        ("CURRENCY_CODE", "TITRE"),
        ("CURRENCY_CODE", "TÍTULO"),
    ),
    fields=catalogue_fields(
        sku="SKU",
        name="TITLE | TITOLO | TITEL | TITRE | TÍTULO",
        price="PRICE | PREZZO | PREIS | PRIJS | PRIX | PRECIO | PREÇO",
        currency="CURRENCY_CODE",
        on_hand=(
            "QUANTITY | QUANTITÀ | MENGE | ANZAHL | AANTAL | HOEVEELHEID | QUANTITÉ | CANTIDAD | "
            "QUANTIDADE"
        ),
    ),
    prepare=_with_one_code,
    leave_out=_counted_together,
)
"""Etsy listings: Shop Manager, Settings, Options, Download Data, “currently for sale listings”.

One row per listing, even if it comes in several variants: the quantity is then that of all of them
together, and counts for the listing unless its variants have codes of their own. Etsy leaves out
the number of the listing, so that one without SKU is known by its title. English and Italian
headings; what others would be called is inferred from these.
"""


ETSY_ORDERS = order_format(
    "etsy orders",
    label=N_("Etsy sold orders"),
    channel="Etsy",
    signs=(("Number of Items", "Order Value"),),
    fields=order_fields(day="Sale Date", order_id="Order ID", status="Status"),
    unusable=N_(
        "Etsy's “Orders” file does not say which products were sold: please download “Order Items” "
        "of the same period, from the same page, and upload it, best together with this file."
    ),
)
"""Etsy sold orders: Shop Manager, Settings, Options, Download Data, “Orders”. One row per order.

What was sold is not in it; its statuses complete the file of sold order items.
"""


_STATUSES = Statuses(
    field="status",
    # Most orders have no status in the “Orders” file, or are not in it.
    sold=(
        *("", "paid", "open", "completed", "complete", "shipped", "dispatched", "delivered"),
        *("partially refunded", "partial refund"),
    ),
    cancelled=("canceled", "cancelled"),
    unpaid=("unpaid", "payment failed"),
    returned=("refunded", "fully refunded", "full refund"),
    ask=("payment processing",),
)
_PERSONAL = (
    r"(?i)(?:^|[,;])\s*(?:[^,;:]*\b(?:personn?ali[sz]|customi[sz]ation|engrav|gravur|inscription)"
    r"[^,;:]*|(?:custom |your )?(?:text|message|names?)|note to (?:the )?seller"
    r"|special (?:instructions?|requests?))\s*:.*$"
)
"""What a buyer wants engraved makes no product of its own, and is nobody's business."""


def _without_engravings(sheet: Sheet) -> Sheet:
    return sheet.put("variant", sheet.raw("variant").str.replace(_PERSONAL, "", regex=True))


ETSY_SOLD_ITEMS = order_format(
    "etsy sold items",
    label=N_("Etsy sold order items"),
    channel="Etsy",
    signs=(("Transaction ID", "Listing ID"),),
    fields=order_fields(
        day="Sale Date",
        other_day="Date Paid",
        order_id="Order ID",
        line="Transaction ID",
        sku="SKU",
        # Titles are rewritten for the search engines; the number of the listing stays.
        listing="Listing ID",
        name="Item Name",
        variant="Variations",
        units="Quantity",
        unit_price="Price",
        line_total="Item Total",
        currency="Currency",
        status="Status | Order Status",
        shipped_day="Date Shipped | Date Posted | Date Dispatched",
    ),
    day_first=False,
    statuses=(_STATUSES,),
    shipping=(Shipping(field="shipped_day", waiting=("",)),),
    companion=Companion(format=ETSY_ORDERS, key="order_id", brings=("status",)),
    prepare=_without_engravings,
)
"""Etsy sold order items: Shop Manager, Settings, Options, Download Data, “Order Items”.

One row per item. There is no status: cancelled and refunded orders are told by the “Orders” file of
the same page, if it is dropped together with this one. British shops have other headings for the
delivery only.
"""


ETSY_PAYMENTS = order_format(
    "etsy payments",
    label=N_("Etsy payments"),
    channel="Etsy",
    signs=(("Fees & Taxes", "Net", "Info"), ("Payment ID", "Gross Amount", "Posted Gross")),
    fields=order_fields(day="Date | Order Date", order_id="Order ID"),
    unusable=N_(
        "Etsy's payments say what was paid, not which products were sold: please download “Order "
        "Items” of the same period (Shop Manager, Settings, Options, Download Data), and upload "
        "that."
    ),
)
"""Etsy payments: Shop Manager, Finances, “Download CSV”, and Download Data. Money only."""

FORMATS = (
    ETSY_LISTINGS,
    ETSY_ORDERS,
    ETSY_PAYMENTS,
    ETSY_SOLD_ITEMS,
)
