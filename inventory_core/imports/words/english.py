"""English words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": (
            "; order date | invoice date | sale date | sales date | purchase date | "
            "transaction date | created at | created time | order time | date ordered | "
            "order created | date/time | datetime | day | paid at | sold on | sold at | "
            "date sold | timestamp | date paid | paid on date | date completed | month | week | "
            "week starting | period"
        ),
        "order_id": (
            "order id | order no | order # | order | order name | invoice no | invoice number | "
            "invoice id | invoice | amazon order id | receipt number | receipt no | receipt id | "
            "receipt | sales record number | order reference | transaction number | "
            "transaction id | transaction | bill no | ticket"
        ),
        "sku": (
            "stock code | lineitem sku | seller sku | merchant sku | variant sku | product sku | "
            "item sku | custom label | product code | item code | item number | item no | "
            "article number | article no | article | part number | product id | item id | "
            "style | barcode | ean | gtin | asin | code"
        ),
        "name": (
            "product title | item name | item title | lineitem name | product | item | "
            "product description | item description | description | title | name | "
            "article name | listing title"
        ),
        "units": (
            "quantity | qty | units sold | quantity sold | qty sold | items sold | "
            "lineitem quantity | quantity ordered | qty ordered | order quantity | "
            "quantity purchased | number of items | pieces | pcs | count | sold | sales | "
            "amount sold | unit sales"
        ),
        "unit_price": (
            "price | lineitem price | price per unit | price each | item price | sale price | "
            "selling price | sold for | unit cost | rate | product price"
        ),
        "line_total": (
            "total | amount | line amount | item total | total price | revenue | total sales | "
            "net sales | gross sales | sales amount | subtotal | turnover | total amount | "
            "order value | value"
        ),
        "category": (
            "product category | product type | item category | department | group | "
            "product group | type | collection"
        ),
        "channel": (
            "sales channel | shop | store | marketplace | platform | source | shop name | "
            "store name"
        ),
        "variant": "variation | variations | variant title | variant name | option | options",
        "status": "order status | payment status | financial status | transaction status",
        "currency": "currency code | order currency",
        "supplier": "vendor | supplier name | vendor name | manufacturer | brand | factory",
        "cost": (
            "cost price | unit cost | cost per item | purchase price | buying price | "
            "cost per unit | wholesale price | landed cost"
        ),
        "price": (
            "unit price | selling price | sale price | sales price | retail price | "
            "regular price | variant price | list price | your price"
        ),
        "lead_time_days": (
            "lead time | usual lead time | usual lead time days | delivery days | "
            "supplier lead time | delivery time | replenishment time"
        ),
        "lead_time_shortest_days": (
            "shortest lead time | minimum lead time | min lead time | lead time min"
        ),
        "lead_time_longest_days": (
            "longest lead time | maximum lead time | max lead time | lead time max"
        ),
        "moq_units": (
            "moq | minimum order quantity | min order qty | minimum order | min order | "
            "minimum order qty | moq units"
        ),
        "pack_size_units": (
            "pack size | case pack | case size | units per pack | units per case | "
            "lot multiple | order multiple | carton quantity | units per carton | pack"
        ),
        "shelf_life_days": "shelf life | expiry days | days to expiry",
        "one_shot": "seasonal | bought once | single order | one off",
        "salvage_value": "salvage | residual value | clearance price",
        "goodwill_cost": "goodwill | shortage cost | stockout cost",
        "like_sku": "like product | similar product | similar sku",
        "like_factor": "like factor | sales factor",
        "service_level": "target service level",
        "holding_rate": "holding cost rate | carrying rate | carrying cost rate",
        "order_cost": "cost per order | ordering cost | setup cost",
        "review_period_days": "review period | review days",
        "lead_time_allowance_days": "lead time allowance | allowance days | buffer days",
        "on_hand": (
            "on hand units | qty on hand | quantity on hand | in stock | stock on hand | "
            "stock level | stock quantity | stock | inventory quantity | inventory | available | "
            "available quantity | afn fulfillable quantity | current stock | "
            "variant inventory qty | on hand (current) | balance | units in stock ; "
            "quantity | qty | units"
        ),
        "on_order": (
            "incoming | inbound | on order units | qty on order | quantity on order | "
            "in transit | ordered | open purchase orders"
        ),
        "committed": "reserved | allocated | committed units | qty committed | backordered",
        "count_day": (
            "count date | stock date | as of | snapshot date | date counted | day | inventory date"
        ),
    },
    sold=(
        "paid | partially paid | completed | complete | processing | shipped | sent | "
        "delivered | fulfilled | dispatched | sold | done | ok | confirmed | invoiced | "
        "partially refunded | partially shipped | unshipped | ready to ship | in transit"
    ),
    cancelled=(
        "cancelled | canceled | void | voided | failed | expired | declined | rejected | "
        "draft | test"
    ),
    unpaid="unpaid | awaiting payment | pending payment",
    returned="refunded | returned | refund | return",
    ask="pending | on hold | open | new",
    yes="yes | y | true | t | 1 | x | one shot | once",
    no="no | n | false | f | 0 | continuing | regular",
)
