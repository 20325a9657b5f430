"""Taobao and Tmall item report: 千牛, 交易, 已卖出的宝贝, “宝贝报表” (ExportOrderDetailList).

One row per product of an order, in GBK. Most exports have no day: the order report of the same page
tells it, if both are dropped together.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Companion
from inventory_core.imports.formats.taobao_orders import TAOBAO_ORDERS, TAOBAO_STATUSES

TAOBAO_ITEMS = order_format(
    "taobao items",
    label=_("Taobao item report (宝贝报表)"),
    channel="Taobao",
    currency="¥",
    signs=(("订单编号", "购买数量", "外部系统编号"),),
    fields=order_fields(
        day=("订单创建时间", "创建时间"),
        other_day="订单付款时间",
        order_id="订单编号",
        sku="外部系统编号",
        # The code of the whole listing, whatever size or colour was bought.
        listing="商家编码",
        name=("标题", "商品标题", "宝贝标题"),
        variant=("商品属性", "规格名称"),
        units="购买数量",
        unit_price=("价格", "商品价格"),
        status="订单状态",
        note=("商家备注", "备注"),
    ),
    statuses=(TAOBAO_STATUSES,),
    companion=Companion(
        format=TAOBAO_ORDERS.name,
        key="order_id",
        brings=("day", "other_day", "status", "note"),
    ),
)
