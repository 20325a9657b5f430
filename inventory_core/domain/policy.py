"""The rule by which something is ordered: when, and how many.

An order is placed as soon as the stock position lies below the reorder point. That is said here
and nowhere else.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Flags, Numbers

_ROUNDING = 1e-9
_LONGEST_MOQ_YEARS = 2.0
"""A smallest order that lasts longer is a store's whole life."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Policy:
    """When each of n products is ordered, and how many; n each, or one for all.

    >>> policy = Policy(reorder_point=np.array([5.0, 5.0]), lot=np.array([0.0, 10.0]))
    >>> policy.orders(np.array([5.0, 4.0])), policy.orders(np.array([4.0, -8.0]))
    (array([ 0., 10.]), array([ 1., 13.]))
    """

    reorder_point: Numbers
    """Stock position, in units, below which the product is ordered."""
    lot: Numbers | float = 0.0
    """Units that are ordered at least, before minimum order and packs."""
    order_up_to: Numbers | None = None
    """Stock position that an order lifts to at least; the reorder point where None."""
    moq_units: Numbers | float = 1.0
    """Units that the supplier sells at least."""
    pack_size_units: Numbers | float = 1.0
    """Units of which an order is a multiple."""
    sellable_units: Numbers | float = np.inf
    """Units that are expected to sell before an order of today spoils; without end if it keeps."""
    reordered: Flags | bool = True
    """Whether it is ordered at all: not what is bought once, or only for years at a time."""
    stocked: Flags | bool = True
    """Whether it is worth keeping in stock."""

    def wanted(self, position: Numbers) -> Numbers:
        """Return the units to order, before minimum order, packs and shelf life."""
        level = self.reorder_point if self.order_up_to is None else self.order_up_to
        below = (position < self.reorder_point) & self.reordered
        return np.where(below, np.maximum(level - position, self.lot), 0.0)

    def most(self, position: Numbers) -> Numbers:
        """Return the units that will sell within the shelf life beside what there is already."""
        return np.maximum(self.sellable_units - position, 0.0)

    def orders(self, position: Numbers) -> Numbers:
        """Return the units to order."""
        return self.orderable(self.wanted(position), most_units=self.most(position))

    def orderable(self, wanted_units: npt.ArrayLike, *, most_units: npt.ArrayLike) -> Numbers:
        """Return what the supplier sells where so many are wanted and so many at most."""
        return order_quantity(
            wanted_units=wanted_units,
            moq_units=self.moq_units,
            pack_size_units=self.pack_size_units,
            most_units=most_units,
        )


def at_or_below(point: npt.ArrayLike) -> Numbers:
    """Return the reorder point of a rule that orders at its point already: just above it.

    >>> Policy(reorder_point=at_or_below([5.0]), lot=10.0).orders(np.array([5.0]))
    array([10.])
    """
    return np.nextafter(np.asarray(point, dtype=float), np.inf)


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


def smallest_order(*, moq_units: npt.ArrayLike, pack_size_units: npt.ArrayLike) -> Numbers:
    """Return the fewest units that can be ordered: the minimum order, in whole packs.

    >>> smallest_order(moq_units=[0, 24], pack_size_units=10)
    array([10., 30.])
    """
    return order_quantity(wanted_units=1, moq_units=moq_units, pack_size_units=pack_size_units)


def lasts_too_long(
    fewest_units: npt.ArrayLike, *, yearly_demand: npt.ArrayLike, protection_demand: npt.ArrayLike
) -> Flags:
    """Tell whether the smallest order would last for years, and beyond the protection period.

    >>> lasts_too_long([24, 240], yearly_demand=100, protection_demand=30)
    array([False,  True])
    """
    longest = np.maximum(_LONGEST_MOQ_YEARS * np.asarray(yearly_demand), protection_demand)
    return np.asarray(np.asarray(fewest_units) > longest)
