"""The running moment on the seller's clock, or the one at which everything is to work."""

from collections.abc import Mapping
from datetime import datetime

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _

CLOCK_VARIABLE = "SOLOSTOCK_NOW"


def running_moment(environment: Mapping[str, str], *, clock: datetime) -> datetime:
    """The moment in SOLOSTOCK_NOW (a day or a moment, as ISO 8601 writes them), else the clock's.

    It has no zone, since it is shown as it stands: the seller's own.

    Raises:
        SettingsError: the variable holds neither a day nor a moment.

    >>> running_moment({"SOLOSTOCK_NOW": "2028-02-29"}, clock=datetime(2026, 11, 22)).isoformat()
    '2028-02-29T00:00:00'
    """
    text = environment.get(CLOCK_VARIABLE)
    try:
        moment = datetime.fromisoformat(text) if text else clock
    except ValueError as error:
        raise SettingsError(
            _(
                "The environment variable {name} holds “{text}”, which is no moment: please write "
                "it like 2026-11-22 or 2026-11-22T09:00, or leave it out."
            ).format(name=CLOCK_VARIABLE, text=text)
        ) from error
    return moment if moment.tzinfo is None else moment.astimezone().replace(tzinfo=None)
