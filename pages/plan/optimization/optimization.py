"""What to order now, under settings that the seller tunes with sliders."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext, together
from inventory_core.domain.numbers import rows as rows_of
from inventory_core.domain.numbers import whole
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
from pages.plan.optimization import (
    one_shot,
    overstock,
    purchases,
    service_rules,
    sliders,
    uncounted,
    with_budget,
)
from pages.shared import comparison, expectations, look_over, one_product, session, tables, widgets
from pages.shared.product_labels import plain

st.title(_("Optimization"))
widgets.show_message()
widgets.need_sales()

uncounted.show()
settings = sliders.tune()
service_rules.tell_of_new_rule(settings)
service_rules.choose(settings)
plan = session.shop().plan
plan = plan.assign(reason=session.shop().reasons(plan))
to_order = plan[plan["order_units"] > 0]
widgets.metrics(plan_figures(plan, settings.currency))
planned_for = planned_for_sentence(session.shop().whole_plan.wait)
unpriced = int(to_order["unit_cost"].isna().sum())
without_cost = ngettext(
    "{products} product without a cost is not in the spend.",
    "{products} products without a cost are not in the spend.",
    unpriced,
).format(products=whole(unpriced))
told = [planned_for, *([without_cost] if unpriced else [])]
st.caption(together(*told, stands_on_sentence(session.shop().standing)))
purchases.tell_of_orders()
comparison.tell_if_not_final()

PLAN, BUDGET = _("Plan of all products"), _("With a budget")
PRODUCT, ONE_SHOT, OVERSTOCK = _("One product"), _("One-shot buys"), _("Overstock")
section = st.segmented_control(
    _("Section"),
    [PLAN, BUDGET, PRODUCT, ONE_SHOT, OVERSTOCK],
    default=PLAN,
    required=True,
    label_visibility="collapsed",
    key="section",
)


def show_plan() -> None:
    """Show the plan of all products and offer the purchase list."""
    left, middle, right = st.columns([2, 1.4, 1.4], vertical_alignment="bottom")
    shown = left.toggle(_("Only what is to be ordered now"), value=not to_order.empty)
    everyone = _("All suppliers")
    suppliers = [everyone, *sorted(set(to_order["supplier"]))]
    supplier = middle.selectbox(
        _("Supplier of the purchase list"),
        suppliers,
        format_func=supplier_label,
    )
    chosen = None if supplier == everyone else supplier
    with right:
        purchases.download(plan, key="download plan", supplier=chosen)
    look_over.show()
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
    rows = to_order if shown else plan
    if rows.empty:
        st.success(_("Nothing has to be ordered now."), icon=":material/check_circle:")
    else:
        tables.show(
            rows.sort_values(["order_by", "spend"], ascending=[True, False]),
            PLAN_ON_SCREEN,
            key="plan",
            pinned="sku",
            height=560,
        )


def show_sensitivity() -> None:
    """Say which settings matter, so that nobody worries about the others."""
    with st.expander(_("Which settings matter"), icon=":material/tune:"):
        if st.toggle(_("Plan again with each setting somewhat lower and higher")):
            sentences = sensitivity_sentences(
                session.shop().sensitivity, orders=len(to_order), currency=settings.currency
            )
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


if section == PLAN:
    show_plan()
    show_sensitivity()
elif section == BUDGET:
    with_budget.show(settings)
elif section == PRODUCT:
    if sku := widgets.pick_product():
        one_product.show(sku, settings)
elif section == ONE_SHOT:
    one_shot.show(settings)
else:
    overstock.show(settings)
expectations.keep()
