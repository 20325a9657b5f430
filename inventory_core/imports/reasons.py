"""Why a row was left out, and what should be known of rows that were kept.

A row is refused where the seller may want to put it right, and ignored where it is no demand at all
and nothing needs to be done.
"""

from collections.abc import Mapping
from enum import Enum, Flag, auto, unique

from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _


class Nature(Flag):
    """What else follows from a reason.

    IGNORED: nothing needs to be done. WITHDRAWN: the line is no demand, whatever an earlier export
    of the same order told. SLIPPED: the cell may hold what has slipped there from another column.
    """

    IGNORED = auto()
    WITHDRAWN = auto()
    SLIPPED = auto()


_IGNORED, _WITHDRAWN, _SLIPPED = Nature.IGNORED, Nature.WITHDRAWN, Nature.SLIPPED
_GONE = _IGNORED | _WITHDRAWN
_PLAIN = Nature(0)


@unique
class Reason(Enum):
    """Why a row was left out: a sentence that says what is wrong and what to do, and its nature."""

    def __init__(self, sentence: str, nature: Nature = _PLAIN) -> None:
        self.sentence = sentence
        self.nature = nature

    @property
    def code(self) -> str:
        """What programs and databases know it by: a reason that landed is never renamed."""
        return self.name.lower()

    REPEATED_HEADER = N_("This row repeats the headings: nothing needs to be done."), _IGNORED
    DESCRIPTION_ROW = N_("This row explains the columns: nothing needs to be done."), _IGNORED
    SUMMARY_ROW = (
        N_("This row sums up an order whose products follow: nothing needs to be done."),
        _IGNORED,
    )
    TOTAL_ROW = N_("This row is a total: nothing needs to be done."), _IGNORED
    FOOTER = N_("This row is a note below the data: nothing needs to be done."), _IGNORED
    PARENT_ROW = N_("Its variants are counted one by one: nothing needs to be done."), _IGNORED
    PICTURE_ROW = (
        N_("This row only adds a picture to a product: nothing needs to be done."),
        _IGNORED,
    )
    COMPONENT_ROW = (
        N_("This row only says what a set consists of: nothing needs to be done."),
        _IGNORED,
    )
    VARIANTS_TOGETHER = N_(
        "Several variants are counted together, and how many there are of each is not said: enter "
        "the count of each variant in a stock sheet."
    )
    NOT_TRACKED = N_("The shop does not count this product: nothing needs to be done."), _IGNORED
    CUT_OFF = (
        N_(
            "The file ends in the middle of this row: download it once more, since rows after it "
            "are missing too."
        ),
        _SLIPPED,
    )
    SEVERAL_PRODUCTS = N_(
        "Several products stand in one cell, and how many of each is not said: export the report "
        "with one row per product."
    )

    CANCELLED = N_("The order was cancelled and is no demand: nothing needs to be done."), _GONE
    UNPAID = N_("The order was never paid and is no demand: nothing needs to be done."), _GONE
    RETURNED = N_("It was returned or refunded and is no demand: nothing needs to be done."), _GONE
    LEFT_OUT = N_("You said that this status is no sale: nothing needs to be done."), _GONE
    NOT_A_SALE = N_("This row is a fee, transfer or the like: nothing needs to be done."), _IGNORED
    SOLD_ELSEWHERE = (
        N_(
            "It was sold on another channel and only sent from here: the file of that channel "
            "tells it, and nothing needs to be done."
        ),
        _GONE,
    )
    REPLACEMENT = (
        N_(
            "It was sent in place of an earlier one and is no new demand: nothing needs to be done."
        ),
        _IGNORED,
    )
    NOT_SELLABLE = (
        N_("These units are damaged or the like and cannot be sold: nothing needs to be done."),
        _IGNORED,
    )
    TEST_ORDER = N_("This is a test order: nothing needs to be done."), _IGNORED
    BRUSHING = N_("Your remark says that this order was not real: nothing needs to be done."), _GONE

    NO_DATE = N_("There is no date: enter one, or leave the row out if it is a note or total.")
    UNREADABLE_DATE = N_("The date cannot be read: write it like 2026-03-31."), _SLIPPED
    DATE_OUT_OF_RANGE = N_("The date lies before 2000 or after today: correct it.")
    NO_PRODUCT = N_("There is neither an SKU nor a product name: enter one of them.")
    NO_PRODUCT_LINE = (
        N_(
            "This line is postage, a fee or the like and no product: nothing needs to be done; "
            "rename it if it is a product."
        ),
        _IGNORED,
    )
    COPY = (
        N_(
            "This row repeats another row of its order in every cell and is counted once: if it "
            "was sold twice, add up the units in one row."
        ),
        _IGNORED,
    )
    CANCELLATION = (
        N_("This order was cancelled, which is not demand: nothing needs to be done."),
        _IGNORED,
    )
    NEGATIVE_UNITS = (
        N_(
            "The units are negative, a return or cancellation, and are taken off the sale of the "
            "same order number and product where one is known: correct the number if it was a sale."
        ),
        _IGNORED,
    )
    TAKEN_BACK = (
        N_(
            "This sale was taken back whole within 30 days and never was demand, so sale and "
            "return are left out: nothing needs to be done."
        ),
        _GONE,
    )
    SENT_BACK = (
        N_("The units are negative, so they went back to the supplier: nothing is bought."),
        _IGNORED,
    )
    NO_PRICE = N_(
        "The price is zero, as for a gift, a sample or a stock correction: enter the price if it "
        "was a sale."
    )
    UNREADABLE_PRICE = N_("The price cannot be read: write it like 12.50."), _SLIPPED
    NEGATIVE_PRICE = N_("The price is negative: enter it without the minus sign.")

    UNREADABLE_UNITS = (
        N_("The number of units is missing or cannot be read: write it like 3."),
        _SLIPPED,
    )
    ZERO_UNITS = N_("The number of units is zero: enter how many were sold."), _WITHDRAWN
    FRACTIONAL_UNITS = N_("The number of units is not whole: sell and count in whole units.")
    IMPLAUSIBLE_UNITS = (
        N_("More than a million units: check that this column really holds the units."),
        _SLIPPED,
    )
    NEGATIVE_COUNT = N_("Units on order or committed cannot be negative: correct the number.")
    TOO_MANY_CELLS = (
        N_(
            "The row has more cells than there are headings: put cells with a comma or semicolon "
            "inside between quotation marks."
        ),
        _SLIPPED,
    )
    REPEATED_SKU = N_("This SKU stands in an earlier row already: keep one of the rows.")
    UNREADABLE_NUMBER = (
        N_("The number cannot be read: write it like 12.50, or leave it empty."),
        _SLIPPED,
    )
    BAD_MONEY = (
        N_("An amount of money cannot be negative or above a billion: correct it."),
        _SLIPPED,
    )
    OUT_OF_RANGE = (
        N_(
            "The number lies outside the range that makes sense (see the column's description): "
            "correct it, or leave it empty."
        ),
        _SLIPPED,
    )
    UNREADABLE_FLAG = N_("Write yes or no here, or leave it empty."), _SLIPPED
    LEAD_TIMES_DISORDERED = N_(
        "The shortest lead time must not exceed the usual one, nor that the longest: correct them."
    )


