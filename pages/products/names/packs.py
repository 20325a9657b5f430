"""Packs and kits: what each sale of them takes, suggested, typed and kept."""

import streamlit as st

from inventory_core.domain.frames import COMPONENTS, Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, rows, whole
from inventory_core.naming.packs import check_components, with_pack
from pages.shared import kept_tables, product_labels, session, widgets

_SHOWN = 20


def show() -> None:
    """Show what is probably a pack, a way to name one, and the table of all."""
    st.subheader(_("Packs and kits"))
    st.caption(
        _(
            "What you sell as “pack of 3” or as a kit takes stock of the products in it. The "
            "forecast counts those products; stock counted under a pack's own code is left out."
        )
    )
    outlook = session.shop().outlook
    names, components = outlook.names, outlook.components
    labels = product_labels.labels(names)
    own = {sku: labels[sku] for sku in names.loc[names["product"] == "", "sku"]}
    with st.spinner(_("Comparing names…")):
        suggestions = outlook.packs_to_add
    _show_suggestions(suggestions, labels)
    products = _products(own, components)
    _ask_for_one(own, products, components)
    if components.empty:
        st.info(
            _("No pack yet: choose above what you sell, what is in it and how many units."),
            icon=":material/inventory_2:",
        )
    else:
        _edit(components, labels, products)


def _products(own: dict[str, str], components: Frame) -> dict[str, str]:
    """Return what to call each product that a pack may consist of."""
    packs = set(components["sku"])
    known = {sku: label for sku, label in own.items() if sku not in packs}
    return {sku: sku for sku in components["component"]} | known


def _show_suggestions(packs: Frame, labels: dict[str, str]) -> None:
    with st.container(gap="xsmall"):
        for pack in rows(packs.head(_SHOWN)):
            with st.container(border=True, gap=None):
                _show_suggestion(pack, labels)
    if len(packs) > _SHOWN:
        st.caption(
            _("… and {number} more, once these are decided").format(
                number=whole(len(packs) - _SHOWN)
            )
        )


def _show_suggestion(pack: Row, labels: dict[str, str]) -> None:
    left, right, buttons = st.columns((8, 9, 8), vertical_alignment="center")
    left.markdown(f"**{product_labels.plain(labels[pack.sku])}**")
    right.markdown(
        _("takes **{units} × {product}**").format(
            units=whole(pack.units),
            product=product_labels.plain(labels.get(pack.component, pack.component)),
        ),
        help=None if pack.component in labels else _new_product(pack.component),
    )
    key = f"{pack.sku} {pack.component}"
    with buttons.container(horizontal=True, horizontal_alignment="right"):
        if st.button(_("Add pack"), key=f"add {key}"):
            _add(pack.sku, component=pack.component, units=pack.units)
        if st.button(_("Not a pack"), key=f"no pack {key}", type="tertiary"):
            session.store().keep_apart(pack.sku, pack.component)
            widgets.say_after_rerun(_("Noted: it counts as a product of its own."))
            st.rerun()


def _new_product(name: str) -> str:
    return _("No file knows “{name}”: it becomes a product that is sold in packs only.").format(
        name=product_labels.plain(name)
    )


def _ask_for_one(own: dict[str, str], products: dict[str, str], components: Frame) -> None:
    """Let the seller name a pack and a product in it, be it one that no file knows."""
    inside = set(components["component"])
    version = session.shop().outlook.versions.products
    new = st.session_state.get(f"consists of {version}")
    choices = {new: new} | products if new else products
    sold_as, consists_of, units, button = st.columns((9, 9, 3, 4), vertical_alignment="bottom")
    sku = sold_as.selectbox(
        _("Sold as"),
        [sku for sku in own if sku not in inside],
        None,
        format_func=own.__getitem__,
        placeholder=_("Type a code or a name"),
        key=f"sold as {version}",
    )
    component = consists_of.selectbox(
        _("Consists of"),
        list(choices),
        None,
        format_func=choices.__getitem__,
        placeholder=_("A product, or the name of a new one"),
        accept_new_options=True,
        key=f"consists of {version}",
    )
    fewest, most = map(int, COMPONENTS["units"].limits)
    number = units.number_input(_("Units"), fewest, most, 2, key=f"units {version}")
    if component and component not in products:
        st.caption(f":material/info: {_new_product(component)}")
    if button.button(_("Add"), disabled=not (sku and component), key="add pack"):
        _add(str(sku), component=str(component), units=number)


def _add(sku: str, *, component: str, units: float) -> None:
    components = session.shop().outlook.components
    _save(with_pack(components, sku=sku, component=component, units=units), new=component)


def _edit(components: Frame, labels: dict[str, str], products: dict[str, str]) -> None:
    """Show all packs, to correct their units and contents and to remove them."""
    kept_tables.edit_rows(
        "components",
        COMPONENTS,
        components,
        check=_checked,
        options={
            "sku": {sku: labels.get(sku, sku) for sku in components["sku"]},
            "component": products,
        },
        fixed=("sku",),
        num_rows="delete",
    )


def _save(components: Frame, *, new: str = "") -> None:
    """Keep the packs, where they make sense; `new` is a product that no file knows yet."""
    session.store().replace(COMPONENTS, _checked(components, new=new))
    widgets.say_after_rerun(_("Saved. Sales of packs count as sales of what is in them."))
    st.rerun()


def _checked(components: Frame, *, new: str = "") -> Frame:
    outlook = session.shop().outlook
    before = outlook.components
    known = {*outlook.names["sku"], *before["sku"], *before["component"], new}
    check_components(components, known)
    return components
