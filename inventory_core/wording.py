"""Facts about products turned into sentences that a shop owner reads: the only place for them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from inventory_core import alerts as kinds
from inventory_core import shop_replay, track_record
from inventory_core.corrections import bulk_orders, calendar, promotions, sold_out
from inventory_core.demand import covered_days
from inventory_core.forecasting import (
    arima,
    boosting,
    combination,
    count,
    forest,
    linear,
    neural,
    new_products,
    prophet,
    regression,
    seasonal_naive,
    theta,
)
from inventory_core.forecasting.forecast import NO_MODEL
from inventory_core.forecasting.regression import PriceEffect
from inventory_core.frames import ALERTS, PLAN, REPORT, SCORES, check, typed
from inventory_core.imports.drop import Sheet
from inventory_core.imports.formats import PLAIN_FORMATS, format_named
from inventory_core.imports.formats.sheet import Field, SheetMapping, Status
from inventory_core.imports.importing import Imported
from inventory_core.imports.reasons import note_sentences, problem_sentences
from inventory_core.language import gettext as _
from inventory_core.language import ngettext
from inventory_core.optimization import budget, service
from inventory_core.optimization.plan import MOQ_TOO_LARGE, NOT_WORTH_STOCKING
from inventory_core.parameters import AUTOMATIC
from inventory_core.purchases import to_csv
from inventory_core.store import EDIT, Saved

Row = Any
"""One row of a frame as a named tuple, whose fields pandas cannot type."""

_PRICE_CUT = 0.1
"""The cut by which the effect of a price is told."""


def rows(frame: pd.DataFrame) -> Iterator[Row]:
    """Walk through the rows of a frame."""
    return frame.itertuples()


def money(amount: float, currency: str = "") -> str:
    """Write an amount with the shop's currency sign; a dash where it is unknown.

    >>> money(1234.5, "€")
    '€1,234.50'
    """
    return "–" if pd.isna(amount) else f"{currency}{amount:,.2f}"


def whole(number: float) -> str:
    """Write a number of units; a dash where it is unknown.

    >>> whole(1234.4)
    '1,234'
    """
    return "–" if pd.isna(number) else f"{number:,.0f}"


def day(when: pd.Timestamp | date) -> str:
    """Write a day so that nobody mistakes the month for the day.

    >>> day(date(2026, 3, 4))
    '4 Mar 2026'
    """
    return "–" if pd.isna(when) else f"{when.day} {when:%b %Y}"


def model_label(name: str) -> str:
    """Name a model as the menu does."""
    return {
        AUTOMATIC: _("Automatic"),
        count.NAME: _("Count"),
        boosting.NAME: _("Boosting"),
        combination.NAME: _("Combination"),
        linear.NAME: _("Linear"),
        forest.NAME: _("Forest"),
        neural.NAME: _("Neural"),
        regression.NAME: _("Regression"),
        prophet.NAME: _("Prophet"),
        arima.NAME: _("ARIMA"),
        theta.NAME: _("Theta"),
        seasonal_naive.NAME: _("Seasonal naive"),
        new_products.NAME: _("Like another product"),
        NO_MODEL: _("No sales yet"),
    }[name]


def supplier_label(supplier: str) -> str:
    """Name a supplier, also where none was given."""
    return supplier or _("No supplier given")


def format_label(name: str) -> str:
    """Name what a file of this format holds."""
    return format_named(name).label


def field_label(field: Field) -> str:
    """Name a field as the templates do, whatever a platform calls it."""
    own = {known.name: known.heading for plain in PLAIN_FORMATS for known in plain.fields}
    others = {
        "other_day": _("Other date"),
        "line": _("Line number"),
        "listing": _("Listing number"),
        "returned_units": _("Returned units"),
        "item_status": _("Status of the line"),
        "after_sale": _("After-sale status"),
        "cancelled_day": _("Cancelled on"),
        "note": _("Your remark"),
    }
    return (others | own).get(field.name, field.heading)


def status_table(mapping: SheetMapping) -> pd.DataFrame:
    """Return what each known status of a format says about demand: columns status and meaning."""
    meanings = {
        Status.SOLD: _("Yes"),
        Status.CANCELLED: _("No, cancelled"),
        Status.UNPAID: _("No, not paid"),
        Status.RETURNED: _("No, returned"),
        Status.ASK: _("You are asked"),
    }
    told = [
        (text or _("(empty)"), meanings[status])
        for statuses in format_named(mapping.format).statuses
        if mapping.column(statuses.field)
        for text, status in statuses.table()
    ]
    told += [
        (text, _("Yes, as you said") if counts else _("No, as you said"))
        for text, counts in mapping.statuses
    ]
    return pd.DataFrame(told, columns=["status", "meaning"])


def currency_sentence(imported: Imported, currency: str) -> str:
    """Warn that a file's prices are in another currency than the shop's; "" where they are not."""
    if not currency or imported.currency in ("", currency):
        return ""
    return _(
        "The prices of {file} are in {other}, but your shop counts in {own}: units are kept "
        "without the prices."
    ).format(file=imported.file_name, other=imported.currency, own=currency)


def heading_label(heading: str) -> str:
    """Name a heading of an uploaded sheet, or that there is none."""
    return heading or _("– not in this file –")


def order_reasons(plan: pd.DataFrame, currency: str = "") -> list[str]:
    """Say for each product of a plan (PLAN) why it is ordered in this quantity, or not at all."""
    return [_order_reason(row, currency) for row in rows(check(plan, PLAN))]


def _order_reason(row: Row, currency: str) -> str:
    if row.one_shot:
        return _("Bought once: see One-shot buys.")
    if row.model == NO_MODEL:
        return _("Has never sold, so there is nothing to plan from.")
    if row.refused == NOT_WORTH_STOCKING:
        return _loss_reason(row, currency) or _(
            "Not kept: the few sales to be lost cost less than keeping stock for them."
        )
    if row.refused == MOQ_TOO_LARGE:
        return _too_large_reason(row)
    if row.order_units == 0:
        return _no_order_reason(row, currency)
    sentences = [
        _(
            "Stock position {position} is below the reorder point {level}: {demand} expected in "
            "{days} days (lead time and review) and {safety} safety stock."
        ).format(
            position=whole(row.stock_position),
            level=whole(row.reorder_point),
            demand=whole(row.protection_demand),
            days=whole(row.protection_days),
            safety=whole(row.safety_stock),
        ),
        _quantity_reason(row),
        _forced_reason(row, currency),
        _price_break_reason(row, currency),
        _loss_reason(row, currency),
        *_guesses(row, currency),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _too_large_reason(row: Row) -> str:
    fewest = max(row.moq_units, row.pack_size_units)
    if row.yearly_demand < 1:
        lasting = _("hardly one sells in a year")
    else:
        lasting = _("it would last {years} years").format(years=whole(fewest / row.yearly_demand))
    return _(
        "Not ordered: the supplier sells {fewest} at least, and {lasting}. Ask for fewer, or look "
        "for another supplier."
    ).format(fewest=whole(fewest), lasting=lasting)


def _forced_reason(row: Row, currency: str) -> str:
    """Say what minimum order and packs cost: units beyond those wanted, for so long."""
    extra = row.order_units - row.wanted_units
    if extra < max(1.0, 0.1 * row.wanted_units) or pd.isna(row.cost) or row.yearly_demand <= 0:
        return ""
    return _(
        "Minimum order and packs force {units} extra: {money} tied up for {months} months."
    ).format(
        units=whole(extra),
        money=money(extra * row.cost, currency),
        months=f"{max(12 * extra / row.yearly_demand, 0.1):,.1f}",
    )


def _price_break_reason(row: Row, currency: str) -> str:
    if not row.unit_cost < row.cost:
        return ""
    return _("So many cost {unit} each instead of {usual}: {saved} less for this order.").format(
        unit=money(row.unit_cost, currency),
        usual=money(row.cost, currency),
        saved=money((row.cost - row.unit_cost) * row.order_units, currency),
    )


def _loss_reason(row: Row, currency: str) -> str:
    if not row.price <= row.cost:
        return ""
    return _("Each sale loses money: cost {cost}, price {price}.").format(
        cost=money(row.cost, currency), price=money(row.price, currency)
    )


def _no_order_reason(row: Row, currency: str) -> str:
    if row.reorder_point <= 0 and row.price <= row.cost:
        return _loss_reason(row, currency)
    if row.reorder_point <= 0:
        return _("Sells too rarely to keep stock at this service level.")
    sentence = _("Stock position {position} covers the reorder point {level}.").format(
        position=whole(row.stock_position), level=whole(row.reorder_point)
    )
    if pd.notna(row.order_by):
        sentence += " " + _("Order by {day}.").format(day=day(row.order_by))
    return sentence


def _quantity_reason(row: Row) -> str:
    lacking = row.reorder_point - row.stock_position
    parts = [_("{units} are lacking").format(units=whole(lacking))]
    if row.wanted_units > lacking + 0.5:
        parts.append(_("{units} make the order worthwhile").format(units=whole(row.wanted_units)))
    if row.moq_units > row.wanted_units:
        parts.append(_("the minimum order is {units}").format(units=whole(row.moq_units)))
    if row.pack_size_units > 1:
        parts.append(_("packs hold {units}").format(units=whole(row.pack_size_units)))
    return ", ".join(parts).capitalize() + "."


def _guesses(row: Row, currency: str) -> list[str]:
    sentences = []
    if not row.stock_known:
        sentences.append(_("Never counted, taken as none on hand."))
    guessed = row.defaults.split()
    if "lead_time_days" in guessed:
        sentences.append(
            _("Lead time {days} days is the default.").format(days=whole(row.lead_time_days))
        )
    if "cost" in guessed and pd.isna(row.cost):
        sentences.append(_("Cost unknown: add it to see the spend."))
    elif "cost" in guessed:
        sentences.append(
            _("Cost {cost} is guessed from the price.").format(cost=money(row.cost, currency))
        )
    return sentences


def alert_label(kind: str) -> str:
    """Name a kind of alert as the filter does."""
    return {
        kinds.STALE_DATA: _("Data too old"),
        kinds.NO_STOCK_COUNT: _("Stock not counted"),
        kinds.OUT_OF_STOCK: _("Out of stock"),
        kinds.TOO_LATE: _("Runs out too soon"),
        kinds.ORDER_TODAY: _("Order today"),
        kinds.DEAD_STOCK: _("Dead stock"),
        kinds.OVERSTOCK: _("Overstock"),
    }[kind]


def at_stake(kind: str, amount: str) -> str:
    """Say what an amount of money means in this kind of alert."""
    if kind in (kinds.DEAD_STOCK, kinds.OVERSTOCK):
        return _("{amount} tied up").format(amount=amount)
    return _("{amount} profit at stake").format(amount=amount)


def alert_sentences(alerts: pd.DataFrame, currency: str = "") -> list[str]:
    """Say for each alert (ALERTS) what is wrong and what to do."""
    return [_alert_sentence(row, currency) for row in rows(check(alerts, ALERTS))]


def _alert_sentence(row: Row, currency: str) -> str:
    at_stake = (
        ""
        if pd.isna(row.money)
        else " "
        + _("About {money} of profit is at stake.").format(money=money(row.money, currency))
    )
    tied_up = _("{units} units, {money} tied up.").format(
        units=whole(row.units), money=money(row.money, currency)
    )
    days = int(row.units)
    return {
        kinds.STALE_DATA: _(
            "The newest sale is {age} old. The plan is made for {day}: upload a newer export."
        ).format(
            age=ngettext("{days} day", "{days} days", days).format(days=f"{days:,}"),
            day=day(row.day),
        ),
        kinds.NO_STOCK_COUNT: _(
            "{products} products that sell were never counted and are planned as if none were on "
            "hand: upload a stock file."
        ).format(products=whole(row.units)),
        kinds.OUT_OF_STOCK: _("Nothing left to sell: order now.") + at_stake,
        kinds.TOO_LATE: _(
            "Expected to run out on {day}, before an order placed today arrives: order now, ask "
            "for a faster delivery."
        ).format(day=day(row.day))
        + at_stake,
        kinds.ORDER_TODAY: _("The stock position fell below the reorder point: order today.")
        + at_stake,
        kinds.DEAD_STOCK: _("Has not sold for a long time: mark it down or bundle it.")
        + " "
        + tied_up,
        kinds.OVERSTOCK: _("More than will sell within lead time and cover period.")
        + " "
        + tied_up,
    }[row.alert]


def comparison_sentence(scores: pd.DataFrame, chosen: str) -> str:
    """Say which model won a product's backtest (SCORES of one product) and by how much."""
    check(scores, SCORES)
    if chosen == new_products.NAME:
        return _(
            "Too new for models to be compared: it is expected to sell like the product that you "
            "named, as corrected by its own sales so far."
        )
    if scores.empty:
        return _(
            "Too little history to compare models, so {model} is used: it learns from the whole "
            "catalogue."
        ).format(model=model_label(chosen))
    best = scores.set_index("model")
    misses = {str(model): float(miss) for model, miss in best["miss_units"].items()}
    sentence = _(
        "Tested on the last months, {model} missed the total of 28 days by {miss} units on "
        "average, of {actual} sold."
    ).format(
        model=model_label(chosen),
        miss=f"{misses[chosen]:,.1f}" if chosen in misses else "–",
        actual=whole(best["actual_units"].mean()),
    )
    bar = seasonal_naive.NAME
    if chosen in misses and bar in misses and chosen != bar:
        sentence += " " + _("Repeating last week would have missed it by {miss}.").format(
            miss=f"{misses[bar]:,.1f}"
        )
        if misses[bar] < misses[chosen]:
            sentence += " " + _(
                "It wins all the same, since it knew better how far off it may be, and that "
                "decides how much stock is safe."
            )
    if chosen in best.index and best["loss_units"].min() < best.loc[chosen, "loss_units"]:
        sentence += " " + _(
            "Another model lost less in these few tests, which may be luck: how the models did on "
            "all your products counts too."
        )
    return sentence


