"""What the track record says of a model, in words."""

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import decimal, money, share, whole
from inventory_core.monitoring import track_record
from inventory_core.monitoring.track_record import Summary


def why_other_model(why: str) -> str:
    """Say why a product should go by another model."""
    return {
        track_record.TOO_LOW: _("Expects too little again and again"),
        track_record.TOO_HIGH: _("Expects too much again and again"),
        track_record.WORSE: _("Misses by more than repeating 28 days"),
    }[why]


def summary_figures(summary: Summary, currency: str) -> list[tuple[str, str, str]]:
    """Say how good the chosen forecasts were: label, number and explanation of each figure."""
    return [
        (
            _("Forecasts judged"),
            whole(summary.judged),
            _("Their days are over, and the product was on sale nearly all the time."),
        ),
        (
            _("Sold beyond the forecast"),
            share(summary.bias_rate, signed=True),
            _("Of all units expected. Above zero, forecasts are too low; below, too high."),
        ),
        (
            _("Within their band"),
            share(summary.band_rate),
            _("The band is meant for 8 of 10: near 80 % is right, more is too careful."),
        ),
        (
            _("Usual miss"),
            _("{units} units").format(units=decimal(summary.miss_units)),
            _("Between the median and what was sold, on average."),
        ),
        (
            _("Usual miss in money"),
            money(summary.miss_money, currency),
            _("At cost, of the products whose cost is known."),
        ),
        (
            _("Better than repeating"),
            share(summary.better_rate, signed=True),
            _("How much smaller the misses are than of expecting the last 28 days again."),
        ),
    ]
