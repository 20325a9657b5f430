"""What lies there of one product and what moved it; what happened to it is told here too."""

import streamlit as st

from inventory_core.domain.errors import StockError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, money, whole
from inventory_core.imports.upload_words import channel_label
from inventory_core.ledger.moves import StockChange, last_told, ledger
from inventory_core.ledger.stock_words import TOLD_KINDS, kind_explanation, kind_label, place_label
from inventory_core.ledger.tables import LEDGER
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.stock import cost_by_receipts, count_stock, move_stock
from pages.shared import charts, counting, session, tables, widgets
from pages.shared.product_labels import name_and_code, plain


def show(sku: str) -> None:
    """Show the moves of a product in each place, and let the seller count it or tell of one."""
    outlook = session.shop().outlook
    own = outlook.moves[outlook.moves["sku"] == sku]
    with st.container(horizontal=True):
        _count_one(sku, outlook)
        _tell_move(sku, outlook)
        _offer_undo(own)
    if own.empty:
        st.info(
            _(
                "This product was never counted: nobody knows how many lie there. Count it here, "
                "or upload a stock file."
            ),
            icon=":material/help:",
        )
        return
    _show_costs(sku, outlook)
    for where in own["place"].unique():
        _show_place(own, str(where))
    st.caption(kind_explanation())


def _show_costs(sku: str, outlook: Outlook) -> None:
    """Show what its units cost by their receipts, beside the cost that the plan goes by."""
    cost, typed_cost = cost_by_receipts(outlook, sku), outlook.fact(sku, "cost")
    if cost is None:
        return
    sign = session.shop().settings.currency
    widgets.metrics(
        [
            (
                _("Cost by receipts"),
                money(cost, sign),
                _("The moving average of what the units on hand cost, freight included."),
            ),
            (
                _("Cost as typed"),
                "–" if typed_cost is None else money(typed_cost, sign),
                _("The plan goes by this one."),
            ),
        ]
    )


def _called(sku: str, outlook: Outlook) -> str:
    return name_and_code(sku, outlook.names_by_code.get(sku, ""))


def _count_one(sku: str, outlook: Outlook) -> None:
    """Ask how many of a product lie there."""
    with st.popover(_("Count it"), icon=":material/pin:"), st.form(f"count {sku}", border=False):
        units = st.number_input(_("On the shelf"), 0, value=None, step=1)
        today = session.today()
        on = st.date_input(_("Counted on"), today, max_value=today)
        counting.ask_moment("count it when")
        if st.form_submit_button(_("Keep"), type="primary"):
            if units is None:
                st.warning(_("Type how many lie there; 0 where there are none."))
                return
            before = counting.before_sales()
            told = {sku: float(units)}
            count_stock(outlook, told, on=on, before_sales=before, now=session.now())
            _say(
                _("Counted: {units} of {product}.").format(
                    units=whole(units), product=_called(sku, outlook)
                )
            )


def _tell_move(sku: str, outlook: Outlook) -> None:
    """Ask what happened to a product beside sales, receipts and counts."""
    label = _("Something happened to it")
    with st.popover(label, icon=":material/edit_note:"), st.form(f"move {sku}", border=False):
        kind = st.selectbox(_("What happened"), TOLD_KINDS, format_func=kind_label)
        units = st.number_input(
            _("Units"), value=1, step=1, help=_("Only a correction may be below 0.")
        )
        today = session.today()
        on = st.date_input(_("On"), today, max_value=today)
        place = st.text_input(_("Sent where"), help=_("Such as Amazon; only of what was sent."))
        note = st.text_input(_("Your note"), max_chars=200)
        if st.form_submit_button(_("Keep"), type="primary"):
            change = StockChange(kind=kind, on=on, place=place.strip(), note=note.strip())
            try:
                move_stock(outlook, {sku: float(units)}, change, now=session.now())
            except StockError as error:
                st.warning(str(error))
                return
            _say(
                _("Kept: {kind}, {product}.").format(
                    kind=kind_label(kind), product=_called(sku, outlook)
                )
            )


def _offer_undo(moves: Frame) -> None:
    """Let the seller take back what he told last of a product."""
    last = last_told(moves)
    if last is None:
        return
    label = _("Take back: {kind}, {day}").format(
        kind=kind_label(last["kind"]), day=day(last["day"])
    )
    if st.button(label, icon=":material/undo:"):
        session.store().moves.take_back(int(last["document"]))
        _say(_("Taken back."))


def _show_place(moves: Frame, place: str) -> None:
    """Show the moves in one place, the newest first, and the stock that they add up to."""
    today = session.today()
    lines = ledger(moves[moves["place"] == place])
    st.markdown(
        _("**{place}**: {units} on hand.").format(
            place=plain(place_label(place)), units=whole(lines["left"].iloc[-1])
        )
    )
    if lines["day"].iloc[0].date() < today:  # a single day is no history
        st.plotly_chart(charts.stock_history(lines, until=today), key=f"history {place}")
    tables.show(
        lines[::-1],
        LEDGER,
        key=f"ledger {place}",
        words={"kind": kind_label, "document": channel_label},
        height=420,
    )


def _say(message: str) -> None:
    """Show the page anew, with what was done."""
    widgets.say_after_rerun(plain(message))
    st.rerun()
