"""What to buy when money is short: the packs that bring most for each unit of money tied up.

Every product's packs become steps. Going down the list of all steps, best for their money first,
until the money ends is optimal but for the last step that does not fit (Dantzig 1957). The bundle
that reaches a supplier's minimum is bought first wherever the list then promises more. What the
last step spoils is mended a little by trying what else could be bought first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.columns import Schema, money, number, units
from inventory_core.domain.demand import Numbers
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.frames import check
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import above_zero
from inventory_core.optimization.budget_steps import (
    CENT,
    Buyable,
    Flags,
    Integers,
    Ladders,
    Steps,
    SupplierMinimums,
    every_step,
    expected_profits,
    ladders,
    ways_to_reach,
)

__all__ = ["Buyable", "Purchase", "Ranking", "SupplierMinimums", "ranked"]

BUYING_STEPS: Schema = {
    "step": number(),
    "product": number(),
    "units": units(),
    "spend": money(),
    "profit": money(),
    "cumulated_spend": money(),
    "cumulated_profit": money(),
    "bought_units": units(),
}
"""One row per step of a product, the best for its money first: the curve of profit against budget.

product: its position. Rows of one number of step reach a supplier's minimum together. bought_units:
less than units where only a smaller bundle was paid for.
"""

BOUGHT = ""
NO_MONEY = "no money left"
SUPPLIER_MINIMUM = "supplier minimum"
DOES_NOT_PAY = "does not pay"
ENOUGH = "enough in stock"
MINIMUM_BEYOND_SALES = "minimum order beyond what sells"
NO_MARGIN = "no margin"
UNKNOWN_MONEY = "cost or price unknown"
UNCOUNTED = "never counted"
"""Why a product was left out; the first says that it was not."""

_TURNS, _TRIED = 3, 6
"""How often something else is bought first on trial, and how many each time."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Purchase:
    """What to buy with a budget.

    units: n, whole packs. spend: what they cost. profit: what they are expected to bring, less
    holding and order costs. reasons: n, such as NO_MONEY. levels: n, rungs reached in the ranking.
    """

    budget: float
    units: Numbers
    spend: float
    profit: float
    reasons: npt.NDArray[np.str_]
    levels: Integers


