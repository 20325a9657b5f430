"""A seller opens the app, also by a bookmark straight after a start."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import AppServer


def test_a_bookmark_opened_first_after_a_start_shows_its_page_in_the_frame(
    app_server: AppServer, page: Page, assert_no_error: Callable[[Page], None]
) -> None:
    app_server.restart()

    page.goto(f"{app_server.address}/alerts")

    expect(page.get_by_role("heading", name="Alerts", level=1)).to_be_visible()
    assert_no_error(page)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_the_start_page_shows_the_menu(
    app_server: AppServer, page: Page, assert_no_error: Callable[[Page], None]
) -> None:
    page.goto(app_server.address)

    assert_no_error(page)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_the_app_asks_nothing_of_the_outside(app_server: AppServer, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(app_server.address)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()

    assert asked
    assert [url for url in asked if not url.startswith((app_server.address, "data:"))] == []
