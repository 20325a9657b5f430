"""Pinduoduo orders: 拼多多商家后台, 发货管理, 订单查询, 批量导出. One row per order, one product.

Cells may end in a tab. The day is left blank in some files; it also begins the order's number, as
in 260517-607198974342268, which may be a day early for orders around midnight.
"""

from dataclasses import replace

from inventory_core.domain.language import N_
from inventory_core.imports.format import Sheet
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_BEGINNING = r"^(?P<year>[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])-"

_REFUNDED = (
    *("退款成功", "未发货,退款成功", "已发货,退款成功", "已收货,退款成功", "已签收,退款成功"),
    *("未发货退款成功", "已发货退款成功", "已取消,退款成功", "未成交,退款成功"),
)

_STATUSES = Statuses(
    field="status",
    sold=(
        *("待发货", "已成团,待发货", "部分发货", "已发货", "已发货,待收货", "已发货,待签收"),
        *("已收货", "已签收"),
    ),
    cancelled=("已取消", "未成交", "交易关闭"),
    unpaid=("待支付", "待付款"),
    returned=_REFUNDED,
)

_AFTER_SALES = Statuses(
    field="after_sale",
    sold=("", "无售后或售后取消", "无售后", "无售后/取消售后", "售后取消", "售后关闭"),
    returned=_REFUNDED,
    ask=("售后处理中", "退款中", "部分退款成功"),
)


def _prepare(sheet: Sheet) -> Sheet:
    heading = sheet.mapping.column("day")
    if heading is None:
        return sheet
    begins = sheet.texts("order_id").str.extract(_BEGINNING)
    numbered = ("20" + begins["year"] + "-" + begins["month"] + "-" + begins["day"]).fillna("")
    days = sheet.raw("day").where(sheet.filled("day"), sheet.raw("other_day"))
    cells = sheet.table.cells.assign(**{heading: days.where(days != "", numbered).astype("str")})
    return replace(sheet, table=replace(sheet.table, cells=cells))


_SHIPPING = Shipping(field="status", waiting=("待发货", "已成团,待发货"), unsure=("部分发货",))

PINDUODUO_ORDERS = order_format(
    "pinduoduo orders",
    label=N_("Pinduoduo orders (拼多多)"),
    channel="Pinduoduo",
    currency="¥",
    signs=(("商品数量(件)", "样式ID"), ("商品数量(件)", "商家编码-规格维度")),
    fields=order_fields(
        day="订单成交时间 | 支付时间",
        other_day="支付时间",
        order_id="订单号",
        sku="商家编码-规格维度",
        listing="样式ID | 商品id",
        name="商品 | 商品名称",
        variant="商品规格 | 规格名称",
        units="商品数量(件)",
        line_total="商品总价(元) | 商家实收金额(元)",
        status="订单状态",
        after_sale="售后状态",
        note="商家备注 | 备注",
        promised_day="承诺发货时间",
        shipped_day="发货时间",
    ),
    statuses=(_STATUSES, _AFTER_SALES),
    shipping=(_SHIPPING,),
    prepare=_prepare,
)

FORMATS = (PINDUODUO_ORDERS,)
