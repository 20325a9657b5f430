"""Where Streamlit meets the core: the shop that is open, and the only caches.

Every cache has the database path and the versions it depends on in its key, so none ever needs
clearing and all tabs agree. Values that nobody changes are kept as they are; frames are copied.
"""
# ruff: noqa: ARG001 (a version is a parameter only to be part of the cache's key)

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st
from dateutil.tz import tzlocal

from inventory_core import shop
from inventory_core.corrections.corrections import corrected
from inventory_core.corrections.ranges import WHOLE_SHOP
from inventory_core.domain.clock import running_moment
from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import CLOSURES, COMPONENTS, PROMOTIONS
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import AUTOMATIC, choices, likes, with_defaults
from inventory_core.domain.settings import Settings
from inventory_core.forecasting import engine, new_products, outlook, regression
from inventory_core.forecasting.engine import Fitted
from inventory_core.forecasting.hand_changes import changed_by_hand, sold_this_month
from inventory_core.forecasting.regression import PriceEffect
from inventory_core.imports import drop
from inventory_core.imports.drop import Answers, Sheet
from inventory_core.imports.headings import headings_key
from inventory_core.imports.importing import Imported, columns_of, fingerprint, interpret
from inventory_core.imports.questions import Question, open_questions
from inventory_core.imports.recognition import SheetMapping
from inventory_core.imports.spreadsheet import Table, read_tables
from inventory_core.monitoring.alerts import make_alerts
from inventory_core.monitoring.track_record import score
from inventory_core.naming.packs import suggested_packs
from inventory_core.naming.same_products import suggestions
from inventory_core.optimization.budget import Ranking
from inventory_core.optimization.plan import joint_orders_of, make_plan, rank_purchases
from inventory_core.optimization.sensitivity import sensitivity
from inventory_core.optimization.supplier_terms import SupplierTerms
from inventory_core.simulation.cash import Cash, cash_ahead
from inventory_core.simulation.past import Walked, walk
from inventory_core.simulation.projection import project
from inventory_core.simulation.season import SeasonSchedule, compare_ways, has_season
from inventory_core.simulation.stock_history import RealPast
from inventory_core.simulation.tuning import BetterSettings, find_better_settings
from inventory_core.store.store import Store, Versions, default_path

SAMPLE_CHANNEL = "sample shop"

_SAMPLE_FILES = ("sales.csv", "products.csv", "stock.csv")
_SAMPLE_FOLDER = Path(__file__).parents[2] / "sample_data"

_KEPT = 3
"""Versions of a shop kept in memory: the current one, and those of tabs about to catch up."""


_SCHEDULES = 1000
"""Schedules of products kept in memory, some ten kilobytes each."""

_FILES = 24
"""Files of a drop kept in memory while the seller looks at them."""


_BACKGROUND = ThreadPoolExecutor(max_workers=1, thread_name_prefix="comparison")
"""Compares models while pages are shown; most of that is done without Python's lock."""

_runs = count()


def is_first_run() -> bool:
    """Tell whether no page was shown before since the program was started."""
    return next(_runs) == 0


def now() -> datetime:
    """Return the running moment on the seller's clock.

    Raises:
        SettingsError: the environment variable that sets the clock holds no moment.
    """
    return running_moment(os.environ, clock=datetime.now().astimezone())


def today() -> date:
    """Return the running day on the seller's clock."""
    return now().date()


def store() -> Store:
    """Return the seller's database."""
    return _store(default_path(os.environ, Path.home()))


@st.cache_resource(show_spinner=False)
def _store(path: Path) -> Store:
    return Store(path)


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what changes with every write to the file; asking it is a thousand times quicker."""
    files = (path, path.with_name(f"{path.name}.wal"))
    return tuple(file.stat().st_mtime_ns for file in files if file.exists())


def _versions() -> Versions:
    return _state()[0]


def settings() -> Settings:
    """Return the shop's settings."""
    return _state()[1]


def _state() -> tuple[Versions, Settings]:
    opened = store()
    return _state_at(opened.path, _stamp(opened.path))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _state_at(path: Path, stamp: tuple[int, ...]) -> tuple[Versions, Settings]:
    return _store(path).state()


