"""Spanish words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "fecha | día | dia | mes | semana | periodo | fecha y hora",
        "sold_day": (
            "fecha de venta | fecha venta | fecha del pedido | fecha de pedido | fecha pedido | "
            "fecha de la orden | fecha de pago | fecha de factura | fecha factura | "
            "fecha de transacción | hora de creación del pedido | fecha de creación del pedido"
        ),
        "received_day": (
            "fecha de recepción | fecha recepción | fecha de entrada | fecha de ingreso | "
            "fecha de llegada ; fecha de compra | fecha compra"
        ),
        "count_day": (
            "fecha de conteo | fecha de recuento | fecha de inventario | fecha inventario | "
            "fecha del stock"
        ),
        "other_day": (
            "fecha de alta | fecha de creación | fecha de publicación | fecha de actualización | "
            "última actualización | fecha de vencimiento | fecha de caducidad | caducidad | "
            "vencimiento | fecha de fabricación | consumir preferentemente antes de"
        ),
        "promised_day": "enviar antes del | fecha límite de envío | entregar antes del",
        "order_id": (
            "número de pedido | nº de pedido | nº pedido | n.º de pedido | no. de pedido | "
            "pedido | id de pedido | id del pedido | id pedido | orden | número de orden | "
            "nº de orden | id de orden | # de venta | número de venta | nº de venta | "
            "id de venta | ticket | número de ticket | recibo | número de recibo | factura | "
            "número de factura | nº factura | nº de factura | folio"
        ),
        "document": (
            "orden de compra | número de orden de compra | pedido de compra | "
            "factura del proveedor | factura proveedor | albarán | nº de albarán | remito | "
            "nota de entrega"
        ),
        "sku": (
            "código de producto | código del producto | código producto | código de artículo | "
            "código artículo | código | referencia | ref | ref. | clave | sku del vendedor | "
            "número de referencia sku ; código de barras | id de producto | id producto"
        ),
        "name": (
            "producto | nombre del producto | nombre de producto | nombre producto | artículo | "
            "nombre del artículo | nombre | título | título de la publicación ; descripción"
        ),
        "description": "descripción | descripción larga | detalle | detalles | observaciones",
        "variant": (
            "variante | variación | opción | opciones | talla | color | tamaño | talle | modelo"
        ),
        "quantity": (
            "cantidad | cant | cant. | unidades | uds | uds. | piezas | pzas | nº de unidades"
        ),
        "units": (
            "unidades vendidas | cantidad vendida | cantidades vendidas | piezas vendidas | "
            "vendidos | vendidas | vendido | salida | salidas ; ventas"
        ),
        "received": (
            "recibido | recibidas | recibidos | cantidad recibida | unidades recibidas | "
            "cantidad comprada | unidades compradas | comprado | entrada | entradas | "
            "ingresos de stock"
        ),
        "on_hand": (
            "existencias | existencia | stock | stock actual | inventario | inventario actual | "
            "stock disponible | disponible | disponibles | cantidad disponible | "
            "cantidad en stock | en stock | en inventario | en existencia | saldo | "
            "unidades en stock | stock final | inventario final"
        ),
        "on_order": (
            "en camino | en tránsito | pedido a proveedor | pendiente de recibir | "
            "stock en camino | por recibir | por llegar"
        ),
        "committed": (
            "reservado | reservados | comprometido | comprometidos | stock reservado | "
            "stock comprometido | pendiente de envío | por entregar"
        ),
        "returned_units": (
            "devueltas | devueltos | unidades devueltas | cantidad devuelta | devoluciones"
        ),
        "unit_price": (
            "precio unitario | precio por unidad | precio unidad | p. unitario | p.u. | "
            "valor unitario | precio/unidad | p. unit | precio unit | precio u | "
            "precio de oferta"
        ),
        "line_total": (
            "total | importe | importe total | monto | monto total | subtotal | precio total | "
            "total de línea | total línea | total venta | total de venta | valor total | "
            "ingresos | facturación | ventas netas | ventas brutas"
        ),
        "cost": (
            "costo | coste | costo unitario | coste unitario | precio de costo | precio de coste | "
            "precio costo | precio de compra | precio compra | costo por unidad | "
            "coste por unidad | costo de compra"
        ),
        "price": (
            "precio | precio de venta | precio venta | pvp | p.v.p. | precio al público | "
            "precio público | precio de lista | precio normal | precio final"
        ),
        "category": (
            "categoría | categoría de producto | categoría del producto | familia | rubro | "
            "departamento | grupo | tipo de producto | subcategoría"
        ),
        "channel": (
            "canal | canal de venta | tienda | plataforma | marketplace | origen | "
            "punto de venta | sucursal"
        ),
        "status": (
            "estado | estado del pedido | estado de pedido | estado de la orden | estado de pago | "
            "estado del pago | estatus | situación"
        ),
        "paid": "pagado | pagada | pagó | cobrado | cobrada",
        "kind": (
            "tipo | tipo de transacción | tipo de movimiento | tipo de operación | movimiento | "
            "tipo de documento"
        ),
        "other_units": "cantidad dañada | mermas | merma | bajas",
        "other_numbers": (
            "n.º | núm. | fila | año | peso | largo | ancho | alto | valoración | reseñas | "
            "impresiones | clics | vistas | visitas | visitantes | favoritos"
        ),
        "booked": "debe | haber | débito | crédito",
        "currency": "moneda | divisa | código de moneda",
        "supplier": (
            "proveedor | nombre del proveedor | nombre de proveedor | fabricante | distribuidor"
        ),
        "place": (
            "almacén | bodega | depósito | ubicación | estante | estantería | pasillo | "
            "localización"
        ),
        "batch": "lote | número de lote | nº de lote | nº lote",
        "lead_time_days": (
            "plazo de entrega | tiempo de entrega | tiempo de reposición | días de entrega | "
            "plazo de reposición | plazo de entrega habitual"
        ),
        "lead_time_shortest_days": (
            "plazo de entrega mínimo | tiempo de entrega mínimo | plazo mínimo de entrega"
        ),
        "lead_time_longest_days": (
            "plazo de entrega máximo | tiempo de entrega máximo | plazo máximo de entrega"
        ),
        "moq_units": (
            "pedido mínimo | cantidad mínima | cantidad mínima de pedido | compra mínima | "
            "mínimo de compra | mínimo de pedido"
        ),
        "pack_size_units": (
            "unidades por caja | unidades por paquete | uds por caja | piezas por caja | "
            "tamaño del paquete | múltiplo de compra"
        ),
        "shelf_life_days": "vida útil | días de vida útil | días hasta caducidad",
        "reorder_point": (
            "punto de pedido | punto de reorden | punto de reposición | stock mínimo | "
            "existencia mínima | existencias mínimas | inventario mínimo | mínimo | "
            "alerta de stock bajo | stock de alerta | stock min"
        ),
        "target_stock": (
            "stock máximo | existencia máxima | existencias máximas | inventario máximo | máximo | "
            "stock objetivo | stock ideal | stock max"
        ),
        "service_level": "nivel de servicio",
        "holding_rate": "tasa de mantenimiento | tasa de costo de mantenimiento",
        "order_cost": "costo de pedido | coste de pedido | costo por pedido | coste por pedido",
        "review_period_days": "período de revisión | periodo de revisión | días de revisión",
        "lead_time_allowance_days": "margen del plazo de entrega | días de margen",
        "salvage_value": "valor residual | valor de rescate | precio de liquidación",
        "goodwill_cost": "costo de faltante | coste de rotura | costo de rotura",
        "like_sku": "producto similar | producto parecido | sku similar",
        "like_factor": "factor de ventas",
        "one_shot": "temporada | de temporada | compra única",
        "discontinued": "descatalogado | discontinuado | fuera de catálogo",
        "no_order_until": "no pedir hasta | no pedir antes del",
    },
    unshipped=(
        "por enviar | para enviar | pendiente de envío | listo para enviar | "
        "listo para despachar | en preparación | preparando | procesando | en proceso | "
        "no enviado"
    ),
    shipped=(
        "enviado | enviada | entregado | entregada | despachado | despachada | en camino | "
        "en tránsito | completado | completada | finalizado"
    ),
    sold=(
        "pagado | pagada | pago aprobado | aprobado | aprobada | acreditado | completado | "
        "completada | completo | finalizado | finalizada | entregado | entregada | "
        "venta entregada | enviado | enviada | en camino | en tránsito | despachado | despachada | "
        "en preparación | preparando | listo para enviar | listo para despachar | por enviar | "
        "para enviar | pendiente de envío | procesando | en proceso | confirmado | confirmada | "
        "facturado | facturada | vendido | vendida | cobrado | cobrada | concretada | concretado | "
        "parcialmente pagado | parcialmente enviado | parcialmente reembolsado | acordar la entrega"
    ),
    cancelled=(
        "cancelado | cancelada | anulado | anulada | rechazado | rechazada | fallido | fallida | "
        "vencido | vencida | expirado | expirada | borrador | prueba | venta cancelada | "
        "cancelada por el comprador | cancelado por el comprador | cancelaste la venta | "
        "cancelada por el vendedor | denegado | presupuesto"
    ),
    unpaid=(
        "no pagado | no pagada | sin pagar | impago | impaga | pendiente de pago | "
        "pago pendiente | esperando pago | en espera de pago | esperando el pago | por pagar | "
        "falta de pago"
    ),
    returned=(
        "devuelto | devuelta | devolución | reembolsado | reembolsada | reembolso | no entregado | "
        "no entregada | paquete no entregado | devuelto al remitente | contracargo"
    ),
    ask="pendiente | en espera | abierto | abierta | nuevo | nueva | retenido | en mediación",
    sale="venta | pedido | orden | compra del cliente | salida | salidas | ventas",
    bought="compra | compras | entrada | entradas | ingreso | recepción",
    refund="reembolso | devolución | contracargo | nota de crédito | nota de abono | anulación",
    no_sale=(
        "pago | transferencia | transferir | retiro | depósito | tarifa | tarifas | comisión | "
        "cargo | cargos | tarifa de servicio | otras tarifas | ajuste | envío | "
        "etiqueta de envío | impuesto | impuestos | retención | suscripción | publicidad | saldo"
    ),
    yes="sí | si | verdadero",
    no="no | falso",
    nothing="sin sku | sin código | n/d | n/a | ninguno | ninguna | vacío | no aplica | sin datos",
    own_text=(
        "personalización | grabado | texto personalizado | mensaje del comprador | "
        "mensaje del cliente | nota del comprador | nota del cliente | dedicatoria"
    ),
    sums=(
        "total | totales | total general | suma | subtotal | promedio | media | acumulado | "
        "total anual | total año"
    ),
    personal=(
        "comprador | cliente | destinatario | nombre y apellido | apellido | dirección | "
        "domicilio | calle | ciudad | código postal | correo | e mail | email | teléfono | "
        "celular | móvil | documento de identidad | dni | nif | cif | rfc | rut | cuit | curp | "
        "datos personales"
    ),
    services=(
        "envío | gastos de envío | costo de envío | coste de envío | costos de envío | "
        "envío gratis | flete | entrega a domicilio | descuento | descuentos | cupón | comisión | "
        "comisiones | tarifa | tarifas | cargo por servicio | costo por venta | propina | "
        "impuesto | impuestos | iva | tarjeta de regalo | tarjeta regalo | vale de regalo | "
        "envoltorio de regalo | envoltura de regalo | seguro de envío | ajuste | redondeo | "
        "reembolso | total | totales | total general | subtotal | suma"
    ),
)
