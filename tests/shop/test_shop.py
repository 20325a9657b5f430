"""From saved sales to a plan: forecasts are kept, and made anew only where sales changed."""

from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import Demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.frames import check
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.forecasting import engine
from inventory_core.forecasting.joining import Joining
from inventory_core.imports.drop import import_file
from inventory_core.monitoring import track_record
from inventory_core.optimization.tables import PLAN
from inventory_core.shop import actions
from inventory_core.shop.shop import Shop, open_shop
from inventory_core.store.database import Database
from inventory_core.store.engine import Connection
from inventory_core.store.store import Store

NOW = datetime(2026, 5, 1, 9, 0)  # noqa: DTZ001, the seller's clock has no zone
FIRST_DAY = date(2026, 1, 1)
DAYS = 120
TODAY = FIRST_DAY + timedelta(days=DAYS)
LAST_DAY = TODAY - timedelta(days=1)

SELLERS = {"MUG": 4.0, "TEA": 8.0}
"""Units a day of the products that sell enough for models of their own."""


def sales_csv(*, last_tea: int = 5, currency: str = "€") -> bytes:
    rng = np.random.default_rng(5)
    lines = ["Date,SKU,Units,Unit price"]
    for day in range(DAYS):
        when = FIRST_DAY + timedelta(days=day)
        units = {sku: 1 + rng.poisson(rate) for sku, rate in SELLERS.items()}
        if day == DAYS - 1:
            units["TEA"] = last_tea
        if day % 30 == 0:
            units["CAP"] = 1
        lines += [f"{when},{sku},{count},{currency}4.00" for sku, count in units.items()]
    return "\n".join(lines).encode()


def save(store: Store, content: bytes) -> None:
    actions.save_import(store, import_file("sales.csv", content, today=TODAY), now=NOW)


@pytest.fixture(scope="session")
def saved_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    store = Store(tmp_path_factory.mktemp("shop") / "shop.duckdb")
    save(store, sales_csv())
    return store.path.read_bytes()


@pytest.fixture(scope="session")
def forecast_database(tmp_path_factory: pytest.TempPathFactory, saved_database: bytes) -> bytes:
    """The shop's database after a whole run; fitting takes seconds, so it is done once."""
    store = store_with(saved_database, tmp_path_factory.mktemp("shop"))
    assert run(store) == [0, 1, 2]
    return store.path.read_bytes()


@pytest.fixture
def store(tmp_path: Path, saved_database: bytes) -> Store:
    return store_with(saved_database, tmp_path / "saved")


@pytest.fixture
def forecast_store(tmp_path: Path, forecast_database: bytes) -> Store:
    return store_with(forecast_database, tmp_path / "forecast")


def store_with(content: bytes, folder: Path) -> Store:
    folder.mkdir(exist_ok=True)
    (folder / "shop.duckdb").write_bytes(content)
    return Store(folder / "shop.duckdb")


CATALOGUES: dict[bytes, engine.Fitted] = {}


def catalogue_of(demand: Demand) -> engine.Fitted:
    """The models of all products, fitted once for all tests that begin with the same sales."""
    sales = demand.units.tobytes()
    if sales not in CATALOGUES:
        CATALOGUES[sales] = engine.fit_catalogue(demand)
    return CATALOGUES[sales]


def run(store: Store, *, stop_after: int | None = None) -> list[int]:
    """Forecast everything, and return how many products were done at each step."""
    outlook = open_shop(store, today=TODAY).outlook
    catalogue = catalogue_of(outlook.past.demand)
    steps = []
    with closing(actions.forecast_everything(outlook, catalogue, processes=1)) as progress:
        for step in progress:
            assert step.failures == ()
            steps.append(step.done)
            if step.done == stop_after:
                break
    return steps


def finished(store: Store) -> set[str]:
    """The products whose own contest is over."""
    contests = store.contests(open_shop(store, today=TODAY).past.histories)
    return set(contests.index[contests])


