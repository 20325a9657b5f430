"""Orders lifted to what can be had: the supplier's smallest order, in whole packs."""

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers

_ROUNDING = 1e-9
_LONGEST_MOQ_YEARS = 2.0
"""A smallest order that lasts longer is a store's whole life."""


def order_quantity(
    *,
    wanted_units: npt.ArrayLike,
    moq_units: npt.ArrayLike,
    pack_size_units: npt.ArrayLike,
    most_units: npt.ArrayLike = np.inf,
) -> Numbers:
    """Lift a wanted quantity to the minimum order and round it up to whole packs.

    Never more than `most_units`; none where not even the minimum order is within them.

    >>> order_quantity(wanted_units=[0, 13, 40], moq_units=24, pack_size_units=10)
    array([ 0., 30., 40.])
    >>> order_quantity(wanted_units=40, moq_units=24, pack_size_units=10, most_units=[39, 29])
    array([30.,  0.])
    """
    wanted = np.asarray(wanted_units, dtype=float)
    pack = np.asarray(pack_size_units, dtype=float)
    fewest = np.ceil(np.asarray(moq_units, dtype=float) / pack - _ROUNDING) * pack
    units = np.ceil(np.maximum(wanted, moq_units) / pack - _ROUNDING) * pack
    capped = np.minimum(units, np.floor(np.asarray(most_units) / pack + _ROUNDING) * pack)
    return np.where((wanted > 0) & (capped >= fewest), capped, 0.0)


def lasts_too_long(
    fewest_units: npt.ArrayLike, *, yearly_demand: npt.ArrayLike, protection_demand: npt.ArrayLike
) -> npt.NDArray[np.bool_]:
    """Tell whether the smallest order would last for years, and beyond the protection period.

    >>> lasts_too_long([24, 240], yearly_demand=100, protection_demand=30)
    array([False,  True])
    """
    longest = np.maximum(_LONGEST_MOQ_YEARS * np.asarray(yearly_demand), protection_demand)
    return np.asarray(np.asarray(fewest_units) > longest)
