"""What a sheet of the seller's own is taken for: by all its headings, in many languages.

The lines are made up in the shapes of lists that shops keep. A sheet that may be several things is
asked about, and one that is none of them is nothing.
"""

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import import_file
from inventory_core.imports.recognition import candidates
from inventory_core.imports.spreadsheet import read_tables
from tests.clock import TODAY

SOLD, BOUGHT, COUNTED = "sales sheet", "purchases sheet", "stock sheet"
LISTED = "products sheet"


def taken_for(headings: str, *rows: str) -> set[str]:
    (table,) = read_tables("x.csv", "\n".join((headings, *rows, "")).encode())
    return {mapping.format.name for mapping in candidates(table)}


LISTS = [
    # Lists of what is there, with and without prices.
    ("Product,Quantity", "Mug,3"),
    ("Item,Qty.,Price", "Mug,3,9"),
    ("Name,Quantity in Stock,Reorder Level,Unit Price", "Mug,3,2,9"),
    ("Item no.,Name,Cost per item,Stock quantity,Days per reorder", "A1,Mug,4,3,14"),
    ("ProductName,SKU,Cost,NormalPrice,Location,Quantity", "Mug,A1,4,9,Shelf,3"),
    ("*ItemCode,ItemName,Quantity,PurchasesUnitPrice,SalesUnitPrice", "A1,Mug,3,4,9"),
    ("Item Name,SKU,Selling Price,Purchase Price,Stock On Hand,Vendor", "Mug,A1,9,4,3,Kim"),
    ("Product/Service Name,SKU,Type,Quantity On Hand", "Mug,A1,Inventory,3"),
    ("SKU,Name,Qty,Last Sold Date,Price", "A1,Mug,3,2026-01-04,9"),
    ("Product,Quantity,Expiry Date", "Jam,3,2027-01-04"),
    ("SKU,Location,On hand", "A1,Shelf,3"),
    ("Item,Brought,Sold,Left,Price", "Mug,9,6,3,12"),
    ("商品SKU,商品名称,仓库,可用库存,预占,在途", "A1,杯子,一仓,3,1,9"),
    ("库存SKU,库存SKU中文名称,统一成本价,库存总量,7天销量", "A1,杯子,4,3,1"),
    ("商品编码,商品名称,颜色规格,实际库存数,订单占有数", "A1,杯子,蓝,3,1"),
    ("盘点日期,商品,账面数量,实盘数量", "2026-01-04,杯子,4,3"),
    ("商品编号,商品名称,期初数量,入库数量,出库数量,结存数量", "A1,杯子,4,2,3,3"),
    ("Código,Producto,Existencias,Costo,Proveedor", "A1,Taza,3,4,Kim"),
    ("Artikelnummer,Bezeichnung,Bestand,Mindestbestand,EK-Preis", "A1,Becher,3,2,4"),
    ("Référence,Désignation,Stock,Prix d'achat,Fournisseur", "A1,Tasse,3,4,Kim"),
    ("Código,Produto,Estoque,Custo,Fornecedor", "A1,Caneca,3,4,Kim"),
    ("商品コード,商品名,在庫数,仕入価格,仕入先", "A1,カップ,3,4,Kim"),
    ("棚卸日,商品名,数量", "2026/01/04,カップ,3"),
    ("상품코드,상품명,재고,원가,공급업체", "A1,컵,3,4,Kim"),
    ("รหัสสินค้า,ชื่อสินค้า,คงเหลือ,ต้นทุน", "A1,แก้ว,3,4"),
]


@pytest.mark.parametrize(("headings", "row"), LISTS)
def test_a_list_of_what_is_there_is_never_sold(headings: str, row: str) -> None:
    assert taken_for(headings, row) == {COUNTED}
    told = import_file("x.csv", f"{headings}\n{row}\n".encode(), today=TODAY)
    assert (len(told.sales), len(told.receipts)) == (0, 0)
    assert told.stock["on_hand"].tolist() == [3]


