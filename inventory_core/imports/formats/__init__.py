"""One file for each kind of sheet that SoloStock reads."""

from inventory_core.imports.formats.amazon_fba_inventory import AMAZON_FBA_INVENTORY
from inventory_core.imports.formats.amazon_in_orders import AMAZON_IN_ORDERS
from inventory_core.imports.formats.amazon_orders import AMAZON_ORDERS
from inventory_core.imports.formats.amazon_restock import AMAZON_RESTOCK
from inventory_core.imports.formats.amazon_transactions import AMAZON_TRANSACTIONS
from inventory_core.imports.formats.douyin_orders import DOUYIN_ORDERS
from inventory_core.imports.formats.ebay_orders import EBAY_ORDERS
from inventory_core.imports.formats.etsy_listings import ETSY_LISTINGS
from inventory_core.imports.formats.etsy_orders import ETSY_ORDERS
from inventory_core.imports.formats.etsy_sold_items import ETSY_SOLD_ITEMS
from inventory_core.imports.formats.faire_orders import FAIRE_ORDERS
from inventory_core.imports.formats.format import Format
from inventory_core.imports.formats.jd_orders import JD_ORDERS
from inventory_core.imports.formats.pinduoduo_orders import PINDUODUO_ORDERS
from inventory_core.imports.formats.products_sheet import PRODUCTS_SHEET
from inventory_core.imports.formats.sales_sheet import SALES_SHEET
from inventory_core.imports.formats.shopify_inventory import SHOPIFY_INVENTORY
from inventory_core.imports.formats.shopify_locations import SHOPIFY_LOCATIONS
from inventory_core.imports.formats.shopify_orders import SHOPIFY_ORDERS
from inventory_core.imports.formats.shopify_products import SHOPIFY_PRODUCTS
from inventory_core.imports.formats.square_items import SQUARE_ITEMS
from inventory_core.imports.formats.stock_sheet import STOCK_SHEET
from inventory_core.imports.formats.taobao_items import TAOBAO_ITEMS
from inventory_core.imports.formats.taobao_order_lines import TAOBAO_ORDER_LINES
from inventory_core.imports.formats.taobao_orders import TAOBAO_ORDERS
from inventory_core.imports.formats.tiktok_orders import TIKTOK_ORDERS
from inventory_core.imports.formats.wide_sheet import WIDE_SHEET
from inventory_core.imports.formats.woocommerce_order_items import WOOCOMMERCE_ORDER_ITEMS
from inventory_core.imports.formats.woocommerce_orders_analytics import WOOCOMMERCE_ORDERS_ANALYTICS
from inventory_core.imports.formats.woocommerce_products import WOOCOMMERCE_PRODUCTS
from inventory_core.imports.formats.woocommerce_products_sold import WOOCOMMERCE_PRODUCTS_SOLD
from inventory_core.imports.formats.youzan_items import YOUZAN_ITEMS
from inventory_core.imports.formats.youzan_orders import YOUZAN_ORDERS

PLAIN_FORMATS: tuple[Format, ...] = (SALES_SHEET, PRODUCTS_SHEET, STOCK_SHEET)
"""Sheets of the seller's own making, in the order of the menu; for these there are templates."""

FORMATS: tuple[Format, ...] = (
    *PLAIN_FORMATS,
    WIDE_SHEET,
    AMAZON_FBA_INVENTORY,
    AMAZON_IN_ORDERS,
    AMAZON_ORDERS,
    AMAZON_RESTOCK,
    AMAZON_TRANSACTIONS,
    DOUYIN_ORDERS,
    EBAY_ORDERS,
    ETSY_LISTINGS,
    ETSY_ORDERS,
    ETSY_SOLD_ITEMS,
    FAIRE_ORDERS,
    JD_ORDERS,
    PINDUODUO_ORDERS,
    SHOPIFY_INVENTORY,
    SHOPIFY_LOCATIONS,
    SHOPIFY_ORDERS,
    SHOPIFY_PRODUCTS,
    SQUARE_ITEMS,
    TAOBAO_ITEMS,
    TAOBAO_ORDERS,
    TAOBAO_ORDER_LINES,
    TIKTOK_ORDERS,
    WOOCOMMERCE_ORDERS_ANALYTICS,
    WOOCOMMERCE_ORDER_ITEMS,
    WOOCOMMERCE_PRODUCTS,
    WOOCOMMERCE_PRODUCTS_SOLD,
    YOUZAN_ITEMS,
    YOUZAN_ORDERS,
)
"""Every format, in the order of the menu."""


def format_named(name: str) -> Format:
    """Return the format of this name; KeyError where there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise KeyError(name)
