"""An order as its supplier gets it: as PDF, as CSV and as a letter."""

import streamlit as st

from inventory_core.domain.errors import DocumentError
from inventory_core.domain.language import gettext as _
from inventory_core.ledger.order_pdf import order_pdf
from inventory_core.ledger.purchase_orders import PurchaseOrder
from inventory_core.ledger.supplier_order import SupplierOrder
from inventory_core.shop.purchases import supplier_order
from pages.shared import session


def offer(order: PurchaseOrder) -> None:
    """Offer an order as its supplier gets it: as PDF, as CSV, and as a letter."""
    part = st.expander(
        _("For the supplier"),
        icon=":material/outgoing_mail:",
        key=f"document of {order.number}",
        on_change="rerun",
    )
    if not part.open:
        return
    document = supplier_order(session.shop(), order.number)
    with part:
        st.caption(
            _(
                "Products, units and prices as agreed, with the supplier’s own codes; your "
                "freight, notes and reasons are not in it. Nothing is sent by itself."
            )
        )
        with st.container(horizontal=True):
            _offer_pdf(document)
            st.download_button(
                _("Download as CSV"),
                document.csv(),
                file_name=f"{document.file_name}.csv",
                mime="text/csv",
                icon=":material/download:",
                key=f"csv of {order.number}",
            )
            st.link_button(_("Write an e-mail"), document.mail_link(), icon=":material/mail:")
        st.code(document.mail_text(), language=None, wrap_lines=True)


def _offer_pdf(document: SupplierOrder) -> None:
    """Offer an order as PDF, or say why there is none."""
    try:
        with st.spinner(_("Writing the PDF…")):
            content = order_pdf(document, fonts=session.fonts(), now=session.now())
    except DocumentError as error:
        st.warning(str(error))
        return
    st.download_button(
        _("Download as PDF"),
        content,
        file_name=f"{document.file_name}.pdf",
        mime="application/pdf",
        type="primary",
        icon=":material/picture_as_pdf:",
        key=f"pdf of {document.number}",
    )
