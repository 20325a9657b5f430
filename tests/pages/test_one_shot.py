"""How many to buy of what is bought once, or once and then once more."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.looks import metrics, table

Opener = Callable[[str], AppTest]

TYPED, PAST = "A number that I type", "Past sales that I type"


@pytest.fixture
def one_shot(app: Opener, small_shop: None) -> Callable[[str], AppTest]:
    """Open the section and choose where demand is known from; price 12 and cost 5 are typed."""

    def opened(source: str) -> AppTest:
        page = app("optimization")
        page.segmented_control(key="section").set_value("One-shot buys").run()
        page.selectbox(key="demand source").set_value(source).run()
        page.number_input(key="price once ").set_value(12.0)
        page.number_input(key="cost once ").set_value(5.0)
        return page.run()

    return opened


def test_past_sales_are_read_and_understood(one_shot: Callable[[str], AppTest]) -> None:
    page = one_shot(PAST)
    assert "Enter price, cost and demand" in page.info[0].value

    page.text_input(key="past sales").set_value("38, 52 41").run()

    assert not page.exception
    assert "3 numbers, 44 on average" in " ".join(each.value for each in page.caption)
    assert 40 <= int(metrics(page)["Best quantity"]) <= 60
    assert len(page.get("plotly_chart")) == 1


def test_past_sales_that_are_no_numbers_are_told(one_shot: Callable[[str], AppTest]) -> None:
    page = one_shot(PAST)

    page.text_input(key="past sales").set_value("about fifty").run()

    assert not page.exception
    assert "“about fifty” is not only numbers" in page.error[0].value
    assert page.number_input(key="price once ").value == 12


def test_what_is_not_in_the_shop_sells_like_a_product_of_it(
    one_shot: Callable[[str], AppTest],
) -> None:
    page = one_shot("Like another product")
    page.selectbox(key="season like").set_value("MUG").run()
    once = int(metrics(page)["Best quantity"])
    page.number_input(key="season like factor").set_value(2.0).run()

    assert not page.exception
    assert int(metrics(page)["Best quantity"]) == pytest.approx(2 * once, rel=0.1)


def test_the_chance_to_reorder_is_told_in_a_sentence(one_shot: Callable[[str], AppTest]) -> None:
    page = one_shot(TYPED)
    page.toggle(key="reorder once").set_value(True).run()

    assert not page.exception
    assert page.subheader[-1].value.startswith("Buy 76 now; if 26 sell by ")
    assert page.subheader[-1].value.endswith("24 more. The chance to reorder is worth 59.63.")
    assert metrics(page)["Without reordering"] == "558.29"
    assert table(page, "sold_units")["sold_units"].is_monotonic_increasing
    assert len(page.get("plotly_chart")) == 1


def test_a_reorder_that_is_too_dear_would_not_pay(one_shot: Callable[[str], AppTest]) -> None:
    page = one_shot(TYPED)
    page.toggle(key="reorder once").set_value(True).run()
    page.number_input(key="second cost ").set_value(12.0).run()

    assert not page.exception
    assert "a second order would not pay" in page.subheader[-1].value
    assert len(page.dataframe) == 0


def test_a_reorder_that_comes_too_late_is_told(one_shot: Callable[[str], AppTest]) -> None:
    page = one_shot(TYPED)
    page.toggle(key="reorder once").set_value(True).run()
    page.slider(key="season days").set_value(10).run()

    assert not page.exception
    assert "No reorder can arrive in time: it would be there after 14 days" in page.error[0].value


@pytest.mark.parametrize("source", ["Forecast of a product", "Like another product", PAST, TYPED])
def test_every_source_of_demand_can_be_opened_with_a_reorder(
    one_shot: Callable[[str], AppTest], source: str
) -> None:
    page = one_shot(TYPED)
    page.toggle(key="reorder once").set_value(True).run()
    page.selectbox(key="demand source").set_value(source).run()

    assert not page.exception


def test_a_price_below_the_cost_is_told_beside_the_questions(
    one_shot: Callable[[str], AppTest],
) -> None:
    page = one_shot(TYPED)
    page.number_input(key="price once ").set_value(3.0).run()

    assert not page.exception
    assert "Each sale loses money" in page.error[0].value
    assert page.toggle(key="reorder once").value is False