def price_effect_sentence(effect: PriceEffect | None) -> str:
    """Say what a lower price of one product did to its sales; None where that is not known."""
    if effect is None:
        return _(
            "Its price hardly changed, or sales did not clearly follow it, so the effect of its "
            "price is not known."
        )
    expected, least, most = effect.more_sold(_PRICE_CUT)
    return _(
        "When its price went down by {cut}, about {expected} more was sold (likely between {least} "
        "and {most})."
    ).format(cut=share(_PRICE_CUT), expected=share(expected), least=share(least), most=share(most))


def correction_label(kind: str) -> str:
    """Name a kind of correction, as in a legend."""
    return {
        sold_out.SOLD_OUT: _("Sold out"),
        sold_out.NOT_BACK: _("Not back yet"),
        bulk_orders.BULK_ORDER: _("Bulk order"),
        promotions.PROMOTION: _("Promotion"),
        promotions.PRICE_DROP: _("Price drop"),
        calendar.HOLIDAY: _("Public holiday"),
        calendar.CLOSED: _("Closed"),
        calendar.NOT_COVERED: _("In no file"),
    }[kind]


def days_between(first: pd.Timestamp | date, last: pd.Timestamp | date) -> str:
    """Write a stretch of days.

    >>> days_between(date(2026, 5, 3), date(2026, 5, 9))
    '3 May 2026 – 9 May 2026'
    """
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def correction_sentences(corrections: pd.DataFrame, pace: Sequence[float]) -> list[str]:
    """Say of each correction (CORRECTIONS) what is no usual demand, and why.

    Args:
        corrections: to tell of.
        pace: units on a usual day around each of them.
    """
    pairs = zip(rows(corrections), pace, strict=True)
    return [_correction_sentence(row, usual) for row, usual in pairs]


