import os
import pickle
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import Demand
from inventory_core.domain.errors import ClusterError
from inventory_core.forecasting.engine import fit_catalogue, fit_product, fit_products
from inventory_core.forecasting.fan_out import Crash, fan_out
from tests.forecasting.faulty import (
    FAULT,
    KILLER,
    be_killed_once,
    divide_sixty,
    raise_untransportable,
    work_slowly,
)

Histories = Callable[..., Demand]
ENDED = Crash(reason="the process that worked on it came to an end")


def results_of(run: Iterable[tuple[tuple[int], object]]) -> dict[int, object]:
    return {number: result for (number,), result in run}


def tasks_of(*numbers: int) -> list[tuple[int]]:
    return [(number,) for number in numbers]


# In this process, and in several


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_in_one_task_is_told_and_the_rest_is_done(processes: int) -> None:
    found = results_of(fan_out(divide_sixty, tasks_of(1, FAULT, 2, 3), processes=processes))

    error = Crash(reason="ZeroDivisionError: division by zero")
    assert found == {1: 60.0, FAULT: error, 2: 30.0, 3: 20.0}


def test_an_error_that_cannot_travel_is_told_all_the_same() -> None:
    found = results_of(fan_out(raise_untransportable, tasks_of(1), processes=2))

    assert found == {1: Crash(reason="UntransportableError: lost in translation")}


def test_a_task_that_ends_its_process_is_given_up_and_the_rest_is_done() -> None:
    numbers = [1, 2, KILLER, 3, 4, 5, 6, 10]
    found = results_of(fan_out(divide_sixty, tasks_of(*numbers), processes=2))

    assert found.pop(KILLER) == ENDED
    assert found == {number: 60 / number for number in numbers if number != KILLER}


def test_a_process_that_is_ended_once_costs_no_result(tmp_path: Path) -> None:
    tasks = [(tmp_path / "killed", number) for number in (1, KILLER, 2)]
    run = fan_out(be_killed_once, tasks, processes=2)

    assert {number: found for (_trace, number), found in run} == {1: 1, KILLER: KILLER, 2: 2}


def test_a_closed_run_keeps_what_is_done_and_begins_nothing_more(tmp_path: Path) -> None:
    run = fan_out(work_slowly, [(tmp_path, number) for number in range(20)], processes=2)
    assert next(run)[1] in (0, 1)
    run.close()

    assert next(run, None) is None
    time.sleep(1)
    # Two more had begun, and one waited in the pipe to the processes.
    assert len(list(tmp_path.iterdir())) <= 5


def test_no_tasks_need_no_process() -> None:
    assert list(fan_out(divide_sixty, [], processes=2)) == []


# Products


class OneFaulty(Demand):
    """Demand in which a fault of ours has left the units of the product MUG as texts."""

    def product(self, sku: str) -> Demand:
        alone = super().product(sku)
        return replace(alone, units=alone.units.astype(str)) if sku == "MUG" else alone


def test_a_product_whose_contest_crashes_keeps_the_forecast_of_the_catalogue(
    history_of: Histories,
) -> None:
    brisk = np.random.default_rng(5).poisson(3, 70) + np.eye(1, 70)[0]
    demand = history_of(ONCE=np.eye(1, 70)[0], MUG=brisk, TWICE=np.eye(1, 70)[0] * 2)
    whole = fit_catalogue(demand)
    faulty = OneFaulty(**vars(demand))
    crashed, first, third = fit_products(faulty, whole, processes=1)

    assert first.failures == third.failures == ()
    (sentence,) = crashed.failures
    assert sentence.startswith("MUG: models of its own could not be compared (")
    assert sentence.endswith("); it keeps the best forecast of those for all products.")
    known = whole.product("MUG")
    assert np.array_equal(crashed.forecast.totals, known.forecast.totals)
    pd.testing.assert_frame_equal(crashed.scores, known.scores)


def test_only_the_rows_of_a_product_travel(catalogue: Callable[..., Demand]) -> None:
    sizes = []
    for products in (2, 40):
        demand = catalogue(products, 60, seed=5)
        task = (demand.product("00001"), fit_catalogue(demand).product("00001"))
        sizes.append(len(pickle.dumps((fit_product, task), protocol=5)))

    assert sizes[1] == pytest.approx(sizes[0], rel=0.1)


