"""The server that takes the shop's mail."""

import os

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import MailSecurity, Settings
from inventory_core.notify import mail
from inventory_core.notify.digest import digest
from inventory_core.shop import reminders
from pages.shared import session, widgets

_OTHER = "other"


def show() -> None:
    """Show where mail goes, for the seller to change and to try."""
    settings = session.shop().settings
    known = mail.mail_server(settings)
    st.subheader(_("Mail server"))
    with st.expander(
        _("Mail goes by {host} to {address}").format(host=known.host, address=known.address)
        if known
        else _("Tell which server takes your mail"),
        icon=":material/settings:",
    ):
        st.caption(
            _(
                "Mail goes from your address to your address, and nowhere else. The password is "
                "kept in the keyring of this computer, never in the shop's database."
            )
        )
        _ask()
    if known and st.button(_("Send a test mail"), icon=":material/send:"):
        _try_it()


def _ask() -> None:
    settings = session.shop().settings
    hosts = {host: name for name, (host, _port, _security) in mail.PRESETS.items()}
    choices = [*mail.PRESETS, _OTHER]
    provider = st.selectbox(
        _("Provider"),
        choices,
        index=choices.index(hosts.get(settings.mail_host, _OTHER)),
        format_func={**{name: name for name in mail.PRESETS}, _OTHER: _("Another")}.__getitem__,
    )
    with st.form("mail server", border=False):
        server = mail.PRESETS.get(provider) or _ask_server(settings)
        password, account = _ask_account(settings)
        if st.form_submit_button(_("Save"), type="primary"):
            host, port, security = server
            where = {"mail_host": host, "mail_port": port, "mail_security": security}
            _keep(password, **where, **account)


def _ask_server(settings: Settings) -> tuple[str, int, MailSecurity]:
    left, middle, right = st.columns([3, 1, 1])
    host = left.text_input(
        _("Server"), value=settings.mail_host, placeholder="smtp.example.com"
    ).strip()
    port = int(middle.number_input(_("Port"), 1, 65_535, value=settings.mail_port))
    labels = {
        MailSecurity.TLS: "TLS",
        MailSecurity.STARTTLS: "STARTTLS",
        MailSecurity.NONE: _("None, for a server on this computer"),
    }
    security = right.selectbox(
        _("Security"),
        list(labels),
        list(labels).index(settings.mail_security),
        format_func=labels.__getitem__,
    )
    return host, port, security


def _ask_account(settings: Settings) -> tuple[str, dict[str, object]]:
    left, right = st.columns(2)
    address = left.text_input(
        _("Your e-mail address"), value=settings.mail_address, placeholder="me@example.com"
    ).strip()
    user = right.text_input(
        _("User name"), value=settings.mail_user, help=_("Empty: your address.")
    ).strip()
    password = left.text_input(
        _("Password"),
        type="password",
        help=_("One made for this purpose (“app password”). Empty: as it was."),
    )
    every = {1: _("Every day"), 7: _("Every week")}
    days = right.selectbox(
        _("How often, if something is new"),
        list(every),
        index=int(settings.digest_days > 1),
        format_func=every.__getitem__,
    )
    account = {"mail_address": address, "mail_user": user or address, "digest_days": days}
    return password, account


def _keep(password: str, **changes: object) -> None:
    store = session.shop().past.store
    store.save_settings(**changes)
    server = mail.mail_server(store.settings())
    if password and server:
        mail.keep_password(server, password)
    widgets.say_after_rerun(_("Kept."))
    st.rerun()


def _try_it() -> None:
    letter = digest(_("A test mail of your shop"), [], note=_("It works: this is what you see."))
    try:
        with st.spinner(_("Sending…")):
            reminders.send(letter, session.shop(), environment=os.environ, now=session.now())
    except SellerError as error:
        st.error(str(error), icon=":material/error:")
    else:
        st.success(_("The test mail is on its way."), icon=":material/check_circle:")