@unique
class Note(Enum):
    """What should be known of rows that were kept, or of columns that were not."""

    ROUNDED_ORDER_ID = N_(
        "A spreadsheet program has rounded the order number (such as 6.9E+18): these rows are "
        "counted by day. To be safe, undo this upload, download the file again and upload it "
        "without opening it before; both together would count twice."
    )
    OTHER_CURRENCY = N_("The price is in another currency: units are kept without it.")
    UNCOUNTED = N_("The shop does not count this product: it is kept without a stock.")
    NEGATIVE_TOTAL = N_("More came back than was sold in this period: counted as none.")
    FUTURE_PERIOD = N_("The period lies ahead, so it holds a plan and no sales: left out.")
    TOTAL_COLUMN = N_("The column sums up others, which are read one by one: left out.")
    SHARED_CODE = N_(
        "One code stands for several variants, such as sizes: each is a product of its own here."
    )
    ZEROS = N_(
        "A spreadsheet program has taken zeros from the code: read as the product that your shop "
        "knows by the same number."
    )
    ONE_UNIT = N_("There is no column of units, since each row is one piece: counted as one unit.")
    SHORTENED = N_(
        "The cell has more than 32,767 characters, more than a spreadsheet program can hold: it is "
        "cut there. Shorten it in the file if you need its end."
    )
    SHEETS_PASSED_OVER = N_(
        "The workbook has more than 50 sheets, and only the first 50 were looked at: if the one "
        "that you need stands behind them, move it to the front or save it as CSV."
    )
    SHEETS_TOGETHER = N_(
        "Sheets with the same headings, such as one for each month, are read as one: row numbers "
        "go on from each sheet to the next."
    )
    SHEETS_REPEATED = N_(
        "A sheet holds nothing but rows of another one, such as all months together: left out."
    )
    PERIOD_TOTAL = N_("The row is the total of a week or month: spread evenly over its days.")


def codes_of(nature: Nature) -> frozenset[str]:
    """Return the codes of all reasons of a nature."""
    return frozenset(reason.code for reason in Reason if reason.nature & nature)


def noted(counts: Mapping[Note, int]) -> tuple[tuple[str, int], ...]:
    """Return (code, number of rows) of every note that there is reason for."""
    return tuple((note.name.lower(), count) for note, count in counts.items() if count)


def reason_sentence(code: str) -> str:
    """Say why a row was left out, in the language in use."""
    return _(Reason[code.upper()].sentence)


def note_sentence(code: str) -> str:
    """Say what should be known of a row, in the language in use."""
    return _(Note[code.upper()].value)