# On a cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """A real scheduler on this computer, with two workers that are processes of their own."""
    dask = pytest.importorskip(
        "dask", reason="the cluster needs `pip install -r requirements-cluster.txt`"
    )
    distributed = pytest.importorskip(
        "distributed", reason="the cluster needs `pip install -r requirements-cluster.txt`"
    )
    quickly = {
        # Given up after two workers instead of four: each takes seconds to start again.
        "distributed.scheduler.allowed-failures": 1,
        # A result may lie with a worker that has just ended.
        "distributed.comm.timeouts.connect": "2s",
    }
    with (
        dask.config.set(quickly),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # any free port: without one, Dask takes its usual
        ) as started,
    ):
        yield started


def test_a_worker_killed_during_the_run_costs_no_result(cluster, tmp_path: Path) -> None:
    tasks = [(tmp_path, number) for number in range(8)]
    run = fan_out(work_slowly, tasks, processes=1, scheduler=cluster.scheduler_address)
    found = [next(run)[1]]
    began = [int(trace.name.split()[1]) for trace in tmp_path.iterdir()]
    os.kill(began[0], signal.SIGTERM)
    found += [result for _task, result in run]

    assert len(set(began)) == 2
    assert os.getpid() not in began
    assert sorted(found) == list(range(8))
    assert len(list(tmp_path.iterdir())) > 8  # what the killed one was at was begun again


def test_a_cluster_finds_for_products_what_this_computer_does(
    cluster, history_of: Histories
) -> None:
    demand = history_of(ONCE=np.eye(1, 60)[0], TWICE=np.eye(1, 60)[0] * 2)
    whole = fit_catalogue(demand)
    run = fit_products(demand, whole, processes=1, scheduler=cluster.scheduler_address)
    found = {fitted.forecast.skus[0]: fitted for fitted in run}

    assert sorted(found) == ["ONCE", "TWICE"]
    for here in fit_products(demand, whole, processes=1):
        there = found[here.forecast.skus[0]]
        assert np.array_equal(here.forecast.totals, there.forecast.totals)
        pd.testing.assert_frame_equal(here.scores, there.scores)


# Last on this cluster: Dask starts a worker again, but not however often it ends.
def test_a_cluster_gives_up_what_ends_its_workers_and_tells_errors(cluster) -> None:
    numbers = [1, 2, FAULT, KILLER, 3, 4]
    run = fan_out(
        divide_sixty, tasks_of(*numbers), processes=1, scheduler=cluster.scheduler_address
    )
    found = results_of(run)

    assert found.pop(KILLER) == ENDED
    assert found.pop(FAULT) == Crash(reason="ZeroDivisionError: division by zero")
    assert found == {1: 60.0, 2: 30.0, 3: 20.0, 4: 15.0}


def test_a_scheduler_without_workers_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="the cluster needs `pip install -r requirements-cluster.txt`"
    )
    monkeypatch.setattr("inventory_core.forecasting.fan_out._START_SECONDS", 0.5)
    with (
        distributed.LocalCluster(
            n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as idle,
        pytest.raises(ClusterError, match=r"has no workers: please start some .* again\.$"),
    ):
        list(fan_out(divide_sixty, tasks_of(1), processes=1, scheduler=idle.scheduler_address))


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:{port}", "127.0.0.1", "my computer", "tcp://x:99999"]
)
def test_an_address_without_a_scheduler_is_told_in_a_sentence(address: str) -> None:
    pytest.importorskip(
        "distributed", reason="the cluster needs `pip install -r requirements-cluster.txt`"
    )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    address = address.format(port=port)

    with pytest.raises(
        ClusterError, match=f"^No Dask scheduler can be reached at {address} .*empty"
    ):
        list(fan_out(divide_sixty, tasks_of(1), processes=1, scheduler=address))


def test_a_missing_library_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(ClusterError, match=r"pip install -r requirements-cluster\.txt"):
        list(fan_out(divide_sixty, tasks_of(1), processes=1, scheduler="tcp://127.0.0.1:1"))
