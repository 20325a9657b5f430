"""What is new comes by mail or as a file, once; days to remember come as a calendar."""

import email
import email.policy
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from inventory_core.store.store import Store
from tests.mail import Inbox, mail_server
from tests.test_order_commands import ORDERED, Output, answer, refused, run, small_shop

TOMORROW = ORDERED + timedelta(days=1)


@pytest.fixture
def output(capsys: Output) -> Output:
    """What the commands write."""
    return capsys


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> bytes:
    return small_shop(tmp_path_factory.mktemp("reminders"), empty_database)


@pytest.fixture
def path(tmp_path: Path, shop: bytes) -> Path:
    """A database in which mugs and soap sell two a day, and ten of each were counted yesterday."""
    path = tmp_path / "shop.duckdb"
    path.write_bytes(shop)
    return path


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server() as inbox:
        yield inbox


def digest(path: Path, output: Output, *words: str, today: date = ORDERED) -> dict | None:
    told: dict | None = answer(path, output, "alerts", "--digest", *words, today=today)["digest"]
    return told


def test_a_digest_tells_what_is_new_once_and_again_when_it_comes_back(
    path: Path, output: Output
) -> None:
    first = digest(path, output)

    assert first is not None
    assert "MUG" in first["text"]
    assert digest(path, output, today=TOMORROW) is None
    assert run(path, "count", "MUG=500", today=TOMORROW) == 0
    later = digest(path, output, today=TOMORROW + timedelta(days=1))
    assert later is not None
    assert "Overstock" in later["text"]
    assert "SOAP" not in later["text"]


def test_a_weekly_digest_waits_a_week(path: Path, output: Output) -> None:
    Store(path).save_settings(digest_days=7)
    assert digest(path, output)
    assert run(path, "count", "MUG=500") == 0

    assert digest(path, output, today=ORDERED + timedelta(days=6)) is None
    assert digest(path, output, today=ORDERED + timedelta(days=7))


def test_what_no_server_took_counts_as_not_told(path: Path, output: Output) -> None:
    assert "type yours on the Reminders page" in refused(
        path, output, "alerts", "--digest", "--email"
    )

    assert digest(path, output)
    assert "add --digest" in refused(path, output, "alerts", "--email")


def test_a_digest_is_mailed_with_the_purchase_list(
    path: Path, output: Output, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path).save_settings(
        mail_host="127.0.0.1",
        mail_port=inbox.port,
        mail_security="none",
        mail_user="ann",
        mail_address="ann@example.com",
    )
    monkeypatch.setenv("SOLOSTOCK_MAIL_PASSWORD", "secret")

    told = answer(path, output, "alerts", "--digest", "--email")

    assert told["mailed"]
    (came,) = inbox.messages
    assert came["Subject"] == told["digest"]["subject"]
    (listed,) = came.iter_attachments()
    assert "MUG" in listed.get_content()
    assert b"secret" not in path.read_bytes()
    assert not answer(path, output, "alerts", "--digest", "--email", today=TOMORROW)["mailed"]
    assert len(inbox.messages) == 1


def test_a_digest_is_a_file_that_mail_programs_open(
    path: Path, output: Output, tmp_path: Path
) -> None:
    file = tmp_path / "digest.eml"

    told = digest(path, output, "--eml", str(file))

    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert told is not None
    assert message["Subject"] == told["subject"]


def test_days_to_remember_keep_their_names_when_they_move(
    path: Path, output: Output, tmp_path: Path
) -> None:
    file, listed = tmp_path / "shop.ics", tmp_path / "order.csv"
    listed.write_text("SKU,Quantity\nMUG,12\n")
    assert run(path, "order", str(listed), "--expected", "2026-04-20") == 0

    def events() -> dict[str, tuple[str, date]]:
        assert run(path, "calendar", str(file)) == 0
        read = icalendar.Calendar.from_ical(file.read_bytes()).events
        return {one["uid"]: (str(one["summary"]), one["dtstart"].dt) for one in read}

    before = events()
    ((uid, (title, day)),) = [one for one in before.items() if "arrives" in one[1][0]]
    assert (title, day) == ("Purchase order 1 from Clay arrives", date(2026, 4, 20))
    assert any("Order from" in title for title, _day in before.values())
    assert any(title.startswith("Pay 48.00 to Clay") for title, _day in before.values())
    assert run(path, "change-order", "1", "--expected", "2026-04-25") == 0

    assert events()[uid] == (title, date(2026, 4, 25))
    assert "ends in .ics" in refused(path, output, "calendar", str(tmp_path / "shop.txt"))


def test_the_calendar_of_the_settings_is_written_with_each_digest(
    path: Path, output: Output, tmp_path: Path
) -> None:
    file = tmp_path / "shared" / "shop.ics"
    Store(path).save_settings(calendar_file=str(file))
    assert "choose another folder" in refused(path, output, "alerts", "--digest")
    file.parent.mkdir()

    digest(path, output)

    assert icalendar.Calendar.from_ical(file.read_bytes()).events
