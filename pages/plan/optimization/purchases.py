"""The purchase list to take home, and with it what was expected when it was taken."""

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.purchases import file_name, purchase_list
from inventory_core.optimization.tables import PURCHASES
from pages.shared import expectations, tables


def download(plan: Frame, *, key: str, supplier: str | None = None) -> None:
    """Offer the purchase list of a plan (PLAN and its reason), of one supplier or of all."""
    listed = purchase_list(plan, plan["reason"].tolist(), supplier=supplier)
    tables.download(
        _("Download the purchase list"),
        listed,
        PURCHASES,
        file_name=file_name(supplier),
        type="primary",
        disabled=listed.empty,
        width="stretch",
        key=key,
        on_click=expectations.keep_ordered,
        args=(tuple(listed["sku"]),),
    )
