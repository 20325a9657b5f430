"""What the service level means, and how high it is for each class of products."""

import pandas as pd
import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import RANGES, ServiceRule, Settings
from inventory_core.optimization.plan_words import service_rule_label, service_rule_sentence
from pages.shared import session


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
    smallest, largest = (100 * limit for limit in RANGES["service_level"])
    levels = [100 * level for level in settings.class_levels]
    table = pd.DataFrame(
        {steadiness: levels[place::3] for place, steadiness in enumerate("XYZ")}, index=list("ABC")
    )
    column = st.column_config.NumberColumn
    edited = st.data_editor(
        table,
        column_config={
            "X": column(_("X steady, %"), min_value=smallest, max_value=largest, required=True),
            "Y": column(_("Y varying, %"), min_value=smallest, max_value=largest, required=True),
            "Z": column(_("Z erratic, %"), min_value=smallest, max_value=largest, required=True),
        },
        key=f"classes {settings.class_levels}",
    )
    if not edited.equals(table):
        levels = tuple((edited.to_numpy().ravel() / 100).round(4).tolist())
        session.store().save_settings(class_levels=levels)
        st.rerun()
