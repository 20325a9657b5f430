"""Reminders: what is new by mail each morning, and days to remember in a calendar."""

import os
from pathlib import Path

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import whole
from inventory_core.notify import mail
from inventory_core.notify.calendar import calendar_file
from inventory_core.shop import reminders
from pages.data.reminders import mail_server, schedule
from pages.shared import session, widgets


def show_digest() -> None:
    """Show what the next digest says, and the ways to take it along without a mail server."""
    st.subheader(_("What is new"))
    shop, now = session.shop(), session.now()
    alerts = reminders.told_alerts(shop)
    letter = reminders.digest_of(shop, alerts)
    if letter is None:
        st.success(_("Nothing is new since the last digest."), icon=":material/check_circle:")
        return
    st.caption(letter.subject)
    with st.container(border=True, height=300):
        st.text(letter.text)
    address = shop.settings.mail_address
    with st.container(horizontal=True):
        if mail.mail_server(shop.settings) and st.button(
            _("Mail it now"), type="primary", icon=":material/send:"
        ):
            send(letter, told=alerts)
        st.download_button(
            _("Take it as a mail file"),
            bytes(mail.written(letter, address=address, now=now)),
            file_name="digest.eml",
            mime="message/rfc822",
            icon=":material/download:",
        )
        st.link_button(
            _("Open in your mail program"),
            mail.letter_link(letter, address=address),
            icon=":material/mail:",
        )


def send(letter: mail.Letter, *, told: Frame) -> None:
    """Mail the digest and note that it was told, or say what is wrong."""
    shop = session.shop()
    try:
        with st.spinner(_("Sending…")):
            reminders.send(letter, shop, environment=os.environ, now=session.now())
    except SellerError as error:
        st.error(str(error), icon=":material/error:")
        return
    reminders.note_told(shop, told)
    widgets.say_after_rerun(
        _("The digest is on its way to {address}.").format(address=shop.settings.mail_address)
    )
    st.rerun()


def show_calendar() -> None:
    """Offer the days to remember for any calendar."""
    st.subheader(_("Days to remember"))
    shop, now = session.shop(), session.now()
    events = reminders.events(shop)
    st.caption(
        _(
            "Days to order by, what arrives, what is to be paid, and your promotions. Open the "
            "file with your calendar, or write it into a folder that your phone shares."
        )
    )
    if not events:
        st.info(_("There is no day to remember yet."), icon=":material/event:")
        return
    label = ngettext(
        "Take {events} day along as a calendar file",
        "Take {events} days along as a calendar file",
        len(events),
    ).format(events=whole(len(events)))
    st.download_button(
        label,
        calendar_file(events, made=now),
        file_name="shop.ics",
        mime="text/calendar",
        icon=":material/download:",
    )
    path = st.text_input(
        _("Write it with each digest to"),
        value=shop.settings.calendar_file,
        placeholder=_("Such as C:\\Users\\me\\Dropbox\\shop.ics"),
        help=_("The whole path of a file that ends in .ics; empty: nowhere."),
    ).strip()
    if st.button(_("Keep, and write it now"), disabled=path == shop.settings.calendar_file):
        if path:
            reminders.write_calendar(shop, Path(path).expanduser(), now=now)
        shop.past.store.save_settings(calendar_file=path)
        widgets.say_after_rerun(_("Kept."))
        st.rerun()


widgets.title(
    _("Reminders"),
    _("What your shop tells you without being asked: by mail, and in your calendar."),
)
widgets.show_message()
widgets.need_sales()
show_digest()
mail_server.show()
schedule.show()
show_calendar()
