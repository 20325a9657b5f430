"""WooCommerce's exports, its own and those of order plugins."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format
from inventory_core.imports.format import TOGETHER, Check, Reading, Sheet
from inventory_core.imports.order_lines import filled_down
from inventory_core.imports.orders import order_fields, order_format, read_orders
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import normalise

WOOCOMMERCE_ORDERS_ANALYTICS = order_format(
    "woocommerce orders analytics",
    label=N_("WooCommerce orders, one row each"),
    channel="WooCommerce",
    signs=(
        ("Order #", "Product(s)"),
        ("Commande n°", "Produit(s)"),
        ("order_number", "line_items", "download_permissions"),
    ),
    fields=order_fields(order_id="Order # | Commande n° | order_number"),
    unusable=N_(
        "This file has one row per order, with all of its products in one cell and no SKU: please "
        "export the orders by a plugin such as “Advanced Order Export For WooCommerce” with one "
        "row per product, and upload that."
    ),
)
"""WooCommerce orders with all products of an order in one cell: Analytics, Orders, “Download”.

Also the exports of order plugins that are set to one row per order.
"""


_STATUSES = Statuses(
    field="status",
    # Orders to be paid on delivery are in process at once.
    sold=(
        *("completed", "wc-completed", "processing", "wc-processing", "partially refunded"),
        *("abgeschlossen", "fertiggestellt", "in bearbeitung", "terminée", "en cours"),
        *("completado", "completada", "procesando", "completato", "in lavorazione"),
        *("afgerond", "voltooid", "concluído", "processando", "已完成", "正在处理", "处理中"),
    ),
    cancelled=(
        *("cancelled", "canceled", "wc-cancelled", "trash", "storniert", "annulée", "cancelado"),
        *("cancelada", "annullato", "cancellato", "geannuleerd", "已取消"),
    ),
    unpaid=(
        *("pending payment", "pending", "wc-pending", "failed", "wc-failed", "draft"),
        *("checkout-draft", "wc-checkout-draft", "auto-draft", "zahlung ausstehend"),
        *("ausstehende zahlung", "fehlgeschlagen", "attente paiement", "en attente de paiement"),
        *("échouée", "pendiente de pago", "fallido", "in attesa di pagamento", "fallito"),
        *("wachtend op betaling", "mislukt", "pagamento pendente", "malsucedido"),
        *("待付款", "等待付款", "失败"),
    ),
    returned=(
        *("refunded", "wc-refunded", "rückerstattet", "erstattet", "remboursée", "reembolsado"),
        *("reembolsada", "rimborsato", "terugbetaald", "已退款"),
    ),
    # Money is awaited by bank transfer: some shops send before it comes.
    ask=(
        *("on hold", "wc-on-hold", "in wartestellung", "en attente", "en espera", "sospeso"),
        *("in de wacht", "aguardando", "保留"),
    ),
)
_SHIPPING = Shipping(
    field="status",
    waiting=(
        *("processing", "wc-processing", "in bearbeitung", "en cours", "procesando"),
        *("in lavorazione", "processando", "正在处理", "处理中"),
        # Only where the seller says that it counts.
        *("on hold", "wc-on-hold", "in wartestellung", "en attente", "en espera", "sospeso"),
        *("in de wacht", "aguardando", "保留"),
    ),
)


def _told_once(sheet: Sheet) -> Sheet:
    sheet = filled_down(sheet, key="order_id", fields=("day", "other_day", "status"))
    # WooCommerce itself counts refunded units downwards, and some plugins write that.
    returned = sheet.raw("returned_units").str.removeprefix("-")
    return sheet.put("returned_units", returned)


def _refunded(sheet: Sheet) -> Sequence[Check]:
    return [Check(reason=Reason.RETURNED, field="units", refused=sheet.numbers("units") == 0)]


WOOCOMMERCE_ORDER_ITEMS = order_format(
    "woocommerce order items",
    label=N_("WooCommerce order items"),
    channel="WooCommerce",
    signs=(
        ("Order Number", "Item Cost"),
        ("Order Number", "Quantity (- Refund)"),
        ("Order Number", "Order Line Total"),
        ("Order Number", "First Name (Billing)"),
        ("order_number", "item_quantity", "item_refunded"),
        ("order_number", "item_quantity", "item_meta"),
    ),
    fields=order_fields(
        day="Order Date | Date",
        other_day="Paid Date | Completed Date",
        order_id="Order Number | Order ID",
        sku="SKU | Item SKU | Product SKU",
        name="Item Name | Product Name | Product Name (main) | Name",
        variant="Product Variation",
        # Without what was refunded, where the plugin says it.
        units="Quantity (- Refund) | Quantity | Item Quantity | Qty",
        returned_units="item_refunded_qty | Item Refunded Quantity",
        unit_price="Item Cost | Item Price | Item Cost (inc. tax)",
        line_total="Order Line Subtotal | Item Subtotal | Order Line Total | Item Total",
        currency="Order Currency | Currency",
        status="Order Status | Status",
        category="Category | Product categories",
    ),
    statuses=(_STATUSES,),
    shipping=(_SHIPPING,),
    prepare=_told_once,
    leave_out=_refunded,
)
"""WooCommerce order lines, as the common order-export plugins write them: one row per product.