def _correction_sentence(row: Row, usual: float) -> str:
    days = days_between(row.first_day, row.last_day)
    if row.kind == sold_out.SOLD_OUT:
        return _sold_out_sentence(row, days, usual)
    if row.kind == sold_out.NOT_BACK:
        return _(
            "Not back yet: {share} of the usual demand is expected {days}; switch this off once "
            "you have it again"
        ).format(share=share(row.factor), days=days)
    if row.kind == bulk_orders.BULK_ORDER:
        return _("Bulk order on {days}: {units} units more than usual are set aside").format(
            days=days, units=whole(row.units)
        )
    if row.kind == calendar.CLOSED:
        return _closed_sentence(row, days)
    if row.kind == calendar.NOT_COVERED:
        return _("No file covers {days}: not taken for days without sales").format(days=days)
    return _("{why}, {days}: {times} times the usual demand").format(
        why=_higher_or_lower(row), days=days, times=f"{row.factor:.2g}"
    )


def _higher_or_lower(row: Row) -> str:
    if row.kind == promotions.PRICE_DROP:
        return _("Price {share} lower").format(share=row.note)
    return str(row.note) or correction_label(row.kind)


def _closed_sentence(row: Row, days: str) -> str:
    if not row.note:
        return _("Probably closed {days}: all but nothing sold in the whole shop").format(days=days)
    if row.note == calendar.TOLD:
        return _("Closed {days}, as you said").format(days=days)
    return _("Closed {days}, as you said: {note}").format(days=days, note=row.note)