@dataclass(frozen=True, eq=False, kw_only=True)
class _Basket:
    """Rungs reached, n; from which suppliers with a minimum; what is left and what it brings.

    opened: suppliers + 1; the last, which position −1 reads, is always open: no minimum.
    """

    levels: Integers
    opened: Flags
    money: float
    profit: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Ranking:
    """All that could be bought, ranked once; any budget is then spent quickly.

    ways: bundles that reach each supplier's minimum, the cheapest first. gates: of each product the
    supplier with a minimum, else −1. refused: n, the reason why no budget buys a product; BOUGHT
    where one does.
    """

    products: Buyable
    minimums: SupplierMinimums
    ladders: Ladders
    all_steps: Steps
    steps: Steps
    ways: tuple[tuple[Steps, ...], ...]
    gates: Integers
    refused: npt.NDArray[np.str_]

    @property
    def smallest_order(self) -> float:
        """Money of the smallest order that was found to pay; NaN where none does."""
        alone = (self.gates[self.steps.product] < 0) & (self.steps.start == 0)
        alone &= self.steps.profit > CENT
        cheapest = [ways[0].money for ways in self.ways if ways]
        return float(min([*self.steps.spend[alone], *cheapest], default=np.nan))

    @property
    def largest_order(self) -> float:
        """Money beyond which nothing more pays, suppliers' minimums left aside."""
        best = np.argmax(self.ladders.profits, axis=1)
        return float(self.ladders.at(self.ladders.spend, best).sum())

    def buy(self, budget: float) -> Purchase:
        """Spend at most so much, so that it brings most profit.

        What does not fit any more is skipped, and smaller steps further down the list are bought.
        Another budget is another purchase: a little more money can bring a little less, as what
        the last money buys is no exact best. Only `next_buy` never brings less.

        Raises:
            SettingsError: the budget is 0 or less, or no number.
        """
        money = above_zero(_("budget"), budget)
        empty = self._holding(np.zeros(len(self.gates), dtype=np.int64), money)
        ways = self._affordable_ways(money)
        first = self._best_ways(empty, ways)
        best = self._filled(self._with(empty, first))
        for _turn in range(_TURNS):
            tried = [[one, *first] for one in self._alternatives(best, ways, money)]
            found = [self._filled(self._with(empty, each)) for each in tried]
            place = int(np.argmax([best.profit + CENT, *(basket.profit for basket in found)])) - 1
            if place < 0:
                break
            first, best = tried[place], found[place]
        return self._purchase(best, money)

    def next_buy(self, purchase: Purchase, money: float) -> Purchase:
        """Add what so much more money would buy next; nothing that was bought is given back."""
        budget = purchase.budget + above_zero(_("budget"), money)
        held = self._holding(purchase.levels, budget)
        first = self._best_ways(held, self._affordable_ways(held.money))
        return self._purchase(self._filled(self._with(held, first)), budget)

    def ranked_steps(self, purchase: Purchase) -> pd.DataFrame:
        """Return BUYING_STEPS: all that unlimited money would buy, in turn, and what was bought."""
        empty = self._holding(np.zeros(len(self.gates), dtype=np.int64), np.inf)
        bundles = self._best_ways(empty, self.ways)
        single = self.steps.select(self._following(self._with(empty, bundles)))
        worst = np.full(len(self.ways) + 1, np.inf)
        for bundle in bundles:
            worst[self.gates[bundle.product[0]]] = bundle.rate
        # What a supplier's bundle makes possible comes after it, however good it is.
        own = single.profit / np.maximum(single.spend, CENT)
        rates = [np.full(len(each.product), each.rate) for each in bundles]
        order = np.argsort(
            -np.concatenate([*rates, np.minimum(own, worst[self.gates[single.product]])]),
            kind="stable",
        )
        together = np.repeat(np.arange(len(bundles)), [len(rate) for rate in rates])
        step = np.append(together, len(bundles) + np.arange(len(own)))[order]
        steps = Steps.joined([*bundles, single]).select(order)
        frame = pd.DataFrame(
            {
                "step": pd.factorize(step)[0],
                "product": steps.product,
                "units": steps.units,
                "spend": steps.spend,
                "profit": steps.profit,
                "cumulated_spend": steps.spend.cumsum(),
                "cumulated_profit": steps.profit.cumsum(),
            }
        )
        before = frame.groupby("product")["units"].cumsum() - frame["units"]
        bought = pd.Series(purchase.units[steps.product]) - before
        return check(frame.assign(bought_units=bought.clip(0, frame["units"])), BUYING_STEPS)

    def _affordable_ways(self, money: float) -> list[list[Steps]]:
        """Ways to reach each supplier's minimum with this money, also made for just so much."""
        found = [[way for way in ways if way.money <= money] for ways in self.ways]
        for gate, ways in enumerate(self.ways):
            if ways and self.minimums.money[gate] <= money < ways[-1].money:
                rows = (self.gates[self.all_steps.product] == gate) & (
                    self.all_steps.spend <= money
                )
                asked = self.minimums.units[gate], self.minimums.money[gate]
                found[gate] += ways_to_reach(self.all_steps.select(rows), *asked, most=money)
        return found

    def _best_ways(self, basket: _Basket, ways: Sequence[Sequence[Steps]]) -> list[Steps]:
        """Each supplier's best way, the best supplier first, as long as more is promised."""
        chosen, promised = [], self._promised(basket)
        for way in sorted(
            (max(each, key=lambda way: way.rate) for each in ways if each),
            key=lambda way: -way.rate,
        ):
            more = self._with(basket, [way])
            if self._promised(more) > promised:
                basket, promised = more, self._promised(more)
                chosen.append(way)
        return chosen

    def _alternatives(
        self, best: _Basket, ways: Sequence[Sequence[Steps]], money: float
    ) -> list[Steps]:
        """What else could be bought before all else: the bundles that bring most."""
        rungs = self.ladders
        highest = np.argmax(np.where(rungs.spend <= money, rungs.profits, -np.inf), axis=1)
        product = np.flatnonzero((self.gates < 0) & (highest > best.levels))
        single = rungs.steps(product, np.zeros_like(product), highest[product])
        rows = np.argsort(-single.profit)[:_TRIED]
        bundles = [single.select([row]) for row in rows] + [way for each in ways for way in each]
        return sorted(bundles, key=lambda bundle: -bundle.profit.sum())[:_TRIED]

    def _holding(self, levels: Integers, budget: float) -> _Basket:
        """A basket in which these rungs are reached."""
        opened = np.zeros(len(self.ways) + 1, dtype=bool)
        opened[self.gates[levels > 0]] = True
        opened[-1] = True
        spend = self.ladders.at(self.ladders.spend, levels).sum()
        profit = self.ladders.at(self.ladders.profits, levels).sum()
        money = budget * (1 + CENT) - float(spend)
        return _Basket(levels=levels, opened=opened, money=money, profit=float(profit))

    def _with(self, basket: _Basket, bundles: Sequence[Steps]) -> _Basket:
        """Add bundles, each if it fits, and its products and supplier are new."""
        levels, opened = basket.levels.copy(), basket.opened.copy()
        money, profit = basket.money, basket.profit
        for bundle in bundles:
            gate = self.gates[bundle.product[0]]
            if bundle.money > money or levels[bundle.product].any() or (gate >= 0 and opened[gate]):
                continue
            np.maximum.at(levels, bundle.product, bundle.end)
            opened[gate] = True
            money, profit = money - bundle.money, profit + float(bundle.profit.sum())
        return _Basket(levels=levels, opened=opened, money=money, profit=profit)

    def _following(self, basket: _Basket) -> Integers:
        """Steps that can follow, the best first."""
        steps = self.steps
        level, first = basket.levels[steps.product], self.ladders.first[steps.product]
        whole = np.where(steps.start == 0, steps.end, steps.start) >= first
        follows = np.where(level > 0, steps.start >= level, whole)
        return np.flatnonzero(follows & basket.opened[self.gates[steps.product]])

    def _promised(self, basket: _Basket) -> float:
        """Profit of going down the list if the last step could be bought in part."""
        rows = self._following(basket)
        spend = np.append(0.0, self.steps.spend[rows].cumsum())
        profit = np.append(0.0, self.steps.profit[rows].cumsum())
        return basket.profit + float(np.interp(basket.money, spend, profit))

    def _filled(self, basket: _Basket) -> _Basket:
        """Go down the list as long as money lasts, skip what does not fit, then buy what does."""
        steps, levels, money = self.steps, basket.levels.copy(), basket.money
        rows = self._following(basket)
        while rows.size:
            spent = steps.spend[rows].cumsum()
            count = int(np.searchsorted(spent, money, side="right"))
            np.maximum.at(levels, steps.product[rows[:count]], steps.end[rows[:count]])
            money -= spent[count - 1] if count else 0.0
            rows = rows[count:]
            dear = steps.product[rows[steps.spend[rows] > money]]
            rows = rows[~np.isin(steps.product[rows], dear)]
        while (cost := self._one_more(levels, basket.opened, money)) is not None:
            money -= cost
        profit = float(self.ladders.at(self.ladders.profits, levels).sum())
        return _Basket(levels=levels, opened=basket.opened, money=money, profit=profit)

    def _one_more(self, levels: Integers, opened: Flags, money: float) -> float | None:
        """Raise one product to its best rung that still fits; its cost, or None if nothing fits."""
        rungs = self.ladders
        following = np.minimum(levels + 1, rungs.spend.shape[1] - 1)
        cost = rungs.at(rungs.spend, following) - rungs.at(rungs.spend, levels)
        able = np.flatnonzero(opened[self.gates] & (cost <= money))
        gain = rungs.profits[able] - rungs.profits[able, levels[able]][:, None]
        cost = rungs.spend[able] - rungs.spend[able, levels[able]][:, None]
        fits = (gain > CENT) & (cost <= money) & (cost >= 0)
        if not fits.any():
            return None
        rate = np.where(fits, gain / np.maximum(cost, CENT), -np.inf)
        row, rung = np.unravel_index(np.argmax(rate), gain.shape)
        levels[able[row]] = rung
        return float(cost[row, rung])

    def _purchase(self, basket: _Basket, budget: float) -> Purchase:
        units = self.ladders.at(self.ladders.units, basket.levels)
        cheapest = [ways[0].money if ways else np.inf for ways in self.ways]
        beyond = np.append(np.array(cheapest) > budget, False)[self.gates]
        left_out = np.where(beyond, SUPPLIER_MINIMUM, NO_MONEY)
        left_out = np.where(self.refused != BOUGHT, self.refused, left_out)
        return Purchase(
            budget=budget,
            units=units,
            spend=float(self.ladders.at(self.ladders.spend, basket.levels).sum()),
            profit=basket.profit,
            reasons=np.where(units > 0, BOUGHT, left_out),
            levels=basket.levels,
        )


