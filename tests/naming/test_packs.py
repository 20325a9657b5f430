"""Which packs are suggested, and which components are accepted."""

from pathlib import Path

import pandas as pd
import pytest

from inventory_core.domain.errors import SellerError
from inventory_core.domain.frames import COMPONENTS, NAMES, check, empty, typed
from inventory_core.naming.packs import check_components, suggested_packs


def names_of(*codes: tuple[str, ...]) -> pd.DataFrame:
    """NAMES from code, name and, where given, channel and the product it stands for.

    Each sold one unit less than the one before.
    """
    rows = [(*code, *("Etsy", "")[len(code) - 2 :]) for code in codes]
    frame = pd.DataFrame(rows, columns=["sku", "name", "channel", "product"])
    return typed(frame.assign(units=range(len(frame), 0, -1)), NAMES)


def components_of(*rows: tuple[str | None, str | None, float | None]) -> pd.DataFrame:
    return typed(pd.DataFrame(list(rows), columns=list(COMPONENTS)), COMPONENTS)


def found_in(
    names: pd.DataFrame,
    *known: tuple[str, str, float],
    kept_apart: set[tuple[str, str]] | None = None,
) -> list[tuple[str, str, float]]:
    found = suggested_packs(
        names,
        components=components_of(*known) if known else empty(COMPONENTS),
        kept_apart=kept_apart or set(),
    )
    return list(check(found, COMPONENTS).itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("pack", "single", "units"),
    [
        ("Moth pin, pack of 3", "Moth pin", 3),
        ("Moth pins - set of 4", "Moth pin", 4),
        ("Moth Pin 3-pack | gift, enamel, badge", "Moth pin", 3),
        ("Moth pin - buy 2 get 1 free", "Moth pin", 3),
        ("2x Moth pin (Color: Blue)", "Moth pin blue", 2),
        ("Seife Lavendel 2er Set", "Seife Lavendel", 2),
        ("Seife Lavendel, 3 Stück", "Seife Lavendel", 3),
        ("猫咪贴纸 3件装", "猫咪贴纸", 3),
        ("手套两件套", "手套", 2),
    ],
)
def test_a_pack_consists_of_the_product_of_the_same_name(
    pack: str, single: str, units: float
) -> None:
    assert found_in(names_of(("P", pack), ("S", single))) == [("P", "S", units)]


@pytest.mark.parametrize(
    ("pack", "other"),
    [
        ("Moth pin, pack of 3", "Bee pin"),
        ("Moth pin blue, pack of 3", "Moth pin red"),
        ("Moth pin, pack of 3", "Moth pin, pack of 3"),
        ("Moth pin - buy 1", "Moth pin"),
        ("Moth puzzle 500 pieces", "Moth puzzle 1000 pieces"),
        ("Moth puzzle 500 pieces", "Moth puzzle"),
        ("Pack of 2 moth pins, set of 3", "Moth pin"),
    ],
)
def test_where_no_single_one_is_sold_nothing_is_suggested(pack: str, other: str) -> None:
    assert found_in(names_of(("P", pack), ("S", other))) == []


def test_packs_of_several_sizes_without_a_single_one_get_a_product_of_their_own() -> None:
    names = names_of(
        ("b2", "Mustawak Miswak Toothbrush  - buy 2  miswak"),
        ("b4", "Mustawak Miswak Toothbrush  - buy 4 miswak"),
    )

    assert found_in(names) == [
        ("b2", "mustawak miswak toothbrush", 2),
        ("b4", "mustawak miswak toothbrush", 4),
    ]


def test_a_pack_beside_a_known_one_is_suggested_to_hold_the_same() -> None:
    names = names_of(("b2", "Miswak - buy 2"), ("b4", "Miswak - buy 4"))

    assert found_in(names, ("b2", "miswak stick", 2)) == [("b4", "miswak stick", 4)]


