"""Days that are unlike others for the whole shop: closed, a public holiday, or in no file."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from inventory_core.corrections.ranges import Flags, columns_of, corrections_from, days_of, runs_of
from inventory_core.corrections.weekdays import products_sold
from inventory_core.domain.columns import Kind, Schema
from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import CLOSURES, COVERED, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import country_name

CLOSED = "closed"
HOLIDAY = "holiday"
NOT_COVERED = "not covered"
TOLD = "told"
"""Note of a closure that the seller typed without a note."""

_NEXT_TO_NOTHING = 0.03
"""Of the products that usually sell that day: a shop that is closed may still book an order."""
_CLEAR = 15.0
"""So many product sales must be missing before a silence of the shop is no chance."""
_NEARBY_WEEKS = 8
_BUSINESS_SHARE = 0.7
"""A weekday on which the shop sold on fewer of its days is no regular day of business."""
_SHORTEST_GAP_DAYS = 7
_USUAL_EFFECT = 0.3
"""Spread of holidays' effects on sales, in logarithms."""
_DOUBT = 1.0
"""What one occurrence counts against the usual effect of none."""
_WORTH_TELLING = 0.05
_STRONGEST = 4.0


def countries() -> dict[str, str]:
    """Return the countries whose public holidays are known: code and name, by name.

    >>> countries()["GB"]
    'United Kingdom'
    """
    from holidays.registry import COUNTRIES

    names = {
        entry[1]: country_name(entry[1], name.replace("_", " ").title())
        for name, entry in COUNTRIES.items()
    }
    return dict(sorted(names.items(), key=_second))


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


def public_holidays(country: str, *, first: date, last: date) -> dict[date, str]:
    """Return the name of each public holiday in these days; none without a country.

    Raises:
        SettingsError: no calendar is known for the country.
    """
    if not country:
        return {}
    # Only a shop with a country needs it, and it takes a moment to import.
    import holidays

    try:
        known = holidays.country_holidays(country, years=range(first.year, last.year + 1))
    except NotImplementedError as error:
        raise SettingsError(
            _(
                "No public holidays are known for the country {country}: please choose another "
                "one on the Calendar page."
            ).format(country=country)
        ) from error
    return {day: name for day, name in sorted(known.items()) if first <= day <= last}


def chinese_new_year(year: int) -> date:
    """Return New Year's Day of the lunar calendar.

    >>> str(chinese_new_year(2027))
    '2027-02-06'
    """
    import holidays

    known = holidays.country_holidays("CN", years=year, language="en_US")
    return min(known.get_named("Spring Festival"))