Advanced Order Export (“Order Number”, “Item Cost”, “Quantity (- Refund)”); WebToffee's and
SkyVerge's with one row per item (`order_number`, `item_quantity`, `item_refunded_qty`). The seller
chooses the columns. Statuses are those of the shop's language; dates are on its clock.
"""


_PART = re.compile(r"\|(?=[A-Za-z_ ]+:)")
_ITEM = re.compile(r"line[-_ ]item[-_ ]?[0-9]+", re.IGNORECASE)
_COLUMNS = re.compile(
    r"product[ _]item[ _]([0-9]+)[ _](name|sku|quantity|total|subtotal)", re.IGNORECASE
)
_PARTS = {
    "sku": ("sku",),
    "name": ("name",),
    "units": ("quantity", "qty"),
    "returned_units": ("refund_qty", "refunded_qty", "qty_refunded"),
    "line_total": ("sub_total", "subtotal", "total"),
}
"""What an item is called in its cell: `name:Mug|sku:MUG-B|quantity:2|total:25.00`."""


def _items(sheet: Sheet) -> pd.Series:
    """The text of every item, by the row of its order; an order without items has an empty one."""
    headings = [str(name) for name in sheet.table.cells.columns if _ITEM.fullmatch(str(name))]
    items: pd.Series = pd.concat([sheet.table.cells[name] for name in headings])
    told = items[items != ""]
    empty = sheet.table.cells.index.difference(told.index)
    return pd.concat([told, pd.Series("", index=empty)]).sort_index(kind="stable")


def _part(item: str, names: Sequence[str]) -> str:
    parts = dict(part.split(":", 1) for part in _PART.split(item) if ":" in part)
    told = {name.strip().lower(): text.strip() for name, text in parts.items()}
    return next((told[name] for name in names if told.get(name)), "")


def _with_items(sheet: Sheet) -> Sheet:
    """Write an item that has a column for each of its parts into one cell, as the others do."""
    headings = [str(name) for name in sheet.table.cells.columns]
    if any(map(_ITEM.fullmatch, headings)):
        return sheet
    cells, items = sheet.table.cells, dict[str, pd.Series]()
    for heading, found in zip(headings, map(_COLUMNS.fullmatch, headings), strict=True):
        if found:
            part = (f"{found[2].lower()}:" + cells[heading]).where(cells[heading] != "", "")
            name = f"line_item_{found[1]}"
            items[name] = items[name].str.cat(part, sep="|") if name in items else part
    texts = {name: item.where(item.str.strip("|") != "", "") for name, item in items.items()}
    return sheet.with_cells(cells.assign(**texts))


def _with_units(sheet: Sheet) -> Sheet:
    """An order with a product has units, so that its status is asked about if it is not known."""
    sheet = _with_items(sheet)
    return sheet.added("units", (_items(sheet) != "").groupby(level=0).sum().astype("str"))


def _read_items(sheet: Sheet, today: date) -> Reading:
    """Read each item of an order as a line of its own."""
    items = _items(sheet)
    rows = pd.Series(items.index.to_numpy())
    cells = sheet.table.cells.loc[items.index].reset_index(drop=True)
    lines = sheet.with_cells(cells)
    for field, names in _PARTS.items():
        texts = [_part(item, names) for item in items]
        lines = lines.added(field, pd.Series(texts, dtype="str"))
    return read_orders(lines, today, rows=rows)


WOOCOMMERCE_ORDERS_ACROSS = order_format(
    "woocommerce orders across",
    label=N_("WooCommerce orders, items across"),
    channel="WooCommerce",
    signs=(
        ("order_number", "line_item_1"),
        ("order_id", "line_item_1"),
        ("order_number", "Product Item 1 Name"),
        ("order_id", "Product Item 1 Name"),
    ),
    fields=order_fields(
        day="order_date | date",
        other_day="paid_date | completed_date",
        order_id="order_number | order_id",
        currency="order_currency | currency",
        status="status | order_status",
    ),
    statuses=(_STATUSES,),
    shipping=(_SHIPPING,),
    prepare=_with_units,
    read=_read_items,
)
"""WooCommerce orders, as “Customer/Order CSV Export” and WebToffee's plugin write one row each.