def kept(store: Store) -> dict[str, str]:
    """The model kept for each product's present history."""
    forecast = store.forecasts(open_shop(store, today=TODAY).past.histories)
    if forecast is None:
        return {}
    return dict(zip(forecast.skus.tolist(), forecast.models.tolist(), strict=True))


# Saving


def test_the_first_currency_seen_becomes_the_shops(store: Store) -> None:
    assert store.settings() == Settings(currency="€")

    save(store, sales_csv(currency="$", last_tea=6))

    assert store.settings() == Settings(currency="€")


def test_a_file_and_its_currency_are_kept_in_one_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, writing = Store(tmp_path / "shop.duckdb"), Database.writing
    written = []

    def counted(database: Database) -> AbstractContextManager[Connection]:
        written.append(store.settings().currency)
        return writing(database)

    monkeypatch.setattr(Database, "writing", counted)
    save(store, sales_csv())

    assert written == [""]
    assert store.settings().currency == "€"


def test_a_currency_chosen_by_the_seller_stays(tmp_path: Path) -> None:
    store = Store(tmp_path / "shop.duckdb")
    store.save_settings(currency="CHF ", order_cost=3.0)

    save(store, sales_csv())

    assert store.settings() == Settings(currency="CHF ", order_cost=3.0)


def test_products_seen_in_sales_give_way_to_the_sellers_own(store: Store) -> None:
    products = b"SKU,Name,Price\nTEA,Green tea,5.50\n"
    actions.save_import(store, import_file("products.csv", products, today=TODAY), now=NOW)
    save(store, sales_csv(last_tea=7))

    tea = store.products().set_index("sku").loc["TEA"]
    assert (tea["name"], tea["price"]) == ("Green tea", 5.5)


def test_the_same_file_again_is_told_to_change_nothing(store: Store) -> None:
    again = import_file("sales.csv", sales_csv(), today=TODAY)

    assert not actions.save_import(store, again, now=NOW).changed


# Forecasting everything


def test_a_run_keeps_the_contest_of_every_product(forecast_store: Store) -> None:
    outlook = open_shop(forecast_store, today=TODAY).outlook

    contests = [outlook.contest(sku) for sku in ("CAP", "MUG", "TEA")]

    assert all(contest and contest.finished for contest in contests)
    assert outlook.is_compared
    competed = outlook.scores.groupby("sku")["model"].apply(set)
    for_all = {"count", "seasonal naive"}  # three products are too few for boosting
    assert competed["MUG"] >= for_all | {"prophet", "arima"}
    assert competed["TEA"] >= for_all | {"prophet", "arima"}
    # A cap a month is too little to learn from for a model of its own.
    assert competed["CAP"] == for_all


def test_no_contest_is_kept_before_the_first_run(store: Store) -> None:
    outlook = open_shop(store, today=TODAY).outlook

    assert outlook.contest("MUG") is None
    assert not outlook.is_compared


def test_a_run_over_few_products_changes_no_forecast(forecast_store: Store) -> None:
    assert kept(forecast_store) == {"CAP": "count", "MUG": "count", "TEA": "count"}
    assert forecast_store.settings().own_models == ()


def test_what_joins_is_kept_and_moves_the_forecasts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Three products tell too little: what two standard errors of thousands say is given here.
    found = Joining(models=("arima", "", ""), gain=0.02)
    monkeypatch.setattr(actions, "joining", lambda _tests: found)

    assert run(store) == [0, 1, 2, 2, 2]
    assert kept(store) == {"CAP": "count", "MUG": "combination", "TEA": "combination"}
    assert store.settings().own_models == ("arima", "", "")
    assert store.settings().own_models_gain == 0.02


