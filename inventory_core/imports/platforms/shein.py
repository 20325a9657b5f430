"""SHEIN orders: Seller Hub, Pedidos, “Exportar”. Headings in row 2, one row per piece.

Portuguese headings. Row 1 names groups of columns. There is no quantity, but in the newest files.
"""

from dataclasses import replace

from inventory_core.domain.language import N_
from inventory_core.imports.order_lines import one_unit_each
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    # A parcel that the carrier lost was wanted all the same.
    sold=(
        *("", "Normal", "Pendente…", "Aguardando…", "Para enviar", "Para ser enviad…"),
        *("A ser enviad…", "Para ser coletad…", "A ser coletad…", "Coletad…", "Enviad…"),
        *("Em trânsito…", "Entregue…", "Recebid…", "Concluíd…", "Vendid…", "Perda registrada"),
    ),
    cancelled=("Cancel…",),
    unpaid=("Aguardando pagamento…",),
    returned=("Reembols…", "Devol…", "Rejeit…", "Recus…"),
)
"""The words are the same for orders and for products; the product's own may be empty."""

_SHIPPING = Shipping(
    field="status",
    waiting=(
        *("Pendente…", "Aguardando…", "Para enviar", "Para ser enviad…", "A ser enviad…"),
        *("Para ser coletad…", "A ser coletad…"),
    ),
    # Says only that it is no return.
    unsure=("Normal",),
)

SHEIN_ORDERS = order_format(
    "shein orders",
    label=N_("SHEIN orders"),
    channel="SHEIN",
    signs=(
        ("Número do pedido", "SHEIN-SKU"),
        ("Número do pedido", "SKU do vendedor", "SKC"),
    ),
    fields=order_fields(
        day="Data e hora de criação do pedido",
        order_id="Número do pedido",
        sku="SKU do vendedor",
        listing="SHEIN-SKU | Número do produto",
        name="Nome do produto",
        variant="Variação",
        pieces="Número de artigos vendidos",
        unit_price="Preço do produto",
        status="Status do pedido",
        item_status="Status do produto",
    ),
    day_first=True,
    statuses=(_STATUSES, replace(_STATUSES, field="item_status")),
    shipping=(replace(_SHIPPING, field="item_status"), _SHIPPING),
    prepare=one_unit_each,
)

FORMATS = (SHEIN_ORDERS,)
