"""What overstock costs, what a lower price would bring, and how sure that is."""

from datetime import date

import pandas as pd

from inventory_core.domain.frames import check
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext, together
from inventory_core.domain.numbers import Row, day, money, rows, share, signed_money, whole
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.optimization import markdown, price_response
from inventory_core.optimization.markdown import Clearance, clearing_price
from inventory_core.optimization.price_response import KnownResponse, PriceResponse
from inventory_core.optimization.tables import MARKDOWNS

_PRICE_CUT = 0.2
"""The cut by which the effect of a price is told."""
_SLIGHT = 0.01
"""A gain below this share of the money at stake is no reason to change a price."""
_DEEP_CUT = 0.5
"""Below this share of the usual price nobody knows what happens."""


def overstock_sentence(found: pd.DataFrame, *, currency: str, cover_days: int) -> str:
    """Sum up what lies there too much (OVERSTOCK), beyond lead time and these days."""
    if found.empty:
        return _(
            "Nothing lies there too much: all stock is expected to sell within its lead time "
            "and {days} days."
        ).format(days=cover_days)
    sentence = ngettext(
        "{products} product has more than will sell in time.",
        "{products} products have more than will sell in time.",
        len(found),
    ).format(products=whole(len(found)))
    if ending := int(found["discontinued"].sum()):
        sentence += " " + ngettext(
            "{products} of them is discontinued: all of it is to be sold off.",
            "{products} of them are discontinued: all of these is to be sold off.",
            ending,
        ).format(products=whole(ending))
    if found["money"].notna().any():
        sentence += " " + _(
            "{money} is asleep in what is too much; waiting until it is sold costs about {cost}."
        ).format(
            money=money(found["money"].sum(), currency),
            cost=money(found["waiting_cost"].sum(), currency),
        )
    return sentence


def after_label(after: str) -> str:
    """Name what becomes of a product after the date."""
    return {
        markdown.GOES_ON: _("I keep selling and reordering it"),
        markdown.SOLD_OFF: _("I sell off what is left, then drop it"),
        markdown.OVER: _("It is over: season, fair, expiry"),
    }[after]


def after_sentence(after: str) -> str:
    """Say what a unit is worth that is left at the date."""
    return {
        markdown.GOES_ON: _(
            "What is left spares buying it again: it is worth its cost, less keeping it until then."
        ),
        markdown.SOLD_OFF: _("What is left brings the usual price, less keeping it until then."),
        markdown.OVER: _("What is left brings its salvage value."),
    }[after]


def buyers_label(buyers: str) -> str:
    """Name how much buyers look at the price."""
    return {
        price_response.HARDLY: _("Hardly"),
        price_response.USUALLY: _("As usual"),
        price_response.STRONGLY: _("A lot"),
    }[buyers]


def choice_label(choice: str) -> str:
    """Name a price that is compared."""
    return {
        markdown.KEEP: _("Keep the price"),
        markdown.CLEAR: _("Clear by the date"),
        markdown.BEST: _("Brings most"),
    }[choice]


def response_sentence(known: KnownResponse, *, category: str) -> str:
    """Say how buyers of a product respond as its own prices or those of similar ones tell."""
    if known.similar_products == 0:
        return measured_sentence(known.response)
    products = known.similar_products
    return similar_sentence(known.response, products=products, category=category)


def measured_sentence(response: PriceResponse) -> str:
    """Say how buyers of a product respond by its own past prices."""
    return _("Measured on its own price changes: {response}").format(response=_more_sold(response))


def similar_sentence(response: PriceResponse, *, products: int, category: str) -> str:
    """Say how buyers of similar products respond, where a product's own prices do not tell."""
    return _(
        "Its own prices do not tell; those of {products} other products in {category} do, so it is "
        "taken to be like them: {response}"
    ).format(products=whole(products), category=category, response=_more_sold(response))


def assumed_sentence(response: PriceResponse) -> str:
    """Say that a response is assumed, and from where."""
    return _(
        "This is an assumption, since your own prices do not tell. It goes by averages of "
        "published studies (Tellis 1988; Bijmolt, van Heerde and Pieters 2005): {response}"
    ).format(response=_more_sold(response))


def _more_sold(response: PriceResponse) -> str:
    expected, weak, strong = (share(more) for more in response.more_sold(_PRICE_CUT))
    return _("{cut} off sells about {expected} more, likely between {weak} and {strong}.").format(
        cut=share(_PRICE_CUT), expected=expected, weak=weak, strong=strong
    )