def typed_by_seller(rows: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Return rows of first_day, last_day and texts as the schema declares them; empty ones go.

    Raises:
        SettingsError: a stretch has no first or last day, or ends before it begins.
    """
    told = typed(rows.dropna(how="all"), schema).reset_index(drop=True)
    texts = [name for name, column in schema.items() if column.kind is Kind.TEXT]
    told[texts] = told[texts].fillna("")
    if not (told["first_day"] <= told["last_day"]).all():
        raise SettingsError(
            _("A row has no first or last day, or ends before it begins: please correct it.")
        )
    return check(told, schema)


def not_covered(demand: Demand, covered: pd.DataFrame) -> pd.DataFrame:
    """Return stretches that no upload tells of, and in which nothing sold at all (CORRECTIONS).

    Short ones, and such as are usual in this shop, are days without a sale.

    Args:
        demand: of all products.
        covered: COVERED.
    """
    start, end = columns_of(check(covered, COVERED), demand, days=demand.days)
    steps = np.zeros(demand.days + 1)
    np.add.at(steps, start, 1)
    np.add.at(steps, end, -1)
    inside = steps.cumsum()[:-1] > 0
    silent = products_sold(demand) == 0
    usual = runs_of((silent & inside)[None])
    longest = int((usual.end - usual.start).max(initial=0))
    gaps = runs_of((silent & ~inside)[None])
    wide = gaps.end - gaps.start >= max(_SHORTEST_GAP_DAYS, 2 * longest)
    return corrections_from(days_of(gaps.where(wide), demand).assign(factor=0.0), kind=NOT_COVERED)


def closures(demand: Demand, told: pd.DataFrame) -> pd.DataFrame:
    """Return the days on which the shop sells nothing, past and to come (CORRECTIONS).

    Besides what the seller told there are days on which all but nothing sold, though it would have
    on such a weekday.

    Args:
        demand: of all products; days that no file covers have no exposure.
        told: CLOSURES.
    """
    own = check(told, CLOSURES)
    own = own.assign(note=own["note"].where(own["note"].fillna("") != "", TOLD), factor=0.0)
    start, end = columns_of(own, demand, days=demand.days)
    open_for = _exposed(demand) & _whole(demand)
    for first, last in zip(start, end, strict=True):
        open_for[first:last] = False
    found = days_of(runs_of(_all_but_silent(demand, open_for)[None]), demand).assign(factor=0.0)
    parts = [corrections_from(part, kind=CLOSED) for part in (own, found)]
    return pd.concat(parts, ignore_index=True)


def _exposed(demand: Demand) -> Flags:
    """Tell on which of the days covered any product could sell."""
    return np.asarray((demand.exposure[:, : demand.days] > 0).any(axis=0))


def _whole(demand: Demand) -> Flags:
    """Tell on which of the days covered no product is closed or known of some channels only."""
    shown = demand.exposure[:, : demand.days]
    before_launch = np.arange(demand.days) < demand.launched[:, None]
    return np.asarray(((shown >= 1) | before_launch).all(axis=0))


def _all_but_silent(demand: Demand, open_for: Flags) -> Flags:
    sold = products_sold(demand)
    expected = _expected(np.where(sold > 0, sold, np.nan), demand, open_for)
    silent = open_for & (sold <= _NEXT_TO_NOTHING * expected)
    missing = np.where(silent, expected - sold, 0.0)
    closed = np.zeros(demand.days, dtype=bool)
    # Days between that are no business anyway, such as weekends, do not part a silence.
    bridged = runs_of((silent | (open_for & (expected == 0) & (sold == 0)))[None])
    for first, last in zip(bridged.start, bridged.end, strict=True):
        closed[first:last] = missing[first:last].sum() >= _CLEAR
    return closed & silent


def _expected(index: Numbers, demand: Demand, counted: Flags) -> Numbers:
    """The median of the same weekday in the weeks around each day; 0 on days without business."""
    weekday = demand.weekdays(demand.days)
    expected = np.zeros(demand.days)
    weeks = np.arange(-_NEARBY_WEEKS, _NEARBY_WEEKS + 1)
    weeks = weeks[weeks != 0] * 7
    for number in range(7):
        same = np.flatnonzero(weekday == number)
        known = np.where(counted, index, np.nan)
        if len(same) == 0 or np.isfinite(known[same]).sum() < _BUSINESS_SHARE * counted[same].sum():
            continue
        around = same[:, None] + weeks
        inside = (around >= 0) & (around < demand.days)
        values = np.where(inside, known[np.clip(around, 0, demand.days - 1)], np.nan)
        some = np.isfinite(values).any(axis=1)
        expected[same[some]] = np.nanmedian(values[some], axis=1)
    return expected


def holiday_effects(demand: Demand, country: str) -> pd.DataFrame:
    """Return how public holidays change the whole shop's sales, past and to come (CORRECTIONS).

    The effect is the mean over past holidays of the same name, drawn towards none: the fewer there
    were and the more ordinary days vary, the more. A day on which the shop was closed shows it at
    once.

    Args:
        demand: without bulk orders; days without any exposure were closed.
        country: of the seller, as two letters; "" means no holidays.

    Raises:
        SettingsError: no calendar is known for the country.
    """
    last = demand.start + timedelta(days=HORIZON_DAYS - 1)
    named = public_holidays(country, first=demand.first_day, last=last)
    days = pd.DataFrame({"first_day": pd.to_datetime(list(named)), "note": list(named.values())})
    if days.empty:
        return corrections_from(days.assign(last_day=days["first_day"]), kind=HOLIDAY)
    effects = _effects(demand, days)
    days = days.assign(last_day=days["first_day"], factor=days["note"].map(effects).fillna(1.0))
    clear = (days["factor"] - 1.0).abs() > _WORTH_TELLING
    # A closure that was found or told stands for the holiday.
    closed = ~_exposed(demand)[np.minimum(_columns(days, demand), demand.days - 1)]
    return corrections_from(days[clear & ~(closed & _is_past(days, demand))], kind=HOLIDAY)


def _columns(days: pd.DataFrame, demand: Demand) -> np.ndarray:
    return np.asarray((days["first_day"] - pd.Timestamp(demand.first_day)).dt.days)


def _is_past(days: pd.DataFrame, demand: Demand) -> Flags:
    return np.asarray(days["first_day"] < pd.Timestamp(demand.start))


def _effects(demand: Demand, days: pd.DataFrame) -> pd.Series:
    """How many usual days' sales a holiday of each name shows; index name."""
    past = days[_is_past(days, demand)]
    column = _columns(past, demand)
    was_open, whole = _exposed(demand)[column], _whole(demand)
    ordinary = whole.copy()
    ordinary[column] = False
    total = demand.units.sum(axis=0)
    expected = _expected(np.where(total > 0, total, np.nan), demand, ordinary)
    with np.errstate(divide="ignore"):
        change = np.log(np.maximum(total, 0.5) / expected)  # meaningless where none is expected
    noise = _robust_variance(change[ordinary & (expected > 0)])
    usable = whole[column] & (expected[column] > 0)
    seen = past[usable].assign(change=change[column][usable])
    names = seen.groupby("note")["change"]
    number = names.size()
    trust = number / (number + _DOUBT + noise / _USUAL_EFFECT**2)
    most = float(np.log(_STRONGEST))
    effect = pd.Series(np.exp((names.mean() * trust).clip(-most, most)), dtype="float64")
    shut = past.loc[~was_open, "note"].unique()
    effect = effect.drop(shut, errors="ignore")
    return pd.Series(pd.concat([effect, pd.Series(0.0, index=shut)]))


def _robust_variance(values: Numbers) -> float:
    if len(values) == 0:
        return 1.0
    spread = 1.4826 * float(np.median(np.abs(values - np.median(values))))
    return spread**2
