"""What the service level means, and how high it is for each class of products."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.optimization import service
from inventory_core.optimization.plan_words import service_rule_label, service_rule_sentence
from inventory_core.optimization.tables import CLASS_LEVELS
from pages.shared import session, tables


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


def _keep_rule() -> None:
    rule = st.session_state["service rule"]
    session.store().save_settings(service_rule=rule)


def _edit_classes(settings: Settings) -> None:
    table = service.level_table(settings.class_levels)
    key = f"classes {settings.class_levels}"
    edited = service.levels_of(tables.edit(table, CLASS_LEVELS, key=key, hide_index=False))
    if edited != service.levels_of(table):
        session.store().save_settings(class_levels=edited)
        st.rerun()
