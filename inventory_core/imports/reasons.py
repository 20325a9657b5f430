"""Why a row was left out: a stable code for programs, a sentence for people.

A row is refused where the seller may want to put it right, and ignored where it is no demand at all
and nothing needs to be done.
"""

from inventory_core.domain.language import gettext as _

IGNORED = frozenset(
    (
        *("cancelled", "unpaid", "returned", "left_out", "cancellation", "negative_units"),
        *("taken_back", "copy", "no_product_line", "test_order", "brushing", "not_a_sale"),
        *("repeated_header", "description_row", "summary_row", "total_row", "footer"),
        *("not_tracked", "parent_row", "picture_row"),
    )
)
"""Reasons for which nothing needs to be done."""


def problem_sentences() -> dict[str, str]:
    """Return the sentence of every reason; each says what is wrong and what to do."""
    return {
        **_structure_sentences(),
        **_status_sentences(),
        **_sales_sentences(),
        **_number_sentences(),
    }


def note_sentences() -> dict[str, str]:
    """Return the sentence of every note: what was kept, but should be known."""
    return {
        "rounded_order_id": _(
            "A spreadsheet program has rounded the order number (such as 6.9E+18): these rows are "
            "counted by day. To be safe, undo this upload, download the file again and upload it "
            "without opening it before; both together would count twice."
        ),
        "other_currency": _("The price is in another currency: units are kept without it."),
        "uncounted": _("The shop does not count this product: it is kept without a stock."),
        "negative_total": _("More came back than was sold in this period: counted as none."),
        "future_period": _("The period lies ahead, so it holds a plan and no sales: left out."),
        "total_column": _("The column sums up others, which are read one by one: left out."),
        "period_total": _("The row is the total of a week or month: spread evenly over its days."),
    }


def _structure_sentences() -> dict[str, str]:
    return {
        "repeated_header": _("This row repeats the headings: nothing needs to be done."),
        "description_row": _("This row explains the columns: nothing needs to be done."),
        "summary_row": _(
            "This row sums up an order whose products follow: nothing needs to be done."
        ),
        "total_row": _("This row is a total: nothing needs to be done."),
        "footer": _("This row is a note below the data: nothing needs to be done."),
        "parent_row": _("Its variants are counted one by one: nothing needs to be done."),
        "picture_row": _("This row only adds a picture to a product: nothing needs to be done."),
        "variants_together": _(
            "Several variants are counted together, and how many there are of each is not said: "
            "enter the count of each variant in a stock sheet."
        ),
        "not_tracked": _("The shop does not count this product: nothing needs to be done."),
        "cut_off": _(
            "The file ends in the middle of this row: download it once more, since rows after it "
            "are missing too."
        ),
        "several_products": _(
            "Several products stand in one cell, and how many of each is not said: export the "
            "report with one row per product."
        ),
    }


def _status_sentences() -> dict[str, str]:
    return {
        "cancelled": _("The order was cancelled and is no demand: nothing needs to be done."),
        "unpaid": _("The order was never paid and is no demand: nothing needs to be done."),
        "returned": _("It was returned or refunded and is no demand: nothing needs to be done."),
        "left_out": _("You said that this status is no sale: nothing needs to be done."),
        "not_a_sale": _("This row is a fee, transfer or the like: nothing needs to be done."),
        "test_order": _("This is a test order: nothing needs to be done."),
        "brushing": _("Your remark says that this order was not real: nothing needs to be done."),
    }


def _sales_sentences() -> dict[str, str]:
    return {
        "no_date": _("There is no date: enter one, or leave the row out if it is a note or total."),
        "unreadable_date": _("The date cannot be read: write it like 2026-03-31."),
        "date_out_of_range": _("The date lies before 2000 or after today: correct it."),
        "no_product": _("There is neither an SKU nor a product name: enter one of them."),
        "no_product_line": _(
            "This line is postage, a fee or the like and no product: nothing needs to be done; "
            "rename it if it is a product."
        ),
        "copy": _(
            "This row repeats another row of its order in every cell and is counted once: if it "
            "was sold twice, add up the units in one row."
        ),
        "cancellation": _(
            "This order was cancelled, which is not demand: nothing needs to be done."
        ),
        "negative_units": _(
            "The units are negative, a return or cancellation, and a return is not demand: "
            "correct the number if it was a sale."
        ),
        "taken_back": _(
            "This sale was taken back whole within 30 days and never was demand, so sale and "
            "return are left out: nothing needs to be done."
        ),
        "no_price": _(
            "The price is zero, as for a gift, a sample or a stock correction: enter the price "
            "if it was a sale."
        ),
        "unreadable_price": _("The price cannot be read: write it like 12.50."),
        "negative_price": _("The price is negative: enter it without the minus sign."),
    }


def _number_sentences() -> dict[str, str]:
    return {
        "unreadable_units": _("The number of units is missing or cannot be read: write it like 3."),
        "zero_units": _("The number of units is zero: enter how many were sold."),
        "fractional_units": _("The number of units is not whole: sell and count in whole units."),
        "implausible_units": _(
            "More than a million units: check that this column really holds the units."
        ),
        "negative_count": _("Units on order or committed cannot be negative: correct the number."),
        "too_many_cells": _(
            "The row has more cells than there are headings: put cells with a comma or semicolon "
            "inside between quotation marks."
        ),
        "repeated_sku": _("This SKU stands in an earlier row already: keep one of the rows."),
        "unreadable_number": _(
            "The number cannot be read: write it like 12.50, or leave it empty."
        ),
        "bad_money": _("An amount of money cannot be negative or above a billion: correct it."),
        "out_of_range": _(
            "The number lies outside the range that makes sense (see the column's description): "
            "correct it, or leave it empty."
        ),
        "unreadable_flag": _("Write yes or no here, or leave it empty."),
        "lead_times_disordered": _(
            "The shortest lead time must not exceed the usual one, nor that the longest: "
            "correct them."
        ),
    }