def _sold_out_sentence(row: Row, days: str, usual: float) -> str:
    if row.note == sold_out.COUNTED:
        return _("Sold out {days}, as counted").format(days=days)
    number = (row.last_day - row.first_day).days + 1
    return _("Probably sold out {days}: no sale in {number} days, usually {usual} a day").format(
        days=days, number=number, usual=f"{usual:.1f}"
    )


def hand_change_sentence(change: Row) -> str:
    """Tell of a month changed by hand (HAND_CHANGES) that is no longer, or not yet, ahead."""
    sentence = _("{month:%B %Y}: you typed {units}").format(
        month=change.month, units=whole(change.units)
    )
    return f"{sentence} ({change.note})" if change.note else sentence


def why_other_model(why: str) -> str:
    """Say why a product should go by another model."""
    return {
        track_record.TOO_LOW: _("Expects too little again and again"),
        track_record.TOO_HIGH: _("Expects too much again and again"),
        track_record.WORSE: _("Misses by more than repeating 28 days"),
    }[why]


def share(rate: float, *, signed: bool = False) -> str:
    """Write a share in percent; a dash where it is unknown.

    >>> share(0.125), share(0.125, signed=True)
    ('12 %', '+12 %')
    """
    return "–" if pd.isna(rate) else f"{100 * rate:{'+' if signed else ''}.0f} %"


