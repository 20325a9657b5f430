"""Taobao and Tmall order report: 千牛, 交易, 已卖出的宝贝, 批量导出, “订单报表” (ExportOrderList).

One row per order: the titles of all its products stand in one cell, their codes nowhere, and the
number is that of the whole order. By itself it says nothing about products; it tells the item
report the days.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Statuses

TAOBAO_STATUSES = Statuses(
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

TAOBAO_ORDERS = order_format(
    "taobao orders",
    label=_("Taobao order report (订单报表)"),
    channel="Taobao",
    currency="¥",
    signs=(("买家会员名", "宝贝总数量"), ("订单编号", "买家应付货款", "订单创建时间")),
    fields=order_fields(
        day="订单创建时间",
        other_day="订单付款时间",
        order_id="订单编号",
        name=("宝贝标题", "商品标题"),
        units="宝贝总数量",
        status="订单状态",
        note=("订单备注", "商家备注"),
    ),
    statuses=(TAOBAO_STATUSES,),
    unusable=_(
        "this order report has one row per order and does not say how many of which product were "
        "sold. Please export the item report (宝贝报表) of the same days too, and drop both files "
        "together."
    ),
)
