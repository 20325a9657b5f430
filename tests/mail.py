"""A real mail server on this computer, which keeps what comes in."""

import email
import email.policy
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session


class Inbox:
    """What came in at a port of this computer."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.messages: list[EmailMessage] = []

    async def handle_DATA(  # noqa: N802 (the server's name for it)
        self, _server: object, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 taken"


def knows(
    _server: object, _session: object, _envelope: object, _way: str, told: LoginPassword
) -> AuthResult:
    right = (told.login, told.password) == (b"ann", b"secret")
    return AuthResult(success=right, handled=False)


@contextmanager
def mail_server() -> Iterator[Inbox]:
    """A server that asks who is there, without encryption since it is on this computer."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    inbox = Inbox(port)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")
        controller = Controller(
            inbox,
            hostname="127.0.0.1",
            port=port,
            authenticator=knows,
            auth_required=True,
            auth_require_tls=False,
        )
        controller.start()
        try:
            yield inbox
        finally:
            controller.stop()