def time_left(seconds: float, share: float) -> str:
    """Say how long a run that took so many seconds for this share will still take.

    >>> time_left(30, 0.25)
    'about 2 minutes left'
    """
    if share <= 0:
        return _("estimating the time left")
    left = seconds * (1 - share) / share
    if left < 60:
        return ngettext("about {n} second left", "about {n} seconds left", round(left)).format(
            n=round(left)
        )
    minutes = round(left / 60)
    return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)


def import_sentence(imported: Imported) -> str:
    """Say what a file holds and how many of its rows will be kept."""
    sales, stock = imported.sales, imported.stock
    rows = _("**{accepted} of {read} rows** can be kept").format(
        accepted=whole(imported.rows_accepted), read=whole(imported.rows_read)
    )
    if span := covered_days(sales):
        return rows + _(": {units} units of {products} products from {first} to {last}.").format(
            units=whole(sales["units"].sum()),
            products=whole(sales["sku"].nunique()),
            first=day(span[0]),
            last=day(span[1]),
        )
    if len(stock):
        return rows + _(": stock of {products} products, counted on {day}.").format(
            products=whole(stock["sku"].nunique()), day=day(stock["day"].max())
        )
    return rows + _(": {products} products.").format(products=whole(len(imported.products)))


def upload_title(upload: Row) -> str:
    """Name an upload by its file."""
    if upload.format == EDIT:
        return _("Changes on the products page")
    return str(upload.file_name)


