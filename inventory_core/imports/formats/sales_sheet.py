"""Sales, one row per product sold or per line of an order."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from inventory_core.frames import PRODUCTS, SALES, Kind, check, empty, typed
from inventory_core.imports.cells import currency_sign, normalise_texts
from inventory_core.imports.formats.service_lines import service_lines
from inventory_core.imports.formats.sheet import (
    MOST_MONEY,
    MOST_UNITS,
    Check,
    Columns,
    Field,
    Format,
    Reading,
    SheetMapping,
    day_checks,
    filled,
    refused_rows,
    verdicts,
)
from inventory_core.imports.table import Table
from inventory_core.language import gettext as _

RETURN_DAYS = 30
"""A line that takes a sale back comes within these days."""

RECENT_LINES = 20
"""The price of a product is the median of its last lines."""

_ROUNDED_ID = r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]+"


def read(table: Table, mapping: SheetMapping, today: date) -> Reading:
    """Read order lines; what is no demand is refused with its reason.

    Lines of one order with the same product are added up. Lines without an order number are added
    up per day, and the day in ISO form stands for the order number.
    """
    columns = Columns(table=table, mapping=mapping)
    lines = _lines(columns)
    checks = _checks(columns, lines, today=today)
    taken_back = Check(
        reason="taken_back", field="units", refused=_taken_back(lines, verdicts(checks), checks)
    )
    checks = [taken_back, *checks]
    accepted = lines[verdicts(checks) == -1]
    return Reading(
        problems=refused_rows(columns, checks),
        sales=_sales(accepted),
        products=_products(accepted),
        currency=_currency(columns),
    )


def _lines(columns: Columns) -> pd.DataFrame:
    name = columns.texts("name")
    sku = columns.skus()
    channel = columns.texts("channel")
    # An order number that a spreadsheet program rounded to 6.9E+18 stands for many orders: none.
    order_id = columns.texts("order_id")
    order_id = order_id.where(~order_id.str.fullmatch(_ROUNDED_ID), "")
    units = columns.numbers("units")
    total = columns.numbers("line_total")
    return pd.DataFrame(
        {
            "channel": channel.where(channel != "", columns.mapping.channel),
            "order_id": order_id,
            "sku": sku.where(sku != "", normalise_texts(name)),
            "name": name,
            "category": columns.texts("category"),
            "day": columns.days("day"),
            "units": units,
            "unit_price": columns.numbers("unit_price").fillna(total / units.where(units != 0)),
        }
    )


def _checks(columns: Columns, lines: pd.DataFrame, *, today: date) -> list[Check]:
    """The reasons to refuse a line by itself, the first that holds wins."""
    units = lines["units"]
    cancelled = lines["order_id"].str.match("[Cc]").astype(bool) & (units < 0)
    return [
        Check(reason="no_date", field="day", refused=~filled(columns, "day")),
        *day_checks(columns, lines["day"], today=today),
        Check(reason="no_product", field="sku", refused=lines["sku"] == ""),
        Check(
            reason="no_product_line",
            field="name" if columns.mapping.column("name") else "sku",
            refused=service_lines(columns.texts("sku"), lines["name"]),
        ),
        Check(reason="copy", field="order_id", refused=_copies(columns, lines)),
        Check(reason="unreadable_units", field="units", refused=units.isna()),
        Check(reason="cancellation", field="order_id", refused=cancelled),
        Check(reason="negative_units", field="units", refused=units < 0),
        Check(reason="zero_units", field="units", refused=units == 0),
        Check(reason="fractional_units", field="units", refused=units % 1 > 0),
        Check(reason="implausible_units", field="units", refused=units > MOST_UNITS),
        *_price_checks(columns, lines["unit_price"]),
    ]


def _price_checks(columns: Columns, price: pd.Series) -> Sequence[Check]:
    field = "unit_price" if columns.mapping.column("unit_price") else "line_total"
    # Where a shop gives no prices at all, zero says nothing; where it does, zero is a gift, a
    # sample or a correction of the stock.
    zero_is_odd = bool((price > 0).mean() > 0.5)
    return (
        Check(
            reason="unreadable_price", field=field, refused=filled(columns, field) & price.isna()
        ),
        Check(reason="negative_price", field=field, refused=price < 0),
        Check(reason="bad_money", field=field, refused=price > MOST_MONEY),
        Check(reason="no_price", field=field, refused=(price == 0) & zero_is_odd),
    )


def _copies(columns: Columns, lines: pd.DataFrame) -> pd.Series:
    """True for a row that repeats an earlier row of the same order in every cell."""
    numbered = lines["order_id"] != ""
    again = lines[["order_id", "sku"]].duplicated(keep=False) & numbered
    cells = columns.table.cells[again]
    return cells.duplicated().reindex(lines.index, fill_value=False)


def _taken_back(lines: pd.DataFrame, verdict: pd.Series, checks: Sequence[Check]) -> pd.Series:
    """True for a sale that a later line takes back whole, and for the line that does so.

    Same product, price and number of units, within RETURN_DAYS; each return takes the nearest
    earlier sale that no other return has taken. Like brackets that open and close: the height
    before a return equals the height after the sale it belongs to.
    """
    reasons = [check.reason for check in checks]
    returned = verdict.isin([reasons.index("cancellation"), reasons.index("negative_units")])
    events = lines.loc[(verdict == -1) | returned, ["sku", "day", "units", "unit_price"]]
    events = events.assign(
        returned=returned, units=events["units"].abs(), unit_price=events["unit_price"].round(4)
    )
    events["group"] = events.groupby(["sku", "unit_price", "units"], dropna=False).ngroup()
    events = events[events["group"].isin(events.loc[events["returned"], "group"])]
    if events.empty:
        return pd.Series(data=False, index=lines.index)
    events = events.iloc[::-1] if _newest_first(lines["day"]) else events
    events = events.sort_values("day", kind="stable")
    step = 1 - 2 * events["returned"].astype("int64")
    height = step.groupby(events["group"]).cumsum()
    level = [events["group"], height.where(step == 1, height + 1)]
    sale_day = events["day"].where(step == 1).groupby(level).shift()
    closes = (step == -1) & (events["day"] - sale_day <= timedelta(days=RETURN_DAYS))
    sold = closes.groupby(level).shift(-1, fill_value=False)
    pairs: pd.Series = (closes | sold).reindex(lines.index, fill_value=False)
    return pairs


def _newest_first(days: pd.Series) -> bool:
    """Return True where the sheet mostly runs backwards in time, within a day too."""
    steps = days.dropna().diff()
    return bool((steps < timedelta(0)).sum() > (steps > timedelta(0)).sum())


def _sales(accepted: pd.DataFrame) -> pd.DataFrame:
    if accepted.empty:
        return empty(SALES)
    lines = accepted.assign(order_id=_order_ids(accepted))
    lines["revenue"] = lines["units"] * lines["unit_price"]
    lines["priced_units"] = lines["units"].where(lines["unit_price"].notna())
    orders = lines.groupby(["channel", "order_id", "sku"], sort=False)
    sums = orders[["units", "revenue", "priced_units"]].sum()
    sums["day"] = orders["day"].first()
    sums["unit_price"] = (sums["revenue"] / sums["priced_units"]).round(6)
    return check(typed(sums.reset_index(), SALES), SALES)


def _order_ids(lines: pd.DataFrame) -> pd.Series:
    """Order numbers that tell orders apart; the day in ISO form where there is none.

    A number that stands on several days (a till that begins at 1 every morning) is told apart by
    the day.
    """
    codes, days = pd.factorize(lines["day"])
    iso = pd.Series(pd.DatetimeIndex(days).strftime("%Y-%m-%d"), dtype="str")
    day = iso.take(codes).set_axis(lines.index)
    number = lines["order_id"]
    same_number = lines["day"].groupby([lines["channel"], number])
    repeated = same_number.transform("min") != same_number.transform("max")
    return day.where(number == "", number.where(~repeated, number + " " + day))


def _products(accepted: pd.DataFrame) -> pd.DataFrame:
    if accepted.empty:
        return empty(PRODUCTS)
    by_day = accepted.sort_values("day", kind="stable")
    priced = by_day[by_day["unit_price"] > 0]
    recent = priced.groupby("sku")[["sku", "unit_price"]].tail(RECENT_LINES)
    facts = pd.DataFrame(index=pd.Index(accepted["sku"].unique(), name="sku"))
    facts["name"] = _most_frequent(accepted, "name")
    facts["category"] = _most_frequent(accepted, "category")
    facts["price"] = recent.groupby("sku")["unit_price"].median()
    return check(typed(facts.reset_index(), PRODUCTS), PRODUCTS)


def _most_frequent(lines: pd.DataFrame, column: str) -> pd.Series:
    """The most frequent text of each product, indexed by SKU."""
    counts = lines.loc[lines[column] != "", ["sku", column]].value_counts(sort=False)
    frame = counts.rename("count").reset_index()
    frame = frame.sort_values("count", ascending=False, kind="stable")
    return frame.drop_duplicates("sku").set_index("sku")[column]


def _currency(columns: Columns) -> str:
    return currency_sign(columns.raw("unit_price")) or currency_sign(columns.raw("line_total"))


SALES_SHEET = Format(
    name="sales sheet",
    label=_("Sales"),
    one_of=("sku", "name"),
    read=read,
    fields=(
        Field(
            name="day",
            heading="Date",
            kind=Kind.DAY,
            required=True,
            explanation=_("Day of the sale, such as 2026-03-31; a time of day may follow."),
            synonyms=(
                *("order date", "invoice date", "sale date", "sales date", "purchase date"),
                *("transaction date", "created at", "created time", "order time", "date ordered"),
                *("order created", "date/time", "datetime", "day", "paid at", "sold on", "sold at"),
                *("date sold", "timestamp", "date paid", "paid on date", "date completed"),
                *(
                    "日期",
                    "下单日期",
                    "下单时间",
                    "订单创建时间",
                    "订单提交时间",
                    "订单日期",
                    "销售日期",
                ),
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
    ),
)
