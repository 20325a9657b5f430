"""What tells that something is wrong, beside the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from inventory_core.domain.customer_orders import PROMISES
from inventory_core.domain.frames import check, empty
from inventory_core.domain.purchase_orders import INCOMING
from inventory_core.monitoring.tables import OFF_TRACK, SURPRISES


@dataclass(frozen=True, eq=False, kw_only=True)
class Signals:
    """What else is known of a shop on the day of its plan.

    older_channels: the last day known of each channel whose data end before those of others.
    slow_suppliers: days that a supplier takes longer than the plan counts on.
    incoming: INCOMING, what is on its way by purchase orders.
    promises: PROMISES, what customers ordered that will not be there by its day.
    surprises: SURPRISES, what sold far from what was expected lately.
    off_track: OFF_TRACK, what sells otherwise than expected again and again.
    money_lacks: how much money will be missing at most, by the day from which on.
    waiting_files: how many files of watched folders wait for an answer of the seller.
    """

    older_channels: Mapping[str, date] = field(default_factory=dict)
    slow_suppliers: Mapping[str, float] = field(default_factory=dict)
    incoming: pd.DataFrame = field(default_factory=lambda: empty(INCOMING))
    promises: pd.DataFrame = field(default_factory=lambda: empty(PROMISES))
    surprises: pd.DataFrame = field(default_factory=lambda: empty(SURPRISES))
    off_track: pd.DataFrame = field(default_factory=lambda: empty(OFF_TRACK))
    money_lacks: Mapping[date, float] = field(default_factory=dict)
    waiting_files: int = 0

    def __post_init__(self) -> None:
        check(self.incoming, INCOMING)
        check(self.promises, PROMISES)
        check(self.surprises, SURPRISES)
        check(self.off_track, OFF_TRACK)
