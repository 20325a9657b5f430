"""The shop's sliders: each change is kept at once, so that every page and tab plans alike."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import RANGES, ServiceRule, Settings
from pages.shared import session

_DEAREST_ORDER = 200.0
"""End of the slider; a seller with dearer orders has set so in the database already."""
_STEPS = "steps of the sliders"
"""Settings as they were before each step of this tab, the newest last."""


@dataclass(frozen=True, kw_only=True)
class Knob:
    """One slider: its setting, and how that is shown; `scale` turns 0.95 into 95 %."""

    setting: str
    label: str
    explanation: str
    step: float
    scale: float = 1.0

    def shown(self, value: float) -> float:
        """Return a setting as the slider shows it: whole where its steps are whole."""
        scaled = round(value * self.scale, 4)
        return int(scaled) if isinstance(self.step, int) else float(scaled)


def tune(settings: Settings) -> None:
    """Show the sliders at the shop's settings."""
    knobs = _knobs() if settings.service_rule == ServiceRule.COSTS else (*_knobs(), _level())
    for column, knob in zip(st.columns(len(knobs)), knobs, strict=True):
        with column:
            _show(knob, settings)


def tune_level(settings: Settings) -> None:
    """Show the slider of the service level, for what has no cost or price where costs decide."""
    _show(_level(), settings)


def offer_undo() -> None:
    """Offer to take the last step of a slider or choice back."""
    steps: list[dict[str, Any]] = st.session_state.setdefault(_STEPS, [])
    st.button(
        _("Undo the last step"),
        icon=":material/undo:",
        disabled=not steps,
        on_click=_take_back,
        key="undo a step",
    )


def keep(**changes: Any) -> None:
    """Keep settings that the seller moved, as a step that can be taken back."""
    settings = session.current().settings
    before = {name: getattr(settings, name) for name in changes}
    st.session_state.setdefault(_STEPS, []).append(before)
    session.store().save_settings(**changes)


def _take_back() -> None:
    session.store().save_settings(**st.session_state[_STEPS].pop())


def _show(knob: Knob, settings: Settings) -> None:
    value = getattr(settings, knob.setting)
    smallest, largest = RANGES[knob.setting]
    if knob.setting == "order_cost":
        largest = max(_DEAREST_ORDER, value)
    # What is kept is the truth, also when another tab has changed it.
    st.session_state[knob.setting] = knob.shown(value)
    st.slider(
        knob.label,
        knob.shown(smallest),
        knob.shown(largest),
        step=knob.step,
        key=knob.setting,
        help=knob.explanation,
        on_change=_keep,
        args=(knob.setting, knob.scale),
    )


def _keep(setting: str, scale: float) -> None:
    value = st.session_state[setting] if scale == 1 else st.session_state[setting] / scale
    keep(**{setting: value})


def _level() -> Knob:
    return Knob(
        setting="service_level",
        label=_("Service level, %"),
        explanation=_("Chance that a product lasts until the next order has arrived."),
        step=0.5,
        scale=100,
    )


def _knobs() -> tuple[Knob, ...]:
    return (
        Knob(
            setting="holding_rate",
            label=_("Holding cost, %"),
            explanation=_("What keeping a unit for a year costs, as a share of its cost."),
            step=1,
            scale=100,
        ),
        Knob(
            setting="order_cost",
            label=_("Cost per order"),
            explanation=_("What ordering a product costs in any quantity: freight, time, fees."),
            step=1.0,
        ),
        Knob(
            setting="review_period_days",
            label=_("Days between orders"),
            explanation=_("How often you look at this plan and order."),
            step=1,
        ),
        Knob(
            setting="lead_time_allowance_days",
            label=_("Extra days on the way"),
            explanation=_("Days added to every lead time, for holidays or trouble ahead."),
            step=1,
        ),
    )
