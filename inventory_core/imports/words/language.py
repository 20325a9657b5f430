"""The words of one language for what stands in sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Language:
    """Words as people write them, one text for each meaning with a bar between two words.

    headings: of each field, the surest first; what stands after a semicolon is tried only after the
    surer words of all languages. The fields are those of English, which explains them.

    sold, cancelled, unpaid, returned: what a status says about demand; ask: what may be either.
    unshipped, shipped: what it says of shipping, in words that are sold or asked about.
    sale, refund, no_sale: what the type of a row says (an order, what takes one back, a payout, fee
    or transfer); bought: of goods that came in, where other rows of the column were sold. yes, no:
    answers. nothing: what stands in a cell in place of an empty one. own_text: headings of what a
    buyer wishes for one piece only, such as an engraving, which makes no product. sums: rows and
    columns that add up or average others.

    personal: what headings over names, addresses, telephone numbers and the like of persons hold;
    in scripts with spaces these are beginnings of words. services: whole names of order lines that
    are no product: postage, fees, discounts, totals; none that is a product in another language, as
    Italian taxes are French and German cups.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    unshipped: str = ""
    shipped: str = ""
    sold: str = ""
    cancelled: str = ""
    unpaid: str = ""
    returned: str = ""
    ask: str = ""
    sale: str = ""
    bought: str = ""
    refund: str = ""
    no_sale: str = ""
    yes: str = ""
    no: str = ""
    nothing: str = ""
    own_text: str = ""
    sums: str = ""
    personal: str = ""
    services: str = ""