def upload_facts(upload: Row) -> str:
    """Say what an upload held, where it was sold, when, and what became of its rows."""
    saved = _("{day}, {time:%H:%M}").format(day=day(upload.saved_at), time=upload.saved_at)
    if upload.format == EDIT:
        return " · ".join((saved, _("{cells} cells").format(cells=whole(upload.rows_accepted))))
    facts = [saved, format_label(upload.format), upload.channel]
    if pd.notna(upload.first_day):
        facts.append(f"{day(upload.first_day)} – {day(upload.last_day)}")
    if pd.notna(upload.units):
        facts.append(_("{units} units").format(units=whole(upload.units)))
    refused = upload.rows_read - upload.rows_accepted - upload.rows_ignored
    facts.append(
        rows_sentence(
            read=upload.rows_read,
            replaced=upload.rows_replaced,
            refused=refused,
            ignored=upload.rows_ignored,
        )
    )
    return " · ".join(facts)


def rows_sentence(*, read: int, replaced: int, refused: int, ignored: int) -> str:
    """Account for every row of a file.

    >>> rows_sentence(read=10, replaced=2, refused=1, ignored=0)
    '10 rows read = 7 saved + 2 replaced + 1 refused + 0 ignored'
    """
    return _(
        "{read} rows read = {kept} saved + {replaced} replaced + {refused} refused + "
        "{ignored} ignored"
    ).format(
        read=whole(read),
        kept=whole(read - replaced - refused - ignored),
        replaced=whole(replaced),
        refused=whole(refused),
        ignored=whole(ignored),
    )


def companion_sentence(sheet: Sheet) -> str:
    """Say what a file that holds no sales of its own was good for."""
    return _("{file} completes {other} (its dates and statuses).").format(
        file=sheet.table.file_name, other=sheet.used_for
    )


def saved_sentence(imported: Imported, saved: Saved) -> str:
    """Say what became of a file that was saved."""
    if not saved.changed:
        return _("{file} was saved before: nothing changed.").format(file=imported.file_name)
    told = rows_sentence(
        read=imported.rows_read,
        replaced=saved.rows_replaced,
        refused=len(imported.refused),
        ignored=len(imported.ignored),
    )
    warning = currency_sentence(imported, saved.currency)
    return f"{imported.file_name}: {told}. {warning}".rstrip()


def report(imported: Imported) -> pd.DataFrame:
    """Return why rows were left out and what to know of others, most frequent first (REPORT)."""
    sentences = problem_sentences()
    parts = [
        {
            "group": label,
            "rows": len(found),
            "explanation": sentences[str(reason)],
            "examples": _examples(found),
        }
        for label, problems in (
            (_("refused"), imported.refused),
            (_("ignored"), imported.ignored),
        )
        for reason, found in problems.groupby("reason", sort=False)
    ]
    parts += [
        {"group": _("note"), "rows": count, "explanation": note_sentences()[code], "examples": ""}
        for code, count in imported.notes
    ]
    table = pd.DataFrame(parts, columns=list(REPORT))
    ordered = table.sort_values("rows", ascending=False, kind="stable", ignore_index=True)
    return check(typed(ordered, REPORT), REPORT)


def import_report(imported: Imported) -> bytes:
    """Write the report of one file as CSV: what became of how many rows, then each one left out."""
    problems = imported.problems
    sentences = problem_sentences()
    refused = problems["row"].isin(imported.refused["row"])
    rows = pd.DataFrame(
        {
            "rows": 1.0,
            "group": refused.map({True: _("refused"), False: _("ignored")}),
            "row": problems["row"].astype("str"),
            "column": problems["column"],
            "value": problems["value"],
            "why": problems["reason"].map(sentences),
        }
    )
    kept = pd.DataFrame([{"rows": float(imported.rows_accepted), "group": _("kept")}])
    told = pd.concat([kept, rows], ignore_index=True).fillna("")
    headings = [_("Rows"), _("Group"), _("Row"), _("Column"), _("Value"), _("Why")]
    return to_csv(told, headings)


