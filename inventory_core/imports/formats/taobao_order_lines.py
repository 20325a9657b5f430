"""Taobao and Tmall order lines: 千牛, 交易, 已卖出的宝贝, the newer item export (ExportItemList).

One row per product of an order, each with its own number, status and refund. A refund after the
trade was completed leaves its status as it was; only the money tells that the line came back.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.format import Check, Columns
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Companion, Statuses
from inventory_core.imports.formats.taobao_orders import TAOBAO_ORDERS, TAOBAO_STATUSES

_REFUNDED = "退款成功"

_REFUNDS = Statuses(
    field="after_sale",
    # Part of the money is often paid back for a fault, and the goods stay with the buyer; where all
    # of it is, or nobody says how much, the check below tells.
    sold=("", "没有申请退款", "退款关闭", "卖家拒绝退款", _REFUNDED),
    ask=("买家已经申请退款,等待卖家同意", "卖家已经同意退款,等待买家退货"),
)


def _leave_out(columns: Columns) -> list[Check]:
    due, refund = columns.numbers("line_total"), columns.numbers("refund")
    whole = (refund >= due) & (due > 0)
    part = (refund > 0) & (refund < due)
    refunded = columns.texts("after_sale") == _REFUNDED
    return [Check(reason="returned", field="after_sale", refused=whole | (refunded & ~part))]


TAOBAO_ORDER_LINES = order_format(
    "taobao order lines",
    label=_("Taobao order lines (子订单)"),
    channel="Taobao",
    currency="¥",
    signs=(("子订单编号", "主订单编号", "购买数量"),),
    fields=order_fields(
        day=("订单创建时间", "创建时间"),
        other_day=("订单付款时间", "付款时间"),
        order_id="主订单编号",
        line="子订单编号",
        sku="外部系统编号",
        listing=("商品ID", "宝贝ID", "商家编码"),
        name=("标题", "商品标题", "宝贝标题"),
        variant=("商品属性", "规格名称"),
        units="购买数量",
        unit_price=("价格", "商品价格"),
        line_total="买家应付货款",
        refund="退款金额",
        status="订单状态",
        after_sale="退款状态",
        note=("商家备注", "卖家备注", "备注"),
    ),
    statuses=(TAOBAO_STATUSES, _REFUNDS),
    companion=Companion(
        format=TAOBAO_ORDERS.name,
        key="order_id",
        brings=("day", "other_day", "status", "note"),
    ),
    leave_out=_leave_out,
)
