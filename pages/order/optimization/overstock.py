"""Overstock: what lies there too much, and what a lower price for it would bring until a date."""

from datetime import date, timedelta
from math import isnan

import streamlit as st

from inventory_core.domain.columns import text
from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, money, rows, signed_money
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.domain.settings import Settings
from inventory_core.optimization import markdown
from inventory_core.optimization.markdown import Clearance, Terms
from inventory_core.optimization.markdown_words import (
    advice_sentence,
    after_label,
    after_sentence,
    assumed_sentence,
    buyers_label,
    choice_label,
    clearing_sentence,
    deep_cut_sentence,
    markdown_lines,
    overstock_sentence,
    response_sentence,
    unknown_price_sentence,
)
from inventory_core.optimization.price_response import (
    ASSUMED,
    USUALLY,
    PriceResponse,
)
from inventory_core.optimization.tables import OVERSTOCK_ON_SCREEN
from pages.shared import money_charts, session, tables
from pages.shared.product_labels import name_and_code, plain

_USUAL_DAYS = 56
"""A sale of eight weeks: long enough to be noticed, and over before the season is."""
_FEWEST_DAYS = 7


def show(settings: Settings) -> None:
    """Show all overstock, and let the seller look for a price that clears some of it."""
    plan, found = session.shop().plan, session.shop().overstock
    told = overstock_sentence(found, currency=settings.currency, cover_days=settings.cover_days)
    if found.empty:
        st.success(told, icon=":material/check_circle:")
        return
    st.markdown(plain(told))
    _show_table(found)
    st.subheader(_("A lower price"))
    left, right = st.columns([1, 2], gap="medium")
    with left:
        sku = _pick(found)
        row = next(rows(plan[plan["sku"] == sku]))
        until = _ask_date()
        terms = _ask_terms(row)
        response = _ask_response(row)
    with right:
        if terms is None:
            st.info(_("Enter price and cost to see what a lower price would bring."))
            return
        _show_prices(_clearance(row, until, terms), response, until=until, settings=settings)


def _show_table(found: Frame) -> None:
    columns = OVERSTOCK_ON_SCREEN
    tables.show(found, columns, key="overstock", pinned="sku", height=390)
    tables.download(_("Download the overstock"), found, columns, file_name="overstock.csv")


def _pick(found: Frame) -> str:
    names = zip(found["sku"], found["name"], strict=True)
    labels = {sku: name_and_code(sku, name) for sku, name in names}
    return st.selectbox(
        _("Product"), list(labels), format_func=labels.__getitem__, key="overstocked"
    )


def _ask_date() -> date:
    start = session.shop().past.demand.start
    return st.date_input(
        _("Gone by"),
        start + timedelta(days=_USUAL_DAYS),
        min_value=start + timedelta(days=_FEWEST_DAYS),
        max_value=start + timedelta(days=HORIZON_DAYS),
        format="YYYY-MM-DD",
        key="gone by",
    )


def _ask_terms(row: Row) -> Terms | None:
    every = [markdown.GOES_ON, markdown.SOLD_OFF, markdown.OVER]
    after = st.radio(
        _("After that day"),
        every,
        index=every.index(
            markdown.SOLD_OFF if row.one_shot or row.discontinued else markdown.GOES_ON
        ),
        format_func=after_label,
        key=f"after {row.sku}",
    )
    st.caption(after_sentence(after))
    salvage = session.shop().outlook.product(row.sku)["salvage_value"]
    with st.container(horizontal=True):
        price = _ask_money(_("Usual price"), row.price, key=f"usual price {row.sku}")
        cost = _ask_money(_("Cost"), row.cost, key=f"cost now {row.sku}")
        salvage = _ask_money(
            _("Salvage value"), 0.0 if isnan(salvage) else salvage, key=f"salvage {row.sku}"
        )
    if not price or cost is None:
        return None
    return Terms(
        price=price,
        cost=cost,
        holding_cost=row.holding_rate * cost / DAYS_A_YEAR,
        salvage_value=salvage or 0.0,
        after=after,
    )


def _ask_money(label: str, known: float, *, key: str) -> float | None:
    shown = None if isnan(known) else float(known)
    return st.number_input(label, 0.0, None, shown, format="%.2f", key=key, width=130)


def _ask_response(row: Row) -> PriceResponse:
    """Return how buyers respond: as measured, else as with similar products, else as assumed."""
    known = session.shop().past.price_response(row.sku)
    if known is not None:
        st.caption(plain(response_sentence(known, category=row.category)))
        return known.response
    buyers = st.segmented_control(
        _("Buyers of this product look at its price"),
        list(ASSUMED),
        default=USUALLY,
        required=True,
        format_func=buyers_label,
        key=f"buyers {row.sku}",
    )
    st.caption(assumed_sentence(ASSUMED[buyers]))
    return ASSUMED[buyers]


def _clearance(row: Row, until: date, terms: Terms) -> Clearance:
    shop = session.shop()
    return markdown.clearance(
        shop.outlook.forecast.product(row.sku),
        stock_units=row.on_hand - row.committed,
        extra_units=row.overstock_units,
        days=(until - shop.past.demand.start).days,
        terms=terms,
    )


def _show_prices(
    stock: Clearance, response: PriceResponse, *, until: date, settings: Settings
) -> None:
    sign = settings.currency
    if not stock.tells_a_price:
        st.info(
            plain(unknown_price_sentence(stock, until=until, currency=sign)),
            icon=":material/redeem:",
        )
        return
    compared = markdown.compare(stock, response)
    st.markdown(plain(clearing_sentence(stock, response, until=until, currency=sign)))
    st.markdown(f"**{plain(advice_sentence(compared, currency=sign))}**")
    st.caption(deep_cut_sentence(compared))
    _show_choices(compared, sign)
    figure = money_charts.markdown_chart(
        markdown.price_curve(stock, response), compared, currency=sign
    )
    st.plotly_chart(figure, key="markdown")
    with st.expander(_("How this adds up"), icon=":material/calculate:"):
        _show_lines(compared, settings, until=until)


def _show_choices(compared: Frame, sign: str) -> None:
    with st.container(horizontal=True):
        for row in rows(compared):
            usual = row.price == compared["price"].iloc[0]
            st.metric(
                choice_label(row.choice),
                money(row.price, sign),
                _("usual") if usual else signed_money(row.gain, sign),
                delta_color="off" if usual else "normal",
                delta_arrow="off" if usual else "auto",
                border=True,
                width="stretch",
            )


def _show_lines(compared: Frame, settings: Settings, *, until: date) -> None:
    lines = markdown_lines(compared, settings.currency)
    columns = {name: text(choice_label(name)) for name in lines.columns[1:]}
    tables.show(lines, {"line": text(), **columns}, key="markdown lines", height="content")
    st.caption(
        _(
            "Until {day}. Buyers who only buy earlier than they would have count as new ones, so a "
            "sale may bring somewhat less than this says."
        ).format(day=day(until))
    )
