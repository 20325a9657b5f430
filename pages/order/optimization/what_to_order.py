"""The one list of what to order: of all suppliers or one, with or without a limit of money."""

import streamlit as st

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext, together
from inventory_core.domain.numbers import rows as rows_of
from inventory_core.domain.numbers import whole
from inventory_core.domain.settings import Settings
from inventory_core.optimization.plan_words import (
    plan_figures,
    planned_for_sentence,
    stands_on_sentence,
)
from inventory_core.optimization.rule_words import sensitivity_sentences
from inventory_core.optimization.supplier_orders import added_for_minimum
from inventory_core.optimization.supplier_terms import missing_for_minimum
from inventory_core.optimization.supplier_words import (
    minimum_reached_sentence,
    supplier_label,
    supplier_minimum_sentence,
)
from inventory_core.optimization.tables import PLAN_ON_SCREEN
from pages.order.optimization import budget, purchases
from pages.shared import comparison, look_over, money_to_spend, session, tables, widgets
from pages.shared.product_labels import plain


def show(settings: Settings) -> None:
    """Show what to order, for all the money that it takes or for what the seller has."""
    shop = session.shop()
    limit, only_ordered, supplier = _ask(shop.plan, settings)
    if limit is None:
        # Why nothing is ordered is told where that is looked at: a thousand reasons take a while.
        told = shop.plan[shop.plan["order_units"] > 0] if only_ordered else shop.plan
        listed = told.assign(reason=shop.reasons(told))
        widgets.metrics(plan_figures(_of(shop.plan, supplier), settings.currency))
    else:
        purchase, listed = money_to_spend.buy(limit)
        budget.show_figures(purchase, listed, settings)
    _say_what_it_stands_on(listed)
    purchases.tell_of_orders()
    comparison.tell_if_not_final()
    purchases.offer(listed, supplier=supplier)
    look_over.show()
    _tell_of_minimums(listed, settings)
    shown = _of(listed, supplier)
    _show_list(shown[shown["order_units"] > 0] if only_ordered else shown)
    if limit is not None and listed["order_units"].any():
        budget.show_more(purchase, settings)


def _of(plan: Frame, supplier: str | None) -> Frame:
    """Return what of a plan is of one supplier; all of it where none is chosen."""
    return plan if supplier is None else plan[plan["supplier"] == supplier]


def _ask(plan: Frame, settings: Settings) -> tuple[float | None, bool, str | None]:
    """Ask for the money, whether only what is ordered is shown, and of which supplier."""
    to_order = plan[plan["order_units"] > 0]
    left, middle, right = st.columns([1, 1, 1.2], vertical_alignment="bottom")
    with left:
        limit = money_to_spend.ask(settings, key="budget")
    everyone = _("All suppliers")
    supplier = middle.selectbox(
        _("Supplier"), [everyone, *sorted(set(plan["supplier"]))], format_func=supplier_label
    )
    only_ordered = right.toggle(_("Only what is to be ordered now"), value=not to_order.empty)
    return limit, only_ordered, None if supplier == everyone else supplier


def _say_what_it_stands_on(plan: Frame) -> None:
    unpriced = int(plan.loc[plan["order_units"] > 0, "unit_cost"].isna().sum())
    without_cost = ngettext(
        "{products} product without a cost is not in the spend.",
        "{products} products without a cost are not in the spend.",
        unpriced,
    ).format(products=whole(unpriced))
    told = [
        planned_for_sentence(session.shop().whole_plan.wait),
        *([without_cost] if unpriced else []),
        stands_on_sentence(session.shop().standing),
    ]
    st.caption(together(*told))


def _tell_of_minimums(plan: Frame, settings: Settings) -> None:
    """Say what the smallest orders of suppliers add, and which of them are not reached."""
    for added in rows_of(added_for_minimum(plan)):
        st.info(
            plain(minimum_reached_sentence(added, settings.currency)),
            icon=":material/local_shipping:",
        )
    for small in rows_of(missing_for_minimum(plan, session.shop().outlook.terms.suppliers)):
        st.warning(
            plain(supplier_minimum_sentence(small, settings.currency)),
            icon=":material/local_shipping:",
        )


def _show_list(listed: Frame) -> None:
    if listed.empty:
        st.success(_("Nothing has to be ordered now."), icon=":material/check_circle:")
        return
    tables.show(
        listed.sort_values(["order_by", "spend"], ascending=[True, False]),
        PLAN_ON_SCREEN,
        key="plan",
        pinned="name",
        height=640,
    )


def show_sensitivity(settings: Settings) -> None:
    """Say which settings matter, so that nobody worries about the others."""
    st.subheader(_("Which settings matter"))
    if st.toggle(_("Plan again with each setting somewhat lower and higher")):
        orders = int((session.shop().plan["order_units"] > 0).sum())
        sentences = sensitivity_sentences(
            session.shop().sensitivity, orders=orders, currency=settings.currency
        )
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))
