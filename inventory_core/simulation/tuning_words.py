"""What a search for better settings found, and how much of it is to be believed."""

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import money, share, whole
from inventory_core.simulation.tuning import (
    LEVELS_TRIED,
    REVIEWS_TRIED_DAYS,
    UNSEEN_DAYS,
    BetterSettings,
)


def search_sentence() -> str:
    """Say what a search for better settings does."""
    return _(
        "Walks each product through your past under {levels} as service level and a look every "
        "{days} days, picks what would have cost least, and tests that on the last {unseen} days, "
        "which the search does not see."
    ).format(
        levels=", ".join(share(level) for level in LEVELS_TRIED),
        days=", ".join(whole(days) for days in REVIEWS_TRIED_DAYS),
        unseen=UNSEEN_DAYS,
    )


def found_sentence(found: BetterSettings, *, currency: str) -> str:
    """Say whether other settings would have cost less on the days that the search did not see."""
    if found.picked.empty:
        return _(
            "Keep what you have: on the {days} days searched, no other settings would have cost "
            "less, by more than chance."
        ).format(days=whole(found.searched_days))
    if found.offered.empty:
        return _not_offered_sentence(found, currency)
    return _(
        "On the last {days} days, which the search did not see, {number} of {products} products "
        "would have cost {better} instead of {present}."
    ).format(
        days=UNSEEN_DAYS,
        number=whole(len(found.offered)),
        products=whole(len(found.products)),
        **_costs(found.offered, currency),
    )


def _not_offered_sentence(found: BetterSettings, currency: str) -> str:
    better, present = found.picked["picked_unseen_cost"].sum(), found.picked["unseen_cost"].sum()
    if better < present:
        sentence = ngettext(
            "Keep what you have: the search picked other settings for {number} product. On the "
            "last {days} days, which it did not see, they would have cost {better} instead of "
            "{present}, but that may be chance.",
            "Keep what you have: the search picked other settings for {number} products. On the "
            "last {days} days, which it did not see, they would have cost {better} together "
            "instead of {present}, but that may be chance.",
            len(found.picked),
        )
    else:
        sentence = ngettext(
            "Keep what you have: the search picked other settings for {number} product. On the "
            "last {days} days, which it did not see, they would have cost {better}, and your "
            "present ones {present}.",
            "Keep what you have: the search picked other settings for {number} products. On the "
            "last {days} days, which it did not see, they would have cost {better} together, and "
            "your present ones {present}.",
            len(found.picked),
        )
    number = whole(len(found.picked))
    return sentence.format(number=number, days=UNSEEN_DAYS, **_costs(found.picked, currency))


def doubt_sentence(found: BetterSettings, *, currency: str) -> str:
    """Say why what is offered will save less than it did, and what all that was picked saved."""
    if found.offered.empty:
        return ""
    return ngettext(
        "Expect less from now on: what is offered was chosen because it did well on these days "
        "too. The {number} product that the search picked without them would have cost {better} "
        "there instead of {present}.",
        "Expect less from now on: what is offered was chosen because it did well on these days "
        "too. All {number} products that the search picked without them would have cost {better} "
        "there instead of {present}.",
        len(found.picked),
    ).format(number=whole(len(found.picked)), **_costs(found.picked, currency))


def _costs(products: pd.DataFrame, currency: str) -> dict[str, str]:
    return {
        "better": money(products["picked_unseen_cost"].sum(), currency),
        "present": money(products["unseen_cost"].sum(), currency),
    }


def tuning_explanation(found: BetterSettings) -> list[str]:
    """Say how settings were compared, and what that leaves out."""
    lines = [
        _(
            "Searched were {searched} days, and then tested on the last {unseen}. Costs are those "
            "of the replay above: ordering, holding and lost sales, with the same assumptions."
        ).format(searched=whole(found.searched_days), unseen=UNSEEN_DAYS),
        _(
            "Cheaper means: by more than one order of the product costs, and by more than 5 %. "
            "Less is chance: it depends on the day on which the last order falls."
        ),
        _(
            "Nothing is offered unless all that the search picked is cheaper together too: by more "
            "than 5 %, and by more than twice the standard error, which tells how much the "
            "products differ."
        ),
        _(
            "A look every 28 days means that the product is looked at, and ordered, only every 28 "
            "days. Your own time for looking costs nothing here."
        ),
    ]
    if found.left_out:
        lines.append(
            ngettext(
                "{number} product is left out: bought once, of unknown cost or price, or sold for "
                "too short a time.",
                "{number} products are left out: bought once, of unknown cost or price, or sold "
                "for too short a time.",
                found.left_out,
            ).format(number=whole(found.left_out))
        )
    return lines
