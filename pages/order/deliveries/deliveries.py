"""Today's rounds to customers whom the seller brings orders: map, times, route sheet."""

from dataclasses import replace

import streamlit as st

from inventory_core.domain.errors import DocumentError, OrderError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import whole
from inventory_core.routing.places import read_place
from inventory_core.routing.rounds import Round
from inventory_core.routing.route_sheet import RouteSheet
from inventory_core.routing.words import called, comparison_sentence, hours, kilometres
from inventory_core.shop.deliveries import bringable, deliver, route_sheet
from pages.order.deliveries import driving
from pages.shared import session, widgets
from pages.shared.maps import rounds_map
from pages.shared.product_labels import plain

widgets.title(_("Deliveries"), _("Plan today’s rounds to those to whom you bring their orders."))
widgets.show_message()
shop = session.shop()
places = shop.outlook.deliveries


def choose_orders() -> tuple[int, ...]:
    """Let the seller choose what is brought today: all that can be, unless something else is."""
    can_be_brought = list(bringable(shop))
    if waiting := len(places) - len(can_be_brought):
        st.caption(
            ngettext(
                "{orders} order with a place cannot be brought now: nothing of it is there.",
                "{orders} orders with a place cannot be brought now: nothing of them is there.",
                waiting,
            ).format(orders=whole(waiting))
        )
    labels = {number: f"{number} · {called(places[number])}" for number in can_be_brought}
    chosen = st.multiselect(
        _("Orders to bring today"),
        can_be_brought,
        can_be_brought,
        format_func=labels.__getitem__,
    )
    return tuple(chosen)


def show_sums(sheet: RouteSheet) -> None:
    """Show what all rounds take, beside the order in which the orders came."""
    stops = sum(len(driven.visits) for driven in sheet.rounds.rounds)
    widgets.metrics(
        [
            (_("Stops"), whole(stops), ""),
            (_("Kilometres"), kilometres(sheet.rounds.metres), ""),
            (_("Hours"), hours(sheet.rounds.seconds), _("With the stays, and with waiting.")),
        ]
    )
    st.markdown(plain(comparison_sentence(sheet.rounds, sheet.task.as_they_came(sheet.rounds))))
    st.caption(sheet.road_sentence())


def offer_files(sheet: RouteSheet, key: object) -> None:
    """Offer the route sheet, for the printer and for spreadsheet programs."""
    with st.container(horizontal=True):
        try:
            content = session.latest(
                "route sheet", key, lambda: sheet.pdf(fonts=session.fonts(), now=session.now())
            )
        except DocumentError as error:
            st.warning(str(error))
        else:
            st.download_button(
                _("Route sheet as PDF"),
                content,
                file_name=f"{sheet.file_name}.pdf",
                mime="application/pdf",
                type="primary",
                icon=":material/picture_as_pdf:",
            )
        st.download_button(
            _("Route sheet as CSV"),
            sheet.csv(),
            file_name=f"{sheet.file_name}.csv",
            mime="text/csv",
            icon=":material/download:",
        )


def show_round(sheet: RouteSheet, number: int, driven: Round) -> None:
    """Show a round as text, which a telephone on the way shows too; each stop leads to a map."""
    st.subheader(_("Round {number}").format(number=number))
    st.markdown(plain(sheet.round_sentence(number, driven)))
    lines = [
        f"{plain(sheet.visit_sentence(stop, visit))} [{_('Map')}]({visit.stop.place.link})"
        for stop, visit in enumerate(driven.visits, start=1)
    ]
    st.markdown("\n\n".join(lines))
    st.button(
        _("All of this round was delivered"),
        icon=":material/done_all:",
        key=f"delivered {number}",
        on_click=keep_delivered,
        args=(tuple(visit.stop.number for visit in driven.visits),),
    )


def keep_delivered(numbers: tuple[int, ...]) -> None:
    """Keep a round as shipped, or say why not: orders may have changed since it was shown."""
    try:
        deliver(session.current(), numbers, now=session.now())
    except OrderError as error:
        widgets.warn_after_rerun(str(error))
        return
    widgets.say_after_rerun(
        _("Kept as shipped today. It can be taken back on the page Customer orders.")
    )


driving.ask()
if not places:
    st.info(
        _(
            "No open order has a place yet. On the page Customer orders, press “Bring it” beside "
            "an order and say where: then today’s rounds are planned here."
        ),
        icon=":material/inbox:",
    )
    st.page_link(
        "pages/order/customer_orders/customer_orders.py",
        label=_("Go to Customer orders"),
        icon=":material/arrow_forward:",
    )
    st.stop()
orders = choose_orders()
if not shop.settings.home:
    st.info(_("Type your own place above: rounds begin and end there."), icon=":material/home:")
    st.stop()
if not orders:
    st.info(_("Choose at least one order to bring."), icon=":material/inbox:")
    st.stop()
# Forecasts that are made behind the page change no round.
versions = replace(shop.outlook.versions, forecasts=0)
told = driving.ask_ways()
ways = None if told is None else told.to_json()
key = (versions, shop.settings, session.today(), orders, ways)
try:
    with st.spinner(_("Looking for the shortest rounds…")):
        sheet = session.latest("rounds", key, lambda: route_sheet(shop, orders, told=told))
except OrderError as error:
    st.warning(str(error))
    st.stop()
for sentence in sheet.left_out():
    st.warning(plain(sentence))
if sheet.rounds.rounds:
    show_sums(sheet)
    st.plotly_chart(
        rounds_map(sheet, read_place(shop.settings.home)), config={"displayModeBar": False}
    )
    offer_files(sheet, key)
    for number, driven in enumerate(sheet.rounds.rounds, start=1):
        show_round(sheet, number, driven)
