"""Sales in a sheet of the seller's own, one row per product sold or per line of an order."""

from inventory_core.domain.columns import Kind
from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.format import Format
from inventory_core.imports.formats.orders import read_orders
from inventory_core.imports.formats.sheet import Field, Statuses

_STATUSES = Statuses(
    field="status",
    sold=(
        *("paid", "partially paid", "completed", "complete", "processing", "shipped", "sent"),
        *("delivered", "fulfilled", "dispatched", "sold", "done", "ok", "confirmed", "invoiced"),
        *("partially refunded", "partially shipped", "unshipped", "ready to ship", "in transit"),
        *("已完成", "已付款", "已发货", "待发货", "已签收", "已收货", "交易成功", "交易完成"),
    ),
    cancelled=(
        *("cancelled", "canceled", "void", "voided", "failed", "expired", "declined", "rejected"),
        *("draft", "test", "已取消", "已关闭", "交易关闭", "取消"),
    ),
    unpaid=("unpaid", "awaiting payment", "pending payment", "待付款", "等待买家付款", "未付款"),
    returned=("refunded", "returned", "refund", "return", "退款成功", "已退款", "已退货"),
    ask=("pending", "on hold", "open", "new", ""),
)

SALES_SHEET = Format(
    name="sales sheet",
    label=_("Sales"),
    one_of=("sku", "name"),
    sells=True,
    statuses=(_STATUSES,),
    read=read_orders,
    fields=(
        Field(
            name="day",
            heading="Date",
            kind=Kind.DAY,
            required=True,
            explanation=_("Day of the sale, such as 2026-03-31; or month or week of a total."),
            synonyms=(
                # As sure as Date itself: a stock sheet knows it too, and must not win by it.
                *("日期", "order date", "invoice date", "sale date", "sales date"),
                *("purchase date", "transaction date", "created at", "created time"),
                *("order time", "date ordered", "order created", "date/time", "datetime"),
                *("day", "paid at", "sold on", "sold at"),
                *("date sold", "timestamp", "date paid", "paid on date", "date completed"),
                *("month", "week", "week starting", "period", "月份", "月", "周"),
                *("下单日期", "下单时间", "订单创建时间", "订单提交时间", "订单日期", "销售日期"),
                *("订单成交时间", "创建时间", "成交时间", "交易时间", "支付时间", "付款时间"),
                *("订单付款时间", "买家付款时间", "时间"),
            ),
            examples=("2026-03-30", "2026-03-31"),
        ),
        Field(
            name="order_id",
            heading="Order number",
            kind=Kind.TEXT,
            explanation=_(
                "Number of the order or receipt; with it, uploading an order again replaces it."
            ),
            synonyms=(
                *("order id", "order no", "order #", "order", "order name", "invoice no"),
                *("invoice number", "invoice id", "invoice", "amazon order id", "receipt number"),
                *("receipt no", "receipt id", "receipt", "sales record number", "order reference"),
                *("transaction number", "transaction id", "transaction", "bill no", "ticket"),
                *("订单编号", "订单号", "主订单编号", "单号", "交易号", "流水号", "小票号"),
            ),
            examples=("1001", "1002"),
        ),
        Field(
            name="sku",
            heading="SKU",
            kind=Kind.TEXT,
            explanation=_("Your code of the product; needed where there is no product name."),
            synonyms=(
                *("stock code", "lineitem sku", "seller sku", "merchant sku", "variant sku"),
                *("product sku", "item sku", "custom label", "product code", "item code"),
                *(
                    "item number",
                    "item no",
                    "article number",
                    "article no",
                    "article",
                    "part number",
                ),
                *("product id", "item id", "style", "barcode", "ean", "gtin", "asin", "code"),
                *(
                    "商品编码",
                    "货号",
                    "商家编码",
                    "商品编号",
                    "外部系统编号",
                    "产品编码",
                    "物料编码",
                ),
                *("商品货号", "款号", "编码", "sku编码", "条码", "商品条码", "样式id", "商品id"),
            ),
            examples=("MUG-01", "00123"),
        ),
        Field(
            name="name",
            heading="Product name",
            kind=Kind.TEXT,
            explanation=_("Name of the product; stands for the SKU where that is empty."),
            synonyms=(
                *("product title", "item name", "item title", "lineitem name", "product", "item"),
                *("product description", "item description", "description", "title", "name"),
                *("article name", "listing title"),
                *(
                    "商品名称",
                    "产品名称",
                    "品名",
                    "商品标题",
                    "宝贝标题",
                    "货品名称",
                    "名称",
                    "标题",
                ),
                *("商品", "产品", "选购商品"),
            ),
            examples=("Blue mug", "Tea towel"),
        ),
        Field(
            name="units",
            heading="Units",
            kind=Kind.NUMBER,
            required=True,
            explanation=_("Number of units sold, a whole number above zero."),
            synonyms=(
                *("quantity", "qty", "units sold", "quantity sold", "qty sold", "items sold"),
                *("lineitem quantity", "quantity ordered", "qty ordered", "order quantity"),
                *("quantity purchased", "number of items", "pieces", "pcs", "count", "sold"),
                *("sales", "amount sold", "unit sales"),
                *("数量", "购买数量", "商品数量", "销售数量", "订购数量", "销量", "件数", "个数"),
                *("宝贝总数量", "售出数量", "数目"),
            ),
            examples=("2", "1"),
        ),
        Field(
            name="unit_price",
            heading="Unit price",
            kind=Kind.NUMBER,
            explanation=_("Price of one unit, with or without a currency sign."),
            synonyms=(
                *("price", "lineitem price", "price per unit", "price each", "item price"),
                *("sale price", "selling price", "sold for", "unit cost", "rate", "product price"),
                *("单价", "价格", "售价", "商品单价", "商品价格", "销售单价", "京东价", "成交价"),
            ),
            examples=("12.50", "8.00"),
        ),
        Field(
            name="line_total",
            heading="Line total",
            kind=Kind.NUMBER,
            explanation=_("Money for the whole line; gives the unit price where that is missing."),
            synonyms=(
                *("total", "amount", "line amount", "item total", "total price", "revenue"),
                *(
                    "total sales",
                    "net sales",
                    "gross sales",
                    "sales amount",
                    "subtotal",
                    "turnover",
                ),
                *("total amount", "order value", "value"),
                *("金额", "总金额", "商品金额", "销售额", "总价", "小计", "合计", "商品总价"),
                *("销售金额", "实付金额"),
            ),
            examples=("25.00", "8.00"),
        ),
        Field(
            name="category",
            heading="Category",
            kind=Kind.TEXT,
            explanation=_("Your group of products, by which you can search."),
            synonyms=(
                *("product category", "product type", "item category", "department", "group"),
                *("product group", "type", "collection"),
                *("类别", "分类", "类目", "品类", "商品分类", "商品类目", "商品类别"),
            ),
            examples=("Kitchen", "Kitchen"),
        ),
        Field(
            name="channel",
            heading="Channel",
            kind=Kind.TEXT,
            explanation=_("Where it was sold, such as Etsy or market; empty means your shop."),
            synonyms=(
                *("sales channel", "shop", "store", "marketplace", "platform", "source"),
                *("shop name", "store name"),
                *("渠道", "销售渠道", "平台", "店铺", "店铺名称", "来源", "订单来源", "订单渠道"),
            ),
            examples=("", "market"),
        ),
        Field(
            name="variant",
            heading="Variant",
            kind=Kind.TEXT,
            explanation=_("Size, colour and the like, where it stands apart from the name."),
            synonyms=(
                *("variation", "variations", "variant title", "variant name", "option", "options"),
                *("规格", "商品规格", "商品属性", "规格名称", "颜色分类", "销售属性"),
            ),
            examples=("", "red"),
        ),
        Field(
            name="status",
            heading="Status",
            kind=Kind.TEXT,
            explanation=_("Cancelled, unpaid and returned orders are no demand."),
            synonyms=(
                *("order status", "payment status", "financial status", "transaction status"),
                *("订单状态", "状态", "交易状态"),
            ),
            examples=("paid", "paid"),
        ),
        Field(
            name="currency",
            heading="Currency",
            kind=Kind.TEXT,
            explanation=_("Currency of the prices, such as EUR."),
            synonyms=("currency code", "order currency", "币种", "货币"),
            examples=("", ""),
        ),
    ),
)