def _examples(problems: pd.DataFrame) -> str:
    """Name the first rows of a group, with what stands in the first one."""
    numbers = ", ".join(whole(number) for number in problems["row"].head(3))
    more = ", …" if len(problems) > 3 else ""
    first = problems.iloc[0]
    told = f": {first['column']} = “{first['value'][:40]}”" if first["value"] else ""
    return _("row {numbers}{told}").format(numbers=numbers + more, told=told)


def sensitivity_sentences(found: pd.DataFrame, *, orders: int, currency: str) -> list[str]:
    """Say what each change of a setting does to the plan (from sensitivity)."""
    return [_sensitivity_sentence(row, orders, currency) for row in rows(found)]


def _sensitivity_sentence(row: Row, orders: int, currency: str) -> str:
    words = {
        "holding_rate": (_("Holding cost"), f"{row.value:.0%}"),
        "order_cost": (_("Cost per order"), money(row.value, currency)),
        "service_level": (_("Service level"), f"{row.value:.1%}"),
        "review_period_days": (_("Review period"), _("{n} days").format(n=whole(row.value))),
        "lead_time_allowance_days": (
            _("Lead time allowance"),
            _("{n} days").format(n=whole(row.value)),
        ),
    }
    setting, value = words[row.setting]
    if row.orders == 0:
        return _("{setting} {value} instead: no order changes.").format(
            setting=setting, value=value
        )
    more = _("more") if row.spend >= 0 else _("less")
    return _(
        "{setting} {value} instead: {changed} of {orders} orders change, {spend} {more}."
    ).format(
        setting=setting,
        value=value,
        changed=whole(row.orders),
        orders=whole(max(orders, row.orders)),
        spend=money(abs(row.spend), currency),
        more=more,
    )


def service_rule_label(rule: str) -> str:
    """Name what the reorder point goes by."""
    return {
        service.LEVEL: _("Chance to last"),
        service.FILL_RATE: _("Share of demand served"),
        service.COSTS: _("Costs decide"),
        service.CLASSES: _("By class"),
    }[rule]


def service_rule_sentence(rule: str) -> str:
    """Explain what the service level means under a rule."""
    return {
        service.LEVEL: _(
            "At 95 %, stock lasts until the next order has arrived in 95 of 100 such periods."
        ),
        service.FILL_RATE: _(
            "At 95 %, 95 of 100 units asked for are on the shelf. That needs less stock than the "
            "same chance to last, since even in a stockout most was sold before."
        ),
        service.COSTS: _(
            "Each product gets the reorder point and lot at which ordering, keeping and lost sales "
            "together cost least a year; what costs less to let go is not kept. The slider holds "
            "only where cost or price is unknown."
        ),
        service.CLASSES: _(
            "A products bring 80 % of the profit, B the next 15 %, C the rest; X sells steadily, Y "
            "varies, Z is hard to foresee. Each class has its own level."
        ),
    }[rule]


def supplier_minimum_sentence(row: Row, currency: str) -> str:
    """Say that an order is too small for its supplier (a row of missing_for_minimum)."""
    if row.spend < row.least_money:
        return _(
            "{supplier} takes orders from {least} on; this one comes to {spend}. Add {missing}, or "
            "wait until more is needed."
        ).format(
            supplier=supplier_label(row.supplier),
            least=money(row.least_money, currency),
            spend=money(row.spend, currency),
            missing=money(row.least_money - row.spend, currency),
        )
    return _(
        "{supplier} takes orders from {least} units on; this one has {units}. Add {missing}, or "
        "wait until more is needed."
    ).format(
        supplier=supplier_label(row.supplier),
        least=whole(row.least_units),
        units=whole(row.units),
        missing=whole(row.least_units - row.units),
    )


def bought_reasons(plan: pd.DataFrame, reasons: Sequence[str], currency: str) -> list[str]:
    """Say for each product of a plan within a budget why it is bought, or why not."""
    return [
        _bought_reason(row, reason, currency)
        for row, reason in zip(rows(plan), reasons, strict=True)
    ]


