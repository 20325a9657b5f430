"""The shop's settings: every assumption that a seller can change, with a default right for most."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import N_, languages
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import short

LONGEST_LEAD_TIME_DAYS = 150
LONGEST_ALLOWANCE_DAYS = 30
LONGEST_REVIEW_DAYS = 30

RANGES: dict[str, tuple[float, float]] = {
    "holding_rate": (0.0, 1.0),
    "order_cost": (0.0, 10_000.0),
    "service_level": (0.5, 0.995),
    "review_period_days": (1, LONGEST_REVIEW_DAYS),
    "lead_time_allowance_days": (0, LONGEST_ALLOWANCE_DAYS),
    "lead_time_days": (0, LONGEST_LEAD_TIME_DAYS),
    "cost_share_rate": (0.01, 1.0),
    "cover_days": (7, 365),
    "dead_stock_days": (14, 730),
    "stale_days": (1, 365),
    "lost_share": (0.0, 1.0),
    "own_models_gain": (0.0, 1.0),
    "mail_port": (1, 65_535),
    "digest_days": (1, 7),
    "vehicles": (1, 50),
    "vehicle_units": (1, 100_000),
    "vehicle_rounds": (1, 10),
    "rounds_begin_minute": (0, 1_439),
    "rounds_end_minute": (1, 1_440),
    "stop_minutes": (0, 240),
    "road_factor": (1.0, 3.0),
    "road_kmh": (3.0, 130.0),
    "weekly_costs": (0.0, 1e9),
}
"""Smallest and largest value that makes sense for each setting."""

CLASS_NAMES = tuple(profit + steadiness for profit in "ABC" for steadiness in "XYZ")
"""Classes of products: by the profit they bring, and by how steadily they sell."""


class ServiceRule(StrEnum):
    """What the reorder point goes by."""

    LEVEL = "level"
    FILL_RATE = "fill rate"
    COSTS = "costs"
    CLASSES = "classes"


class Leaning(StrEnum):
    """Which mistake the shop would rather make where costs decide."""

    TOO_LITTLE = "rather too little"
    BALANCED = "balanced"
    TOO_MUCH = "rather too much"

    @property
    def margins(self) -> float:
        """What a lost sale costs, in margins of the product."""
        return {Leaning.TOO_LITTLE: 0.5, Leaning.BALANCED: 1.0, Leaning.TOO_MUCH: 2.0}[self]


class MailSecurity(StrEnum):
    """How what is said to a mail server is kept from others."""

    TLS = "TLS"
    STARTTLS = "STARTTLS"
    NONE = "none"


class QueueRule(StrEnum):
    """What decides whose turn it is where there is not enough for all customers."""

    PROMISED = "promised day"
    PAID = "paid"
    VALUE = "value"
    AGE = "age"


_CHOICES: tuple[tuple[str, type[StrEnum], str], ...] = (
    (
        "service_rule",
        ServiceRule,
        N_("There is no service rule “{given}”: please choose one of {choices}."),
    ),
    ("leaning", Leaning, N_("There is no leaning “{given}”: please choose one of {choices}.")),
    (
        "mail_security",
        MailSecurity,
        N_("Mail cannot be kept from others by “{given}”: please choose one of {choices}."),
    ),
)
"""Settings that are one of several, and what is said of another."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What holds for the whole shop where a product has nothing of its own.

    Rates are fractions a year, levels are fractions, money is in the shop's currency.

    >>> Settings(service_level=95)
    Traceback (most recent call last):
    inventory_core.domain.errors.SettingsError: service_level must lie between 0.5 and 0.995, \
