"""1688 orders: 阿里巴巴, 已买到的货品, 导出订单. What the seller bought, one row per product.

What is said of the whole order stands in its first row only. The code is the supplier's.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Format, Sheet, platform_fields
from inventory_core.imports.order_lines import filled_down
from inventory_core.imports.own_sheets.purchases import PURCHASES_SHEET
from inventory_core.imports.statuses import Statuses

_COLUMNS = {field.name: field.column for field in PURCHASES_SHEET.fields}

_STATUSES = Statuses(
    field="status",
    sold=(
        *("等待卖家发货", "待发货", "等待买家确认收货", "等待买家收货", "待收货", "已收货"),
        *("等待买家确认", "交易成功", "已完成"),
    ),
    cancelled=("交易关闭", "交易取消", "已取消"),
    unpaid=("等待买家付款", "待付款"),
    returned=("退款成功", "退款中交易关闭"),
)


def _told_once(sheet: Sheet) -> Sheet:
    return filled_down(sheet, key="document", fields=("day", "supplier", "status"))


ALIBABA_PURCHASES = Format(
    name="1688 purchases",
    label=N_("1688 purchases (阿里巴巴)"),
    signs=(("卖家公司名", "货品标题", "数量"), ("卖家会员名", "货品标题", "数量")),
    fields=platform_fields(
        _COLUMNS,
        {
            "day": "订单付款时间 | 订单创建时间",
            "document": "订单编号",
            "sku": "单品货号 | 货号",
            "name": "货品标题",
            "received": "数量",
            "cost": "单价(元) | 单价",
            "supplier": "卖家公司名 | 卖家会员名",
            "status": "订单状态",
        },
    ),
    one_of=("sku", "name"),
    statuses=(_STATUSES,),
    prepare=_told_once,
    read=PURCHASES_SHEET.read,
)

FORMATS = (ALIBABA_PURCHASES,)
