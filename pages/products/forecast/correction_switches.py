"""What of a product's sales is no usual demand, in words, each with a switch."""

import streamlit as st

from inventory_core.corrections.corrections import usual_pace
from inventory_core.corrections.ranges import WHOLE_SHOP
from inventory_core.corrections.words import correction_sentences
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, rows
from pages.shared import session

_SHOWN = 30


def show(sku: str, corrections: Frame) -> None:
    """Show what was corrected (CORRECTIONS of one product and the shop), the latest first."""
    number = int(corrections["active"].sum())
    label = _("Corrections: {number}").format(number=number) if number else _("Corrections")
    with st.expander(label, icon=":material/rule:"):
        st.caption(
            _(
                "The forecast learns from usual demand. These days show more or less than that; "
                "switch off what you know better. Promotions and closures to come are typed on the "
                "Calendar page."
            )
        )
        if corrections.empty:
            st.write(_("Nothing needed correcting."))
        _show_switches(sku, corrections.sort_values("first_day", ascending=False))
        st.page_link(
            "pages/data/calendar.py", label=_("Calendar"), icon=":material/calendar_month:"
        )


def _show_switches(sku: str, corrections: Frame) -> None:
    shown = corrections.head(_SHOWN)
    past = session.shop().past
    pace = usual_pace(past.demand, shown.assign(sku=sku))
    sentences = correction_sentences(shown, pace.tolist())
    for row, sentence in zip(rows(shown), sentences, strict=True):
        key = f"correction {row.sku} {row.kind} {row.first_day:%Y-%m-%d} {past.version}"
        told = _("{sentence} (all products)").format(sentence=sentence)
        st.toggle(
            told if row.sku == WHOLE_SHOP else sentence,
            value=bool(row.active),
            key=key,
            on_change=_switch,
            args=(row, key),
        )
    if len(corrections) > len(shown):
        st.caption(_("… and {number} older ones").format(number=len(corrections) - len(shown)))


def _switch(row: Row, key: str) -> None:
    session.store().switch_correction(
        row.sku,
        row.kind,
        first_day=row.first_day.date(),
        last_day=row.last_day.date(),
        active=bool(st.session_state[key]),
    )
