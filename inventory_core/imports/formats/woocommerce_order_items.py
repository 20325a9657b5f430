"""WooCommerce order lines, as the common order-export plugins write them: one row per product.

Advanced Order Export (“Order Number”, “Item Cost”, “Quantity (- Refund)”); WebToffee's and
SkyVerge's with one row per item (`order_number`, `item_quantity`, `item_refunded_qty`). The seller
chooses the columns. Statuses are those of the shop's language; dates are on its clock.
"""

from collections.abc import Sequence

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.format import Check, Columns
from inventory_core.imports.formats.order_lines import filled_down
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Statuses

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


def _prepare(columns: Columns) -> Columns:
    columns = filled_down(columns, key="order_id", fields=("day", "other_day", "status"))
    # WooCommerce itself counts refunded units downwards, and some plugins write that.
    returned = columns.raw("returned_units").str.removeprefix("-")
    return columns.put("returned_units", returned)


def _leave_out(columns: Columns) -> Sequence[Check]:
    return [Check(reason="returned", field="units", refused=columns.numbers("units") == 0)]


WOOCOMMERCE_ORDER_ITEMS = order_format(
    "woocommerce order items",
    label=_("WooCommerce order items"),
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
        day=("Order Date", "Date"),
        other_day=("Paid Date", "Completed Date"),
        order_id=("Order Number", "Order ID"),
        sku=("SKU", "Item SKU", "Product SKU"),
        name=("Item Name", "Product Name", "Product Name (main)", "Name"),
        variant="Product Variation",
        # Without what was refunded, where the plugin says it.
        units=("Quantity (- Refund)", "Quantity", "Item Quantity", "Qty"),
        returned_units=("item_refunded_qty", "Item Refunded Quantity"),
        unit_price=("Item Cost", "Item Price", "Item Cost (inc. tax)"),
        line_total=("Order Line Subtotal", "Item Subtotal", "Order Line Total", "Item Total"),
        currency=("Order Currency", "Currency"),
        status=("Order Status", "Status"),
        category=("Category", "Product categories"),
    ),
    statuses=(_STATUSES,),
    prepare=_prepare,
    leave_out=_leave_out,
)
