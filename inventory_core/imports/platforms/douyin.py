"""Douyin orders: 抖店, 订单, 订单管理, 导出, one row per sub-order. The seller chooses the columns.

UTF-8 with BOM, a tab before every text, “-” where there is nothing. Another way to export packs all
sub-orders of an order into one row, with one number for all of them.
"""

from dataclasses import replace

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    sold=("待发货", "备货中", "部分发货", "已发货", "已收货", "已签收", "已完成"),
    cancelled=("已关闭", "已取消"),
    unpaid=("待支付", "待付款"),
)

_AFTER_SALES = Statuses(
    field="after_sale",
    sold=("-", "无售后", "售后关闭", "退款关闭", "退款失败", "换货成功"),
    returned=("退款成功", "已退款", "已全额退款", "全额退款", "退货退款成功"),
    ask=("售后中", "售后处理中", "退款中", "待退款", "部分退款"),
)


def _prepare(sheet: Sheet) -> Sheet:
    cells = sheet.table.cells
    return replace(sheet, table=replace(sheet.table, cells=cells.mask(cells == "-", "")))


def _leave_out(sheet: Sheet) -> list[Check]:
    return [
        Check(
            reason=Reason.SEVERAL_PRODUCTS,
            field=field,
            refused=sheet.raw(field).str.contains("[;；]", regex=True).astype(bool),
        )
        for field in ("line", "listing")
    ]


_SHIPPING = Shipping(field="status", waiting=("待发货", "备货中"), unsure=("部分发货",))

DOUYIN_ORDERS = order_format(
    "douyin orders",
    label=N_("Douyin orders (抖店)"),
    channel="Douyin",
    currency="¥",
    signs=(
        ("选购商品", "主订单编号"),
        ("选购商品", "子订单编号"),
        ("订单提交时间", "子订单编号"),
    ),
    fields=order_fields(
        day="订单提交时间",
        other_day="支付完成时间 | 支付时间",
        order_id="主订单编号",
        line="子订单编号",
        sku="商家编码 | 货号",
        listing="商品ID",
        name="选购商品 | 商品名称",
        variant="商品规格",
        units="商品数量",
        # In older files 商品金额 is the price of one unit too, whatever its name says.
        unit_price="商品单价 | 商品金额",
        status="订单状态",
        after_sale="售后状态",
        note="商家备注",
        promised_day="承诺发货时间 | 最晚发货时间",
        shipped_day="发货时间",
    ),
    statuses=(_STATUSES, _AFTER_SALES),
    shipping=(_SHIPPING,),
    prepare=_prepare,
    leave_out=_leave_out,
)

FORMATS = (DOUYIN_ORDERS,)