Every item of an order has a column of its own, line_item_1 and so on, with all of it in one cell:
`name:Mug|product_id:7|sku:MUG-B|quantity:2|total:25.00|sub_total:25.00`. Or each part of an item
has one, “Product Item 1 SKU” and so on.
"""


_OPTIONS = ("option", "option_2", "option_3")


def _named_as_sold(sheet: Sheet) -> Sheet:
    skus, parent = sheet.raw("sku"), sheet.texts("parent")
    variation = _kind(sheet, "variation")
    code = parent.where(variation & ~parent.str.startswith("id:"), "")
    sheet = sheet.put("sku", skus.where(skus != "", code))
    sheet = sheet.put("category", _categories(sheet))
    for option in _OPTIONS:
        variants = sheet.raw(option).where(variation, "")
        sheet = sheet.put("name", _with(sheet.raw("name"), variants))
    # An SKU stands once in a shop: variations that share one now are counted under it.
    return replace(sheet, mapping=replace(sheet.mapping, variants=TOGETHER))


def _categories(sheet: Sheet) -> pd.Series:
    """The first category of each row; that of its product where a variation has none."""
    first = sheet.raw("category").str.split(",").str[0]
    names = (sheet.texts("sku"), "id:" + sheet.texts("id"))
    told = {name: text for own in names for name, text in zip(own, first, strict=True) if text}
    of_parent = [told.get(parent, "") if parent else "" for parent in sheet.texts("parent")]
    return first.where(first != "", pd.Series(of_parent, index=first.index, dtype="str"))


def _with(names: pd.Series, variants: pd.Series) -> pd.Series:
    """Names with the variant, which WooCommerce leaves out where it has several words."""
    told = [_says(name, variant) for name, variant in zip(names, variants, strict=True)]
    return names.where(pd.Series(told, index=names.index), names + " - " + variants)


def _says(name: str, variant: str) -> bool:
    words = f" {normalise(name).replace(',', '')} "
    return variant == "" or f" {normalise(variant).replace(',', '')} " in words


def _kind(sheet: Sheet, kind: str) -> pd.Series:
    """True for rows of a type; `variation, virtual` is a variation."""
    return sheet.texts("kind").str.lower().str.contains(kind, regex=False)


def _parents(sheet: Sheet) -> Sequence[Check]:
    """A product with variations is none itself, unless they share its SKU and its stock."""
    product, variation = _kind(sheet, "variable"), _kind(sheet, "variation")
    sku, number = sheet.texts("sku"), "id:" + sheet.texts("id")
    counted = sheet.numbers("on_hand").notna()
    waiting = set(sheet.texts("parent")[variation & ~counted]) - {""}
    together = product & counted & (sku.isin(waiting) | number.isin(waiting))
    shared = (sku != "") & sku.isin(sku[variation])
    parents = (product & ~together) | _kind(sheet, "grouped")
    return (
        Check(reason=Reason.VARIANTS_TOGETHER, field="on_hand", refused=together & ~shared),
        Check(reason=Reason.PARENT_ROW, field="kind", refused=parents),
    )


WOOCOMMERCE_PRODUCTS = catalogue_format(
    "woocommerce products",
    label=N_("WooCommerce products"),
    signs=(
        ("Backorders allowed?", "Regular price"),
        ("In stock?", "Regular price"),
        ("Vorrätig?", "Regulärer Preis"),
        ("En stock ?", "Tarif régulier"),
        ("¿Existencias?", "Precio normal"),
        ("¿En inventario?", "Precio normal"),
        ("In stock?", "Prezzo di listino"),
        ("Op voorraad?", "Reguliere prijs"),
        ("Em estoque?", "São permitidas encomendas?"),
    ),
    fields=catalogue_fields(
        id="ID",
        kind="Type | Typ | Tipo",
        sku="SKU | Artikelnummer | UGS | COD",
        name="Name | Nom | Nombre | Nome | Naam",
        parent=(
            "Parent | Übergeordnetes Produkt | Superior | Principal | Genitore | Hoofd | Ascendente"
        ),
        option=(
            "Attribute 1 value(s) | Attribut 1 Wert(e) | Valeur(s) de l'attribut 1 | "
            "Valor(es) del atributo 1 | Valore dell'attributo 1 | Attributo 1 valuta(e) | "
            "Waarde eigenschap 1 | Valores do atributo 1"
        ),
        option_2=(
            "Attribute 2 value(s) | Attribut 2 Wert(e) | Valeur(s) de l'attribut 2 | "
            "Valor(es) del atributo 2 | Valore dell'attributo 2 | Attributo 2 valuta(e) | "
            "Waarde eigenschap 2 | Valores do atributo 2"
        ),
        option_3=(
            "Attribute 3 value(s) | Attribut 3 Wert(e) | Valeur(s) de l'attribut 3 | "
            "Valor(es) del atributo 3 | Valore dell'attributo 3 | Attributo 3 valuta(e) | "
            "Waarde eigenschap 3 | Valores do atributo 3"
        ),
        category=(
            "Categories | Kategorien | Catégories | Categorías | Categorie | Categorieën | "
            "Categorias"
        ),
        cost="Cost of goods | Meta: _wc_cog_cost | Meta: _alg_wc_cog_cost",
        price=(
            "Regular price | Regulärer Preis | Tarif régulier | Precio normal | "
            "Prezzo di listino | Reguliere prijs | Preço"
        ),
        on_hand="Stock | Bestand | Lager | Inventario | Magazzino | Voorraad | Estoque",
    ),
    prepare=_named_as_sold,
    leave_out=_parents,
)
"""WooCommerce products: Products, Export. One row per product and one per variation.

The headings are in the language of the shop's admin; what stands in Type is not. A variation
without an SKU sells under that of its product. Parent is the product's SKU, or else `id:` and
its number.
"""


WOOCOMMERCE_PRODUCTS_SOLD = order_format(
    "woocommerce products sold",
    label=N_("WooCommerce products sold"),
    channel="WooCommerce",
    signs=(("Product title", "Items sold"), ("Product / Variation title", "Items sold")),
    fields=order_fields(
        sku="SKU", name="Product title | Product / Variation title", units="Items sold"
    ),
    unusable=N_(
        "This report has totals of a whole period and does not say when anything was sold: please "
        "export the orders by a plugin such as “Advanced Order Export For WooCommerce” with one "
        "row per product, and upload that."
    ),
)
"""WooCommerce units sold per product: Analytics, Products or Variations, “Download”. No dates."""

FORMATS = (
    WOOCOMMERCE_ORDERS_ACROSS,
    WOOCOMMERCE_ORDERS_ANALYTICS,
    WOOCOMMERCE_ORDER_ITEMS,
    WOOCOMMERCE_PRODUCTS,
    WOOCOMMERCE_PRODUCTS_SOLD,
)
