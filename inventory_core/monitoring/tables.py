"""The declared columns of warnings, and of how good forecasts were."""

from inventory_core.domain.columns import Schema, day, flag, money, text, units, words
from inventory_core.domain.frames import KEPT_FORECASTS
from inventory_core.domain.language import N_

ALERTS: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "supplier": text(N_("Supplier")),
    "alert": text(N_("Alert")),
    "money": money(N_("At stake"), N_("Profit expected to be lost, or money tied up")),
    "units": units(N_("Units"), N_("Sales expected to be lost, or units too many"), digits=0),
    "day": day(N_("Runs out")),
}
"""One row per warning, most urgent first; money is what is at stake, empty where unknown."""

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
