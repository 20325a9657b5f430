"""What a shop must say after any uploads, undos, names, packs, orders and moves, in plain Python.

It keeps what was done and works out each answer from the beginning, without a thought for speed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tests.store.reference_purchases import ReferencePurchases

Units = dict[tuple[str, date], float]


class RefusedError(Exception):
    """What the seller asked for makes no sense."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Units of a product that an order sold at a price."""

    order: str
    sku: str
    day: date
    units: float
    price: float


@dataclass(frozen=True, kw_only=True)
class File:
    """What one file says; effect: how it was read.

    counts: code, day, units on hand and units on order.
    """

    content: str
    effect: str = "as recognised"
    channel: str = "shop"
    currency: str = ""
    lines: tuple[Line, ...] = ()
    counts: tuple[tuple[str, date, float, float], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    prices: tuple[tuple[str, float], ...] = ()
    by_seller: bool = False

    def last_day(self) -> date | None:
        """Return the last day that is told of: of sales, else of counts."""
        days = [line.day for line in self.lines] or [count[1] for count in self.counts]
        return max(days, default=None)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A fact of a product, and what decides whether it is the one that counts."""

    sku: str
    value: str | float
    by_seller: bool
    own_code: bool
    day: date
    number: int

    @property
    def rank(self) -> tuple[bool, bool, date, int]:
        """Return what is greatest for the one that counts."""
        return self.by_seller, self.own_code, self.day, self.number


class ReferenceShop:
    """The shop as it must be."""

    def __init__(self, saved_on: date) -> None:
        """Begin with nothing; every file is saved on this day."""
        self._saved_on = saved_on
        self._files: dict[int, File] = {}
        self._gave_way: dict[int, int] = {}
        self._typed: list[tuple[int, str]] = []
        self._aliases: dict[str, str] = {}
        self._packs: tuple[tuple[str, str, float], ...] = ()
        self.purchases = ReferencePurchases()
        self.moved: dict[int, list[tuple[str, float, date]]] = {}

    # What a seller does

    def save(self, file: File, number: int) -> None:
        """Keep a file under the number that the store gave to it, or to the same one before."""
        for earlier, kept in self._standing().items():
            if kept.content == file.content:
                if kept.effect == file.effect:
                    return
                self._gave_way[earlier] = number
        self._files[number] = file

    def undo(self, number: int) -> bool:
        """Take an upload back, where it stands."""
        if number not in self._standing():
            return False
        del self._files[number]
        self._gave_way = {old: new for old, new in self._gave_way.items() if new != number}
        return True

    def take_back(self, move: int) -> bool:
        """Take back what was told of code, units and day, where it stands."""
        return self.moved.pop(move, None) is not None

    def type_currency(self, sign: str, after: int) -> None:
        """Let the shop count in a currency; after: the store's last number so far."""
        self._typed.append((after, sign))

    def make_alias(self, sku: str, product: str) -> None:
        """Let a code stand for a product."""
        main = self._aliases.get(product, product)
        if main == sku:
            raise RefusedError
        moved = {code: main if to == sku else to for code, to in self._aliases.items()}
        self._change(moved | {sku: main}, self._packs)

    def take_apart(self, sku: str) -> None:
        """Let a code be a product of its own."""
        self._aliases.pop(sku, None)

    def pack(self, packs: Iterable[tuple[str, str, float]]) -> None:
        """Say what all packs consist of."""
        self._change(self._aliases, tuple(packs))

    # What the shop says

    def uploads(self) -> set[int]:
        """Return the numbers of the uploads that stand."""
        return set(self._standing())

    def currency(self) -> str:
        """Return the shop's currency."""
        return self._currencies()[1]

    def sold(self) -> Units:
        """Return units by product and day."""
        units: Units = defaultdict(float)
        for _channel, _code, sku, day, sold, _price in self._sales():
            units[sku, day] += sold
        return dict(units)

    def unit_prices(self) -> Units:
        """Return the average price by product and day, where there is one."""
        money: Units = defaultdict(float)
        units: Units = defaultdict(float)
        for _channel, _code, sku, day, sold, price in self._sales():
            if price is not None:
                money[sku, day] += sold * price
                units[sku, day] += sold
        return {key: money[key] / units[key] for key in units}

    def names(self) -> dict[str, str]:
        """Return what each product is called, where it has a name."""
        return {sku: str(value) for sku, value in self._facts("names").items()}

    def prices(self) -> dict[str, float]:
        """Return the price of each product, where one is known."""
        return {sku: float(value) for sku, value in self._facts("prices").items()}

    def products(self) -> set[str]:
        """Return all that was ever sold, counted or described, but for packs."""
        sold = {sku for _channel, _code, sku, _day, _units, _price in self._sales()}
        counted = {sku for _code, sku in self._latest_counts()}
        described = {*self._facts("names"), *self._facts("prices")}
        return {sku for sku in sold | counted | described if not self._steps().get(sku)}

    def on_hand(self) -> dict[str, float]:
        """Return the latest counts less what was sold and with what came since.

        Of what was never counted at least so many are there as came, less what was sold since.
        """
        since, came = self._sold_since(), self._came()
        counted: dict[str, float] = defaultdict(float)
        for (_code, sku), (_day, units, _on_order) in self._latest_counts().items():
            counted[sku] += units
        for (sku, day), units in came.items():
            if sku in counted and day > self._day_of_shelf(sku):
                since[sku] += units
        least = {sku: self._left_of(sku, came) for sku, _day in came if sku not in counted}
        # More sold than was there: none is left, unless fewer than none was counted.
        there = {sku: max(min(units, 0), units + since[sku]) for sku, units in counted.items()}
        return there | least

    def on_order(self) -> dict[str, float]:
        """Return what is on its way by purchase orders, and beside it what files say is on order.

        What a file says of a product that was waited for at its count are the same goods.
        """
        latest = self._latest_counts()
        waiting: dict[str, float] = defaultdict(float)
        for code, units in self.purchases.coming():
            for sku, each in self._opened(self._main(code)).items():
                waiting[sku] += units * each
        told: dict[str, float] = defaultdict(float)
        for (_code, sku), (_day, _units, on_order) in latest.items():
            told[sku] += on_order
        for sku in told:
            day = min(count[0] for (_code, product), count in latest.items() if product == sku)
            if any(self.purchases.was_waited_for(code, day) for code in self._codes_of(sku)):
                told[sku] = 0.0
        skus = {*waiting, *told, *self.on_hand()}
        return {sku: waiting.get(sku, 0.0) + told.get(sku, 0.0) for sku in skus}

    # How it knows

    def _codes_of(self, sku: str) -> set[str]:
        """Return the codes under which a product was ordered."""
        ordered = {code for order in self.purchases.orders.values() for code in order.units}
        return {code for code in ordered if sku in self._opened(self._main(code))}

    def _came(self) -> Units:
        """Return the units that came by product and day, less what was lost."""
        goods = [
            *(goods for told in self.moved.values() for goods in told),
            *(
                (code, units, delivery.day)
                for delivery in self.purchases.deliveries.values()
                for code, units in delivery.units.items()
            ),
        ]
        came: Units = defaultdict(float)
        for code, units, day in goods:
            for sku, each in self._opened(self._main(code)).items():
                came[sku, day] += units * each
        return dict(came)

    def _left_of(self, sku: str, came: Units) -> float:
        """Return what must be left of goods that were never counted: since whichever came."""
        sold = [(day, units) for (product, day), units in self.sold().items() if product == sku]
        goods = [(day, units) for (product, day), units in came.items() if product == sku]
        left = [
            sum(units for day, units in goods if day >= first)
            - sum(units for day, units in sold if day > first)
            for first, _units in goods
        ]
        return max(0.0, *left)

    def _day_of_shelf(self, sku: str) -> date:
        """Return the day of the count that goods come on top of: its own, else the newest."""
        days = {
            code: count[0]
            for (code, product), count in self._latest_counts().items()
            if product == sku
        }
        return days[sku] if sku in days else max(days.values())

    def _sold_since(self) -> dict[str, float]:
        """Return the units of each product that went since the counts that they are taken off."""
        latest = self._latest_counts()
        went: dict[str, float] = defaultdict(float)
        for _channel, code, sku, day, units, _price in self._sales():
            codes = [counted for counted, product in latest if product == sku]
            if codes:
                taken_from = min(codes, key=lambda one: (one != code, one != sku, one))
                if day > latest[taken_from, sku][0]:
                    went[sku] -= units
        return went

    def _standing(self) -> dict[int, File]:
        return {
            number: file for number, file in self._files.items() if number not in self._gave_way
        }

    def _currencies(self) -> tuple[dict[int, bool], str]:
        """Tell of each upload whether its money counts; and the shop's currency."""
        counts, sign, typed = {}, "", sorted(self._typed, key=lambda one: one[0])
        for number, file in sorted(self._standing().items()):
            while typed and typed[0][0] < number:
                sign = typed.pop(0)[1]
            sign = sign or file.currency
            counts[number] = file.currency in ("", sign)
        return counts, typed[-1][1] if typed else sign

    def _main(self, code: str) -> str:
        return self._aliases.get(code, code)

    def _steps(self) -> Mapping[str, dict[str, float]]:
        """Return what is in each pack, by the names that count; its own description before all."""
        written = sorted(
            {sku for sku, _inside, _units in self._packs},
            key=lambda code: (code != self._main(code), code),
        )
        steps: dict[str, dict[str, float]] = {}
        for code in written:
            if self._main(code) not in steps:
                inside: dict[str, float] = defaultdict(float)
                for sku, component, units in self._packs:
                    if sku == code:
                        inside[self._main(component)] += units
                steps[self._main(code)] = inside
        return steps

    def _opened(self, product: str, within: tuple[str, ...] = ()) -> dict[str, float]:
        """Return the products in one unit of a product."""
        if product in within:
            raise RefusedError
        steps = self._steps().get(product)
        if not steps:
            return {product: 1.0}
        opened: dict[str, float] = defaultdict(float)
        for component, units in steps.items():
            for inside, each in self._opened(component, (*within, product)).items():
                opened[inside] += units * each
        return opened

    def _change(self, aliases: dict[str, str], packs: tuple[tuple[str, str, float], ...]) -> None:
        before = self._aliases, self._packs
        self._aliases, self._packs = aliases, packs
        try:
            for pack in self._steps():
                self._opened(pack)
        except RefusedError:
            self._aliases, self._packs = before
            raise

    def _sales(self) -> list[tuple[str, str, str, date, float, float | None]]:
        """Return channel, code, product, day, units and price of every line that counts."""
        lines: dict[tuple[str, str, str], tuple[int, Line]] = {}
        for number, file in sorted(self._standing().items()):
            for line in file.lines:
                lines[file.channel, line.order, line.sku] = number, line
        counts, _sign = self._currencies()
        return [
            (
                *(channel, self._main(line.sku), sku, line.day, line.units * each),
                line.price if counts[number] and sku == self._main(line.sku) else None,
            )
            for (channel, _order, _sku), (number, line) in lines.items()
            if line.units
            for sku, each in self._opened(self._main(line.sku)).items()
        ]

    def _latest_counts(self) -> dict[tuple[str, str], tuple[date, float, float]]:
        """Return day, units and on order of the latest count by code and the product in it."""
        counted: dict[tuple[str, date, int], tuple[float, float]] = {}
        for number, file in self._standing().items():
            for sku, day, units, on_order in file.counts:
                key = self._main(sku), day, number
                there, coming = counted.get(key, (0.0, 0.0))
                counted[key] = there + units, coming + on_order
        latest = {}
        for (code, day, _number), (units, on_order) in sorted(counted.items()):
            for sku, each in self._opened(code).items():
                latest[code, sku] = day, units * each, on_order * each
        return latest

    def _facts(self, kind: str) -> dict[str, str | float]:
        """Return the fact that counts of each product, under its name that counts."""
        money, told = self._currencies()[0], []
        for number, file in self._standing().items():
            if kind == "names" or money[number]:
                told += [
                    Told(
                        sku=self._main(sku),
                        value=value,
                        by_seller=file.by_seller,
                        own_code=self._main(sku) == sku,
                        day=date.min if file.by_seller else self._told_on(file, sku),
                        number=number,
                    )
                    for sku, value in getattr(file, kind)
                ]
        return {fact.sku: fact.value for fact in sorted(told, key=lambda fact: fact.rank)}

    def _told_on(self, file: File, sku: str) -> date:
        """Return the day that a file's facts of a product are of: that of its newest sale."""
        sold = [line.day for line in file.lines if line.sku == sku and line.units > 0]
        return max(sold, default=file.last_day() or self._saved_on)
