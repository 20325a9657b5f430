"""Numbers that a seller typed, checked before anything is calculated from them."""

import math

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import short


def amount(name: str, value: float) -> float:
    """Return an amount that may be nothing, but not less.

    Raises:
        SettingsError: it is negative, endless or no number. The name is the seller's word for it.

    >>> amount("order cost", -3)
    Traceback (most recent call last):
    inventory_core.domain.errors.SettingsError: The order cost must be 0 or more, not -3: \
please enter another value.
    """
    if not 0 <= value < math.inf:
        raise SettingsError(
            _("The {name} must be 0 or more, not {value}: please enter another value.").format(
                name=name, value=short(value)
            )
        )
    return float(value)


def amounts(name: str, values: npt.ArrayLike, periods: int | None = None) -> Numbers:
    """Return several amounts; with periods, one for each: a single one holds for all.

    >>> amounts("holding cost", 2, 3).tolist()
    [2.0, 2.0, 2.0]
    """
    found = np.atleast_1d(np.asarray(values, dtype=float))
    for value in found[~((found >= 0) & (found < math.inf))]:
        amount(name, float(value))
    if periods is None or found.size in (1, periods):
        return found if periods is None else np.broadcast_to(found, periods).copy()
    raise SettingsError(
        _("The {name} is given for {found} of {periods} periods: please enter one each.").format(
            name=name, found=found.size, periods=periods
        )
    )


def above_zero(name: str, value: float) -> float:
    """Return an amount without which there is no best decision.

    Raises:
        SettingsError: it is 0 or less, endless or no number.

    >>> above_zero("lot", 0)
    Traceback (most recent call last):
    inventory_core.domain.errors.SettingsError: The lot must be more than 0: \
please enter another value.
    """
    if amount(name, value) == 0:
        raise SettingsError(
            _("The {name} must be more than 0: please enter another value.").format(name=name)
        )
    return float(value)
