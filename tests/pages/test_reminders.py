"""Reminders: what is new, the mail server, the calendar; and alerts that are not to be heard."""

from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.store.store import Store
from tests.mail import Inbox, mail_server
from tests.pages.conftest import Opener


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server() as inbox:
        yield inbox


def button(app: AppTest, label: str):
    (found,) = [one for one in app.button if one.label == label]
    return found


def labelled(widgets: object, label: str):
    (found,) = [one for one in widgets if one.label == label]  # type: ignore[attr-defined]
    return found


@pytest.mark.usefixtures("small_shop")
def test_a_digest_goes_out_by_the_server_that_the_seller_typed(
    app: Opener, store: Store, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLOSTOCK_MAIL_PASSWORD", "secret")
    page = app("reminders")
    assert "MUG" in page.text[0].value
    labelled(page.selectbox, "Provider").select("other").run()
    labelled(page.text_input, "Server").input("127.0.0.1")
    labelled(page.number_input, "Port").set_value(inbox.port)
    labelled(page.selectbox, "Security").select("none")
    labelled(page.text_input, "Your e-mail address").input("ann@example.com")
    labelled(page.text_input, "User name").input("ann")
    button(page, "Save").click().run()

    assert store.settings().mail_port == inbox.port
    button(page, "Send a test mail").click().run()
    assert "The test mail is on its way." in [one.value for one in page.success]
    button(page, "Mail it now").click().run()

    tried, told = (str(one["Subject"]) for one in inbox.messages)
    assert tried == "A test mail of your shop"
    assert "new alert" in told
    assert not page.exception
    assert "Nothing is new since the last digest." in [one.value for one in page.success]


@pytest.mark.usefixtures("small_shop")
def test_the_calendar_is_taken_along_or_written_where_the_seller_says(
    app: Opener, store: Store, tmp_path: Path
) -> None:
    page = app("reminders")
    file = tmp_path / "shop.ics"
    labelled(page.text_input, "Write it with each digest to").input(str(file)).run()
    button(page, "Keep, and write it now").click().run()

    assert store.settings().calendar_file == str(file)
    assert icalendar.Calendar.from_ical(file.read_bytes()).events
    assert not page.exception


@pytest.mark.usefixtures("small_shop")
def test_an_alert_is_silent_until_it_is_to_be_heard_again(app: Opener, store: Store) -> None:
    page = app("alerts")
    before = page.dataframe[0].value["sku"].tolist()
    assert "TEA" in before
    choose = page.multiselect(key="alerts to silence")
    (tea,) = [one for one in choose.options if "TEA" in one]
    choose.select(tea).run()
    button(page, "Until it gets worse").click().run()

    assert "TEA" not in page.dataframe[0].value["sku"].tolist()
    assert "1 silent alert" in [one.label for one in page.expander]
    page.multiselect(key="alerts to hear").select(tea).run()
    button(page, "Show them again").click().run()
    assert page.dataframe[0].value["sku"].tolist() == before


@pytest.mark.usefixtures("small_shop")
def test_alerts_lead_to_where_something_is_done_about_them(app: Opener) -> None:
    page = app("alerts")
    assert ["Dead stock"] in page.dataframe[0].value["alert"].tolist()

    links = [link.proto.label for link in page.get("page_link")]

    assert "Sell off what is too much" in links
    # Nobody waits for goods here.
    assert not [label for label in links if label.startswith("See customer orders")]
