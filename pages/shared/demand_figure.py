"""What one product sold and is expected to sell, with what of that is no usual demand."""

from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import DAILY_SALES, empty
from inventory_core.domain.language import gettext as _
from inventory_core.forecasting import outlook
from pages.shared import charts, session
from pages.shared.drawing import Figure

WEEK = 7


def drawn(sku: str, by_model: Forecast, *, days: int, days_per_point: int = WEEK) -> Figure:
    """Draw a product's sales and a forecast of it, with corrections and changes by hand.

    Args:
        sku: the product.
        by_model: its forecast before changes by hand.
        days: that are looked ahead.
        days_per_point: 1, or WEEK.
    """
    shop = session.shop()
    past, sold = shop.past, shop.past.has_sold(sku)
    expected = outlook.outlook(
        shop.outlook.with_hand_changes(by_model), days=days, days_per_point=days_per_point
    )
    figure = charts.demand_chart(
        outlook.history(past.sold.product(sku), days_per_point=days_per_point)
        if sold
        else empty(DAILY_SALES),
        expected,
        grain=_("Units a week") if days_per_point == WEEK else _("Units a day"),
    )
    if sold:
        corrections = past.corrections_of(sku)
        charts.add_corrections(figure, corrections)
        if (corrections["active"] & (corrections["units"] > 0)).any():
            usual = past.demand.product(sku)
            charts.add_usual(figure, outlook.history(usual, days_per_point=days_per_point))
    changes = shop.outlook.hand_changes_of(sku)
    if not changes.empty:
        alone = outlook.outlook(by_model, days=days, days_per_point=days_per_point)
        charts.add_hand_changes(figure, model=alone, outlook=expected, changes=changes)
    return figure
