"""Packs and kits: which products, and how many units of each, one sale of them takes."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet

import pandas as pd

from inventory_core.domain.errors import SellerError
from inventory_core.domain.frames import COMPONENTS, NAMES, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import rows, short
from inventory_core.naming.product_names import ProductName, read_name

_LARGEST_PACK = 144
_LARGEST_WITHOUT_SINGLE = 12
"""Larger numbers are more often the pieces of a puzzle than units that sell one by one."""

_Named = tuple[str, str, ProductName]
"""Code, channel and name of something sold."""


def suggested_packs(
    names: pd.DataFrame,
    *,
    components: pd.DataFrame,
    kept_apart: AbstractSet[tuple[str, str]],
) -> pd.DataFrame:
    """Find what is sold as a pack of something, by names such as "pack of 3" or "3件装".

    The product in it is the one whose name is the same without these words. Where there is none,
    but packs of several sizes, they are suggested to consist of a product that is never sold alone;
    its code is what their names share.

    Args:
        names: NAMES; a code that stands for another one is left out.
        components: COMPONENTS known so far; what stands there is left out.
        kept_apart: pairs of codes that the seller said have nothing to do with each other.

    Returns:
        COMPONENTS, the packs that sold most first.
    """
    listed = check(names, NAMES).sort_values("units", ascending=False, kind="stable")
    listed = listed[listed["product"] == ""]
    known = check(components, COMPONENTS)
    contents = dict(zip(known["sku"], known["component"], strict=True))
    found = [
        (pack, component, units)
        for group in _by_words(listed)
        for pack, component, units in _packs_of(group, contents)
        if (pack, component) not in kept_apart and (component, pack) not in kept_apart
    ]
    packs = pd.DataFrame(found, columns=list(COMPONENTS))
    best = dict(zip(listed["sku"], range(len(listed)), strict=True))
    return typed(packs.sort_values("sku", key=lambda skus: skus.map(best)), COMPONENTS).reset_index(
        drop=True
    )


def _by_words(names: pd.DataFrame) -> Collection[list[_Named]]:
    """Group what has the same name, whatever packs it comes in; the best sellers first."""
    groups: dict[frozenset[str], list[_Named]] = defaultdict(list)
    for sku, channel, name in zip(names["sku"], names["channel"], names["name"], strict=True):
        read = read_name(name or sku)
        if read.words:
            groups[frozenset(read.words)].append((sku, channel, read))
    return groups.values()


def _packs_of(group: list[_Named], contents: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Yield each pack of a group with what it consists of; contents: of packs that are known."""
    packs = [
        (sku, channel, max(name.packs))
        for sku, channel, name in group
        # With two numbers nobody knows which one counts.
        if sku not in contents and len(name.packs) == 1 and max(name.packs) <= _LARGEST_PACK
    ]
    singles = [
        (sku, channel) for sku, channel, name in group if not name.packs and sku not in contents
    ]
    if not singles:
        singles = [(sku, "") for sku in _never_sold_alone(group, contents)]
    for pack, its_channel, units in packs:
        on_its_channel = [sku for sku, channel in singles if channel == its_channel]
        # Several of one name are variants that the name does not tell apart.
        for candidates in (on_its_channel, [sku for sku, _channel in singles]):
            if len(candidates) == 1:
                yield pack, candidates[0], float(units)
                break


def _never_sold_alone(group: list[_Named], contents: Mapping[str, str]) -> set[str]:
    """Return what packs of several sizes consist of where no single one is sold."""
    known = {contents[sku] for sku, _channel, _name in group if sku in contents}
    sizes = set().union(*(name.packs for _sku, _channel, name in group))
    if known or len(sizes) < 2 or max(sizes) > _LARGEST_WITHOUT_SINGLE:
        return known
    _sku, _channel, name = group[0]
    return {" ".join(name.words)}


def with_pack(components: pd.DataFrame, *, sku: str, component: str, units: float) -> pd.DataFrame:
    """Return COMPONENTS with one more row.

    >>> none = typed(pd.DataFrame(), COMPONENTS)
    >>> with_pack(none, sku="SET", component="MUG", units=3).to_numpy().tolist()
    [['SET', 'MUG', 3.0]]
    """
    row = pd.DataFrame([{"sku": sku, "component": component, "units": units}])
    return pd.concat([components, typed(row, COMPONENTS)], ignore_index=True)


def check_components(components: pd.DataFrame, skus: Collection[str]) -> None:
    """Make sure that every pack can be taken apart into products in one step.

    Args:
        components: COMPONENTS as the seller wants them; cells may be empty.
        skus: every code that there is, with those of products that are never sold alone.

    Raises:
        SellerError: a cell is empty, a code is unknown, units are no whole number from 1 on, a pack
            consists of itself or of another pack, or it names a product twice.
    """
    sold, inside, units = components["sku"], components["component"], components["units"]
    faults = (
        (
            sold.isna() | inside.isna() | units.isna(),
            _(
                "A row of the packs is not complete: choose what is sold and what it consists of, "
                "and type the units."
            ),
        ),
        (
            ~sold.isin(skus),
            _("No file knows “{pack}”: choose a product that was sold."),
        ),
        (
            ~inside.isin(skus),
            _("No file knows “{component}”: check the spelling, or say that it is a new product."),
        ),
        (
            sold == inside,
            _("“{pack}” cannot consist of itself: choose the product that is in it."),
        ),
        (
            inside.isin(sold),
            _("“{component}” is a pack itself: choose the products that are in it."),
        ),
        (
            (units < 1) | (units % 1 != 0),
            _("“{pack}” takes whole units of “{component}”, at least 1: change {units}."),
        ),
        (
            components.duplicated(["sku", "component"]),
            _("“{pack}” names “{component}” twice: write all its units in one row."),
        ),
    )
    for wrong, sentence in faults:
        for row in rows(components[wrong]):
            raise SellerError(
                sentence.format(pack=row.sku, component=row.component, units=short(row.units))
            )