def test_a_product_looked_at_goes_by_what_joined_in_the_last_run(store: Store) -> None:
    store.save_settings(own_models=("arima", "", ""), own_models_gain=0.02)
    outlook = open_shop(store, today=TODAY).outlook
    catalogue = catalogue_of(outlook.past.demand)
    actions.forecast_product(outlook, catalogue, "TEA")
    made = open_shop(store, today=TODAY).outlook.contest("TEA")

    assert made is not None
    before = catalogue.forecast.product("TEA")
    arima = outlook.past.forecast_by("arima", "TEA")
    third = (2 * before.total_quantile(7, 0.9) + arima.total_quantile(7, 0.9)) / 3
    assert made.forecast.total_quantile(7, 0.9) == pytest.approx(third, rel=1e-4)
    assert made.forecast.total_quantile(28, 0.9) == pytest.approx(
        before.total_quantile(28, 0.9), rel=1e-4
    )


def test_a_second_run_does_nothing(forecast_store: Store) -> None:
    versions = forecast_store.versions()

    assert run(forecast_store) == [0]
    assert forecast_store.versions() == versions


def test_new_sales_refit_only_the_product_that_they_change(forecast_store: Store) -> None:
    save(forecast_store, sales_csv(last_tea=9))
    assert kept(forecast_store).keys() == {"CAP", "MUG"}

    assert run(forecast_store) == [0, 1]
    assert kept(forecast_store).keys() == {"CAP", "MUG", "TEA"}


def test_a_stopped_run_keeps_what_is_done_and_goes_on_from_there(store: Store) -> None:
    assert run(store, stop_after=1) == [0, 1]
    assert finished(store) in ({"CAP", "MUG"}, {"CAP", "TEA"})

    assert run(store) == [0, 1]
    assert finished(store) == {"CAP", "MUG", "TEA"}


def test_the_contest_over_all_products_serves_the_plan_before_their_own(store: Store) -> None:
    past = open_shop(store, today=TODAY).past
    catalogue = catalogue_of(past.demand)

    actions.compare_catalogue(past, catalogue)

    winners = dict(zip(past.demand.skus, catalogue.forecast.models, strict=True))
    plan = open_shop(store, today=TODAY).plan
    assert dict(zip(plan["sku"], plan["model"], strict=True)) == winners
    # Caps sell too little for a model of their own, so theirs is over already.
    assert finished(store) == {"CAP"}


def test_the_contest_over_all_products_leaves_finished_ones_alone(forecast_store: Store) -> None:
    before = kept(forecast_store)
    past = open_shop(forecast_store, today=TODAY).past

    actions.compare_catalogue(past, catalogue_of(past.demand))

    assert kept(forecast_store) == before
    assert finished(forecast_store) == {"CAP", "MUG", "TEA"}


def test_a_product_whose_contest_crashed_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(demand: Demand, catalogue: engine.Fitted) -> engine.Fitted:
        raise MemoryError(demand.skus[0])

    outlook = open_shop(store, today=TODAY).outlook
    catalogue = catalogue_of(outlook.past.demand)
    with monkeypatch.context() as broken:
        broken.setattr(engine, "fit_product", crash)
        steps = list(actions.forecast_everything(outlook, catalogue, processes=1))

    assert len(steps[-1].failures) == 2
    assert kept(store).keys() == {"CAP", "MUG", "TEA"}  # by the contest over all products
    assert run(store) == [0, 1, 2]


def test_one_product_can_be_forecast_by_itself(store: Store) -> None:
    outlook = open_shop(store, today=TODAY).outlook

    actions.forecast_product(outlook, catalogue_of(outlook.past.demand), "TEA")

    assert kept(store).keys() == {"TEA"}


# Plan


def test_a_plan_needs_sales(tmp_path: Path) -> None:
    with pytest.raises(ForecastError, match="please upload a sales file first"):
        _plan = open_shop(Store(tmp_path / "shop.duckdb"), today=TODAY).plan


def test_a_plan_goes_by_count_until_better_forecasts_are_kept(
    store: Store, forecast_store: Store
) -> None:
    at_once = open_shop(store, today=TODAY).plan
    shop = open_shop(forecast_store, today=TODAY)
    plan = shop.plan

    assert shop.past.demand.start == TODAY
    assert set(check(at_once, PLAN)["model"]) == {"count"}
    assert dict(zip(plan["sku"], plan["model"], strict=True)) == kept(forecast_store)


