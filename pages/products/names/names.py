"""Which codes are one product and what packs consist of, so that demand is counted once."""

from inventory_core.domain.language import gettext as _
from pages.products.names import packs, same_names
from pages.shared import session, widgets

widgets.title(
    _("Names and packs"), _("Make one product of its many names, and say what packs hold.")
)
# One decision follows the other here: the next row should not slip from under the finger.
widgets.float_message()
if session.shop().outlook.names.empty:
    widgets.need_sales()

same_names.show()
packs.show()
