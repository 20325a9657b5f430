"""What plans expected, kept for the Track record whenever a plan is looked at or taken home."""

from inventory_core.shop import actions
from pages.shared import session


def keep() -> None:
    """Keep what the plan on the screen expects, once for each state of the data in this tab.

    Moving a slider is no new state: working out what is expected and writing it would take as long
    as the plan itself, at each step of the slider.
    """
    shop = session.shop()
    state = (shop.past.store.path, shop.outlook.versions, shop.past.today)
    session.latest("expectations kept", state, lambda: actions.keep_expectations(shop))


def keep_ordered(ordered: tuple[str, ...]) -> None:
    """Keep what the plan on the screen expects, as the forecast by which these are ordered."""
    actions.keep_expectations(session.shop(), ordered=ordered)