LEDGERS = [
    ("Date,Item,In,Out,Balance", "2026-01-04,Mug,9,2,7"),
    ("日期,商品,进货,销量,结存", "2026-01-04,杯子,9,2,7"),
    ("日期,品名,期初,进货,销售,期末", "2026-01-04,杯子,0,9,2,7"),
    ("Date,Item,Opening,Bought,Sold,Closing", "2026-01-04,Mug,0,9,2,7"),
    ("Fecha,Producto,Entradas,Salidas,Saldo", "14/01/2026,Taza,9,2,7"),
    ("Datum,Artikel,Zugang,Abgang,Bestand", "14.01.2026,Becher,9,2,7"),
    ("Date,Article,Entrées,Sorties,Stock final", "14/01/2026,Tasse,9,2,7"),
    ("Data,Prodotto,Carico,Scarico,Giacenza", "14/01/2026,Tazza,9,2,7"),
    ("Дата,Товар,Приход,Расход,Остаток", "14.01.2026,Кружка,9,2,7"),
    ("日付,商品名,入庫,出庫,在庫", "2026/01/04,カップ,9,2,7"),
    ("일자,상품명,입고,출고,재고", "2026-01-04,컵,9,2,7"),
    ("วันที่,ชื่อสินค้า,รับเข้า,จ่ายออก,คงเหลือ", "14/01/2026,แก้ว,9,2,7"),
    ("Ngày,Tên hàng,Nhập,Xuất,Tồn", "14/01/2026,Cốc,9,2,7"),
    ("Tanggal,Nama Barang,Masuk,Keluar,Sisa", "14/01/2026,Gelas,9,2,7"),
]


@pytest.mark.parametrize(("headings", "row"), LEDGERS)
def test_a_ledger_tells_what_came_what_went_and_what_is_left(headings: str, row: str) -> None:
    told = import_file("x.csv", f"{headings}\n{row}\n".encode(), today=TODAY)
    assert told.sales["units"].tolist() == [2]
    assert told.receipts["units"].tolist() == [9]
    assert told.stock["on_hand"].tolist() == [7]
    assert told.problems.empty


@pytest.mark.parametrize(
    ("headings", "row", "format_name"),
    [
        ("Date,Product,Quantity", "2026-01-04,Mug,3", SOLD),
        ("Date,Customer,Product,Qty", "2026-01-04,Ann,Mug,3", SOLD),
        ("Date,Item,Taken to market,Sold,Price", "2026-01-04,Mug,9,3,12", SOLD),
        ("Item,Date purchased,Cost,Date sold,Sale price", "Coat,2026-01-04,5,2026-02-01,30", SOLD),
        ("วันที่,สินค้า,จำนวน,ราคา", "14/01/2026,แก้ว,3,90", SOLD),
        ("What,How many,How much,When", "Mug,3,19,2026-01-04", SOLD),
        ("Item,Tally,Price", "Mug,3,9", SOLD),
        (
            "Customer,Item,Price,Deposit,Balance due,Layby date,Collected",
            "Ann,Coat,30,10,20,2026-01-04,no",
            SOLD,
        ),
        ("PO Number,Item,Qty Received,Date Received,Vendor", "P1,Mug,3,2026-01-04,Kim", BOUGHT),
        ("Purchase Order,Supplier,Ordered On,SKU,Received", "P1,Kim,2026-01-04,A1,3", BOUGHT),
        ("입고일,상품명,수량,단가,공급처", "2026-01-04,컵,3,4,Kim", BOUGHT),
        ("Eingangsdatum,Lieferant,Artikel,Menge", "04.01.2026,Kim,Becher,3", BOUGHT),
        ("进货日期,商品,数量,进价,供应商", "2026-01-04,杯子,3,4,Kim", BOUGHT),
        ("SKU,Product,Wholesale,Retail", "A1,Mug,4,9", LISTED),
        ("SKU,Description,Pack,Trade price,RRP,Barcode", "A1,Mug,6,4,9,500000000001", LISTED),
        ("Product,Supplier,Lead time,MOQ", "Mug,Kim,14,9", LISTED),
    ],
)
def test_what_moved_is_told_by_all_headings(headings: str, row: str, format_name: str) -> None:
    assert taken_for(headings, row) == {format_name}