def uploads() -> pd.DataFrame:
    """Return all uploads, newest first."""
    return _uploads(store().path, _versions())


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _uploads(path: Path, versions: Versions) -> pd.DataFrame:
    return _store(path).uploads()


def covered_days() -> tuple[date, date] | None:
    """Return the first and last day with a sale; None where there are no sales."""
    opened = store()
    return _covered_days(opened.path, _versions().sales)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _covered_days(path: Path, sales: int) -> tuple[date, date] | None:
    return _store(path).covered_days()


def demand() -> Demand:
    """Return the daily demand of all products."""
    opened = store()
    return _demand(opened.path, _versions().sales, today())


@st.cache_resource(max_entries=_KEPT, show_spinner=_("Reading your sales…"))
def _demand(path: Path, sales: int, day: date) -> Demand:
    made = corrected(*_sales_and_corrections(path, sales, day))
    made.units.setflags(write=False)
    return made


def sold() -> Demand:
    """Return what all products sold, as it was."""
    return _sales_and_corrections(store().path, _versions().sales, today())[0]


def corrections(sku: str) -> pd.DataFrame:
    """Return what of a product's sales is no usual demand, the whole shop's too (CORRECTIONS)."""
    found = _sales_and_corrections(store().path, _versions().sales, today())[1]
    return found[found["sku"].isin([sku, WHOLE_SHOP])]


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _sales_and_corrections(path: Path, sales: int, day: date) -> tuple[Demand, pd.DataFrame]:
    return shop.sales_and_corrections(_store(path), today=day)


def sales_version() -> int:
    """Return a number that rises whenever something about sales and demand changes."""
    return _versions().sales


def promotions() -> pd.DataFrame:
    """Return the promotions that the seller typed (PROMOTIONS)."""
    return _calendar(store().path, _versions().sales)[0]


