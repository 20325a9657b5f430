"""One product under several names: suggestions, what was made one, and how it comes apart."""

import streamlit as st

from inventory_core.domain.frames import Frame, matching
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, rows, whole
from pages.shared import product_labels, session, widgets

SHOWN = 20
"""Suggestions or aliases on the screen at a time."""

_COLUMNS = (8, 1, 8, 8)


def show() -> None:
    """Show what is probably one product, what was made one, and a way to do it by hand."""
    st.subheader(_("One product, many names"))
    outlook = session.shop().outlook
    with st.spinner(_("Comparing names…")):
        names, pairs = outlook.names, outlook.same_products
    if pairs.empty:
        _say_why_there_are_none(names)
    else:
        _show_suggestions(pairs)
    _show_aliases(names)
    _ask_for_two(names)


def _say_why_there_are_none(names: Frame) -> None:
    if len(set(names["channel"]) - {""}) > 1:
        st.success(
            _("No two products look alike any more. New ones are compared with each upload."),
            icon=":material/check_circle:",
        )
        return
    st.info(
        _(
            "All sales come from one channel so far. Upload the export of another one, and "
            "products that are probably the same are shown here."
        ),
        icon=":material/join:",
    )


# Suggestions


def _show_suggestions(pairs: Frame) -> None:
    st.caption(
        _(
            "These are probably the same. Made one, their sales and stock are added up, and the "
            "product on the left lends its code and name. It can be taken apart again."
        )
    )
    with st.container(gap="xsmall"):
        for pair in rows(pairs.head(SHOWN)):
            with st.container(border=True, gap=None):
                _show_pair(pair)
    if len(pairs) > SHOWN:
        st.caption(
            _("… and {number} more, once these are decided").format(
                number=whole(len(pairs) - SHOWN)
            )
        )


def _show_pair(pair: Row) -> None:
    key = f"{pair.sku} {pair.other}"
    left, middle, right, buttons = st.columns(_COLUMNS, vertical_alignment="center")
    first = (pair.sku, pair.name, pair.channel, pair.units)
    second = (pair.other, pair.other_name, pair.other_channel, pair.other_units)
    if st.session_state.get(f"swapped {key}"):
        first, second = second, first
    with left:
        _show_code(*first, style="**")
    with right:
        _show_code(*second)
    middle.button(
        "",
        icon=":material/swap_horiz:",
        type="tertiary",
        key=f"swap {key}",
        on_click=_swap,
        args=(f"swapped {key}",),
        help=_("Let the other one lend code and name."),
    )
    with buttons.container(horizontal=True, horizontal_alignment="right"):
        if st.button(_("Same product"), key=f"same {key}"):
            _make_one(second[0], product=first[0])
        if st.button(_("Different"), key=f"different {key}", type="tertiary"):
            session.store().keep_apart(pair.sku, pair.other)
            widgets.say_after_rerun(_("Noted: these are two products."))
            st.rerun()


def _show_code(sku: str, name: str, channel: str, units: float, *, style: str = "") -> None:
    short, full = product_labels.short_name(sku, name), name or sku
    facts = product_labels.details(sku=sku, name=name, channel=channel, units=units)
    st.markdown(
        f"{style}{product_labels.plain(short)}{style}  \n:small[:gray[{facts}]]",
        help=product_labels.plain(full) if short != full else None,
    )


def _swap(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key, False)


def _make_one(sku: str, *, product: str) -> None:
    session.store().make_alias(sku, product=product)
    labels = product_labels.labels(session.shop().outlook.names)
    widgets.say_after_rerun(
        _("“{other}” counts as “{product}” from now on.").format(
            other=product_labels.plain(labels[sku]), product=product_labels.plain(labels[product])
        )
    )
    st.rerun()


# What was made one


def _show_aliases(names: Frame) -> None:
    aliases = names[names["product"] != ""]
    if aliases.empty:
        return
    with st.expander(
        _("What was made one: {number}").format(number=whole(len(aliases))), icon=":material/link:"
    ):
        if len(aliases) > SHOWN:
            search = st.text_input(_("Search"), key="search aliases")
            aliases = matching(aliases, search, ["sku", "name", "product"])
        labels = product_labels.labels(names)
        for alias in rows(aliases.sort_values(["product", "sku"]).head(SHOWN)):
            _show_alias(alias, labels.get(alias.product, alias.product))


def _show_alias(alias: Row, product: str) -> None:
    left, right, button = st.columns((9, 9, 4), vertical_alignment="center")
    with left:
        _show_code(alias.sku, alias.name, alias.channel, alias.units)
    right.markdown(_("counts as **{product}**").format(product=product_labels.plain(product)))
    if button.button(_("Take apart"), key=f"apart {alias.sku}", icon=":material/link_off:"):
        session.store().take_apart(alias.sku)
        widgets.say_after_rerun(_("Taken apart: these are two products again."))
        st.rerun()


def _ask_for_two(names: Frame) -> None:
    """Let the seller make any two products one, whatever they are called."""
    own = names[names["product"] == ""]
    labels = product_labels.labels(own)
    with st.expander(_("Make two products one by hand"), icon=":material/add_link:"):
        left, right, button = st.columns((9, 9, 4), vertical_alignment="bottom")
        product, sku = (
            place.selectbox(
                label,
                list(labels),
                None,
                format_func=labels.__getitem__,
                placeholder=_("Type a code or a name"),
                key=key,
            )
            for place, label, key in (
                (left, _("Main product"), "main product"),
                (right, _("Is the same as"), "same as main product"),
            )
        )
        ready = bool(product and sku and product != sku)
        if button.button(_("Same product"), disabled=not ready, key="same by hand"):
            _make_one(str(sku), product=str(product))
