"""Mail to the seller, by the server that the seller typed."""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from inventory_core.domain.errors import MailError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.mail_links import LONGEST_LINK, mail_link
from inventory_core.domain.settings import MailSecurity, Settings

PASSWORD_VARIABLE = "SOLOSTOCK_MAIL_PASSWORD"  # noqa: S105 (the name of the variable)
_KEYRING_SERVICE = "SoloStock"
_SECONDS = 20.0
_OWN_COMPUTER = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mail goes, and in whose name; user: "" where the server asks for none."""

    host: str
    port: int
    security: MailSecurity
    user: str
    address: str
    """Of the seller: mail goes from it to it."""


def mail_server(settings: Settings) -> MailServer | None:
    """Return the server that the seller typed; None where something of it is missing."""
    if not (settings.mail_host and settings.mail_address):
        return None
    return MailServer(
        host=settings.mail_host,
        port=settings.mail_port,
        security=settings.mail_security,
        user=settings.mail_user,
        address=settings.mail_address,
    )


PRESETS: Mapping[str, tuple[str, int, MailSecurity]] = {
    "Gmail": ("smtp.gmail.com", 465, MailSecurity.TLS),
    "iCloud": ("smtp.mail.me.com", 587, MailSecurity.STARTTLS),
    "Yahoo": ("smtp.mail.yahoo.com", 465, MailSecurity.TLS),
    "GMX": ("mail.gmx.net", 465, MailSecurity.TLS),
    "Fastmail": ("smtp.fastmail.com", 465, MailSecurity.TLS),
    "Zoho": ("smtp.zoho.com", 465, MailSecurity.TLS),
    "QQ": ("smtp.qq.com", 465, MailSecurity.TLS),
    "163": ("smtp.163.com", 465, MailSecurity.TLS),
}
"""Servers of well-known providers; all of them want a password made for this purpose."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is said in a mail, as text and as HTML; files: name and content of each CSV with it."""

    subject: str
    text: str
    html: str
    files: tuple[tuple[str, bytes], ...] = ()


def written(letter: Letter, *, address: str, now: datetime) -> EmailMessage:
    """Return a letter as a message from the seller to the seller; its bytes are an .eml file."""
    message = EmailMessage()
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(now.astimezone())
    message["Message-ID"] = make_msgid(domain="solostock.local")
    if address:
        message["From"] = message["To"] = address
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    for name, content in letter.files:
        message.add_attachment(
            content, maintype="text", subtype="csv", filename=name, params={"charset": "utf-8"}
        )
    return message


def letter_link(letter: Letter, *, address: str) -> str:
    """Return a link by which the seller's own mail program opens with a letter, without files.

    What is too long for such a link is cut, and said to be.
    """
    cut = _("… (more in SoloStock)")
    text = letter.text
    while len(link := mail_link(address, letter.subject, text)) > LONGEST_LINK:
        text = text.removesuffix(cut)[: max(len(text) * 3 // 4 - len(cut), 0)] + cut
    return link


def password_of(server: MailServer, environment: Mapping[str, str]) -> str:
    """Return the password, of the environment or else the system's keyring; "" where none is."""
    if PASSWORD_VARIABLE in environment:
        return environment[PASSWORD_VARIABLE]
    import keyring
    import keyring.errors

    try:
        return keyring.get_password(_KEYRING_SERVICE, _account(server)) or ""
    except keyring.errors.KeyringError:
        return ""


def keep_password(server: MailServer, password: str) -> None:
    """Keep the password in the system's keyring, and nowhere else.

    Raises:
        MailError: this computer has no keyring.
    """
    import keyring
    import keyring.errors

    try:
        keyring.set_password(_KEYRING_SERVICE, _account(server), password)
    except keyring.errors.KeyringError as error:
        raise MailError(
            _(
                "This computer has no keyring to keep a password in: start SoloStock with it in "
                "the environment variable {variable}."
            ).format(variable=PASSWORD_VARIABLE)
        ) from error


def _account(server: MailServer) -> str:
    return f"{server.user}@{server.host}"


def send(message: EmailMessage, server: MailServer, password: str) -> None:
    """Hand a message to the server.

    Raises:
        MailError: it cannot be reached, is not the one it says, or does not take it.
    """
    if server.security is MailSecurity.NONE and server.host not in _OWN_COMPUTER:
        raise MailError(
            _(
                "Mail to {host} would be open for all to read: please choose TLS or STARTTLS."
            ).format(host=server.host)
        )
    try:
        with _connection(server) as connection:
            if server.user:
                connection.login(server.user, password)
            connection.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        # What the server says may repeat the password.
        raise MailError(
            _(
                "{host} did not take this user and password. Most providers want a password made "
                "for this purpose (“app password”): make one in your account there."
            ).format(host=server.host)
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise MailError(
            _("{host} takes no mail for {address}: please check the address.").format(
                host=server.host, address=server.address
            )
        ) from error
    except ssl.SSLError as error:
        raise MailError(
            _(
                "{host} could not prove that it is the server it says, or speaks otherwise on "
                "this port: please check host, port and security."
            ).format(host=server.host)
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(
            _(
                "{host} could not be reached or did not take the mail ({cause}): please check "
                "host, port and your connection."
            ).format(host=server.host, cause=type(error).__name__)
        ) from error


def _connection(server: MailServer) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if server.security is MailSecurity.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=trusted)
    connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    if server.security is MailSecurity.STARTTLS:
        try:
            connection.starttls(context=trusted)
        except (OSError, smtplib.SMTPException):
            connection.close()
            raise
    return connection
