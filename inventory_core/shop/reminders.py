"""What the shop tells its owner by itself: alerts beside yesterday's, digest, calendar."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

from inventory_core.domain.download import to_csv
from inventory_core.domain.errors import MailError, SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import Row, money, rows, whole
from inventory_core.monitoring.alert_words import alert_label
from inventory_core.monitoring.standing import heard, keyed
from inventory_core.notify import mail
from inventory_core.notify.calendar import Event, calendar_file
from inventory_core.notify.digest import Section, digest
from inventory_core.notify.mail import Letter
from inventory_core.optimization.purchases import file_name, purchase_list
from inventory_core.optimization.supplier_words import supplier_label
from inventory_core.optimization.tables import PURCHASES
from inventory_core.shop.shop import Shop
from inventory_core.simulation.cash_words import payment_label

_DAYS_AHEAD = 90
"""How far a calendar looks ahead."""
_MOST_TOLD = 12
"""Alerts of one kind in a digest: who has more opens the app."""


def told_alerts(shop: Shop) -> pd.DataFrame:
    """Note which alerts stand today, and return them as they are to be heard (TOLD_ALERTS)."""
    today = shop.past.today
    shop.past.store.alerts.note(keyed(shop.alerts), today=today)
    alerts = heard(shop.alerts, shop.past.store.alerts.standing(), today=today)
    return alerts.assign(advice=pd.Series(shop.advice, dtype="str").reindex(alerts.index))


def news(alerts: pd.DataFrame) -> pd.DataFrame:
    """Return which of these (TOLD_ALERTS) no digest told of yet."""
    return alerts[~alerts["mailed"] & ~alerts["silent"]]


def digest_of(shop: Shop, alerts: pd.DataFrame) -> Letter | None:
    """Return what is new of these (TOLD_ALERTS) as a letter; None where nothing is.

    The purchase list comes with it.
    """
    told = news(alerts)
    if told.empty:
        return None
    sections = [_section(str(kind), of_kind) for kind, of_kind in told.groupby("alert", sort=False)]
    listed = purchase_list(shop.plan, shop.reasons(shop.plan))
    note = _("Your shop on your own computer sent this. Open SoloStock to act on it.")
    others = len(alerts) - len(told) - int(alerts["silent"].sum())
    if others:
        standing = ngettext(
            "{alerts} alert of before still stands.",
            "{alerts} alerts of before still stand.",
            others,
        )
        note = f"{standing.format(alerts=whole(others))} {note}"
    subject = ngettext(
        "{alerts} new alert in your shop", "{alerts} new alerts in your shop", len(told)
    ).format(alerts=whole(len(told)))
    files = ((file_name(None), to_csv(listed, PURCHASES)),) if len(listed) else ()
    return digest(subject, sections, note=note, files=files)


def _section(kind: str, alerts: pd.DataFrame) -> Section:
    told, rest = alerts.head(_MOST_TOLD), len(alerts) - _MOST_TOLD
    subjects = [_subject(row) for row in rows(told)]
    sentences = told["advice"].tolist()
    if rest > 0:
        subjects.append("")
        sentences.append(
            ngettext("and {rest} more", "and {rest} more", rest).format(rest=whole(rest))
        )
    return Section(heading=alert_label(kind), subjects=tuple(subjects), sentences=tuple(sentences))


def _subject(row: Row) -> str:
    if not row.sku:
        return ""
    return f"{row.sku} · {row.name}" if row.name and row.name != row.sku else str(row.sku)


def due_digest(shop: Shop, alerts: pd.DataFrame) -> Letter | None:
    """Return the digest of these (TOLD_ALERTS) where the last one is old enough, or None."""
    last, every = shop.past.store.alerts.last_digest(), timedelta(days=shop.settings.digest_days)
    return None if last and shop.past.today - last < every else digest_of(shop, alerts)


def note_told(shop: Shop, alerts: pd.DataFrame) -> None:
    """Keep that a digest told what was new of these (TOLD_ALERTS)."""
    shop.past.store.alerts.mailed(news(alerts), today=shop.past.today)


def send(letter: Letter, shop: Shop, *, environment: Mapping[str, str], now: datetime) -> None:
    """Mail a letter to the seller.

    Raises:
        MailError: no server is known, or it does not take the mail.
    """
    server = mail.mail_server(shop.settings)
    if server is None:
        raise MailError(_("No mail server is known: please type yours on the Reminders page."))
    message = mail.written(letter, address=server.address, now=now)
    mail.send(message, server, mail.password_of(server, environment))


def write_calendar(shop: Shop, file: Path, *, now: datetime) -> None:
    """Write the days to remember into a file, such as one in a folder that a phone shares.

    Raises:
        SettingsError: it is no .ics file, or cannot be written.
    """
    if file.suffix.lower() != ".ics":
        raise SettingsError(
            _("{path} is no calendar: please choose a name that ends in .ics.").format(path=file)
        )
    try:
        file.write_bytes(calendar_file(events(shop), made=now))
    except OSError as error:
        raise SettingsError(
            _("{path} cannot be written ({cause}): please choose another folder.").format(
                path=file, cause=error.strerror
            )
        ) from error


def events(shop: Shop) -> tuple[Event, ...]:
    """Return the days to remember: to order, what arrives, what is to be paid, promotions."""
    return (*_order_days(shop), *_arrivals(shop), *_payments(shop), *_promotions(shop))


def _order_days(shop: Shop) -> Iterator[Event]:
    """One event for each supplier and day; the first of a supplier moves with its day."""
    today = pd.Timestamp(shop.past.today)
    plan = shop.plan[shop.plan["order_by"].notna() & shop.plan["stock_known"]]
    day = plan["order_by"].where(plan["order_by"] > today, today)
    due = plan.assign(order_by=day)[day <= today + pd.Timedelta(days=_DAYS_AHEAD)]
    for supplier, of_supplier in due.groupby("supplier"):
        for number, (due_on, products) in enumerate(of_supplier.groupby("order_by"), start=1):
            yield _one_day(
                f"order-{supplier}-{number}",
                pd.Timestamp(str(due_on)).date(),
                ngettext(
                    "Order from {supplier}: {products} product",
                    "Order from {supplier}: {products} products",
                    len(products),
                ).format(supplier=supplier_label(str(supplier)), products=whole(len(products))),
                "\n".join(_subject(row) for row in rows(products)),
            )


def _arrivals(shop: Shop) -> Iterator[Event]:
    for _number, lines in shop.outlook.incoming.groupby("number"):
        first = next(rows(lines))
        yield _one_day(
            f"arrival-{first.number:.0f}",
            lines["arrives"].min().date(),
            _("Purchase order {number} from {supplier} arrives").format(
                number=whole(first.number), supplier=supplier_label(first.supplier)
            ),
            "\n".join(f"{row.sku}: {whole(row.units)}" for row in rows(lines)),
        )


def _payments(shop: Shop) -> Iterator[Event]:
    for row in rows(shop.owed.payments):
        yield _one_day(
            f"payment-{row.supplier}-{row.kind}-{row.ordered_on:%Y-%m-%d}",
            row.day.date(),
            _("Pay {money} to {supplier} ({part})").format(
                money=money(row.money, shop.settings.currency),
                supplier=supplier_label(row.supplier),
                part=payment_label(row.kind),
            ),
        )


def _promotions(shop: Shop) -> Iterator[Event]:
    coming = shop.past.promotions
    for row in rows(coming[coming["last_day"] >= pd.Timestamp(shop.past.today)]):
        yield Event(
            name=f"promotion-{row.name}-{row.first_day:%Y-%m-%d}",
            first_day=row.first_day.date(),
            last_day=row.last_day.date(),
            title=row.name or _("Promotion"),
        )


def _one_day(name: str, day: date, title: str, text: str = "") -> Event:
    return Event(name=name, first_day=day, last_day=day, title=title, text=text)
