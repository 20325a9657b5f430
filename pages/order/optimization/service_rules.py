"""What the service level means, and how high it is for each class of products."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.optimization import service
from inventory_core.optimization.rule_words import (
    leaning_label,
    leaning_sentence,
    service_rule_label,
    service_rule_sentence,
)
from inventory_core.optimization.tables import CLASS_LEVELS
from pages.order.optimization import sliders
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
    title = _("What decides how sure")
    _choose_one("service_rule", settings, title, service_rule_label)
    st.caption(service_rule_sentence(settings.service_rule))
    if settings.service_rule == ServiceRule.COSTS:
        sliders.tune_level(settings)
    if settings.service_rule == ServiceRule.CLASSES:
        _edit_classes(settings)


def ask_leaning(settings: Settings) -> None:
    """Ask which mistake the seller would rather make, where costs decide how sure."""
    if settings.service_rule == ServiceRule.COSTS:
        title = _("Which mistake would you rather make?")
        _choose_one("leaning", settings, title, leaning_label)
        st.caption(leaning_sentence(settings.leaning))


def _choose_one(name: str, settings: Settings, title: str, label: Callable[[Any], str]) -> None:
    """Offer every choice that a setting has."""
    key = name.replace("_", " ")
    kept: StrEnum = getattr(settings, name)
    # What is kept is the truth, also when another tab has changed it.
    st.session_state[key] = kept
    st.segmented_control(
        title,
        list(type(kept)),
        format_func=label,
        key=key,
        required=True,
        on_change=_keep,
        args=(name, key),
    )


def _keep(name: str, key: str) -> None:
    sliders.keep(**{name: st.session_state[key]})


def _edit_classes(settings: Settings) -> None:
    table = service.level_table(settings.class_levels)
    key = f"classes {settings.class_levels}"
    edited = service.levels_of(tables.edit(table, CLASS_LEVELS, key=key, hide_index=False))
    if edited != service.levels_of(table):
        sliders.keep(class_levels=edited)
        st.rerun()