def ranked(
    products: Buyable, demand: Distribution, minimums: SupplierMinimums | None = None
) -> Ranking:
    """Rank the next packs of all products by expected profit for the money they tie up.

    A unit brings its margin if it is asked for in the protection period. If not, it waits until the
    usual pace reaches it, and costs holding for so long.

    Args:
        products: n of them.
        demand: of each over its protection period.
        minimums: of the suppliers; none if left out.

    >>> ones = np.ones(2)
    >>> products = Buyable(
    ...     stock_position=0 * ones,
    ...     unit_cost=np.array([10.0, 4.0]),
    ...     margin=np.array([5.0, 3.0]),
    ...     holding_cost=0 * ones,
    ...     daily_demand=ones,
    ...     pack_size_units=ones,
    ...     moq_units=ones,
    ...     order_cost=0 * ones,
    ...     limit_units=365 * ones,
    ...     supplier=np.array([-1, -1]),
    ... )
    >>> sure = Distribution(units=10 * np.ones((2, 1)), chances=np.ones((2, 1)), mean=10 * ones)
    >>> purchase = ranked(products, sure).buy(60)  # 3 for 4 is better than 5 for 10
    >>> purchase.units, purchase.spend, purchase.profit
    (array([ 2., 10.]), 60.0, 40.0)
    """
    asked = minimums or SupplierMinimums(units=np.zeros(0), money=np.zeros(0))
    gates = asked.gates(products)
    rungs = ladders(products, demand, filling=gates >= 0)
    steps = every_step(rungs).best_first()
    ways = tuple(
        tuple(ways_to_reach(steps.select(gates[steps.product] == gate), units, money))
        if gate in gates
        else ()
        for gate, (units, money) in enumerate(zip(asked.units, asked.money, strict=True))
    )
    delivered = np.array([*(len(found) > 0 for found in ways), True])
    refused = _refused(products, demand, rungs)
    return Ranking(
        products=products,
        minimums=asked,
        ladders=rungs,
        all_steps=steps,
        steps=steps.select(steps.profit > CENT),
        ways=ways,
        gates=gates,
        refused=np.where((refused == BOUGHT) & ~delivered[gates], SUPPLIER_MINIMUM, refused),
    )


def _refused(products: Buyable, demand: Distribution, rungs: Ladders) -> npt.NDArray[np.str_]:
    """Why no budget buys a product, n; the first reason that holds."""
    first_unit = expected_profits(products, demand, np.ones((len(products.supplier), 1)))
    cases = (
        (UNKNOWN_MONEY, ~products.money_known),
        (NO_MARGIN, products.margin <= 0),
        (ENOUGH, first_unit[:, 0] + products.order_cost <= CENT),
        (MINIMUM_BEYOND_SALES, rungs.units[:, -1] == 0),
        (DOES_NOT_PAY, rungs.profits.max(axis=1) <= CENT),
    )
    reasons = [np.array(reason) for reason, _holds in cases]
    return np.select([holds for _reason, holds in cases], reasons, BOUGHT)
