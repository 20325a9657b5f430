"""Why a row was refused: a stable code for programs, a sentence for people."""

from inventory_core.language import gettext as _


def problem_sentences() -> dict[str, str]:
    """Return the sentence of every reason; each says what is wrong and what to do."""
    return {**_sales_sentences(), **_number_sentences()}


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