def test_a_plan_takes_the_model_that_the_seller_chose(forecast_store: Store) -> None:
    past = open_shop(forecast_store, today=TODAY).past

    actions.choose_model(past, sku="MUG", model="seasonal naive", now=NOW)

    plan = open_shop(forecast_store, today=TODAY).plan
    assert plan.set_index("sku").loc["MUG", "model"] == "seasonal naive"

    actions.choose_model(past, sku="MUG", model="automatic", now=NOW)

    plan = open_shop(forecast_store, today=TODAY).plan
    assert plan.set_index("sku").loc["MUG", "model"] == kept(forecast_store)["MUG"]


def test_a_run_brings_the_chosen_model_up_to_date(forecast_store: Store) -> None:
    past = open_shop(forecast_store, today=TODAY).past
    actions.choose_model(past, sku="CAP", model="seasonal naive", now=NOW)
    caps = import_file("caps.csv", f"Date,SKU,Units\n{LAST_DAY},CAP,3\n".encode(), today=TODAY)
    actions.save_import(forecast_store, caps, now=NOW)

    at_once = open_shop(forecast_store, today=TODAY).plan
    assert at_once.set_index("sku").loc["CAP", "model"] == "count"
    run(forecast_store)

    plan = open_shop(forecast_store, today=TODAY).plan
    assert plan.set_index("sku").loc["CAP", "model"] == "seasonal naive"


def test_a_plan_counts_stock_and_settings(store: Store) -> None:
    stock = f"SKU,Stock date,On hand\nTEA,{LAST_DAY},4000\n".encode()
    actions.save_import(store, import_file("stock.csv", stock, today=TODAY), now=NOW)
    store.save_settings(service_level=0.9, service_rule=ServiceRule.LEVEL)

    plan = open_shop(store, today=TODAY).plan

    rows = plan.set_index("sku")
    assert rows.loc["TEA", ["on_hand", "order_units"]].tolist() == [4000.0, 0.0]
    assert rows.loc["MUG", "order_units"] > 0
    assert set(plan["service_level"]) == {0.9}


# What the seller knows better, and what is learnt from the past


NEXT_MONTH = pd.Timestamp(2026, 5, 1)
"""The sales end on April 30: all of May is ahead."""


def test_a_month_changed_by_hand_is_what_the_plan_expects(forecast_store: Store) -> None:
    shop = open_shop(forecast_store, today=TODAY)
    before = shop.plan
    tea = pd.DataFrame({"sku": ["TEA"], "month": [NEXT_MONTH], "units": [3100.0], "note": ["fair"]})

    actions.change_by_hand(shop.past, tea)

    shop = open_shop(forecast_store, today=TODAY)
    plan = shop.plan
    changed = plan["order_units"] > before["order_units"]
    assert plan.loc[changed, "sku"].tolist() == ["TEA"]
    forecast = shop.outlook.forecast.product("TEA")
    assert forecast.total_mean(31)[0] == pytest.approx(3100)


def test_a_change_by_hand_outlives_new_sales(store: Store) -> None:
    tea = pd.DataFrame({"sku": ["TEA"], "month": [NEXT_MONTH], "units": [3100.0], "note": ["fair"]})
    actions.change_by_hand(open_shop(store, today=TODAY).past, tea)

    more = import_file("more.csv", b"Date,SKU,Units\n2026-05-01,TEA,12\n", today=date(2026, 5, 2))
    actions.save_import(store, more, now=NOW)

    forecast = open_shop(store, today=date(2026, 5, 2)).outlook.forecast.product("TEA")
    assert forecast.start == date(2026, 5, 2)
    assert forecast.total_mean(30)[0] == pytest.approx(3088)  # 12 of the 3,100 are sold


