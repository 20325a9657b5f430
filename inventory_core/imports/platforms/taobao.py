"""Taobao's and Tmall's reports: 千牛, 交易, 已卖出的宝贝."""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Companion, Sheet
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    sold=(
        *("买家已付款,等待卖家发货", "买家已付款", "等待卖家发货", "卖家部分发货", "部分发货中"),
        *("卖家已发货,等待买家确认", "卖家已发货", "等待买家确认收货", "买家已签收", "交易成功"),
    ),
    cancelled=("交易关闭", "交易被淘宝关闭", "付款以前,卖家或买家主动关闭交易"),
    unpaid=("等待买家付款", "没有创建支付宝交易"),
    returned=("退款成功", "付款以后用户退款成功,交易自动关闭"),
    ask=("退款中",),
)

_SHIPPING = Shipping(
    field="status",
    waiting=("买家已付款,等待卖家发货", "买家已付款", "等待卖家发货"),
    unsure=("卖家部分发货", "部分发货中"),
)

TAOBAO_ORDERS = order_format(
    "taobao orders",
    label=N_("Taobao order report (订单报表)"),
    channel="Taobao",
    currency="¥",
    signs=(("买家会员名", "宝贝总数量"), ("订单编号", "买家应付货款", "订单创建时间")),
    fields=order_fields(
        day="订单创建时间",
        other_day="订单付款时间",
        order_id="订单编号",
        name="宝贝标题 | 商品标题",
        units="宝贝总数量",
        status="订单状态",
        note="订单备注 | 商家备注",
    ),
    statuses=(_STATUSES,),
    unusable=N_(
        "this order report has one row per order and does not say how many of which product were "
        "sold. Please export the item report (宝贝报表) of the same days too, and drop both files "
        "together."
    ),
)
"""Taobao and Tmall order report: 千牛, 交易, 已卖出的宝贝, 批量导出, “订单报表” (ExportOrderList).

One row per order: the titles of all its products stand in one cell, their codes nowhere, and the
number is that of the whole order. By itself it says nothing about products; it tells the item
report the days.
"""


TAOBAO_ITEMS = order_format(
    "taobao items",
    label=N_("Taobao item report (宝贝报表)"),
    channel="Taobao",
    currency="¥",
    signs=(("订单编号", "购买数量", "外部系统编号"),),
    fields=order_fields(
        day="订单创建时间 | 创建时间",
        other_day="订单付款时间",
        order_id="订单编号",
        sku="外部系统编号",
        # The code of the whole listing, whatever size or colour was bought.
        listing="商家编码",
        name="标题 | 商品标题 | 宝贝标题",
        variant="商品属性 | 规格名称",
        units="购买数量",
        unit_price="价格 | 商品价格",
        status="订单状态",
        note="商家备注 | 备注",
    ),
    statuses=(_STATUSES,),
    shipping=(_SHIPPING,),
    companion=Companion(
        format=TAOBAO_ORDERS,
        key="order_id",
        brings=("day", "other_day", "status", "note"),
    ),
)
"""Taobao and Tmall item report: 千牛, 交易, 已卖出的宝贝, “宝贝报表” (ExportOrderDetailList).

One row per product of an order, in GBK. Most exports have no day: the order report of the same page
tells it, if both are dropped together.
"""


_REFUNDED = "退款成功"

_REFUNDS = Statuses(
    field="after_sale",
    # Part of the money is often paid back for a fault, and the goods stay with the buyer; where all
    # of it is, or nobody says how much, the check below tells.
    sold=("", "没有申请退款", "退款关闭", "卖家拒绝退款", _REFUNDED),
    ask=("买家已经申请退款,等待卖家同意", "卖家已经同意退款,等待买家退货"),
)


def _refunded(sheet: Sheet) -> list[Check]:
    due, refund = sheet.numbers("line_total"), sheet.numbers("refund")
    whole = (refund >= due) & (due > 0)
    part = (refund > 0) & (refund < due)
    refunded = sheet.texts("after_sale") == _REFUNDED
    return [Check(reason=Reason.RETURNED, field="after_sale", refused=whole | (refunded & ~part))]


TAOBAO_ORDER_LINES = order_format(
    "taobao order lines",
    label=N_("Taobao order lines (子订单)"),
    channel="Taobao",
    currency="¥",
    signs=(("子订单编号", "主订单编号", "购买数量"),),
    fields=order_fields(
        day="订单创建时间 | 创建时间",
        other_day="订单付款时间 | 付款时间",
        order_id="主订单编号",
        line="子订单编号",
        sku="外部系统编号",
        listing="商品ID | 宝贝ID | 商家编码",
        name="标题 | 商品标题 | 宝贝标题",
        variant="商品属性 | 规格名称",
        units="购买数量",
        unit_price="价格 | 商品价格",
        line_total="买家应付货款",
        refund="退款金额",
        status="订单状态",
        after_sale="退款状态",
        note="商家备注 | 卖家备注 | 备注",
        shipped_day="发货时间",
    ),
    statuses=(_STATUSES, _REFUNDS),
    shipping=(_SHIPPING,),
    companion=Companion(
        format=TAOBAO_ORDERS,
        key="order_id",
        brings=("day", "other_day", "status", "note"),
    ),
    leave_out=_refunded,
)
"""Taobao and Tmall order lines: 千牛, 交易, 已卖出的宝贝, the newer item export (ExportItemList).

One row per product of an order, each with its own number, status and refund. A refund after the
trade was completed leaves its status as it was; only the money tells that the line came back.
"""

FORMATS = (
    TAOBAO_ITEMS,
    TAOBAO_ORDERS,
    TAOBAO_ORDER_LINES,
)
