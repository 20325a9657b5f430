"""A stocktake: what is to be counted, scanned or typed, beside what the ledger says."""

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.errors import StockError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import rows, whole
from inventory_core.domain.stocktake import STOCKTAKE, STOCKTAKE_LINES
from inventory_core.ledger.stock_words import kind_label, worth_sentence
from inventory_core.ledger.stocktake import REASONS, scanned, worth_by_reason
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.stock import finish_stocktake, stocktake_so_far
from pages.shared import counting, session, tables, widgets
from pages.shared.product_labels import plain

_SCANNED = "scanned"
_BLIND = ("sku", "units", "name")


def show(outlook: Outlook) -> None:
    """Show the stocktake that is under way, or let the seller begin one."""
    lines = stocktake_so_far(outlook, before_sales=counting.before_sales())
    if lines.empty:
        _ask_what(outlook)
        return
    done = int(lines["units"].notna().sum())
    with st.container(border=True):
        st.subheader(_("Stocktake"))
        st.progress(
            done / len(lines),
            _("{done} of {all} products counted; it is kept until you finish it.").format(
                done=whole(done), all=whole(len(lines))
            ),
        )
        _ask_scan(outlook)
        _show_lines(lines)
        _ask_finish(outlook, lines)


def _ask_what(outlook: Outlook) -> None:
    """Ask which products are to be counted."""
    with st.expander(_("Take stock"), icon=":material/inventory:"):
        st.caption(
            _(
                "Count all products, a category, or some; type the numbers or scan the codes. What "
                "you have not counted stays as it is."
            )
        )
        products = outlook.products
        categories = sorted({one for one in products["category"].dropna() if one})
        category = st.selectbox(
            _("Category"), categories, index=None, placeholder=_("All"), key="counted category"
        )
        if category:
            products = products[products["category"] == category]
        some: list[str] = st.multiselect(
            _("Products"), products["sku"], placeholder=_("All of them"), key="counted products"
        )
        if st.button(_("Begin"), type="primary", icon=":material/play_arrow:"):
            session.store().stocktake.begin(some or products["sku"].tolist())
            st.rerun()


def _ask_scan(outlook: Outlook) -> None:
    """Ask for one code after the other; each adds one unit, or the number typed after it."""
    if problem := st.session_state.pop("not scanned", None):
        st.warning(problem)

    def keep() -> None:
        text = st.session_state[_SCANNED]
        st.session_state[_SCANNED] = ""
        if not text.strip():
            return
        try:
            session.store().stocktake.add(*scanned(text, outlook.codes))
        except StockError as error:
            st.session_state["not scanned"] = str(error)

    st.text_input(
        _("Scan or type a code"),
        key=_SCANNED,
        on_change=keep,
        placeholder=_("MUG adds one; MUG 12 adds twelve"),
    )


def _show_lines(lines: Frame) -> None:
    """Show what is to be counted, and keep what is typed at once."""
    blind = st.toggle(_("Count blind"), help=_("Does not show what should be there."))
    shown = _BLIND if blind else tuple(STOCKTAKE_LINES)
    # A scan changes what lies under the table: what was typed before must not stand over it.
    told = hash((*lines["units"].fillna(-1), *lines["reason"]))
    edited = tables.edit(
        lines,
        some_of(STOCKTAKE_LINES, *shown),
        key=f"stocktake {told}",
        options={"reason": {reason: kind_label(reason) for reason in REASONS}},
        fixed=[name for name in shown if name not in STOCKTAKE or name == "sku"],
        pinned="sku",
        height=420,
        placeholder="–",
    )
    if _keep_edits(lines, edited):
        st.rerun()


def _keep_edits(lines: Frame, edited: Frame) -> bool:
    """Keep what was typed, and tell whether anything was."""
    kept, before = session.store().stocktake, lines["units"]
    counted = edited["units"].ne(before) & ~(edited["units"].isna() & before.isna())
    for _place, row in edited[counted].iterrows():
        kept.put(row["sku"], None if row["units"] != row["units"] else float(row["units"]))
    if "reason" not in edited:
        return bool(counted.any())
    reasons = edited["reason"].fillna("")
    explained = reasons != lines["reason"]
    for sku, reason in zip(edited["sku"][explained], reasons[explained], strict=True):
        kept.explain(sku, reason)
    return bool(counted.any() or explained.any())


def _ask_finish(outlook: Outlook, lines: Frame) -> None:
    """Ask what becomes of what was not counted, and keep the counts."""
    missing = lines[lines["units"].isna()]
    none_left = False
    with st.container(horizontal=True):
        with st.popover(_("Finish"), icon=":material/done_all:"):
            known = lines["value"].dropna()
            if len(known):
                st.markdown(
                    _("The differences are worth {money}.").format(
                        money=plain(f"{session.shop().settings.currency}{known.sum():,.2f}")
                    )
                )
                _show_reasons(lines)
            if len(missing):
                none_left = st.radio(
                    _("{products} were not counted").format(products=whole(len(missing))),
                    [_("They stay as they are"), _("There are none left of them")],
                ) == _("There are none left of them")
            counting.ask_moment("stocktake when")
            if st.button(_("Keep as counted"), type="primary"):
                _finish(outlook, lines, none_left=none_left)
        if st.button(_("Give it up"), icon=":material/close:"):
            session.store().stocktake.give_up()
            widgets.say_after_rerun(_("Given up: your stock is as it was."))
            st.rerun()


def _show_reasons(lines: Frame) -> None:
    """Say what the differences are worth by the reasons that were chosen."""
    sign = session.shop().settings.currency
    worth = rows(worth_by_reason(lines))
    sentences = [worth_sentence(row.reason, row.value, sign) for row in worth]
    st.caption(plain(" · ".join(sentences)))


def _finish(outlook: Outlook, lines: Frame, *, none_left: bool) -> None:
    counted = lines.dropna(subset=["units"])
    if none_left:
        missing = lines["units"].isna()
        gone = {"units": 0.0, "difference": -lines["on_hand"]}
        counted = lines.assign(**{name: lines[name].mask(missing, to) for name, to in gone.items()})
    if counted.empty:
        st.warning(_("Nothing was counted yet."))
        return
    before = counting.before_sales()
    try:
        finish_stocktake(outlook, counted, before_sales=before, now=session.now())
    except StockError as error:
        st.warning(str(error))
        return
    widgets.say_after_rerun(
        _("{products} products are counted. It can be undone on the Upload page.").format(
            products=whole(len(counted))
        )
    )
    st.rerun()