def test_a_month_beyond_the_horizon_is_refused_and_not_kept(store: Store) -> None:
    far = pd.DataFrame(
        {"sku": ["TEA"], "month": [pd.Timestamp(2027, 5, 1)], "units": [5.0], "note": [""]}
    )

    past = open_shop(store, today=TODAY).past
    with pytest.raises(ForecastError, match="cannot be changed: choose a month"):
        actions.change_by_hand(past, far)

    assert store.hand_changes().empty


def test_what_a_plan_expected_is_kept_and_scored_by_later_sales(store: Store) -> None:
    demand = open_shop(store, today=TODAY).past.demand

    earlier = open_shop(store, today=TODAY - timedelta(days=28))
    actions.keep_expectations(earlier, ordered=["TEA"])

    kept = store.kept_for_later()
    assert dict(zip(kept["sku"], kept["acted_on"], strict=True)) == {
        "CAP": False,
        "MUG": False,
        "TEA": True,
    }
    record = track_record.score(kept, demand)
    four_weeks = record[record["period"] == track_record.FOUR_WEEKS].set_index("sku")
    assert four_weeks["actual_units"].to_dict() == dict(
        zip(demand.skus, demand.units[:, -28:].sum(axis=1), strict=True)
    )
    # Drawn from one rate all along, 5 and 9 a day: a total of 28 days varies by some 9 and 6 %.
    sellers = four_weeks.loc[["MUG", "TEA"]]
    assert (sellers["miss_units"] < 0.25 * sellers["actual_units"]).all()


# Stages


def test_an_answer_is_made_once_and_settings_change_the_last_stage_only(store: Store) -> None:
    by_level = Settings(service_rule=ServiceRule.LEVEL)
    shop = Shop.of(open_shop(store, today=TODAY).outlook, by_level)

    other = Shop.of(shop.outlook, replace(by_level, service_level=0.8))

    assert other.past.demand is shop.past.demand
    assert other.outlook.forecast is shop.outlook.forecast
    assert shop.outlook.contest("MUG") is shop.outlook.contest("MUG")
    assert shop.past.forecast_by("seasonal naive", "TEA") is shop.past.forecast_by(
        "seasonal naive", "TEA"
    )
    assert set(other.plan["service_level"]) == {0.8}
    assert set(shop.plan["service_level"]) == {0.95}


def test_the_same_settings_find_their_shop_again_and_the_oldest_is_let_go(store: Store) -> None:
    outlook = open_shop(store, today=TODAY).outlook
    levels = [Settings(service_level=level / 100) for level in range(80, 89)]

    shops = [Shop.of(outlook, settings) for settings in levels]

    assert Shop.of(outlook, levels[-1]) is shops[-1]
    assert Shop.of(outlook, levels[0]) is not shops[0]


def test_a_shop_that_is_open_stays_as_it_was_when_something_is_written(store: Store) -> None:
    shop = open_shop(store, today=TODAY)
    plan = shop.plan

    save(store, sales_csv(last_tea=60))
    store.save_settings(service_level=0.8)

    assert shop.plan is plan
    newer = open_shop(store, today=TODAY)
    assert newer.past.version > shop.past.version
    assert newer.past.demand.units.sum() != shop.past.demand.units.sum()


def test_a_budget_without_an_amount_is_what_the_plan_would_spend_as_far_as_that_pays(
    store: Store,
) -> None:
    none_left = "SKU,Stock date,On hand\n" + "".join(f"{sku},{LAST_DAY},0\n" for sku in SELLERS)
    actions.save_import(store, import_file("stock.csv", none_left.encode(), today=TODAY), now=NOW)
    shop = open_shop(store, today=TODAY)

    purchase, bought = shop.buy(shop.usual_budget)

    assert shop.usual_budget <= shop.ranking.largest_order
    assert 0 < bought["spend"].sum() <= shop.usual_budget
    assert bought["order_units"].tolist() == purchase.units.tolist()