def closures() -> pd.DataFrame:
    """Return the closures that the seller typed (CLOSURES)."""
    return _calendar(store().path, _versions().sales)[1]


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _calendar(path: Path, sales: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    return _store(path).read(PROMOTIONS), _store(path).read(CLOSURES)


def histories() -> pd.Series:
    """Return the fingerprint of each product's history, by which forecasts are kept."""
    opened = store()
    return _histories(opened.path, _versions().sales, today())


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _histories(path: Path, sales: int, day: date) -> pd.Series:
    return engine.fingerprints(_demand(path, sales, day))


def products() -> pd.DataFrame:
    """Return what is known of all products."""
    opened = store()
    return _products(opened.path, _versions().products)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _products(path: Path, products: int) -> pd.DataFrame:
    return _store(path).products()


def products_version() -> int:
    """Return a number that rises whenever something about products changes."""
    return _versions().products


def forecasts_version() -> int:
    """Return a number that rises whenever something about forecasts changes."""
    return _versions().forecasts


def product(sku: str) -> pd.Series:
    """Return what is known of one product."""
    known = products()
    return known[known["sku"] == sku].iloc[0]


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _stock(path: Path, products: int) -> pd.DataFrame:
    return _store(path).stock()


def catalogue() -> Fitted:
    """Return the contest of the models that take all products at once, and wait for it."""
    with st.spinner(_("Comparing models on your history…"), show_time=True):
        return _catalogue(store().path, _versions().sales, today()).result()


def catalogue_is_ready() -> bool:
    """Tell whether that contest is over; where it was not held yet, it begins."""
    return _catalogue(store().path, _versions().sales, today()).done()


def keep_catalogue() -> None:
    """Let the plan go by the winners of that contest."""
    shop.compare_catalogue(store(), demand(), catalogue())


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _catalogue(path: Path, sales: int, day: date) -> Future[Fitted]:
    return _BACKGROUND.submit(engine.fit_catalogue, _demand(path, sales, day))


def is_compared() -> bool:
    """Tell whether there is a winner for each product's present history."""
    return set(histories().index) <= set(store().contests(histories()).index)


def history_stamp() -> tuple[Path, int, date]:
    """Return what changes whenever models are to be compared anew."""
    return store().path, _versions().sales, today()


def forecast() -> Forecast:
    """Return the forecast that the plan uses, of all products that ever sold."""
    versions = _versions()
    return _forecast(store().path, versions.sales, versions.products, versions.forecasts, today())


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _forecast(path: Path, sales: int, products: int, forecasts: int, day: date) -> Forecast:
    by_models = _by_models(path, sales, products, forecasts, day)
    return shop.with_hand_changes(_store(path), _demand(path, sales, day), by_models)


@st.cache_resource(max_entries=_KEPT, show_spinner=_("Forecasting your products…"))
def _by_models(path: Path, sales: int, products: int, forecasts: int, day: date) -> Forecast:
    return shop.forecast_by_models(
        _store(path),
        _demand(path, sales, day),
        count=_count_forecast(path, sales, day),
        histories=_histories(path, sales, day),
        products=_products(path, products),
    )


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _count_forecast(path: Path, sales: int, day: date) -> Forecast:
    return engine.count_forecast(_demand(path, sales, day))


def plan() -> pd.DataFrame:
    """Return the plan under the shop's settings."""
    opened = store()
    versions = _versions()
    return _plan(
        opened.path,
        (versions.sales, versions.products, versions.forecasts),
        today(),
        settings(),
    )


@st.cache_data(max_entries=20, show_spinner=False)
def _plan(
    path: Path, versions: tuple[int, int, int], day: date, settings: Settings
) -> pd.DataFrame:
    sales, products, forecasts = versions
    return make_plan(
        _demand(path, sales, day),
        _forecast(path, sales, products, forecasts, day),
        products=_products(path, products),
        stock=_stock(path, products),
        settings=settings,
        terms=_supplier_terms(path, products),
    )


def sensitivity_of_plan() -> pd.DataFrame:
    """Return how the plan changes if a setting is somewhat wrong."""
    opened, versions = store(), _versions()
    key = (versions.sales, versions.products, versions.forecasts)
    return sensitivity(settings(), lambda other: _plan(opened.path, key, today(), other))


def real_past(days: int) -> RealPast:
    """Return what really happened on the last days, as the counts of the stock tell."""
    return _real_past(store().path, _versions().sales, today(), days)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _real_past(path: Path, sales: int, day: date, days: int) -> RealPast:
    sold, found = _sales_and_corrections(path, sales, day)
    usual = _demand(path, sales, day)
    return shop.what_happened(_store(path), usual, sold=sold, corrections=found, days=days)


def walked(days: int, *, beside_real_past: bool = False) -> Walked:
    """Walk through the shop's last days once, however often the page runs again."""
    key = (store().path, _versions(), today(), settings(), days, beside_real_past)
    kept: tuple[object, Walked] | None = st.session_state.get("walked")
    # Always there, or else all below would move by one place and the old stay for a while.
    bar = st.empty()
    if kept is None or kept[0] != key:
        label = _("Walking through your past…")
        made = walk(
            demand(),
            products=products(),
            settings=settings(),
            days=days,
            real=real_past(days) if beside_real_past else None,
            progress=lambda share: bar.progress(share, text=label),
        )
        bar.empty()
        # Only the latest: a year of a thousand products takes seventy megabytes.
        kept = st.session_state["walked"] = (key, made)
    return kept[1]


def better_settings() -> BetterSettings | None:
    """Return what the last search for better settings found; None where it is out of date."""
    kept: tuple[object, BetterSettings] | None = st.session_state.get("better settings")
    return kept[1] if kept and kept[0] == _searched_state() else None


def search_better_settings(progress: Callable[[float], None]) -> None:
    """Search the settings of each product on its own past."""
    made = find_better_settings(
        demand(), products=products(), settings=settings(), progress=progress
    )
    st.session_state["better settings"] = (_searched_state(), made)


def _searched_state() -> tuple[object, ...]:
    return store().path, _versions(), today(), settings()


def seasonal_products() -> pd.DataFrame:
    """Return the plan of what sells by the season and is ordered again, the most money first."""
    planned = plan()
    season = planned["sku"].isin(forecast().skus[has_season(forecast())])
    chosen = planned[season & ~planned["one_shot"]]
    worth = (chosen["yearly_demand"] * chosen["cost"]).sort_values(ascending=False, kind="stable")
    return chosen.loc[worth.index]


def season_schedule(sku: str) -> SeasonSchedule:
    """Return the best schedule of one product, compared with the plan.

    Raises:
        SettingsError: something that costs is unknown, or there is nothing to schedule.
    """
    return _season_schedule(sku, *season_stamp())


def season_stamp() -> tuple[Path, tuple[int, int, int], date, Settings]:
    """Return what changes whenever schedules are to be made anew."""
    versions = _versions()
    key = (versions.sales, versions.products, versions.forecasts)
    return store().path, key, today(), settings()


@st.cache_resource(max_entries=_SCHEDULES, show_spinner=False)
def _season_schedule(
    sku: str, path: Path, versions: tuple[int, int, int], day: date, settings: Settings
) -> SeasonSchedule:
    planned, known = _plan(path, versions, day, settings), _products(path, versions[1])
    return compare_ways(
        _forecast(path, *versions, day).product(sku),
        plan=planned[planned["sku"] == sku],
        product=known[known["sku"] == sku],
        settings=settings,
        rng=np.random.default_rng(0),
    )


def ranking() -> Ranking:
    """Return all that could be bought now, ranked by profit for its money."""
    opened = store()
    versions = _versions()
    return _ranking(
        opened.path,
        (versions.sales, versions.products, versions.forecasts),
        today(),
        settings(),
    )


@st.cache_resource(max_entries=_KEPT, show_spinner=_("Ranking what to buy…"))
def _ranking(path: Path, versions: tuple[int, int, int], day: date, settings: Settings) -> Ranking:
    sales, products, forecasts = versions
    return rank_purchases(
        _plan(path, versions, day, settings),
        _forecast(path, sales, products, forecasts, day),
        products=_products(path, products),
        suppliers=_supplier_terms(path, products).suppliers,
        settings=settings,
    )


def cash() -> Cash:
    """Return the payments, takings and stock of the coming weeks if the plan is followed."""
    opened = store()
    versions = _versions()
    return _cash(
        opened.path,
        (versions.sales, versions.products, versions.forecasts),
        today(),
        settings(),
    )


@st.cache_resource(max_entries=_KEPT, show_spinner=_("Looking ahead…"))
def _cash(path: Path, versions: tuple[int, int, int], day: date, settings: Settings) -> Cash:
    sales, products, forecasts = versions
    plan = _plan(path, versions, day, settings)
    expected = _forecast(path, sales, products, forecasts, day)
    terms = _supplier_terms(path, products)
    projected = project(
        plan, expected, products=_products(path, products), settings=settings, terms=terms
    )
    return cash_ahead(plan, projected, first_day=expected.start, terms=terms)


def suppliers() -> pd.DataFrame:
    """Return what suppliers ask for (SUPPLIERS)."""
    return _supplier_terms(store().path, _versions().products).suppliers


def joint_orders() -> pd.DataFrame:
    """Return what is best ordered together at one supplier (JOINT_ORDERS)."""
    yearly = plan().set_index("sku")["yearly_demand"]
    assumed = with_defaults(products(), settings())
    selling = assumed.assign(yearly_demand=assumed["sku"].map(yearly))
    return joint_orders_of(selling, suppliers())


def price_breaks() -> pd.DataFrame:
    """Return prices that fall with larger orders (PRICE_BREAKS)."""
    return _supplier_terms(store().path, _versions().products).price_breaks


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _supplier_terms(path: Path, products: int) -> SupplierTerms:
    return shop.supplier_terms(_store(path))


def alerts() -> pd.DataFrame:
    """Return what needs attention today."""
    return make_alerts(plan(), planned_for=demand().start, today=today(), settings=settings())


def tables(file_name: str, content: bytes) -> tuple[Table, ...]:
    """Read an uploaded file once, however often the page runs again, and show how far it is.

    Raises:
        FileError: it cannot be read.
    """
    kept: dict[tuple[str, str], tuple[Table, ...]] = st.session_state.setdefault("tables", {})
    key = (file_name, fingerprint(content))
    if key not in kept:
        label = _("Reading {file}…").format(file=file_name)
        bar = st.progress(0.0, text=label)
        kept[key] = read_tables(
            file_name, content, progress=lambda share: bar.progress(share, text=label)
        )
        bar.empty()
    return kept[key]


def forget_tables() -> None:
    """Let go of the files that were looked at."""
    st.session_state.pop("tables", None)


def proposals(table: Table) -> tuple[SheetMapping, ...]:
    """Return what a sheet may mean: as confirmed for the same headings before, else a guess."""
    return drop.proposals(table, remembered_mapping(table))


def remembered_mapping(table: Table) -> str | None:
    """Return the mapping last saved for a file with the same headings, as text."""
    opened = store()
    return _remembered_mapping(opened.path, _versions().products, headings_key(table))


@st.cache_data(max_entries=100, show_spinner=False)
def _remembered_mapping(path: Path, products: int, headings: str) -> str | None:
    return _store(path).remembered_mapping(headings)


def is_remembered(table: Table, mapping: SheetMapping) -> bool:
    """Tell whether a sheet is read as the seller confirmed it before."""
    text = remembered_mapping(table)
    return text is not None and f'"format": "{mapping.format}"' in text


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what only the seller knows about a sheet."""
    return _questions(sheet, sheet.content, sheet.table.sheet, sheet.mapping)


@st.cache_data(max_entries=_FILES, show_spinner=False)
def _questions(
    _sheet: Sheet, content: str, sheet_name: str, mapping: SheetMapping
) -> tuple[Question, ...]:
    return open_questions(columns_of(_sheet.table, mapping, zone=tzlocal()))


def imported(sheet: Sheet) -> Imported:
    """Interpret a sheet once for each mapping that the seller tries."""
    return _imported(sheet, sheet.content, sheet.table.sheet, sheet.mapping, today())


@st.cache_resource(max_entries=_FILES, show_spinner=_("Checking every row…"))
def _imported(
    _sheet: Sheet, content: str, sheet_name: str, mapping: SheetMapping, day: date
) -> Imported:
    return interpret(_sheet.table, mapping, content_fingerprint=content, today=day, zone=tzlocal())


def fact(sku: str, field: str) -> float | None:
    """Return a number of PRODUCTS; None where it is unknown, or the product is."""
    known = products()
    found = known.loc[known["sku"] == sku, field].dropna()
    return None if found.empty else float(found.iloc[0])


def choice(sku: str) -> str:
    """Return the model that one product should go by, as the seller chose."""
    chosen = choices(products())
    return str(chosen.get(sku, AUTOMATIC))


def choose_model(sku: str, model: str) -> None:
    """Let one product go by this model from now on."""
    shop.choose_model(store(), demand(), sku=sku, model=model, now=now())


def contest(sku: str) -> Fitted | None:
    """Return the scores of all models on one product and the winner's forecast, if known yet."""
    opened = store()
    versions = _versions()
    return _contest(opened.path, versions.sales, versions.forecasts, today(), sku)


@st.cache_resource(max_entries=50, show_spinner=False)
def _contest(path: Path, sales: int, forecasts: int, day: date, sku: str) -> Fitted | None:
    return shop.kept_contest(_store(path), _histories(path, sales, day).loc[[sku]])


def shown_forecast(sku: str, model: str, known: Fitted | None) -> Forecast | None:
    """Return one product's forecast by the model that is looked at, as the model made it.

    None where nothing is expected of a product that never sold.
    """
    if model == choice(sku) or not has_sold(sku):
        path, version = store().path, _versions()
        in_force = _by_models(path, version.sales, version.products, version.forecasts, today())
        return in_force.product(sku) if sku in in_force.skus else None
    if model == AUTOMATIC and known:
        return known.forecast
    return forecast_by(engine.COUNT.name if model == AUTOMATIC else model, sku)


def history(sku: str, *, days_per_point: int) -> pd.DataFrame:
    """Return what one product sold as the chart draws it; nothing of one that never sold."""
    if not has_sold(sku):
        return pd.DataFrame({"day": pd.to_datetime([]), "units": []})
    return outlook.history(sold().product(sku), days_per_point=days_per_point)


def has_sold(sku: str) -> bool:
    """Tell whether a product ever sold before today."""
    return bool((demand().skus == sku).any())


def is_new(sku: str) -> bool:
    """Tell whether a product has too little history for any model to be tested on it."""
    return bool(new_products.still_new(demand(), pd.Series([sku])))


def sold_labels() -> dict[str, str]:
    """Return code and name of each product that ever sold, by its code."""
    known = products()
    known = known[known["sku"].isin(demand().skus)]
    names = known["sku"] + " · " + known["name"].fillna(known["sku"])
    return dict(zip(known["sku"], names, strict=True))


def told_like(sku: str) -> tuple[str, float] | None:
    """Return which product a new one sells like, and how many times as much, if the seller said."""
    told = likes(products()).set_index("sku")
    if sku not in told.index:
        return None
    return str(told.loc[sku, "like_sku"]), float(told.loc[sku, "like_factor"])


def suggested_like(sku: str) -> str | None:
    """Name a product that a new one may sell like."""
    return new_products.suggested(products(), demand(), sku)


def forecast_like(sku: str, factor: float) -> Forecast:
    """Return what is expected of a thing not in the shop yet, like a product times a factor."""
    return new_products.like_another(forecast(), sku, factor)


def run_contest(sku: str) -> None:
    """Let all models compete on one product and keep the result."""
    shop.forecast_product(store(), demand(), catalogue(), sku)


def forecast_by(model: str, sku: str) -> Forecast:
    """Return one product's forecast by a model that the seller picked."""
    opened = store()
    return _forecast_by(opened.path, _versions().sales, today(), model, sku)


@st.cache_resource(max_entries=50, show_spinner=_("Fitting the model…"))
def _forecast_by(path: Path, sales: int, day: date, model: str, sku: str) -> Forecast:
    return engine.forecast_by(_demand(path, sales, day), model, sku)


def price_effect(sku: str) -> PriceEffect | None:
    """Return what a lower price did to one product's sales, if that is known."""
    return _price_effect(store().path, _versions().sales, today(), sku)


@st.cache_resource(max_entries=50, show_spinner=False)
def _price_effect(path: Path, sales: int, day: date, sku: str) -> PriceEffect | None:
    return regression.price_effect(_demand(path, sales, day).product(sku))


def similar_price_effects(sku: str) -> list[PriceEffect]:
    """Return what is known of the prices of other products of the same category."""
    return _similar_price_effects(store().path, _versions().sales, today(), sku)


@st.cache_resource(max_entries=50, show_spinner=False)
def _similar_price_effects(path: Path, sales: int, day: date, sku: str) -> list[PriceEffect]:
    return regression.similar_price_effects(_demand(path, sales, day), sku)


# What the seller knows better, and how good forecasts were


def hand_changes(sku: str) -> pd.DataFrame:
    """Return the months of one product that the seller changed by hand (HAND_CHANGES)."""
    changes = _hand_changes(store().path, _versions().products, _versions().forecasts)
    return changes[changes["sku"] == sku]


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _hand_changes(path: Path, products: int, forecasts: int) -> pd.DataFrame:
    return _store(path).hand_changes()


def units_so_far(sku: str) -> float:
    """Return what one product sold so far in the month that is forecast first."""
    return float(sold_this_month(demand()).get(sku, 0.0))


def with_hand_changes(made: Forecast) -> Forecast:
    """Return one product's forecast with the months that the seller changed."""
    changes = hand_changes(str(made.skus[0]))
    return changed_by_hand(made, changes, sold=sold_this_month(demand()))


def change_by_hand(changes: pd.DataFrame) -> None:
    """Keep the months that the seller changed (HAND_CHANGES)."""
    shop.change_by_hand(store(), changes, start=demand().start)


def keep_expectations() -> None:
    """Keep what the plan expects, once for each state of sales and forecasts."""
    versions = _versions()
    _keep_expectations(store().path, versions.sales, versions.forecasts, today())


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _keep_expectations(path: Path, sales: int, forecasts: int, day: date) -> None:
    shop.keep_expectations(_store(path), forecast(), plan(), today=day)


def keep_ordered(ordered: tuple[str, ...]) -> None:
    """Keep what the plan expects, as the forecast by which these products are ordered."""
    shop.keep_expectations(store(), forecast(), plan(), today=today(), ordered=ordered)


def track_record() -> pd.DataFrame:
    """Return how good the forecasts were whose days are over (TRACK_RECORD)."""
    opened = store()
    return _track_record(opened.path, _stamp(opened.path), _versions().sales, today())


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _track_record(path: Path, stamp: tuple[int, ...], sales: int, day: date) -> pd.DataFrame:
    return score(_kept(path, stamp), _demand(path, sales, day))


def kept_forecasts() -> pd.DataFrame:
    """Return what plans expected (KEPT_FORECASTS), oldest first."""
    opened = store()
    return _kept(opened.path, _stamp(opened.path))


# What is kept for later raises no version, since no plan depends on it.
@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _kept(path: Path, stamp: tuple[int, ...]) -> pd.DataFrame:
    return _store(path).kept_for_later()


def scores() -> pd.DataFrame:
    """Return the backtests of all products that were compared (SCORES)."""
    opened = store()
    versions = _versions()
    return _scores(opened.path, versions.sales, versions.forecasts, today())


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _scores(path: Path, sales: int, forecasts: int, day: date) -> pd.DataFrame:
    return _store(path).scores(_histories(path, sales, day))


def add_sample_shop() -> None:
    """Open the sample shop, by the same way as any upload."""
    for name in _SAMPLE_FILES:
        content = (_SAMPLE_FOLDER / name).read_bytes()
        answers = Answers(channel=SAMPLE_CHANNEL)
        imported = drop.import_file(name, content, today=today(), answers=answers)
        # Stock lies on the shelf as anyone's does, but the upload is known as the sample's.
        shop.save_import(store(), replace(imported, channel=SAMPLE_CHANNEL), now=now())


def has_sample_shop() -> bool:
    """Tell whether the sample shop is among the uploads."""
    return not _sample_uploads().empty


def remove_sample_shop() -> None:
    """Take the sample shop back, and leave everything else."""
    for upload in _sample_uploads()["id"]:
        store().undo(int(upload))


def _sample_uploads() -> pd.DataFrame:
    every = uploads()
    return every[every["channel"] == SAMPLE_CHANNEL]


# One product under several names, and what packs consist of


def names() -> pd.DataFrame:
    """Return every code that files used, with its name (NAMES)."""
    opened = store()
    return _names(opened.path, _versions().sales, _versions().products)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _names(path: Path, sales: int, products: int) -> pd.DataFrame:
    return _store(path).names()


def same_products() -> pd.DataFrame:
    """Return what is probably one product under two codes (PAIRS)."""
    opened = store()
    return _same_products(opened.path, _versions().sales, _versions().products)


@st.cache_data(max_entries=_KEPT, show_spinner=_("Comparing names…"))
def _same_products(path: Path, sales: int, products: int) -> pd.DataFrame:
    names = _names(path, sales, products)
    return suggestions(names, kept_apart=_store(path).kept_apart())


def components() -> pd.DataFrame:
    """Return what packs consist of (COMPONENTS)."""
    opened = store()
    return _components(opened.path, _versions().products)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _components(path: Path, products: int) -> pd.DataFrame:
    return _store(path).read(COMPONENTS)


def packs_to_add() -> pd.DataFrame:
    """Return what is probably a pack of something and not known as one yet (COMPONENTS)."""
    opened = store()
    return _packs_to_add(opened.path, _versions().sales, _versions().products)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _packs_to_add(path: Path, sales: int, products: int) -> pd.DataFrame:
    return suggested_packs(
        _names(path, sales, products),
        components=_components(path, products),
        kept_apart=_store(path).kept_apart(),
    )
