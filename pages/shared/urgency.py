"""How urgent an alert is, seen before it is read: a colour and an icon beside its words."""

from inventory_core.monitoring.alert_words import alert_label
from inventory_core.monitoring.alerts import AlertKind

_MONEY_IS_LOST = (
    AlertKind.CASH_SHORT,
    AlertKind.PROMISE_MISSED,
    AlertKind.OUT_OF_STOCK,
    AlertKind.TOO_LATE,
    AlertKind.LATE_ORDER,
    AlertKind.BELOW_COST,
)
_SOON = (
    AlertKind.ORDER_TODAY,
    AlertKind.ON_THE_WAY,
    AlertKind.NOT_ORDERED,
    AlertKind.MISSED_SEASON,
    AlertKind.SPOILS,
    AlertKind.SELLS_FAST,
)


def colour(kind: str) -> str:
    """Return the colour of a kind of alert, as Streamlit names it."""
    if kind in _MONEY_IS_LOST:
        return "red"
    return "orange" if kind in _SOON else "gray"


def marked(kind: str) -> str:
    """Name a kind of alert in Markdown, with its icon in its colour."""
    icon = {"red": "error", "orange": "schedule", "gray": "savings"}[colour(kind)]
    return f":{colour(kind)}[:material/{icon}:] {alert_label(kind)}"


def badge(words: str) -> str:
    """Return the words of a kind of alert as a mark, in Markdown."""
    return f":{colours()[words]}-badge[{words}]"


def colours() -> dict[str, str]:
    """Return the colour of every kind of alert, by its words."""
    return {alert_label(kind): colour(kind) for kind in AlertKind}
