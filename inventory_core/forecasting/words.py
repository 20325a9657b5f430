"""Which model a forecast comes from, and how well it did."""

from math import nan

import pandas as pd

from inventory_core.domain.forecast import NO_MODEL
from inventory_core.domain.frames import SCORES, check
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, decimal, month_and_year, percent, share, whole
from inventory_core.domain.products import AUTOMATIC
from inventory_core.domain.settings import Settings
from inventory_core.forecasting import new_products, seasonal_naive
from inventory_core.forecasting.engine import MODELS
from inventory_core.forecasting.regression import PriceEffect

_PRICE_CUT = 0.1
"""The cut by which the effect of a price is told."""


def model_label(name: str) -> str:
    """Name a model as the menu does."""
    labels = {model.name: model.label for model in MODELS} | {
        AUTOMATIC: N_("Automatic"),
        new_products.NAME: N_("Like another product"),
        NO_MODEL: N_("No sales yet"),
    }
    return _(labels[name])


def comparison_sentence(scores: pd.DataFrame, chosen: str) -> str:
    """Say how a product's model did in its tests (SCORES of one product), beside the others."""
    check(scores, SCORES)
    if chosen == new_products.NAME:
        return _(
            "Too new for models to be compared: it is expected to sell like the product that you "
            "named, as corrected by its own sales so far."
        )
    if scores.empty:
        return _(
            "Too little history to compare models, so {model} is used: it learns from the whole "
            "catalogue."
        ).format(model=model_label(chosen))
    best = scores.set_index("model")
    misses = {str(model): float(miss) for model, miss in best["miss_units"].items()}
    sentence = _(
        "Tested on the last months, {model} missed the total of 28 days by {miss} units on "
        "average, of {actual} sold."
    ).format(
        model=model_label(chosen),
        miss=decimal(misses.get(chosen, nan)),
        actual=whole(best["actual_units"].mean()),
    )
    repeated = seasonal_naive.NAME
    if chosen in misses and repeated in misses and chosen != repeated:
        sentence += " " + _("Repeating last week would have missed it by {miss}.").format(
            miss=decimal(misses[repeated])
        )
    if chosen in best.index and best["loss_units"].min() < best.loc[chosen, "loss_units"]:
        sentence += " " + _(
            "Another model lost less in these few tests, which may be luck: how the models did on "
            "all your products together counts."
        )
    return sentence


def run_gain_sentence(settings: Settings) -> str:
    """Say what the run over everything gained on the shop's own past, as far as it is known."""
    if not settings.own_models:
        return _(
            "What this gains in your shop is known after the first run on 20 products or more. "
            "Forecasts change only where the tests of all your products together say that it is "
            "for the better."
        )
    if settings.own_models_gain <= 0:
        return _(
            "In your shop it gained nothing so far: in the tests of your last months, taken "
            "together, no such model made the forecasts clearly better. So they stay as they are."
        )
    return _(
        "In your shop it made the forecasts of the last months, which it had not seen, {gain} "
        "better when it last ran."
    ).format(gain=percent(settings.own_models_gain, 1))


def price_effect_sentence(effect: PriceEffect | None) -> str:
    """Say what a lower price of one product did to its sales; None where that is not known."""
    if effect is None:
        return _(
            "Its price hardly changed, or sales did not clearly follow it, so the effect of its "
            "price is not known."
        )
    expected, least, most = effect.more_sold(_PRICE_CUT)
    return _(
        "When its price went down by {cut}, about {expected} more was sold (likely between {least} "
        "and {most})."
    ).format(cut=share(_PRICE_CUT), expected=share(expected), least=share(least), most=share(most))


def hand_change_sentence(change: Row) -> str:
    """Tell of a month changed by hand (HAND_CHANGES) that is no longer, or not yet, ahead."""
    sentence = _("{month}: you typed {units}").format(
        month=month_and_year(change.month), units=whole(change.units)
    )
    return f"{sentence} ({change.note})" if change.note else sentence


def total_figures(totals: pd.DataFrame, *, days: int) -> list[tuple[str, str, str]]:
    """Say what is expected in so many days: label, number and explanation of each figure.

    Args:
        totals: of one product (see outlook.totals), to the last of these days.
    """
    last = totals.iloc[-1]
    return [
        (
            _("Expected in {days} days").format(days=days),
            whole(last["mean"]),
            _("The average over all that may happen."),
        ),
        (
            _("8 of 10 times"),
            f"{whole(last['low'])} – {whole(last['high'])}",
            _("The total lies in this range in 8 of 10 cases."),
        ),
        (
            _("Enough in 95 of 100 cases"),
            whole(last["safe"]),
            _("So many units last for these days at a service level of 95 %."),
        ),
    ]