def test_the_single_one_of_the_same_channel_is_taken_first() -> None:
    pack = ("P", "Moth pin 3-pack", "Etsy")
    shopify, etsy = ("S", "Moth pin", "Shopify"), ("E", "Moth pin", "Etsy")

    assert found_in(names_of(pack, shopify, etsy)) == [("P", "E", 3)]
    assert found_in(names_of(pack, shopify)) == [("P", "S", 3)]


def test_of_two_single_ones_on_a_channel_neither_is_taken() -> None:
    names = names_of(("P", "Hat 3-pack"), ("HAT-S", "Hat"), ("HAT-L", "Hat"))

    assert found_in(names) == []


def test_aliases_known_packs_and_what_the_seller_refused_are_left_out() -> None:
    pack, single = ("P", "Moth pin 3-pack"), ("S", "Moth pin")

    assert found_in(names_of(pack, single), ("P", "S", 3)) == []
    assert found_in(names_of((*pack, "Etsy", "X"), single)) == []
    assert found_in(names_of(pack, single), kept_apart={("P", "S")}) == []


def test_a_code_without_a_name_is_read_as_one() -> None:
    assert found_in(names_of(("PIN 3-PACK", ""), ("pin", ""))) == [("PIN 3-PACK", "pin", 3)]


def test_packs_that_sold_most_come_first() -> None:
    names = names_of(
        ("P3", "Moth pin 3-pack"), ("B2", "Bee pin 2-pack"), ("B", "Bee pin"), ("M", "Moth pin")
    )

    assert [pack for pack, _component, _units in found_in(names)] == ["P3", "B2"]


def test_an_empty_shop_has_no_packs() -> None:
    assert found_in(names_of()) == []


# What may be saved

KNOWN = {"KIT", "PACK", "MUG", "TEA"}


def test_packs_and_kits_of_known_products_are_accepted() -> None:
    check_components(components_of(("KIT", "MUG", 1), ("KIT", "TEA", 2), ("PACK", "MUG", 6)), KNOWN)
    check_components(empty(COMPONENTS), KNOWN)


def test_a_product_that_no_file_knows_is_accepted_where_it_was_named_on_purpose() -> None:
    check_components(components_of(("PACK", "miswak", 2)), KNOWN | {"miswak"})


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("PACK", None, 2)], "A row of the packs is not complete: choose"),
        ([("PACK", "MUG", None)], "A row of the packs is not complete: choose"),
        ([("BOX", "MUG", 2)], "No file knows “BOX”: choose a product that was sold."),
        ([("PACK", "MUGG", 2)], "No file knows “MUGG”: check the spelling, or"),
        ([("MUG", "MUG", 2)], "“MUG” cannot consist of itself: choose"),
        ([("KIT", "PACK", 1), ("PACK", "MUG", 6)], "“PACK” is a pack itself: choose"),
        ([("PACK", "MUG", 0)], "“PACK” takes whole units of “MUG”, at least 1: change 0."),
        ([("PACK", "MUG", 1.5)], "“PACK” takes whole units of “MUG”, at least 1: change 1.5."),
        ([("KIT", "MUG", 1), ("KIT", "MUG", 2)], "“KIT” names “MUG” twice: write"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(
    rows: list[tuple[str | None, str | None, float | None]], sentence: str
) -> None:
    with pytest.raises(SellerError) as told:
        check_components(components_of(*rows), KNOWN)

    assert str(told.value).startswith(sentence)
    assert str(told.value).endswith(".")


def test_genuine_packs_without_a_single_one_share_a_new_product(shared_data: Path) -> None:
    file = shared_data / "exports" / "shopify_orders_12.csv"
    titles = pd.read_csv(file, dtype=str)["Lineitem name"].dropna().unique()

    found = found_in(names_of(*((title.casefold(), title) for title in titles)))

    assert sorted((component, units) for _pack, component, units in found) == [
        ("mustawak miswak toothbrush", 2),
        ("mustawak miswak toothbrush", 4),
    ]
