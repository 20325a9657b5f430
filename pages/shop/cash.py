"""What is to be paid in the coming weeks if the plan is followed, and what the stock is worth."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import together
from inventory_core.optimization.plan_words import planned_for_sentence
from inventory_core.simulation.cash_words import (
    cash_explanation,
    cash_figures,
    cash_gaps,
    cash_sentence,
    funds_sentence,
    no_costs_sentence,
    payment_list,
)
from inventory_core.simulation.tables import PAYMENTS_ON_SCREEN
from pages.shared import money_charts, session, tables, widgets
from pages.shared.product_labels import plain

widgets.title(_("Cash"), _("See what is to be paid, and whether the money lasts."))
widgets.show_message()
widgets.need_sales()
shop = session.shop()
if shop.plan["cost"].isna().all():
    st.info(
        no_costs_sentence(),
        icon=":material/sell:",
    )
    st.page_link(
        "pages/products/products/products.py",
        label=_("Add costs on the Products page"),
        icon=":material/arrow_forward:",
    )
    st.stop()

with st.spinner(_("Looking ahead…")):
    ahead = shop.cash
sign = shop.settings.currency


def show_numbers() -> None:
    """Show what is to be paid and what comes in, soon and in all."""
    st.subheader(plain(cash_sentence(ahead, currency=sign)))
    widgets.metrics(cash_figures(ahead, currency=sign))
    planned = planned_for_sentence(shop.whole_plan.wait)
    st.caption(plain(together(planned, *cash_gaps(ahead, currency=sign))))


def ask_funds() -> None:
    """Ask what the shop has and what else goes out, and say whether it lasts."""
    st.subheader(_("Does the money last?"))
    told = funds_sentence(shop.funds, shop.lack, currency=sign, today=session.today())
    st.markdown(plain(told))
    left, right = st.columns([1, 2])
    with left, st.form("funds"):
        balance = st.number_input(
            _("In your account today {sign}").format(sign=sign),
            value=shop.settings.balance,
            step=100.0,
            help=_("Kept with its day. It counts for a week, then type the new one."),
        )
        costs = st.number_input(
            _("Goes out each week beside goods {sign}").format(sign=sign),
            min_value=0.0,
            value=shop.settings.weekly_costs,
            step=10.0,
            help=_("Fees of marketplaces, postage, rent, taxes, and what you live on."),
        )
        if st.form_submit_button(_("Keep"), icon=":material/check:"):
            on = "" if balance is None else session.today().isoformat()
            session.store().save_settings(balance=balance, balance_on=on, weekly_costs=costs)
            widgets.say_after_rerun(_("Kept."))
            st.rerun()
    if shop.balances is not None:
        right.plotly_chart(
            money_charts.balances_chart(shop.balances, currency=sign), key="balances"
        )


def show_hint() -> None:
    """Say what is taken where no supplier has terms of payment."""
    if shop.outlook.terms.suppliers[["deposit_share", "balance_days"]].any(axis=None):
        return
    st.info(
        _(
            "Everything is taken as paid when it arrives. Do your suppliers want a deposit, or "
            "give you time to pay?"
        ),
        icon=":material/local_shipping:",
    )
    st.page_link(
        "pages/data/suppliers.py",
        label=_("Say so on the Suppliers page"),
        icon=":material/arrow_forward:",
    )


def show_charts() -> None:
    """Show payments and stock over time."""
    left, right = st.columns(2)
    with left:
        st.subheader(_("Payments"))
        st.plotly_chart(money_charts.payments_chart(ahead.weeks, currency=sign), key="payments")
    with right:
        st.subheader(_("Stock at cost"))
        st.plotly_chart(
            money_charts.stock_value_chart(ahead.stock_values(), currency=sign), key="stock value"
        )


def show_payments() -> None:
    """Show each payment to come, and offer them as a file."""
    st.subheader(_("Coming payments"))
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    only_now = left.toggle(_("Only for what is to be ordered now"))
    payments = ahead.payments
    if only_now:
        of_today = payments["ordered_on"] == ahead.weeks["first_day"].iloc[0]
        payments = payments[of_today & ~payments["placed"]]
    payments = payment_list(payments)
    columns = PAYMENTS_ON_SCREEN
    with right:
        tables.download(
            _("Download these payments"),
            payments,
            columns,
            file_name="payments.csv",
            disabled=payments.empty,
            width="stretch",
        )
    if payments.empty:
        st.success(_("There is nothing to pay."), icon=":material/check_circle:")
        return
    tables.show(payments, columns, key="coming payments", height=560)


show_numbers()
ask_funds()
show_hint()
show_charts()
show_payments()
with st.expander(_("What is assumed"), icon=":material/info:"):
    st.markdown("\n".join(f"- {line}" for line in cash_explanation()))
