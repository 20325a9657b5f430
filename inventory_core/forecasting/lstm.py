"""LSTM: one recurrent network over the whole catalogue that reads each product's weeks in turn.

After each week it foretells the totals that follow, relative to the product's level, and how far
off they may be: it learns by the likelihood of negative binomial counts. Its library is large and
not among those that SoloStock needs, so whoever wants the model installs it.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Demand, Numbers, so_far
from inventory_core.domain.errors import LibraryError
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import DAYS_A_WEEK
from inventory_core.forecasting import learners
from inventory_core.forecasting.averages import averages
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.periods import each_day, in_periods
from inventory_core.forecasting.season import seasonal
from inventory_core.forecasting.weekdays import deal_totals, shown_days, weekday_profile

if TYPE_CHECKING:
    from types import ModuleType

    from torch import Tensor
    from torch.nn import LSTM, Linear

NAME = "lstm"

_YOUNG_DAYS = 84
_AHEAD = np.array([7, 14, 28, 56])
_MOST_WEEKS = 156
_SMOOTHING = 0.03
"""The level that everything is relative to: about the last five weeks."""
_SURPRISE = 14.0
_LOWEST_LEVEL = 0.02
_LEAST_SHOWN = 0.5
_HIDDEN = 32
_PASSES = 25
"""How often each product is read in learning."""
_FEWEST_STEPS = 200
_PRODUCTS_AT_ONCE = 128
_LEARNING_RATE = 0.01
_WEIGHT_DECAY = 0.01
_FARTHEST = 3.0
"""A total is foretold as e^3 times what the level says at most, and its spread likewise."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _Weeks:
    """What is known at the end of each week: products × weeks × ...

    inputs: what the network reads. expected: units of the next _AHEAD days if the level went on.
    totals: units that came; NaN where not all of these days are over, or before the launch.
    """

    inputs: npt.NDArray[np.float32]
    expected: npt.NDArray[np.float32]
    totals: npt.NDArray[np.float32]
    coming: Numbers
    """What each coming day shows, products × HORIZON_DAYS."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _Network:
    """What was learned; it forecasts later days too."""

    lstm: "LSTM"
    head: "Linear"

    def forecast(self, demand: Demand) -> Forecast:
        """Forecast all products of a demand that goes on from the one learned from."""
        import torch

        weeks = _weeks(demand)
        with torch.no_grad(), _one_thread():
            found = self.read(torch.from_numpy(weeks.inputs))[:, -1].double().numpy()
        ratio, excess = np.exp(found[:, : len(_AHEAD)]), np.exp(found[:, len(_AHEAD) :])
        totals = np.maximum.accumulate(ratio * weeks.expected[:, -1], axis=1)
        spread = 1 + totals * excess
        spread = np.stack([np.interp(np.log(TOTAL_DAYS), np.log(_AHEAD), row) for row in spread])
        # Beyond what was learned the spread grows with the square root of the days.
        spread = spread * np.sqrt(np.maximum(TOTAL_DAYS / _AHEAD[-1], 1.0))
        mean = deal_totals(weeks.coming, _AHEAD, totals)
        return from_counts(demand.skus, demand.start, mean, spread=spread, model=NAME)

    def read(self, inputs: "Tensor") -> "Tensor":
        """Read weeks in turn: logarithms of ratio and of excess, products × weeks × 2 _AHEAD."""
        hidden, _last = self.lstm(inputs)
        return _FARTHEST * (self.head(hidden) / _FARTHEST).tanh()


def learn(demand: Demand, rng: np.random.Generator) -> Callable[[Demand], Forecast]:
    """Let the network learn from the past of all products.

    Raises:
        LibraryError: the library is not installed.
        ForecastError: there are too few products, or too few days of history.
    """
    learners.check_history(demand)
    torch = _library()
    weeks = _weeks(demand)
    with torch.random.fork_rng(devices=[]), _one_thread():
        torch.manual_seed(int(rng.integers(2**32)))
        network = _Network(
            lstm=torch.nn.LSTM(weeks.inputs.shape[2], _HIDDEN, batch_first=True),
            head=torch.nn.Linear(_HIDDEN, 2 * len(_AHEAD)),
        )
        _fit(network, weeks, rng)
    return network.forecast


def _fit(network: _Network, weeks: _Weeks, rng: np.random.Generator) -> None:
    import torch

    inputs, expected, totals = map(torch.from_numpy, (weeks.inputs, weeks.expected, weeks.totals))
    parameters = [*network.lstm.parameters(), *network.head.parameters()]
    at_once = min(_PRODUCTS_AT_ONCE, len(inputs))
    steps = max(_PASSES * len(inputs) // at_once, _FEWEST_STEPS)
    adam = torch.optim.AdamW(parameters, lr=_LEARNING_RATE, weight_decay=_WEIGHT_DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(adam, _LEARNING_RATE, total_steps=steps)
    for _step in range(steps):
        rows = torch.from_numpy(rng.choice(len(inputs), at_once, replace=False))
        # From some week on: else it would learn the weeks of this one past by heart.
        since = int(rng.integers(inputs.shape[1] // 2 + 1))
        read = network.read(inputs[rows, since:])
        loss = _loss(read, expected[rows, since:], totals[rows, since:])
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        adam.step()
        pace.step()


def _loss(found: "Tensor", expected: "Tensor", totals: "Tensor") -> "Tensor":
    """Minus the mean logarithm of the chance of what came: negative binomial counts."""
    from torch.distributions import NegativeBinomial

    known = ~totals.isnan()
    ratio, excess = found.chunk(2, dim=-1)
    logits = expected.log() + ratio + excess
    counts = NegativeBinomial((-excess[known]).exp(), logits=logits[known], validate_args=False)
    return -counts.log_prob(totals[known]).mean()


def _weeks(demand: Demand) -> _Weeks:
    """Cut history into weeks, of which the last one ends with it."""
    demand, tells, _later = seasonal(demand)
    shown = shown_days(demand, weekday_profile(demand))
    sold = in_periods(demand, shown, tells, each_day(demand))
    smoothing = np.array([_SMOOTHING])
    told = averages(sold, smoothing=smoothing, usual=_SMOOTHING, surprise=_SURPRISE)
    number = min(demand.days // DAYS_A_WEEK, _MOST_WEEKS)
    ends = demand.days - DAYS_A_WEEK * np.arange(number)[::-1]
    level = np.maximum(told.levels[0][:, ends], _LOWEST_LEVEL)
    units, cumulated = so_far(demand.units), so_far(shown)
    coming = cumulated[:, ends[:, None] + _AHEAD] - cumulated[:, ends][:, :, None]
    later = ends[:, None] + _AHEAD
    came = units[:, np.minimum(later, demand.days)] - units[:, ends][:, :, None]
    known = (later <= demand.days) & (ends >= demand.launched[:, None])[:, :, None]
    expected = level[:, :, None] * np.maximum(coming, _LEAST_SHOWN)
    inputs = _inputs(demand, shown, ends, level, told.lull_days)
    return _Weeks(
        inputs=np.concatenate([inputs, coming / _AHEAD], axis=2).astype(np.float32),
        expected=expected.astype(np.float32),
        totals=np.where(known, came, np.nan).astype(np.float32),
        coming=shown[:, demand.days :],
    )


def _inputs(
    demand: Demand,
    shown: Numbers,
    ends: npt.NDArray[np.int64],
    level: Numbers,
    lull: npt.NDArray[np.int32],
) -> Numbers:
    """What a week tells: its days, the level, and how long the product is silent and on sale."""
    days = ends[:, None] + np.arange(-DAYS_A_WEEK, 0)
    age = np.clip(ends - demand.launched[:, None], 0, _YOUNG_DAYS) / _YOUNG_DAYS
    single = [np.log(level), np.log1p(lull[:, ends]), age]
    relative = np.log1p(demand.units[:, days] / level[:, :, None])
    return np.concatenate([relative, shown[:, days], np.stack(single, axis=2)], axis=2)


def is_installed() -> bool:
    """Tell whether the library is there, without the seconds that it takes to load."""
    return find_spec("torch") is not None


def _library() -> "ModuleType":
    try:
        import torch
    except ImportError as error:
        raise LibraryError(
            _(
                "The LSTM model needs one more library, which is large: please install it in "
                "SoloStock's folder with `{python} -m pip install -r requirements-lstm.txt`, or "
                "choose another model."
            ).format(python=sys.executable)
        ) from error
    return torch


@contextmanager
def _one_thread() -> Iterator[None]:
    """Hold the library to one core: so its sums do not depend on how many a computer has.

    Beside other work its threads would only wait for one another.
    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
    """Learn from the whole catalogue, then forecast all its products.

    Raises:
        LibraryError: the library is not installed.
        ForecastError: there are too few products, or too few days of history.
    """
    return learn(demand, rng)(demand)


MODEL = Model(
    name=NAME,
    label=N_("LSTM"),
    forecast=forecast,
    suits=learners.suits,
    whole_catalogue=True,
    learn=learn,
)
