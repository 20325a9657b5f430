"""The declared columns of warnings, and of how good forecasts were."""

from inventory_core.domain.columns import (
    Schema,
    day,
    flag,
    mark,
    money,
    sentence,
    share,
    some_of,
    text,
    units,
    words,
)
from inventory_core.domain.frames import KEPT_FORECASTS
from inventory_core.domain.language import N_

ALERTS: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "supplier": text(N_("Supplier")),
    "alert": mark(N_("Alert")),
    "money": money(N_("At stake"), N_("Profit expected to be lost, or money tied up")),
    "units": units(N_("Units"), N_("Sales expected to be lost, or units too many"), digits=0),
    "day": day(N_("Runs out")),
}
"""One row per warning, most urgent first; money is what is at stake, empty where unknown."""

HEARD_ALERTS: Schema = {
    **ALERTS,
    "subject": text(),
    "since": day(N_("Since")),
    "new": flag(N_("New")),
    "silent": flag(),
    "mailed": flag(),
}
"""Warnings with the day since which they stand; new: since today; silent: not to be heard now."""

TOLD_ALERTS: Schema = {**HEARD_ALERTS, "advice": sentence(N_("What to do"))}
"""Warnings as they are heard, each with what to do in words."""

TRACK_RECORD: Schema = {
    **KEPT_FORECASTS,
    "actual_units": units(N_("Sold"), digits=1),
    "miss_units": units(N_("Missed by"), digits=1),
    "bias_units": units(),
    "repeat_miss_units": units(),
    "in_band": flag(N_("In the band")),
    "judged": flag(N_("Judged")),
    "miss_money": money(N_("Missed by, money")),
    "bias_money": money(),
    "repeat_miss_money": money(),
}
"""One row per kept forecast whose days are all over, with what was really sold in them.

miss: between the median and what was sold; bias: sold less expected, so positive where too little
was expected; repeat_miss: of expecting the last 28 days again; money: at cost. judged: it was on
sale nearly all the time, so that what was sold is what was asked for.
"""

SURPRISES: Schema = {
    **some_of(TRACK_RECORD, "sku", "start", "days", "expected_units", "actual_units"),
    "chance": share(),
    "fast": flag(),
}
"""Products that sold far from what was expected in their newest week, with the chance of so many or
more (fast), or of so few or fewer."""

_PRODUCT = {"sku": text(N_("SKU")), "name": words(N_("Product"))}
_MODEL = {"model": text(N_("Model"))}

JUDGED_FORECASTS: Schema = {
    **_PRODUCT,
    **some_of(TRACK_RECORD, "start", "days", "expected_units"),
    "band": text(N_("8 of 10 times")),
    **some_of(TRACK_RECORD, "actual_units", "in_band", "miss_units", "miss_money"),
    **some_of(TRACK_RECORD, "acted_on", "judged"),
    **_MODEL,
}
"""Forecasts whose days are over, as the seller sees them; band: in words."""

WRONG_MODELS: Schema = {
    **_PRODUCT,
    "why": words(N_("What is wrong")),
    "forecasts": units(N_("Forecasts")),
    "expected_units": units(N_("Expected"), digits=1),
    "actual_units": units(N_("Sold"), digits=1),
    "miss_units": units(N_("Missed by"), digits=1),
    "repeat_miss_units": units(N_("Repeating missed by"), digits=1),
    "miss_money": money(N_("Missed by, money")),
    **_MODEL,
}
"""Products whose model should change (track_record.better_models_wanted)."""

OFF_TRACK = some_of(
    WRONG_MODELS, "sku", "why", "forecasts", "expected_units", "actual_units", "miss_money"
)
"""What of them is told in an alert."""

CHANGES: Schema = {
    **_PRODUCT,
    "before_units": units(N_("Expected before"), digits=1),
    "now_units": units(N_("Expected now"), digits=1),
    "change_units": units(N_("Change"), digits=1),
    "change_money": money(N_("Change, money")),
    **_MODEL,
}
"""Products whose forecast changed most (track_record.changed_most)."""

WORST: Schema = {
    **_PRODUCT,
    "actual_units": units(N_("Sold in 28 days"), digits=1),
    "miss_units": units(N_("Usual miss"), digits=1),
    "loss_units": units(N_("Loss"), digits=1),
    "loss_rate": share(N_("Loss, share of units")),
    "loss_money": money(N_("Loss, money")),
    **_MODEL,
}
"""Products whose forecast is worst in backtests (track_record.forecast_worst)."""
