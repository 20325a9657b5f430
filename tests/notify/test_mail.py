"""Mail goes to a real server, and what a server refuses is said in a sentence."""

from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import keyring
import keyring.backend
import keyring.backends.fail
import pytest

from inventory_core.domain.errors import MailError
from inventory_core.domain.settings import MailSecurity, Settings
from inventory_core.notify import mail
from inventory_core.notify.digest import Section, digest
from inventory_core.notify.mail import Letter, MailServer
from tests.mail import Inbox, mail_server

NOW = datetime(2026, 11, 30, 7, 30)  # noqa: DTZ001, the seller's clock has no zone
LETTER = digest(
    "2 new alerts",
    [
        Section(
            heading="Order today",
            subjects=("MUG · Mug <b>", ""),
            sentences=("Will not last.", "and 3 more"),
        )
    ],
    note="Sent by your shop.",
    files=(("purchase-list.csv", "\ufeffSKU\r\nMUG\r\n".encode()),),
)


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server() as inbox:
        yield inbox


@pytest.fixture
def server(inbox: Inbox) -> MailServer:
    return MailServer(
        host="127.0.0.1",
        port=inbox.port,
        security=MailSecurity.NONE,
        user="ann",
        address="ann@example.com",
    )


def written() -> EmailMessage:
    return mail.written(LETTER, address="ann@example.com", now=NOW)


def test_a_digest_arrives_as_text_and_html_with_the_purchase_list(
    server: MailServer, inbox: Inbox
) -> None:
    mail.send(written(), server, "secret")

    (came,) = inbox.messages
    assert came["Subject"] == "2 new alerts"
    assert came["To"] == came["From"] == "ann@example.com"
    text = came.get_body(("plain",))
    html = came.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines()[1:3] == [
        "- MUG · Mug <b>: Will not last.",
        "- and 3 more",
    ]
    assert "<b>MUG · Mug &lt;b&gt;</b>: Will not last." in html.get_content()
    (file,) = came.iter_attachments()
    assert file.get_filename() == "purchase-list.csv"
    assert file.get_content().lstrip("\ufeff").split() == ["SKU", "MUG"]


def test_a_wrong_password_is_told_without_repeating_it(server: MailServer, inbox: Inbox) -> None:
    with pytest.raises(MailError, match="app password") as told:
        mail.send(written(), server, "wrong-word")

    assert "wrong-word" not in str(told.value)
    assert not inbox.messages


def test_a_server_that_is_not_there_or_speaks_otherwise_is_told(server: MailServer) -> None:
    nobody = MailServer(
        host="127.0.0.1", port=1, security=MailSecurity.NONE, user="", address="a@b.c"
    )
    with pytest.raises(MailError, match="could not be reached"):
        mail.send(written(), nobody, "")
    for security in (MailSecurity.TLS, MailSecurity.STARTTLS):
        with pytest.raises(MailError, match="check host, port"):
            mail.send(
                written(),
                MailServer(
                    host=server.host,
                    port=server.port,
                    security=security,
                    user="ann",
                    address="a@b.c",
                ),
                "secret",
            )


def test_nothing_goes_out_open_to_another_computer() -> None:
    open_server = MailServer(
        host="mail.example.com", port=25, security=MailSecurity.NONE, user="", address="a@b.c"
    )

    with pytest.raises(MailError, match="choose TLS"):
        mail.send(written(), open_server, "")


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, own = keyring.get_keyring(), Ring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def test_the_password_is_that_of_the_environment_or_of_the_keyring(
    ring: Ring, server: MailServer
) -> None:
    assert mail.password_of(server, {}) == ""
    mail.keep_password(server, "secret")

    assert mail.password_of(server, {}) == "secret"
    assert mail.password_of(server, {mail.PASSWORD_VARIABLE: "other"}) == "other"


def test_a_computer_without_a_keyring_says_what_to_do(server: MailServer) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        assert mail.password_of(server, {}) == ""
        with pytest.raises(MailError, match=mail.PASSWORD_VARIABLE):
            mail.keep_password(server, "secret")
    finally:
        keyring.set_keyring(before)


def test_a_server_is_known_once_its_name_and_the_address_are() -> None:
    assert mail.mail_server(Settings(mail_host="smtp.example.com")) is None
    known = mail.mail_server(Settings(mail_host="smtp.example.com", mail_address="a@b.c"))
    assert known is not None
    assert (known.port, known.security) == (465, MailSecurity.TLS)


def test_a_link_for_the_own_mail_program_is_never_too_long_for_it() -> None:
    short = mail.letter_link(LETTER, address="ann@example.com")
    told = parse_qs(urlsplit(short).query)
    assert told["subject"] == ["2 new alerts"]
    assert told["body"] == [LETTER.text]

    long = mail.letter_link(
        Letter(subject="News", text="陶瓷 " * 2_000, html=""), address="ann@example.com"
    )
    assert len(long) <= 1_800
    (body,) = parse_qs(urlsplit(long).query)["body"]
    assert body.startswith("陶瓷")
    assert body.endswith("(more in SoloStock)")
