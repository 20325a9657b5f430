"""Youzan order report: 有赞, 订单, 订单查询, 导出, 订单维度. One row per order.

The names of all its products stand in one cell, without code, size and number. By itself it says
nothing about products; it tells the item report the days.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Statuses

YOUZAN_STATUSES = Statuses(
    field="status",
    sold=(
        *("待发货", "等待商家发货", "部分发货", "商家部分发货", "已发货", "商家已发货", "待收货"),
        *("待自提", "已完成", "交易完成", "交易成功", "订单完成"),
    ),
    cancelled=("交易关闭", "订单关闭", "已关闭", "已取消"),
    unpaid=("待付款", "待支付", "等待买家付款"),
    returned=("退款成功", "已退款"),
    ask=("待成团", "待接单"),
)

YOUZAN_ORDERS = order_format(
    "youzan orders",
    label=_("Youzan order report (有赞)"),
    channel="Youzan",
    currency="¥",
    signs=(("全部商品名称", "订单号"),),
    fields=order_fields(
        day=("订单创建时间", "下单时间", "买家付款时间"),
        other_day="买家付款时间",
        order_id="订单号",
        name="全部商品名称",
        units="商品种类数",
        status="订单状态",
        note="商家订单备注",
    ),
    statuses=(YOUZAN_STATUSES,),
    unusable=_(
        "this order report has one row per order and does not say how many of which product were "
        "sold. Please export the item report (商品维度) of the same days too, and drop both files "
        "together."
    ),
)
