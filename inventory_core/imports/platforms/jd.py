"""JD orders: 京麦, 订单管理, 订单查询与跟踪, 导出. One row per product of an order, in GBK.

The amounts of the order repeat on each of its rows. 货号 is the same for all sizes and colours of a
style; 商品ID tells them apart.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    sold=("等待出库", "等待发货", "已出库", "已发货", "等待确认收货", "完成", "已完成"),
    cancelled=(
        *("已取消", "取消", "(删除)等待出库", "(删除)等待确认收货", "(删除)锁定", "(删除)暂停"),
        *("(删除)等待付款", "(删除)未付款"),
    ),
    unpaid=("未付款", "待付款", "等待付款", "等待付款确认"),
    ask=("锁定", "锁定订单", "(锁定)等待出库", "暂停", "暂停订单"),
)

JD_ORDERS = order_format(
    "jd orders",
    label=N_("JD orders (京东)"),
    channel="JD",
    currency="¥",
    signs=(("京东价", "订购数量"),),
    fields=order_fields(
        day="下单时间",
        other_day="付款确认时间",
        order_id="订单号 | 订单编号",
        sku="商家SKU | 商家SKU编码",
        listing="商品ID | 商品编号",
        name="商品名称",
        units="订购数量",
        unit_price="京东价",
        status="订单状态",
        note="商家备注",
    ),
    statuses=(_STATUSES,),
    shipping=(Shipping(field="status", waiting=("等待出库", "等待发货", "(锁定)等待出库")),),
)

FORMATS = (JD_ORDERS,)