not 95: please enter another value.
    """

    holding_rate: float = 0.25
    """Cost of keeping one unit for a year, as a share of its cost: money tied up, space, loss."""
    order_cost: float = 10.0
    """Cost of placing and receiving one order of one product: freight share, time, fees."""
    service_level: float = 0.95
    """Chance that a product lasts from one order to the arrival of the next."""
    service_rule: ServiceRule = ServiceRule.COSTS
    """What the reorder point goes by."""
    new_rule: bool = False
    """Whether the seller is still to be told that costs decide now, where a level did before."""
    leaning: Leaning = Leaning.BALANCED
    """How much a lost sale costs beside its margin, where a product has no goodwill of its own."""
    class_levels: tuple[float, ...] = (0.98, 0.96, 0.92, 0.96, 0.94, 0.90, 0.92, 0.88, 0.80)
    """Service level of each class of products, in the order of CLASS_NAMES."""
    review_period_days: int = 7
    """Days between two looks at the plan."""
    lead_time_allowance_days: int = 0
    """Days added to every lead time, for holidays or trouble ahead."""
    lead_time_days: int = 14
    """Lead time of a product that has none of its own."""
    cost_share_rate: float = 0.5
    """Cost as a share of the price, for a product whose cost is unknown."""
    cover_days: int = 60
    """Stock that will not sell within lead time and these days is overstock."""
    dead_stock_days: int = 90
    """A product with stock and without a sale for so long is dead stock."""
    stale_days: int = 7
    """Data older than this earn a warning."""
    currency: str = ""
    """Sign shown with money, such as € or $."""
    lost_share: float = 1.0
    """Share of sales really lost when sold out; the rest is bought later, once it is back."""
    country: str = ""
    """Country whose public holidays count, as two letters such as GB; "" where none do."""
    scheduler: str = ""
    """Address of the Dask scheduler that helps to forecast everything; "" for none."""
    own_models: tuple[str, ...] = ()
    """Models of one product that join the combination, by horizon; empty before that was tested."""
    own_models_gain: float = 0.0
    """Share by which the last test of these models made forecasts of the past better."""
    sender: str = ""
    """Name and address of the shop, in lines, as they stand on its orders."""
    mail_host: str = ""
    """Server that takes the shop's mail, such as smtp.gmail.com; "" for none."""
    mail_port: int = 465
    """Port of that server."""
    mail_security: MailSecurity = MailSecurity.TLS
    """How what is said to that server is kept from others."""
    mail_user: str = ""
    """Name by which that server knows the seller; "" where it asks for none."""
    mail_address: str = ""
    """Where the digest goes, and from where."""
    digest_days: int = 1
    """Days from one digest to the next, which is sent if something is new."""
    calendar_file: str = ""
    """Where the calendar is written with each digest; "" for nowhere."""
    watched_folder: str = ""
    """Folder whose files are taken in by themselves while the app runs."""
    watching: bool = False
    """Whether they are."""
    queue_rules: tuple[QueueRule, ...] = tuple(QueueRule)
    """Which customer orders come first where there is not enough for all, the first rule first."""
    home: str = ""
    """Where rounds to customers begin and end, as latitude and longitude; "" where unknown."""
    vehicles: int = 1
    """How many drive at the same time."""
    vehicle_units: int = 50
    """Units that each of them holds."""
    vehicle_rounds: int = 2
    """Rounds that each drives in a day at most, loading anew at home."""
    rounds_begin_minute: int = 9 * 60
    """When the first round leaves home, after midnight."""
    rounds_end_minute: int = 18 * 60
    """When the last one is back, after midnight."""
    stop_minutes: int = 5
    """How long a stop takes."""
    road_factor: float = 1.3
    """How much longer roads are than the way of a bird."""
    road_kmh: float = 30.0
    """Speed on the way to customers, in kilometres an hour."""
    balance: float | None = None
    """Money that the shop had on a day; None where nobody said."""
    balance_on: str = ""
    """That day, as in 2026-11-30; "" where nobody said."""
    weekly_costs: float = 0.0
    """What goes out each week beside goods: fees, postage, rent, the seller's own pay."""
    expert: bool = False
    """Whether the tools for experts lie open."""
    language: str = ""
    """Language in which a session starts, such as en or zh_CN; "" where nobody chose one."""

    def __post_init__(self) -> None:
        for name in ("class_levels", "own_models"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        object.__setattr__(self, "queue_rules", _all_of(self.queue_rules))
        for name, kind, refusal in _CHOICES:
            object.__setattr__(self, name, _one_of(kind, getattr(self, name), refusal))
        if len(self.class_levels) != len(CLASS_NAMES):
            raise SettingsError(
                _("There are {classes} classes of products: please enter a level for each.").format(
                    classes=len(CLASS_NAMES)
                )
            )
        for name in RANGES:
            _check_range(name, getattr(self, name))
        for level in self.class_levels:
            _check_range("service_level", level)
        if not re.fullmatch("([A-Z]{2})?", self.country):
            raise SettingsError(
                _("“{country}” is no country: please choose one on the Calendar page.").format(
                    country=self.country
                )
            )
        _check_balance(self.balance, self.balance_on)
        if self.language and self.language not in languages():
            raise SettingsError(
                _("There are no texts in “{language}”: please choose one of {languages}.").format(
                    language=self.language, languages=", ".join(languages())
                )
            )

    def changes_from(self, earlier: "Settings") -> dict[str, Any]:
        """Return the settings that are others than earlier, by name.

        >>> Settings(cover_days=90).changes_from(Settings())
        {'cover_days': 90}
        """
        return {
            name: getattr(self, name)
            for name in SETTING_NAMES
            if getattr(self, name) != getattr(earlier, name)
        }


def _one_of(kind: type[StrEnum], text: str, refusal: str) -> StrEnum:
    """Return the choice that a text stands for.

    Args:
        kind: of the choice.
        text: as it was kept or given.
        refusal: sentence about another text, with {given} and {choices}, marked for translation.
    """
    try:
        return kind(text)
    except ValueError as error:
        sentence = _(refusal).format(given=text, choices=", ".join(kind))
        raise SettingsError(sentence) from error


def _all_of(texts: Sequence[str]) -> tuple[QueueRule, ...]:
    """Return the rules of the queue in this order; those that are not named come last."""
    named = [
        _one_of(QueueRule, text, N_("There is no rule “{given}”: please choose one of {choices}."))
        for text in texts
    ]
    return tuple(dict.fromkeys(map(QueueRule, [*named, *QueueRule])))


def _check_balance(balance: float | None, day: str) -> None:
    if balance is not None and not math.isfinite(balance):
        raise SettingsError(_("A balance is an amount of money: please enter a number."))
    try:
        date.fromisoformat(day or "2000-01-01")
    except ValueError as error:
        raise SettingsError(
            _("“{day}” is no day: please write one such as 2026-11-30.").format(day=day)
        ) from error


def _check_range(name: str, value: float) -> None:
    smallest, largest = RANGES[name]
    if not smallest <= value <= largest:
        raise SettingsError(
            _(
                "{name} must lie between {smallest} and {largest}, not {value}: "
                "please enter another value."
            ).format(
                name=name, smallest=short(smallest), largest=short(largest), value=short(value)
            )
        )


def usable_settings(values: Mapping[str, Any]) -> Settings:
    """Return settings as they were kept once; what is no setting any more is left out.

    A value that makes no sense any more gives way to the default, so that the shop still opens.

    >>> usable_settings({"service_level": 95, "cover_days": 90}) == Settings(cover_days=90)
    True
    """
    return Settings(**{name: value for name, value in values.items() if _is_usable(name, value)})


def _is_usable(name: str, value: Any) -> bool:
    if name not in SETTING_NAMES:
        return False
    try:
        Settings(**{name: value})
    except SettingsError:
        return False
    return True


SETTING_NAMES = tuple(field.name for field in fields(Settings))
DEMAND_SETTINGS = frozenset({"lost_share", "country"})
"""Settings that past demand itself depends on."""
