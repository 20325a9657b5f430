"""What the service level means, and how high it is for each class of products."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import Leaning, ServiceRule, Settings
from inventory_core.optimization import service
from inventory_core.optimization.plan_words import (
    leaning_label,
    leaning_sentence,
    service_rule_label,
    service_rule_sentence,
)
from inventory_core.optimization.tables import CLASS_LEVELS
from pages.shared import session, tables


def tell_of_new_rule(settings: Settings) -> None:
    """Say once to a shop from before what decides now, and how to go back."""
    if not settings.new_rule:
        return
    with st.container(border=True):
        st.markdown(
            _(
                "**How much to order is decided anew.** An order is judged by the stock that will "
                "be there when it arrives: what is lost before needs no stock. And costs decide "
                "how surely a product lasts, what a lost sale costs against what keeping stock "
                "does, where a service level of 95 % for all did before. What runs out before its "
                "order arrives is ordered in smaller numbers, what is cheap to keep in larger ones."
            )
        )
        with st.container(horizontal=True):
            st.button(_("Let costs decide"), type="primary", on_click=_keep_new_rule)
            st.button(_("Go back to a service level"), on_click=_go_back)


def _keep_new_rule() -> None:
    session.store().save_settings(new_rule=False)


def _go_back() -> None:
    session.store().save_settings(new_rule=False, service_rule=ServiceRule.LEVEL)


def choose(settings: Settings) -> None:
    """Let the seller choose what reorder points go by; a change is kept at once."""
    # What is kept is the truth, also when another tab has changed it.
    st.session_state["service rule"] = settings.service_rule
    st.segmented_control(
        _("Service level"),
        ServiceRule,
        format_func=service_rule_label,
        key="service rule",
        required=True,
        on_change=_keep_rule,
        label_visibility="collapsed",
    )
    st.caption(service_rule_sentence(settings.service_rule))
    if settings.service_rule == ServiceRule.CLASSES:
        _edit_classes(settings)
    if settings.service_rule == ServiceRule.COSTS:
        _choose_leaning(settings)


def _keep_rule() -> None:
    rule = st.session_state["service rule"]
    session.store().save_settings(service_rule=rule)


def _choose_leaning(settings: Settings) -> None:
    st.session_state["leaning"] = settings.leaning
    st.segmented_control(
        _("Which mistake would you rather make?"),
        Leaning,
        format_func=leaning_label,
        key="leaning",
        required=True,
        on_change=_keep_leaning,
    )
    st.caption(leaning_sentence(settings.leaning))


def _keep_leaning() -> None:
    session.store().save_settings(leaning=st.session_state["leaning"])


def _edit_classes(settings: Settings) -> None:
    table = service.level_table(settings.class_levels)
    key = f"classes {settings.class_levels}"
    edited = service.levels_of(tables.edit(table, CLASS_LEVELS, key=key, hide_index=False))
    if edited != service.levels_of(table):
        session.store().save_settings(class_levels=edited)
        st.rerun()
