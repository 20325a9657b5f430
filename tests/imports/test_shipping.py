"""What each platform's export says of orders that were not shipped yet."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from inventory_core.imports.drop import Answers, import_files
from inventory_core.imports.formats import FORMATS
from inventory_core.imports.importing import Imported
from inventory_core.imports.order_shipping import SHIPPING_FIELDS

TODAY = date(2026, 11, 1)

FILES: dict[str, tuple[str, str, dict[str, float | None]]] = {
    "shopify orders": (
        "Name,Financial Status,Fulfillment Status,Fulfilled at,Created at,Lineitem quantity,"
        "Lineitem name,Lineitem sku,Lineitem price,Lineitem fulfillment status,"
        "Lineitem requires shipping",
        "#1,paid,fulfilled,2026-10-03 10:00:00 +0100,2026-10-01 10:00:00 +0100,2,Mug,MUG,9,"
        "fulfilled,true\n"
        "#2,pending,unfulfilled,,2026-10-02 10:00:00 +0100,3,Mug,MUG,9,pending,true\n"
        "#3,paid,partial,,2026-10-02 10:00:00 +0100,1,Mug,MUG,9,fulfilled,true\n"
        "#3,,,,2026-10-02 10:00:00 +0100,4,Tea,TEA,9,pending,true\n"
        "#4,paid,unfulfilled,,2026-10-02 10:00:00 +0100,1,Pattern,PDF,9,pending,false\n"
        "#5,paid,unfulfilled,,2026-10-02 10:00:00 +0100,5,Mug,MUG,9,,true\n"
        "#6,paid,partial,,2026-10-02 10:00:00 +0100,6,Mug,MUG,9,,true\n",
        {
            "1 MUG": 0,
            "2 MUG": 3,
            "3 MUG": 0,
            "3 TEA": 4,
            "4 PDF": None,
            "5 MUG": 5,
            "6 MUG": None,
        },
    ),
    "squarespace orders": (
        "Order ID,Financial Status,Fulfillment Status,Fulfilled at,Created at,Lineitem quantity,"
        "Lineitem name,Lineitem price,Lineitem sku,Lineitem variant",
        "1,PAID,FULFILLED,2026-10-04 09:00:00 -0500,2026-10-01 10:00:00 -0500,2,Mug,9,MUG,\n"
        "2,PAID,PENDING,,2026-10-02 10:00:00 -0500,3,Mug,9,MUG,\n"
        "2,,,,,1,Tea,9,TEA,\n",
        {"1 MUG": 0, "2 MUG": 3, "2 TEA": 1},
    ),
    "wix orders": (
        "Order number,Date created,Fulfill by,Item,SKU,Qty,Quantity refunded,Price,"
        "Payment status,Fulfillment status",
        '1,"Oct 5, 2026",,Mug,MUG,2,0,9,Paid,Fulfilled\n'
        '2,"Oct 5, 2026",,Mug,MUG,3,1,9,Paid,Unfulfilled\n'
        '3,"Oct 5, 2026",,Mug,MUG,3,0,9,Paid,Partially fulfilled\n',
        {"1 MUG": 0, "2 MUG": 2, "3 MUG": None},
    ),
    "etsy sold items": (
        "Sale Date,Item Name,Quantity,Price,Transaction ID,Listing ID,Date Paid,Date Shipped,"
        "Order ID,SKU",
        "10/13/26,Mug,2,9.00,11,5,10/13/2026,10/15/2026,1,MUG\n"
        "10/14/26,Mug,3,9.00,12,5,10/14/2026,,2,MUG\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "ebay orders": (
        "Sales Record Number,Order Number,Item Number,Item Title,Custom Label,Quantity,Sold For,"
        "Sale Date,Paid On Date,Ship By Date,Shipped On Date",
        "1,1,555,Mug,MUG,2,$9.00,Oct-07-26,Oct-07-26,Oct-09-26,Oct-08-26\n"
        "2,2,555,Mug,MUG,3,$9.00,Oct-07-26,Oct-07-26,Oct-09-26,\n"
        "3,3,555,Mug,MUG,3,$9.00,Oct-07-26,Oct-07-26,Oct-09-26,--\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": 3},
    ),
    "amazon orders": (
        "amazon-order-id\tpurchase-date\torder-status\tfulfillment-channel\tsales-channel\t"
        "product-name\tsku\titem-status\tquantity\tcurrency\titem-price\tlatest-ship-date",
        "1\t2026-10-04T08:05:07+00:00\tShipped\tMerchant\tAmazon.com\tMug\tMUG\tShipped\t2\tUSD"
        "\t18\t\n"
        "2\t2026-10-04T08:05:07+00:00\tUnshipped\tMerchant\tAmazon.com\tMug\tMUG\tUnshipped\t3"
        "\tUSD\t27\t2026-10-07T08:00:00+00:00\n"
        "3\t2026-10-04T08:05:07+00:00\tPending\tAmazon\tAmazon.com\tMug\tMUG\tUnshipped\t1\tUSD"
        "\t9\t\n"
        "4\t2026-10-04T08:05:07+00:00\tPartially Shipped\tMerchant\tAmazon.com\tMug\tMUG"
        "\tUnshipped\t4\tUSD\t36\t\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None, "4 MUG": 4},
    ),
    "amazon india orders": (
        "Order ID,Date,Status,Fulfilment,Style,SKU,Courier Status,Qty,currency,Amount",
        "1,10-20-26,Shipped - Delivered to Buyer,Merchant,Mug,MUG,Shipped,2,INR,18\n"
        "2,10-20-26,Pending,Merchant,Mug,MUG,Unshipped,3,INR,18\n"
        "3,10-20-26,Pending,Amazon,Mug,MUG,Unshipped,3,INR,18\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None},
    ),
    "woocommerce order items": (
        "Order Number,Order Status,Order Date,SKU,Item Name,Quantity (- Refund),Item Cost",
        "1,Completed,2026-10-01 14:05,MUG,Mug,2,9\n"
        "2,Processing,2026-10-01 14:05,MUG,Mug,3,9\n"
        "3,On hold,2026-10-01 14:05,MUG,Mug,4,9\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": 4},
    ),
    "woocommerce orders across": (
        "order_id,order_number,order_date,status,order_currency,line_item_1,line_item_2",
        "1,1,2026-10-08 02:28:00,processing,CAD,name:Mug|sku:MUG|quantity:2|total:25,"
        "name:Tea|sku:TEA|quantity:1|total:5\n"
        "2,2,2026-10-08 02:28:00,completed,CAD,name:Mug|sku:MUG|quantity:2|total:25,\n",
        {"1 MUG": 2, "1 TEA": 1, "2 MUG": 0},
    ),
    "tiktok orders": (
        "Order ID,Order Status,Order Substatus,Seller SKU,Product Name,Quantity,"
        "Sku Quantity of return,Created Time,Shipped Time,Fulfillment Type",
        "1,Shipped,In transit,MUG,Mug,2,0,10/05/2026 10:00:00 AM,10/06/2026 10:00:00 AM,"
        "Fulfillment by seller\n"
        "2,To ship,Awaiting shipment,MUG,Mug,3,0,10/25/2026 10:00:00 AM,,Fulfillment by seller\n"
        "3,To ship,Awaiting shipment,MUG,Mug,3,0,10/25/2026 10:00:00 AM,,"
        "Fulfillment by TikTok Shop\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None},
    ),
    "shopee orders": (
        "ID do pedido,Status do pedido,Data de criação do pedido,Data prevista de envio,"
        "Número de referência SKU,Nome do Produto,Quantidade,Preço acordado",
        "1,Entregue,2026-10-01 00:11,2026-10-03 00:11,MUG,Caneca,2,9.00\n"
        "2,A Enviar,2026-10-02 00:11,2026-10-05 00:11,MUG,Caneca,3,9.00\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "lazada orders": (
        "orderItemId,orderNumber,createTime,sellerSku,lazadaSku,itemName,paidPrice,status",
        "11,1,2026-10-01 10:00,MUG,L1,Mug,9,delivered\n"
        "12,2,2026-10-02 10:00,MUG,L1,Mug,9,ready_to_ship\n"
        "13,2,2026-10-02 10:00,TEA,L2,Tea,9,shipped\n",
        {"1 MUG": 0, "2 MUG": 1, "2 TEA": 0},
    ),
    "naver orders": (
        "상품주문번호,주문번호,주문일시,주문상태,상품명,판매자 상품코드,수량,상품가격,발송기한",
        "11,1,2026-10-01 10:00:00,배송완료,머그,MUG,2,9000,2026-10-03\n"
        "12,2,2026-10-02 10:00:00,배송준비중,머그,MUG,3,9000,2026-10-05\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "coupang orders": (
        "묶음배송번호,주문번호,주문일,주문시 출고예정일,출고일(발송일),등록상품명,업체상품코드,"
        "옵션ID,구매수(수량),결제액",
        "9,1,2026-10-01 10:00:00,2026-10-02,2026-10-02,머그,MUG,5,2,18000\n"
        "9,2,2026-10-02 10:00:00,2026-10-03,,머그,MUG,5,3,18000\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "pinduoduo orders": (
        "订单成交时间,商品,订单号,订单状态,商品总价(元),商品数量(件),发货时间,样式ID,"
        "商家编码-规格维度,售后状态,承诺发货时间",
        "2026-10-01 10:00:00,杯,1,已发货，待收货,18,2,2026-10-02 10:00:00,8,MUG,无售后,\n"
        "2026-10-02 10:00:00,杯,2,待发货,18,3,,8,MUG,无售后,2026-10-04 10:00:00\n"
        "2026-10-02 10:00:00,杯,3,部分发货,18,3,,8,MUG,无售后,\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None},
    ),
    "douyin orders": (
        "主订单编号,子订单编号,选购商品,商品数量,商品ID,商家编码,商品单价,订单提交时间,订单状态,发货时间",
        "1,11,蜂蜜,2,3,MUG,9,2026-10-01 15:12:37,已完成,2026-10-02 15:12:37\n"
        "2,12,蜂蜜,3,3,MUG,9,2026-10-02 15:12:37,待发货,-\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "jd orders": (
        "订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单状态,商家SKU",
        "1,5,杯,2,2026-10-01 10:00:00,9,完成,MUG\n2,5,杯,3,2026-10-02 10:00:00,9,等待出库,MUG\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "taobao order lines": (
        "子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,订单状态,订单创建时间,发货时间",
        "11,1,杯,9,2,MUG,交易成功,2026-10-01 10:00:00,2026-10-02 10:00:00\n"
        "12,2,杯,9,3,MUG,买家已付款，等待卖家发货,2026-10-02 10:00:00,\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "youzan items": (
        "订单号,订单商品状态,商品名称,规格编码,商品数量,商品实际成交金额,订单创建时间,商品发货时间",
        "1,交易完成,杯,MUG,2,18,2026-10-01 10:00:00,2026-10-02 10:00:00\n"
        "2,待发货,杯,MUG,3,18,2026-10-02 10:00:00,\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "faire orders": (
        "Order Number,Order Date,Retailer Name,Product Name,SKU,Quantity,Wholesale Price,Status",
        "1,2026-10-01,A shop,Mug,MUG,2,$9.00,Delivered\n"
        "2,2026-10-02,A shop,Mug,MUG,3,$9.00,Processing\n"
        "3,2026-10-02,A shop,Mug,MUG,3,$9.00,Partially shipped\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None},
    ),
    "flipkart orders": (
        "Ordered On,ORDER ITEM ID,Order Id,Order State,Order Type,FSN,SKU,Product,"
        "Selling Price Per Item,Quantity,Dispatch by date",
        '"Oct 20, 2026",11,1,Delivered,NON_FBF,F1,MUG,Mug,9,2,\n'
        '"Oct 21, 2026",12,2,Approved,NON_FBF,F1,MUG,Mug,9,3,"Oct 23, 2026"\n'
        '"Oct 21, 2026",13,3,Approved,FBF,F1,MUG,Mug,9,3,\n',
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None},
    ),
    "meesho orders": (
        "Reason for Credit Entry,Sub Order No,Order Date,Product Name,SKU,Quantity,"
        "Supplier Listed Price (Incl. GST + Commission)",
        "DELIVERED,1,2026-10-01,Scarf,MUG,2,9\nREADY_TO_SHIP,2,2026-10-02,Scarf,MUG,3,9\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "ozon orders": (
        "Номер отправления;Принят в обработку;Статус;Название товара;Артикул;Ваша цена;Количество",
        "1;2026-10-01 10:00:00;Доставлен;Кружка;MUG;9;2\n"
        "2;2026-10-02 10:00:00;Ожидает отгрузки;Кружка;MUG;9;3\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "rakuten orders": (
        "注文番号,ステータス,注文日時,お届け日指定,商品名,商品番号,商品管理番号,単価,個数",
        "1,700,2026/10/01 10:11:12,,マグ,MUG,mug,900,2\n"
        "2,300,2026/10/02 10:11:12,2026/10/09,マグ,MUG,mug,900,3\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "shein orders": (
        "Número do pedido,Status do pedido,Nome do produto,SKU do vendedor,SHEIN-SKU,SKC,"
        "Status do produto,Data e hora de criação do pedido,Preço do produto",
        "1,Entregue,Caneca,MUG,S1,K1,,03 outubro 2026 00:41,9\n"
        "2,Para ser enviado,Caneca,MUG,S1,K1,,04 outubro 2026 00:41,9\n",
        {"1 MUG": 0, "2 MUG": 1},
    ),
    "mercado libre sales": (
        "N.º de venda,Data da venda,Estado,Unidades,SKU,# de anúncio,Título do anúncio,"
        "Forma de entrega",
        "1,1 de outubro de 2026 06:52 hs.,Entregue,2,MUG,M1,Caneca,Correios\n"
        "2,2 de outubro de 2026 06:52 hs.,Etiqueta pronta para impressão,3,MUG,M1,Caneca,Correios\n"
        "3,2 de outubro de 2026 06:52 hs.,Processando no centro,3,MUG,M1,Caneca,"
        "Mercado Envios Full\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None},
    ),
}
"""By format: the headings, the rows, and how many units wait by order and product."""
ELSEWHERE = {"taobao items"}
"""Needs a second file: see the folder of that name in formats/."""

DAYS = {
    "shopify orders": ("shipped_on", "1", date(2026, 10, 3)),
    "squarespace orders": ("shipped_on", "1", date(2026, 10, 4)),
    "etsy sold items": ("shipped_on", "1", date(2026, 10, 15)),
    "ebay orders": ("promised_on", "2", date(2026, 10, 9)),
    "amazon orders": ("promised_on", "2", date(2026, 10, 7)),
    "tiktok orders": ("shipped_on", "1", date(2026, 10, 6)),
    "shopee orders": ("promised_on", "2", date(2026, 10, 5)),
    "naver orders": ("promised_on", "2", date(2026, 10, 5)),
    "coupang orders": ("promised_on", "2", date(2026, 10, 3)),
    "pinduoduo orders": ("promised_on", "2", date(2026, 10, 4)),
    "douyin orders": ("shipped_on", "1", date(2026, 10, 2)),
    "flipkart orders": ("promised_on", "2", date(2026, 10, 23)),
    "rakuten orders": ("promised_on", "2", date(2026, 10, 9)),
}


def read(name: str) -> Imported:
    headings, rows, _waiting = FILES[name]
    return imported(f"{headings}\n{rows}", statuses=(("on hold", True),))


def imported(text: str, **answers: object) -> Imported:
    (result,) = import_files(
        [("export.csv", text.encode())], today=TODAY, answers=Answers(**answers)
    )
    assert isinstance(result, Imported), result
    return result


def waiting(sales: pd.DataFrame) -> dict[str, float | None]:
    keys = sales["order_id"] + " " + sales["sku"]
    units = [None if pd.isna(number) else number for number in sales["waiting"]]
    return dict(zip(keys, units, strict=True))


@pytest.mark.parametrize("name", FILES)
def test_what_waits_is_told_from_what_was_shipped_and_what_nobody_says(name: str) -> None:
    result = read(name)

    assert result.format == name
    assert waiting(result.sales) == FILES[name][2]


@pytest.mark.parametrize("name", DAYS)
def test_the_days_on_which_it_was_shipped_or_is_to_be_are_read(name: str) -> None:
    field, order, day = DAYS[name]
    sales = read(name).sales

    (told,) = sales.loc[sales["order_id"] == order, field].dt.date

    assert told == day
    assert sales.loc[sales["waiting"] > 0, "shipped_on"].isna().all()


def test_every_format_that_tells_of_shipping_is_tried() -> None:
    telling = {known.name for known in FORMATS if known.shipping and not known.is_plain}

    assert telling - ELSEWHERE == set(FILES)


def test_no_format_has_a_column_about_shipping_that_is_not_used() -> None:
    for known in FORMATS:
        fields = {field.name for field in known.fields}.intersection(SHIPPING_FIELDS)
        assert not fields or known.shipping, known.name


@pytest.mark.parametrize(
    ("shipped", "promised"),
    [("2026-09-30", "2026-09-30"), ("2026-12-24", "2028-01-01"), ("soon", "soon")],
    ids=["before the order", "still to come, far away", "no days"],
)
def test_days_that_make_no_sense_are_left_out(shipped: str, promised: str) -> None:
    sales = imported(
        "Sales Record Number,Order Number,Item Number,Item Title,Custom Label,Quantity,Sold For,"
        "Sale Date,Paid On Date,Ship By Date,Shipped On Date\n"
        f"1,1,555,Mug,MUG,2,9.00,2026-10-07,2026-10-07,{promised},{shipped}\n"
    ).sales

    assert sales[["shipped_on", "promised_on"]].isna().all(axis=None)
    assert sales["waiting"].tolist() == [0]


OWN = {
    "a status": (
        "Order date,Order number,SKU,Quantity,Price,Status\n"
        "2026-10-01,1,MUG,2,9,shipped\n2026-10-02,2,MUG,3,9,ready to ship\n"
        "2026-10-02,3,MUG,1,9,paid\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None},
    ),
    "a column about shipping beside one about payment": (
        "Order date,Order number,SKU,Quantity,Price,Payment status,Shipping\n"
        "2026-10-01,1,MUG,2,9,paid,shipped\n2026-10-02,2,MUG,3,9,paid,not shipped\n"
        "2026-10-02,3,MUG,3,9,paid,\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": None},
    ),
    "a column of yes and no": (
        "Order date,Order number,SKU,Quantity,Price,Paid,Sent\n"
        "2026-10-01,1,MUG,2,9,yes,yes\n2026-10-02,2,MUG,3,9,yes,no\n2026-10-02,3,MUG,4,9,yes,\n",
        {"1 MUG": 0, "2 MUG": 3, "3 MUG": 4},
    ),
    "German": (
        "Bestelldatum;Bestellnummer;Artikelnummer;Menge;Preis;Status\n"
        "01.10.2026;1;MUG;2;9,00;versendet\n13.10.2026;2;MUG;3;9,00;versandbereit\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "Chinese": (
        "下单日期,订单编号,商品编码,数量,单价,订单状态\n"
        "2026-10-01,1,MUG,2,9,已发货\n2026-10-02,2,MUG,3,9,未发货\n",
        {"1 MUG": 0, "2 MUG": 3},
    ),
    "no number of the order": (
        "Order date,SKU,Quantity,Price,Status\n2026-10-02,MUG,3,9,ready to ship\n",
        {"2026-10-02 MUG": None},
    ),
}
"""Sheets of the seller's own, and how many units wait by order and product."""


@pytest.mark.parametrize("name", OWN)
def test_a_sheet_of_ones_own_tells_what_waits(name: str) -> None:
    text, expected = OWN[name]

    result = imported(text)

    assert result.format == "sales sheet"
    assert waiting(result.sales) == expected


def test_a_sheet_of_ones_own_names_the_promised_day() -> None:
    text = (
        "Order date,Order number,SKU,Quantity,Price,Status,Ship by\n"
        "2026-10-02,2,MUG,3,9,ready to ship,2026-10-05\n"
    )

    (promised,) = imported(text).sales["promised_on"].dt.date

    assert promised == date(2026, 10, 5)


def test_what_was_confirmed_before_shipping_was_read_is_completed() -> None:
    told = read("shopify orders")
    without = tuple(pair for pair in told.mapping.columns if pair[0] not in SHIPPING_FIELDS)
    older = replace(told.mapping, columns=without).to_text()
    headings, rows, expected = FILES["shopify orders"]

    (again,) = import_files(
        [("export.csv", f"{headings}\n{rows}".encode())],
        today=TODAY,
        remembered=lambda _headings: older,
    )

    assert isinstance(again, Imported)
    assert waiting(again.sales) == expected
