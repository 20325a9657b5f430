"""What is said of moves of stock."""

from inventory_core.domain.language import gettext as _
from inventory_core.domain.moves import ADDING, OWN_SHELF, TAKING, MoveKind
from inventory_core.domain.numbers import money

TOLD_KINDS = (*TAKING, *ADDING, MoveKind.CORRECTION)
"""What a seller may tell by hand, in the order in which it is asked."""


def kind_label(kind: str) -> str:
    """Name what happened."""
    return {
        MoveKind.OPENING: _("First count"),
        MoveKind.SALE: _("Sold"),
        MoveKind.RECEIPT: _("Arrived"),
        MoveKind.RECEIPT_UNDONE: _("Arrival taken back"),
        MoveKind.PURCHASE: _("Bought"),
        MoveKind.COUNT: _("Difference to the count"),
        MoveKind.BEYOND: _("Sold beyond what was known"),
        MoveKind.DAMAGE: _("Damaged"),
        MoveKind.LOSS: _("Lost or stolen"),
        MoveKind.FOUND: _("Found"),
        MoveKind.RETURNED: _("Came back from a customer"),
        MoveKind.OWN_USE: _("Used or given away"),
        MoveKind.SENT: _("Sent to a warehouse"),
        MoveKind.MADE: _("Made"),
        MoveKind.USED_UP: _("Used up"),
        MoveKind.CORRECTION: _("Correction"),
    }[MoveKind(kind)]


def worth_sentence(reason: str, value: float, currency: str) -> str:
    """Say what the differences of a stocktake with one reason, or none (""), are worth."""
    if not reason:
        return _("Without a reason: {money}").format(money=money(value, currency))
    return _("{reason}: {money}").format(reason=kind_label(reason), money=money(value, currency))


def place_label(place: str) -> str:
    """Name a place where goods lie."""
    return _("Your shelf") if place == OWN_SHELF else place


def kind_explanation() -> str:
    """Say how the lines of a ledger come about that nobody typed."""
    return _(
        "A count replaces what was reckoned: the line “Difference to the count” says by how much. "
        "Where it shows more than was known, the goods stand on the day on which more was sold "
        "than there was. The sum of all lines is what lies there."
    )
