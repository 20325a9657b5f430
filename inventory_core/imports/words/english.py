"""English words for what stands in sheets."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        # Days: of anything; of a sale; of goods that came in; of a count; of nothing that moves.
        "day": (
            "; date | date/time | datetime | timestamp | day | month | week | week starting | "
            "week commencing | week ending | period | when"
        ),
        "sold_day": (
            "order date | invoice date | sale date | sales date | date of sale | "
            "transaction date | order time | date ordered | order created | paid at | sold on | "
            "sold at | date sold | date paid | paid on date | payment date | date completed | "
            "order placed | ordered on | sold date ; "
            "purchase date"
        ),
        # Of an order, or of an item in a list.
        "created_day": "created at | created time | date created | created on | created",
        "received_day": (
            "date received | received date | received on | receipt date | goods in date | "
            "arrival date | date arrived | arrived on | purchase date | date purchased | "
            "date of purchase | date bought | bought on | stock in date | inbound date | po date | "
            "purchase order date | delivery date"
        ),
        "count_day": (
            "count date | stock date | as of | snapshot date | date counted | counted on | "
            "inventory date | last counted | stocktake date | stock take date"
        ),
        "other_day": (
            "date added | added on | added | date listed | listed on | date opened | opened | "
            "open date | last updated | updated at | updated | last modified | expiry date | "
            "expiry | expires | expiration date | best before | use by | production date | "
            "manufactured | last sold | last sale | last sold date | last sale date | "
            "last order date | last purchase date | last purchased | last received | "
            "return date | "
            "date returned | returned on | refund date"
        ),
        # Who and what.
        "promised_day": (
            "ship by | ship by date | dispatch by | dispatch by date | deliver by | "
            "deliver by date | promised date | promised for | promised delivery date"
        ),
        "order_id": (
            "order id | order no | order number | order # | order | order name | invoice no | "
            "invoice number | invoice id | invoice | amazon order id | receipt number | "
            "receipt no | receipt id | receipt | sales record number | order reference | "
            "reference | transaction number | transaction id | transaction | bill no | ticket"
        ),
        "document": (
            "po number | po no | po # | po | purchase order | purchase order number | "
            "supplier invoice | supplier invoice number | delivery note | grn"
        ),
        "sku": (
            "stock code | lineitem sku | seller sku | merchant sku | variant sku | product sku | "
            "item sku | sku code | custom label | product code | item code | item number | "
            "item no | article number | article no | article | part number | product id | "
            "item id | inventory id | sortly id | style | code ; barcode | ean | gtin | asin"
        ),
        "name": (
            "product title | item name | item title | lineitem name | product | item | title | "
            "name | article name | listing title | entry name | product/service name | "
            "product/service | material | material name ; product description | item description | "
            "description | what"
        ),
        "description": "long description | product details | details | body (html)",
        "variant": (
            "variation | variations | variant title | variant name | option | options | size | "
            "colour | color"
        ),
        "category": (
            "category name | product category | product type | item category | department | "
            "group | product group | collection ; type"
        ),
        "channel": (
            "sales channel | shop | store | marketplace | platform | source | shop name | "
            "store name"
        ),
        "status": (
            "order status | payment status | financial status | transaction status | order state | "
            "delivery status | fulfillment status | fulfilment status"
        ),
        # Answered by yes or no.
        "paid": "paid | is paid | paid in full | payment received | money received",
        "sent": "posted | picked up | collected | is shipped | is delivered",
        "kind": (
            "type | transaction type | event type | receipt type | record type | movement type | "
            "entry type | order type | movement"
        ),
        "supplier": (
            "vendor | supplier name | vendor name | manufacturer | brand | factory | bought from | "
            "purchased from"
        ),
        "place": (
            "warehouse | location | bin | bin location | shelf | storage location | "
            "stock location | aisle | rack | depot | fulfillment center | fulfilment centre"
        ),
        "counted_by": "counted by | checked by | verified by",
        "moved_from": (
            "from | from location | from warehouse | transfer from | transferred from | "
            "moved from | "
            "source location | source warehouse"
        ),
        "batch": (
            "batch | lot | batch number | lot number | batch no | lot no | age | age in days | "
            "days in stock | stock age"
        ),
        # Units: of anything; sold; come in; there.
        "quantity": (
            "quantity | qty | units | pieces | pcs | count | number of units | total quantity | "
            "total qty | item quantity | item qty | number of pieces | no of pieces | qty pcs | "
            "quantity pcs | total units | total pieces ; order quantity | quantity ordered | "
            "qty ordered | ordered quantity | how many"
        ),
        "units": (
            "units sold | quantity sold | qty sold | items sold | sold | sold qty | "
            "sold quantity | lineitem quantity | quantity purchased | number of items | "
            "amount sold | unit sales | sales quantity | sales qty | sales units | net quantity | "
            "sale qty | sales ; out | qty out | quantity out | units out | issued | outgoing | "
            "stock out | tally"
        ),
        "received": (
            "received | qty received | quantity received | units received | received qty | "
            "received quantity | bought | qty bought | quantity bought | units bought | "
            "purchased | qty purchased | purchased qty | purchased quantity | "
            "purchase quantity | purchase qty | restocked ; in | qty in | quantity in | units in | "
            "stock in | goods in"
        ),
        "other_units": (
            "damaged | quantity damaged | qty damaged | damaged quantity | damaged qty | "
            "units damaged | wasted | quantity wasted | wastage | spoiled | written off | "
            "write off | write offs | quantity written off | quantity lost | given away | "
            "samples | "
            "forecast | forecast units | forecast quantity | planned units | planned quantity | "
            "target units"
        ),
        "returned_units": (
            "returned quantity | quantity returned | qty returned | units returned | "
            "return quantity | return qty | quantity refunded | refunded quantity"
        ),
        "on_hand": (
            "on hand units | qty on hand | quantity on hand | in stock | quantity in stock | "
            "qty in stock | stock on hand | stock level | stock quantity | stock qty | stock | "
            "inventory quantity | inventory qty | inventory | available | available quantity | "
            "quantity available | qty available | available stock | afn fulfillable quantity | "
            "current stock | current quantity | current qty | variant inventory qty | "
            "on hand (current) | balance | units in stock | closing stock | closing balance | "
            "stock left | left | units left | quantity left | remaining | quantity remaining | "
            "counted | counted quantity | physical count | soh ; closing | ending inventory | "
            "end stock"
        ),
        "on_order": (
            "incoming | inbound | on order units | qty on order | quantity on order | "
            "in transit | ordered | open purchase orders"
        ),
        "committed": "reserved | allocated | committed units | qty committed | backordered",
        "reorder_point": (
            "reorder level | reorder point | min stock | minimum stock | low stock | "
            "low stock alert | low stock threshold | low stock amount | par level | min level | "
            "minimum level"
        ),
        "target_stock": (
            "max stock | maximum stock | restock level | target stock | max level | "
            "reorder quantity | reorder qty"
        ),
        # Money.
        "unit_price": "unit price | price | price per unit | price each | rate ; each",
        "line_total": (
            "total | amount | line amount | item total | total price | revenue | total sales | "
            "net sales | gross sales | sales amount | subtotal | turnover | total amount | "
            "order value | value | total cost | takings ; how much"
        ),
        "price": (
            "selling price | sale price | sales price | sold for | retail price | regular price | "
            "variant price | list price | your price | item price | lineitem price | "
            "product price | rrp | normal price | sales unit price | sold price | retail"
        ),
        "cost": (
            "cost price | unit cost | cost per item | purchase price | buying price | buy price | "
            "cost per unit | wholesale price | landed cost | supply price | supplier price | "
            "cost each | purchase cost | purchases unit price | wholesale | trade price | "
            "price paid | cost ex vat"
        ),
        # What is no number of units: running numbers, years, weights, clicks.
        "other_numbers": (
            "no | nr | # | line | row | s/n | serial number | year | weight | weight g | "
            "weight kg | length | width | height | volume | rating | reviews | impressions | "
            "clicks | views | page views | visits | visitors | sessions | favourites | favorites | "
            "likes | balance due | balance owing | amount due | deposit | deposit paid | payout | "
            "commission | opening stock | opening | opening balance | opening quantity"
        ),
        # Of accounts of money, which have a balance too.
        "booked": (
            "debit | credit | debit amount | credit amount | money in | money out | paid in | "
            "paid out | withdrawals | deposits"
        ),
        "currency": "currency code | order currency",
        # How it is bought and kept.
        "lead_time_days": (
            "lead time | usual lead time | usual lead time days | delivery days | "
            "supplier lead time | reorder time in days | days per reorder | delivery time | "
            "replenishment time"
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
        "discontinued": (
            "discontinued | is discontinued | phased out | delisted | "
            "no longer sold | no longer ordered"
        ),
        "no_order_until": (
            "do not order until | no order until | no orders until | "
            "order again from | ordering paused until"
        ),
        "salvage_value": "salvage | residual value | clearance price",
        "goodwill_cost": "goodwill | shortage cost | stockout cost",
        "like_sku": "like product | similar product | similar sku",
        "like_factor": "like factor | sales factor",
        "service_level": "target service level",
        "holding_rate": "holding cost rate | carrying rate | carrying cost rate",
        "order_cost": "cost per order | ordering cost | setup cost",
        "review_period_days": "review period | review days",
        "lead_time_allowance_days": "lead time allowance | allowance days | buffer days",
    },
    unshipped=(
        "unshipped | not shipped | not yet shipped | not sent | to ship | to be shipped | "
        "awaiting shipment | awaiting dispatch | ready to ship | unfulfilled | not fulfilled | "
        "not dispatched | processing | on hold | new | open"
    ),
    shipped=(
        "shipped | sent | delivered | fulfilled | dispatched | completed | complete | done | "
        "in transit | closed"
    ),
    sold=(
        "paid | partially paid | completed | complete | processing | shipped | sent | "
        "delivered | fulfilled | dispatched | sold | done | ok | confirmed | invoiced | "
        "partially refunded | partially shipped | unshipped | ready to ship | in transit | closed"
    ),
    cancelled=(
        "cancelled | canceled | void | voided | failed | expired | declined | rejected | "
        "draft | test | deleted | cancelled by buyer | cancelled by seller"
    ),
    unpaid="unpaid | awaiting payment | pending payment | not paid | payment failed",
    returned=(
        "refunded | returned | refund | return | fully refunded | undelivered | undeliverable | "
        "returned to sender | return to sender | rto | not delivered"
    ),
    ask="pending | on hold | open | new | lost",
    sale=(
        "order | sale | sales | sold | shipment | shipments | payment | purchase | out | "
        "stock out | sales order | sale order | sales invoice"
    ),
    bought=(
        "in | purchase | purchases | bought | restock | received | stock in | goods in | "
        "receipt | receipts | purchase order | goods receipt"
    ),
    refund="refund | return | returns | refunded | chargeback | reversal | credit note",
    no_sale=(
        "payout | fee | other fee | hold | transfer | shipping label | label | deposit | "
        "adjustment | adjustments | subscription | tax | charge | dispute | claim | withdrawal | "
        "receipts | receipt | stock count | purchase order"
    ),
    yes="yes | y | true | t | 1 | x | ✓ | ✔ | ☑ | ✅ | one shot | once",
    no="no | n | ✗ | ✘ | ❌ | ☐ | not yet | false | f | 0 | continuing | regular",
    nothing="n/a | #n/a | n.a. | na | none | null | nil | nan | tbd | tba | unknown | no sku | ?",
    own_text=(
        "personalization | personalisation | personalized | personalised | custom text | "
        "engraving | message | gift message | name on item | your text | initials | note"
    ),
    sums="total | totals | subtotal | grand total | sum | average | avg | mean",
    personal=(
        "buyer | customer | recipient | consignee | attention | retailer | client | email | "
        "e mail | phone | mobile | telephone | address | street | city | zip | zipcode | "
        "postcode | post code | postal | ship name | ship to name | shipping name | "
        "shipping to name | billing name | billing to name | delivery name | "
        "delivery to name | first name | last name | full name | vat number | tax number"
    ),
    services=(
        "postage | dotcom postage | postage and packing | postage & packing | p&p | "
        "packaging | shipping | shipping fee | shipping cost | shipping costs | "
        "shipping charge | shipping charges | shipping and handling | shipping & handling | "
        "handling | handling fee | freight | carriage | courier | delivery | delivery fee | "
        "delivery charge | delivery cost | free shipping | free delivery | express shipping | "
        "next day carriage | next day delivery | manual | manual entry | manual adjustment | "
        "adjustment | adjust bad debt | bad debt | discount | coupon | voucher | promotion | "
        "rounding | refund | credit | deposit | sample | samples | bank charges | "
        "bank charge | bank fee | amazon fee | amazonfee | amazon fees | ebay fee | "
        "ebay fees | etsy fee | etsy fees | paypal fee | paypal fees | fee | fees | "
        "service fee | service charge | processing fee | transaction fee | transaction fees | "
        "commission | tip | tips | gratuity | donation | surcharge | tax | sales tax | vat | "
        "gst | insurance | shipping insurance | gift wrap | gift wrapping | gift card | "
        "gift cards | gift voucher | gift vouchers | gift certificate | e gift card | "
        "egift card | digital gift card | dotcomgiftshop gift voucher | installation | "
        "custom amount | subtotal | total | totals | grand total | grand totals | "
        "total sales | total units | sum"
    ),
)
