"""Mercado Libre and Mercado Livre sales: Ventas, “Descargar Excel de ventas” (Vendas, “Excel”).

The headings stand below some rows of remarks and a row with the names of groups of columns. Some
come again for the buyer and for returns (“Estado”, “Unidades”): the first ones are the sale's. A
parcel of several products has a row of its own above them, without product and units. The statuses
are whole sentences.
"""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_shipping import of_seller
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    sold=(
        *("Entregue", "Venda entregue…", "Venda concretizada…", "A caminho…", "Pronto para…"),
        *("Etiqueta pronta…", "Etiqueta impressa…", "Processando…", "Para enviar…"),
        *("Entregado", "Venta entregada…", "Venta concretada…", "En camino…", "Listo para…"),
        *("Etiqueta lista…", "Etiqueta impresa…", "Procesando…", "Acordás la entrega…"),
        "Mediación finalizada. Te dimos el dinero…",
    ),
    cancelled=(
        *("Cancelada…", "Cancelado…", "Venda cancelada…", "Pacote cancelado…"),
        *("Venta cancelada…", "Paquete cancelado…", "Cancelaste la venta…"),
    ),
    returned=(
        *("Devolução finalizada com reembolso…", "Devolvido…", "Em devolução…"),
        *("Mediação finalizada com reembolso…", "Reclamação encerrada com reembolso…"),
        *("Pacote não entregue…", "Não entregue…"),
        *("Devolución finalizada con reembolso…", "Devuelto…", "En devolución…"),
        *("Mediación finalizada con reembolso…", "Reclamo cerrado con reembolso…"),
        *("Paquete no entregado…", "No entregado…", "Le devolvimos el dinero…"),
    ),
)
_SHIPPING = Shipping(
    field="shipping",
    waiting=(
        *("Etiqueta pronta…", "Etiqueta impressa…", "Processando…", "Para enviar…"),
        *("Etiqueta lista…", "Etiqueta impresa…", "Procesando…", "Acordás la entrega…"),
    ),
    # Ready to be sent, or to be fetched by the buyer.
    unsure=("Pronto para…", "Listo para…", "Venda concretizada…", "Venta concretada…"),
)
_FULL = ("Mercado Envios Full", "Mercado Envíos Full", "Full")


def _with_shipping(sheet: Sheet) -> Sheet:
    return sheet.added("shipping", of_seller(sheet, "status", platform=_FULL))


def _parcels(sheet: Sheet) -> Sequence[Check]:
    product = sheet.filled("name") | sheet.filled("listing") | sheet.filled("sku")
    parcel = ~product & ~sheet.filled("units")
    return [Check(reason=Reason.SUMMARY_ROW, field="status", refused=parcel)]


MERCADOLIVRE_SALES = order_format(
    "mercado libre sales",
    label=N_("Mercado Libre sales (Mercado Livre)"),
    channel="Mercado Libre",
    signs=(
        ("N.º de venda", "Data da venda"),
        ("# de venta", "Fecha de venta"),
    ),
    fields=order_fields(
        day="Data da venda | Fecha de venta",
        order_id="N.º de venda | # de venta",
        sku="SKU",
        listing="# de anúncio | # de publicación",
        name="Título do anúncio | Título de la publicación",
        variant="Variação | Variante",
        units="Unidades",
        unit_price=(
            "Preço unitário de venda do anúncio | Precio unitario de venta de la publicación"
        ),
        line_total="Receita por produtos | Ingresos por productos",
        status="Estado",
        fulfilled_by="Forma de entrega",
    ),
    day_first=True,
    statuses=(_STATUSES,),
    shipping=(_SHIPPING,),
    prepare=_with_shipping,
    leave_out=_parcels,
)

FORMATS = (MERCADOLIVRE_SALES,)
