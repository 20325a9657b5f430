"""How demand moves through the sample shop's year: days in, factors around 1 out."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Factors = npt.NDArray[np.float64]

_CHRISTMAS_EVE = 358
_WEEKDAYS = np.array([0.85, 0.8, 0.85, 0.95, 1.1, 1.4, 1.05])


def steady(days: pd.DatetimeIndex) -> Factors:
    """Every day is like any other."""
    return np.ones(len(days))


def christmas(days: pd.DatetimeIndex) -> Factors:
    """Little all year, a steep peak in December, nothing once the presents are given."""
    day = days.day_of_year.to_numpy()
    return np.where(day > _CHRISTMAS_EVE, 0.2, 0.3 + 5.0 * _bump(day, middle=345, width=24))


def summer(days: pd.DatetimeIndex) -> Factors:
    """A long peak around July."""
    return 0.35 + 2.0 * _bump(days.day_of_year.to_numpy(), middle=190, width=48)


def winter(days: pd.DatetimeIndex) -> Factors:
    """What warms: three times as much in December as in June."""
    return 1.0 + 0.5 * np.cos(2 * np.pi * (days.day_of_year.to_numpy() - 350) / 365.25)


def rising(days: pd.DatetimeIndex) -> Factors:
    """Four times as much at the end as at the beginning."""
    return np.linspace(0.45, 1.8, len(days))


def falling(days: pd.DatetimeIndex) -> Factors:
    """A quarter of the beginning is left at the end."""
    return np.linspace(1.6, 0.4, len(days))


def advent(days: pd.DatetimeIndex) -> Factors:
    """On sale from the middle of October until nobody needs it any more."""
    day = days.day_of_year.to_numpy()
    return np.where((day >= 288) & (day <= 345), 0.6 + 2.0 * _bump(day, middle=325, width=15), 0.0)


def weekdays(days: pd.DatetimeIndex) -> Factors:
    """Saturdays are best, Tuesdays are quiet."""
    return _WEEKDAYS[days.day_of_week]


def on_promotion(days: pd.DatetimeIndex) -> npt.NDArray[np.bool_]:
    """The shop's two promotions: early May, and the week of Black Friday."""
    spring = (days.month == 5) & (days.day <= 8)
    black_friday = (days.month == 11) & (days.day >= 22) & (days.day <= 30)
    return np.asarray(spring | black_friday)


def _bump(day: npt.NDArray[np.int64], *, middle: int, width: int) -> Factors:
    return np.exp(-(((day - middle) / width) ** 2))
