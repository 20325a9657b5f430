"""The commands that tell what needs attention: on the terminal, by mail, in a calendar."""

import argparse
import os
from pathlib import Path

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import rows
from inventory_core.monitoring.alert_words import alert_label
from inventory_core.notify import mail
from inventory_core.notify.mail import Letter
from inventory_core.shop import reminders
from inventory_core.shop.shop import Shop
from inventory_core.terminal.options import opened_shop
from inventory_core.terminal.output import records, say, write_file, write_json


def add_alerts(command: argparse.ArgumentParser) -> None:
    """Add what `alerts` takes."""
    command.add_argument(
        "--digest", action="store_true", help=_("only what is new since the last digest, if any")
    )
    command.add_argument(
        "--email", action="store_true", help=_("mail the digest by the server of the settings")
    )
    command.add_argument(
        "--eml", type=Path, metavar="FILE", help=_("write the digest as a file for a mail program")
    )


def add_file(command: argparse.ArgumentParser) -> None:
    """Add what `calendar` takes."""
    command.add_argument(
        "file", type=Path, metavar="FILE.ics", help=_("where to write, such as a shared folder")
    )


def alerts(options: argparse.Namespace) -> int:
    """Say what needs attention, or only what is new, here or by mail."""
    shop = opened_shop(options)
    if (options.email or options.eml) and not options.digest:
        raise SettingsError(_("Only a digest is mailed or written: please add --digest."))
    if options.digest:
        return _digest(shop, options)
    told, sentences = shop.alerts, shop.advice
    if options.json:
        write_json({"alerts": records(told.assign(advice=sentences))})
        return 0
    for row, sentence in zip(rows(told), sentences, strict=True):
        product = f"{row.sku} · {row.name}: " if row.sku else ""
        say(f"[{alert_label(row.alert)}] {product}{sentence}")
    return 0


def _digest(shop: Shop, options: argparse.Namespace) -> int:
    """What was said counts as told only after the mail server took it."""
    alerts = reminders.told_alerts(shop)
    letter = reminders.due_digest(shop, alerts)
    if letter:
        _hand_over(letter, shop, options)
        reminders.note_told(shop, alerts)
    if shop.settings.calendar_file:
        reminders.write_calendar(shop, Path(shop.settings.calendar_file), now=options.now)
    if options.json:
        write_json({"digest": _told(letter), "mailed": bool(letter and options.email)})
        return 0
    say(letter.text if letter else _("Nothing is new."))
    return 0


def _hand_over(letter: Letter, shop: Shop, options: argparse.Namespace) -> None:
    if options.email:
        reminders.send(letter, shop, environment=os.environ, now=options.now)
    if options.eml:
        address = shop.settings.mail_address
        write_file(options.eml, bytes(mail.written(letter, address=address, now=options.now)))


def _told(letter: Letter | None) -> dict[str, str] | None:
    return {"subject": letter.subject, "text": letter.text} if letter else None


def calendar(options: argparse.Namespace) -> int:
    """Write the days to remember as a calendar."""
    shop = opened_shop(options)
    reminders.write_calendar(shop, options.file, now=options.now)
    if options.json:
        write_json({"calendar": str(options.file), "events": len(reminders.events(shop))})
        return 0
    say(_("The days to remember are in {path}.").format(path=options.file))
    return 0