def _bought_reason(row: Row, reason: str, currency: str) -> str:
    if row.one_shot:
        return _("Bought once: see One-shot buys.")
    if reason == budget.BOUGHT:
        parts = [
            _("Stock position {position}, {demand} expected in {days} days.").format(
                position=whole(row.stock_position),
                demand=whole(row.protection_demand),
                days=whole(row.protection_days),
            ),
            *_guesses(row, currency),
        ]
        return " ".join(parts)
    return {
        budget.NO_MONEY: _("Other products bring more for the money."),
        budget.SUPPLIER_MINIMUM: _("Its supplier's smallest order is not reached, or too dear."),
        budget.DOES_NOT_PAY: _("Keeping one more costs more than it would bring."),
        budget.ENOUGH: _("What is there suffices."),
        budget.MINIMUM_BEYOND_SALES: _("The smallest order is more than sells in a year."),
        budget.NO_MARGIN: _("It costs as much as it brings, so buying it earns nothing."),
        budget.UNKNOWN_MONEY: _("Cost or price is unknown: add it on the Products page."),
    }[reason]


def next_buy_sentence(units: pd.Series, *, more: float, profit: float, currency: str) -> str:
    """Say what a little more money would buy (units by product name) and bring."""
    if units.empty:
        return _("{more} more would buy nothing that pays.").format(more=money(more, currency))
    most = units.sort_values(ascending=False).head(5)
    listed = ", ".join(f"{whole(number)} × {name}" for name, number in most.items())
    unnamed = len(units) - len(most)
    return _("{money} more would buy {listed}{others} and bring {profit}.").format(
        money=money(more, currency),
        listed=listed,
        others=_(" and {number} others").format(number=whole(unnamed)) if unnamed else "",
        profit=money(profit, currency),
    )


def rule_label(rule: str) -> str:
    """Name a rule of the replay."""
    return {
        shop_replay.THIS_PLAN: _("This plan"),
        shop_replay.WEEKS: _("Weeks of stock"),
        shop_replay.MIN_MAX: _("Fixed minimum and maximum"),
        shop_replay.TEXTBOOK: _("Textbook: mean and spread"),
    }[rule]


def replay_sentence(totals: pd.DataFrame, *, currency: str) -> str:
    """Say how this plan did beside the best other rule (totals of a replay)."""
    by_rule = totals.set_index("rule")
    others = by_rule.drop(index=shop_replay.THIS_PLAN)["total"]
    best, cost = str(others.idxmin()), float(by_rule["total"][shop_replay.THIS_PLAN])
    saved = float(others.min()) - cost
    if saved >= 0:
        sentence = _("This plan would have cost {cost}, {saved} less than “{rule}”, the next best.")
    else:
        sentence = _("This plan would have cost {cost}; “{rule}” would have cost {saved} less.")
    return sentence.format(
        cost=money(cost, currency), saved=money(abs(saved), currency), rule=rule_label(best)
    )


def replay_sentence_left_out(products: int) -> str:
    """Say how many products a replay could not judge."""
    if not products:
        return ""
    return _("{products} products are left out: bought once, or of unknown cost or price.").format(
        products=whole(products)
    )


def rule_explanation(review_days: int) -> list[str]:
    """Say what a replay assumes, and what each rule does."""
    return [
        _(
            "All begin with the same stock: what the pace of the four weeks before asks for over "
            "lead time, {days} days until the next look, and two weeks."
        ).format(days=review_days),
        _(
            "You look every {days} days, and what is ordered arrives after the usual lead time."
        ).format(days=review_days),
        _(
            "What you sold, corrected for days sold out, promotions and bulk orders, is what was "
            "asked for. What is not there is lost with its margin; nobody waits."
        ),
        _(
            "This plan: today’s settings, with forecasts by Count made anew at each look from the "
            "days before alone. Corrections are those that are known today."
        ),
        _(
            "Weeks of stock: four weeks more at the pace of the last four, once stock falls to the "
            "lead time and two weeks."
        ),
        _(
            "Fixed minimum and maximum: the largest demand of any lead time so far, and the "
            "economic lot above it."
        ),
        _("Textbook: mean and 95 % of a bell curve over the lead time, and the economic lot."),
    ]