def unknown_price_sentence(stock: Clearance, *, until: date, currency: str) -> str:
    """Say that no price can be told for what hardly sells, and what keeping it costs."""
    return _(
        "At its usual price not even one is expected to sell until {day}, so nobody can tell which "
        "price would clear it. Keeping all {units} costs {cost} a year: bundle them with what "
        "sells, offer them as one lot, or give them away."
    ).format(
        day=day(until),
        units=whole(stock.stock_units),
        cost=money(DAYS_A_YEAR * stock.terms.holding_cost * stock.stock_units, currency),
    )


def clearing_sentence(
    stock: Clearance, response: PriceResponse, *, until: date, currency: str
) -> str:
    """Say at which price demand is expected to be just enough for what should be gone."""
    price, usual = clearing_price(stock, response.elasticity), stock.terms.price
    facts = {"units": _units_to_clear(stock), "day": day(until)}
    if price == usual:
        return _("At the usual price {units} are expected to be gone by {day} anyway.").format(
            **facts
        )
    if price < stock.terms.lowest_price:
        return _(
            "No sensible price is expected to clear {units} by {day}: bundle them, offer them as "
            "one lot, or give them away."
        ).format(**facts)
    return _(
        "At {price} ({change}) {units} are expected to be gone by {day}. If buyers respond weakly "
        "it takes a price of {weak}, if strongly one of {strong}."
    ).format(
        price=money(price, currency),
        change=share(price / usual - 1, signed=True),
        weak=money(clearing_price(stock, response.weak), currency),
        strong=money(clearing_price(stock, response.strong), currency),
        **facts,
    )


def _units_to_clear(stock: Clearance) -> str:
    if stock.terms.after == markdown.GOES_ON:
        return _("the {units} too many").format(units=whole(stock.extra_units))
    return _("all {units}").format(units=whole(stock.stock_units))


def advice_sentence(compared: pd.DataFrame, *, currency: str) -> str:
    """Say which price brings most money, how much more, and how sure that is (MARKDOWNS)."""
    keep, clear, best = rows(check(compared, MARKDOWNS))
    if best.gain <= _SLIGHT * abs(keep.money):
        return _keep_sentence(clear, currency)
    sentence = _("Most money is expected at {price} ({change}): {gain} more than waiting.").format(
        price=money(best.price, currency),
        change=share(best.price / keep.price - 1, signed=True),
        gain=money(best.gain, currency),
    )
    if best.gain_weak < 0:
        doubt = _("If buyers respond weakly it is {loss} less: try a smaller cut first.")
    else:
        doubt = _("Even if buyers respond weakly it is {gain} more.")
    weak = money(abs(best.gain_weak), currency)
    return together(sentence, doubt.format(loss=weak, gain=weak))


def _keep_sentence(clear: Row, currency: str) -> str:
    sentence = _("Keep the price: no lower one is expected to bring noticeably more.")
    if clear.gain < 0:
        sentence += " " + _("Clearing by the date brings {loss} less than waiting.").format(
            loss=money(-clear.gain, currency)
        )
    return sentence


def deep_cut_sentence(compared: pd.DataFrame) -> str:
    """Warn of prices far below the usual one (MARKDOWNS); "" where there are none."""
    if compared["price"].min() >= _DEEP_CUT * compared["price"].max():
        return ""
    return _("So deep a cut was hardly ever tried: take its amounts for a guess.")


def markdown_lines(compared: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Return how the money at each price adds up (MARKDOWNS), one column for each.

    Columns: line, and the choices.
    """
    told = {row.choice: _lines(row, currency) for row in rows(check(compared, MARKDOWNS))}
    lines = pd.DataFrame(told)
    return lines.rename_axis("line").reset_index()


def _lines(row: Row, currency: str) -> dict[str, str]:
    waiting = row.choice == markdown.KEEP
    gains = [row.gain, row.gain_weak, row.gain_strong]
    gain, weak, strong = ("–" if waiting else signed_money(each, currency) for each in gains)
    return {
        _("Price"): money(row.price, currency),
        _("Sold by the date"): whole(row.sold_units),
        _("Chance to clear"): share(row.cleared_chance),
        _("Takings until then"): signed_money(row.takings, currency),
        _("Keeping until then"): signed_money(-row.holding_cost, currency),
        _("Left then"): whole(row.left_units),
        _("What is left is worth"): signed_money(row.left_value, currency),
        _("Together"): money(row.money, currency),
        _("More than waiting"): gain,
        _("… if buyers respond weakly"): weak,
        _("… if they respond strongly"): strong,
    }
