"""A schedule for the season: of one product, and for which products it would save money."""

from contextlib import suppress

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.domain.settings import Settings
from inventory_core.simulation.season import SeasonSchedule, Way, season_savings
from inventory_core.simulation.season_words import (
    costs_rule_sentence,
    order_now_sentence,
    savings_sentence,
    schedule_explanation,
    schedule_sentence,
    way_label,
)
from inventory_core.simulation.tables import SCHEDULE, SEASON_SAVINGS, SEASON_WAYS
from pages.shared import charts, session, tables
from pages.shared.long_run import LongRun
from pages.shared.product_labels import plain

_RUN, _FOUND = LongRun(name="season run"), "season found"


def show(sku: str, settings: Settings) -> None:
    """Offer to compare schedules of one product with its plan."""
    with st.expander(_("A schedule for the season"), icon=":material/event_repeat:"):
        if not st.toggle(_("Compare schedules with the plan"), key=f"schedule {sku}"):
            return
        try:
            found = session.shop().season_schedule(sku)
        except SettingsError as error:
            st.info(plain(str(error)), icon=":material/event_busy:")
            return
        _show_found(found, sku, settings)


def _show_found(found: SeasonSchedule, sku: str, settings: Settings) -> None:
    sign = settings.currency
    st.markdown(f"**{plain(schedule_sentence(found, currency=sign))}**")
    if found.is_sure:
        told = [order_now_sentence(found), costs_rule_sentence(found, currency=sign)]
        st.markdown(plain(" ".join(told)))
    _show_ways(found)
    if found.is_sure:
        _show_best(found, sku)
    st.caption("\n".join(f"- {plain(line)}" for line in schedule_explanation(found)))


def _show_best(found: SeasonSchedule, sku: str) -> None:
    left, right = st.columns(2)
    with left:
        st.markdown(_("**Expected stock**"))
        figure = charts.rules_chart(
            found.stock, "on_hand", y_title=_("Units on hand"), label=way_label
        )
        st.plotly_chart(figure, key="season stock")
    with right:
        st.markdown(f"**{way_label(found.best)}**")
        _show_schedule(found, sku)


def _show_ways(found: SeasonSchedule) -> None:
    columns = ("way", "total", "ordering", "holding", "lost_sales", "left_over", "fill_rate")
    tables.show(
        found.ways.sort_values("total", kind="stable"),
        some_of(SEASON_WAYS, *columns),
        key="season ways",
        words={"way": way_label},
    )


def _show_schedule(found: SeasonSchedule, sku: str) -> None:
    by_levels = found.best == Way.LEVELS
    decided = ("reorder_point", "order_up_to") if by_levels else ("order_units",)
    columns = some_of(SCHEDULE, "day", "demand", *decided)
    tables.show(found.schedule, columns, key="season schedule", height=330)
    tables.download(
        _("Download the schedule"),
        found.schedule,
        columns,
        file_name=f"schedule-{sku}.csv",
        key="download schedule",
    )


def show_savings(settings: Settings) -> None:
    """Offer to look for the products for which a schedule saves money."""
    with st.expander(
        _("Where a schedule for the season would save"), icon=":material/event_repeat:"
    ):
        seasonal = session.shop().seasonal_products
        if seasonal.empty:
            st.info(_("No product is expected to sell much more in one month than in another."))
            return
        # One place for both, so that nothing of the one is left while the other is shown.
        with st.empty().container():
            if _RUN.goes_on:
                _run(seasonal)
            else:
                _show_savings(seasonal, settings)


def _run(seasonal: Frame) -> None:
    shop, total = session.shop(), len(seasonal)
    before, found = _found_so_far()
    with _RUN.bar("") as bar:
        for done, sku in enumerate(seasonal["sku"].iloc[before:], start=before):
            bar.count(done, total, earlier=before)
            with suppress(SettingsError):  # its own schedule says why there is none
                found[sku] = shop.season_schedule(sku)
            st.session_state[_FOUND] = (shop.moment, done + 1, found)


def _found_so_far() -> tuple[int, dict[str, SeasonSchedule]]:
    """Return how many products were looked at, and the schedules found, if these still hold."""
    moment, looked_at, found = st.session_state.get(_FOUND, (None, 0, {}))
    return (looked_at, found) if moment == session.shop().moment else (0, {})


def _show_savings(seasonal: Frame, settings: Settings) -> None:
    looked_at, found = _found_so_far()
    if looked_at == 0:
        st.write(
            _(
                "Makes a schedule for each of the {products} products that sell much more in one "
                "month than in another, and compares it with the plan."
            ).format(products=whole(len(seasonal)))
        )
    if looked_at < len(seasonal):
        if looked_at:
            st.caption(
                _("Stopped after {done} of {total} products.").format(
                    done=whole(looked_at), total=whole(len(seasonal))
                )
            )
        label = _("Go on") if looked_at else _("Look for savings")
        st.button(label, icon=":material/play_arrow:", on_click=_RUN.start)
    if looked_at:
        _show_found_savings(found, looked_at, seasonal, settings)


def _show_found_savings(
    found: dict[str, SeasonSchedule], looked_at: int, seasonal: Frame, settings: Settings
) -> None:
    savings = season_savings(found, seasonal.set_index("sku")["name"])
    sentence = savings_sentence(
        saved=savings["saving"].sum(),
        products=len(savings),
        looked_at=looked_at,
        currency=settings.currency,
    )
    st.markdown(f"**{plain(sentence)}**")
    if savings.empty:
        return
    columns = ("sku", "name", "saving", "doubt", "plan_cost", "costs_rule_saving", "way")
    tables.show(
        savings,
        some_of(SEASON_SAVINGS, *columns),
        key="season savings",
        words={"way": way_label},
        pinned="sku",
    )
    st.caption(_("Each schedule stands under “One product”."))