# Each may be what is named first, but is not known to be: nothing is taken for sold unasked.
@pytest.mark.parametrize(
    ("headings", "row", "possible"),
    [
        ("Date,Supplier,Item,Quantity,Unit cost", "2026-01-04,Kim,Mug,3,4", {BOUGHT, SOLD}),
        ("Order ID,Product,Quantity,Price", "1001,Mug,3,9", {SOLD, COUNTED}),
        ("Title,In stock,Sold,Beginning", "Mug,9,3,2024-01-02", {SOLD, COUNTED}),
        ("Date,Supplier,Phone,Item,Quantity,Cost", "2026-01-04,Kim,1,Mug,3,4", {BOUGHT, SOLD}),
        ("日期,供货商,品名,数量,单价,金额", "2026-01-04,Kim,杯子,3,4,12", {BOUGHT, SOLD}),
        ("Date d'achat,Fournisseur,Produit,Qté,PU HT", "14/01/2026,Kim,Tasse,3,4", {BOUGHT, SOLD}),
        ("Date,SKU,Type,Quantity", "2026-01-04,A1,Purchase,3", {BOUGHT, SOLD}),
        ("Date,SKU,Type,Quantity", "2026-01-04,A1,Stock in,3", {BOUGHT, SOLD}),
        ("Name,Quantity,Status,Created time", "Mug,3,In stock,2026-01-04", {COUNTED, SOLD}),
        (
            "Entry Name,Sortly ID,Quantity,Min Level,Price,Value,Created At",
            "Mug,S1,3,2,9,27,2026-01-04",
            {COUNTED, SOLD},
        ),
        ("Date,SKU,Counted by,Count", "2026-01-04,A1,Ann,3", {COUNTED, SOLD}),
        ("Return Date,Order ID,SKU,Quantity", "2026-01-04,7,A1,3", {COUNTED, SOLD}),
        ("Date,Product,Quantity burnt", "2026-01-04,Mug,3", {BOUGHT, COUNTED, SOLD}),
        ("Date made,Product,Quantity made", "2026-01-04,Soap,3", {BOUGHT, COUNTED, SOLD}),
        ("Bought on,Receipt,SKU,Went out,Each", "2026-01-04,7,A1,3,4", {BOUGHT, COUNTED, SOLD}),
        ("Datum,Artikel,Anz. Kiste", "04.01.2026,Becher,3", {BOUGHT, COUNTED, SOLD}),
        ("Date,From,To,SKU,Quantity", "2026-01-04,Home,Fair,A1,3", {BOUGHT, COUNTED, SOLD}),
    ],
)
def test_what_may_be_several_things_is_asked(headings: str, row: str, possible: set[str]) -> None:
    assert taken_for(headings, row) == possible
    with pytest.raises(FileError, match="sold, bought, or counted"):
        import_file("x.csv", f"{headings}\n{row}\n".encode(), today=TODAY)


EXPENSES = [
    ("Date,Description,Amount,Category", "2026-01-04,Shop rent,500,Rent"),
    ("Date,Description,Amount,Vendor", "2026-01-04,Stamps,12.50,Post office"),
    ("Date,Item,Supplier,Cost", "2026-01-04,Coat,Kim,5"),
    ("Datum,Beschreibung,Betrag,Kategorie", "04.01.2026,Miete,500,Laden"),
    ("Date,Désignation,Montant,Fournisseur", "14/01/2026,Loyer,500,Kim"),
    ("Fecha,Descripción,Importe,Proveedor", "14/01/2026,Alquiler,500,Kim"),
    ("日期,名称,金额,分类", "2026-01-04,房租,500,店铺"),
]


@pytest.mark.parametrize(("headings", "row"), EXPENSES)
def test_days_texts_and_amounts_may_be_rent_and_fees(headings: str, row: str) -> None:
    assert taken_for(headings, row) == {SOLD, BOUGHT}


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Date,Item,Price", "2026-01-04,Coat,30"),
        ("Sold on,Item,Amount", "2026-01-04,Coat,30"),
        ("Date,Order number,Item,Total", "2026-01-04,7,Coat,30"),
        ("Date,Buyer,Item,Total", "2026-01-04,Ann,Coat,30"),
        ("Date,Item,Amount,Paid?", "2026-01-04,Coat,30,yes"),
    ],
)
def test_a_price_an_order_or_a_buyer_tells_that_it_was_sold(headings: str, row: str) -> None:
    assert taken_for(headings, row) == {SOLD}


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Task,Owner,Due date,Done", "Pack,Ann,2026-01-04,yes"),
        ("Name,Email,Phone,Total orders", "Ann,a@example.com,5550123,4"),
        ("Date,Description,Debit,Credit,Balance", "2026-01-04,Tape,3,,90"),
        ("日期,名称,借方,贷方,剩余", "2026-01-04,胶带,3,,90"),
        ("Date,Product,Quantity damaged,Reason", "2026-01-04,Mug,3,fell"),
        ("SKU,Product,Forecast units,Month", "A1,Mug,3,2026-01"),
        ("Date,Product,Impressions,Clicks", "2026-01-04,Mug,300,3"),
        ("日期,商品,浏览量,访客数", "2026-01-04,杯子,300,3"),
        ("Datum,Artikel,Gewicht", "04.01.2026,Becher,300"),
    ],
)
def test_a_sheet_of_other_things_tells_nothing(headings: str, row: str) -> None:
    assert taken_for(headings, row) == set()


def test_many_rows_of_one_day_each_product_once_may_be_a_count() -> None:
    rows = [f"2026-01-04,P{number},3" for number in range(6)]
    days = [f"2026-01-0{number},P1,3" for number in range(1, 7)]
    assert taken_for("Date,SKU,Quantity", *rows) == {SOLD, COUNTED}
    assert taken_for("Date,SKU,Quantity", *days) == {SOLD}
