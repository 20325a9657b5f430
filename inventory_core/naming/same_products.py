"""Products that are probably one product under several names, for the seller to decide."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from inventory_core.domain.columns import Schema, number, text, units
from inventory_core.domain.frames import NAMES, check, typed
from inventory_core.naming.product_names import (
    KINDS,
    ProductName,
    code_traits,
    compact,
    contradict,
    read_name,
)

PAIRS: Schema = {
    "sku": text(),
    "name": text(),
    "channel": text(),
    "units": units(),
    "other": text(),
    "other_name": text(),
    "other_channel": text(),
    "other_units": units(),
    "score": number(),
}
"""One row per two codes that are probably one product; the second sold no more than the first.

score: how alike they are, of 100; where it is 100 the codes are the same but for case and hyphens.
"""

MOST_PER_CODE = 3
"""Suggestions in which one code may stand at a time."""

_SAME_CODE, _SAME_NAME, _CONTAINED = 100.0, 99.0, 70.0
_FEWEST_WORDS = 3
"""A shorter name, such as Cat mug, is found in the titles of too many other products."""
_WORTH_A_LOOK = 80
"""Of 100: names less alike than this are not compared word by word."""

_MARGIN = 10
"""A name that fits two products of a channel nearly as well says neither is meant."""

_SAME_WORD = 87
"""Of 100: one letter too many or too few in seven, or another one in eight."""
_SHORTEST_MISSPELT = 6
_FAMILY = 70
"""Of 100: codes of one channel as alike as TS-S and TS-L were given to variants on purpose."""


@dataclass(frozen=True, kw_only=True)
class _Code:
    """What is known of one code: where it is sold, and its name as it was read.

    given: a code of the seller's, and not one that was made from the name for want of another.
    """

    sku: str
    compact: str
    given: bool
    name: ProductName
    channels: frozenset[str]
    traits: frozenset[str]

    def shares_a_channel(self, other: "_Code") -> bool:
        """Tell whether both are sold at one place, or both nowhere yet."""
        return self.channels == other.channels or not self.channels.isdisjoint(other.channels)


_Scores = dict[tuple[int, int], float]
"""How sure it is that two codes, by their places in a list, are the same; the first sells more."""


def suggestions(names: pd.DataFrame, *, kept_apart: AbstractSet[tuple[str, str]]) -> pd.DataFrame:
    """Find codes that are probably one product, those that are surest first.

    Codes that differ in nothing but case, spaces and hyphens; names that are the same but for
    keywords, word order and spelling, on different channels; the same full name on one channel.
    Never where sizes, colours, numbers or packs contradict each other, nor where a name fits
    several products of a channel.

    Args:
        names: NAMES; a code that stands for another one is left out.
        kept_apart: pairs of codes that the seller said are two products.

    Returns:
        PAIRS; of each pair the one that sold more units comes first.
    """
    listed = check(names, NAMES).sort_values("units", ascending=False, kind="stable")
    main = _main_codes(listed)
    own = listed[listed["product"] == ""]
    codes = _read(own, _channels(listed, main))
    apart = {frozenset((main.get(one, one), main.get(other, other))) for one, other in kept_apart}
    sure = _undecided(_same_name(codes) | _same_code(codes), codes, apart)
    alike = _undecided(_alike(codes), codes, apart)
    return _pairs(own, sure | _only_best(alike, sure, codes))


def _main_codes(names: pd.DataFrame) -> dict[str, str]:
    aliases = names[names["product"] != ""]
    return dict(zip(aliases["sku"], aliases["product"], strict=True))


def _channels(names: pd.DataFrame, main: dict[str, str]) -> dict[str, set[str]]:
    """Return where each product is sold, under whatever name."""
    channels: dict[str, set[str]] = defaultdict(set)
    for sku, channel in zip(names["sku"], names["channel"], strict=True):
        channels[main.get(sku, sku)] |= {*channel.split(", ")} - {""}
    return channels


def _read(names: pd.DataFrame, channels: dict[str, set[str]]) -> list[_Code]:
    return [
        _Code(
            sku=sku,
            compact=compact(sku),
            given=compact(sku) != compact(name),
            name=read_name(name),
            channels=frozenset(channels[sku]),
            traits=code_traits(sku),
        )
        for sku, name in zip(names["sku"], names["name"], strict=True)
    ]


def _undecided(scores: _Scores, codes: list[_Code], apart: set[frozenset[str]]) -> _Scores:
    return {
        (i, j): score
        for (i, j), score in scores.items()
        if frozenset((codes[i].sku, codes[j].sku)) not in apart
    }


# What is all but certain


def _same_code(codes: list[_Code]) -> _Scores:
    """Codes that differ in case, spaces and hyphens only; on one channel with names like it."""
    return {
        (i, j): _SAME_CODE
        for i, j in _best_seller_with_each({code.compact} - {""} for code in codes)
        if not _contradict(codes[i], codes[j])
        and (not codes[i].shares_a_channel(codes[j]) or _named_alike(codes[i], codes[j]))
    }


def _same_name(codes: list[_Code]) -> _Scores:
    """The same full name twice on a channel, unless its codes tell variants apart."""
    return {
        (i, j): _SAME_NAME
        for i, j in _best_seller_with_each(_full_names(code) for code in codes)
        if not _contradict(codes[i], codes[j]) and not _are_family(codes[i], codes[j])
    }


def _full_names(code: _Code) -> set[str]:
    """Return the full name of a code on each of its channels."""
    words = " ".join(code.name.all_words)
    return {f"{channel}: {words}" for channel in code.channels or {""}} if words else set()


def _best_seller_with_each(keys: Iterable[set[str]]) -> Iterator[tuple[int, int]]:
    """Pair the first place of each key with its later ones."""
    first: dict[str, int] = {}
    for place, its_keys in enumerate(keys):
        for key in its_keys:
            if first.setdefault(key, place) != place:
                yield first[key], place


def _contradict(one: _Code, other: _Code) -> bool:
    return (
        one.name.packs != other.name.packs
        or contradict(one.name.traits, other.name.traits)
        or contradict(one.traits, other.traits)
    )


def _named_alike(one: _Code, other: _Code) -> bool:
    if not one.name.words or not other.name.words:
        return True
    return (
        fuzz.token_sort_ratio(" ".join(one.name.all_words), " ".join(other.name.all_words))
        >= _WORTH_A_LOOK
    )


def _are_family(one: _Code, other: _Code) -> bool:
    return one.given and other.given and fuzz.ratio(one.compact, other.compact) >= _FAMILY


# What is alike on different channels


def _alike(codes: list[_Code]) -> _Scores:
    """Names of one product on different channels, whatever keywords follow."""
    scores = {(i, j): _score(codes[i].name, codes[j].name) for i, j in _worth_a_look(codes)}
    found = dict.fromkeys(_contained(codes), _CONTAINED)
    found |= {pair: score for pair, score in scores.items() if score}
    return {
        (i, j): score
        for (i, j), score in found.items()
        if score and not codes[i].shares_a_channel(codes[j]) and not _contradict(codes[i], codes[j])
    }


def _contained(codes: list[_Code]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a name and a title stuffed with words that says all that the name says."""
    titles = defaultdict(set)
    for place, code in enumerate(codes):
        for word in code.name.words:
            titles[word].add(place)
    for place, code in enumerate(codes):
        words = code.name.words
        if len(words) >= _FEWEST_WORDS:
            for title in set.intersection(*(titles[word] for word in words)):
                if len(codes[title].name.words) >= 2 * len(words):
                    yield min(place, title), max(place, title)


def _worth_a_look(codes: list[_Code]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of different channels whose words are roughly the same."""
    groups = defaultdict(list)
    for place, code in enumerate(codes):
        if code.name.words:
            groups[code.channels].append(place)
    for some, others in combinations(groups.values(), 2):
        rough = _roughly_the_same(
            *([codes[place].name for place in side] for side in (some, others))
        )
        for row, column in np.argwhere(rough):
            first, second = sorted((some[row], others[column]))
            yield first, second


def _roughly_the_same(some: list[ProductName], others: list[ProductName]) -> npt.NDArray[np.bool_]:
    """Compare all at once, so that few are left to compare word by word; some × others."""
    in_any_order = _ratios(
        [" ".join(sorted(name.words)) for name in some],
        [" ".join(sorted(name.words)) for name in others],
    )
    run_together = _ratios(
        ["".join(name.words) for name in some], ["".join(name.words) for name in others]
    )
    return in_any_order | run_together


def _ratios(some: list[str], others: list[str]) -> npt.NDArray[np.bool_]:
    ratios = process.cdist(some, others, score_cutoff=_WORTH_A_LOOK, dtype=np.uint8, workers=-1)
    return np.asarray(ratios > 0)


def _score(one: ProductName, other: ProductName) -> float:
    """Return how surely two names are of one product, of 99; 0 where they are not."""
    if not _same_words(one.words, other.words) or not _keywords_agree(one, other):
        return 0.0
    words = fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words))
    everything = fuzz.token_sort_ratio(" ".join(one.all_words), " ".join(other.all_words))
    return _SAME_NAME * (0.9 * words + 0.1 * everything) / 100


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    left = [word for word in one if word not in other]
    right = [word for word in other if word not in one]
    if "".join(left) == "".join(right):  # tea pot and teapot
        return True
    return len(left) == len(right) and all(
        any(_is_misspelt(word, meant) for meant in right) for word in left
    )


def _is_misspelt(word: str, meant: str) -> bool:
    return (
        min(len(word), len(meant)) >= _SHORTEST_MISSPELT
        and word[0] == meant[0]
        and word.isalpha()
        and meant.isalpha()
        and not {word, meant} & KINDS
        and fuzz.ratio(word, meant) >= _SAME_WORD
    )


def _keywords_agree(one: ProductName, other: ProductName) -> bool:
    """True where what follows the same words speaks of no other product."""
    if one.keywords and other.keywords:
        shared = len({*one.keywords} & {*other.keywords})
        return 2 * shared >= min(len(one.keywords), len(other.keywords))
    # One word, such as Earrings, says too little where the other name goes on; Chinese has no
    # spaces between its words.
    is_one_word = len(one.words) == 1 and one.words[0].isascii()
    return not is_one_word or len(one.keywords) == len(other.keywords)


def _only_best(alike: _Scores, sure: _Scores, codes: list[_Code]) -> _Scores:
    """Leave out what is not the one best match of both codes on each other's channels."""
    found: dict[tuple[int, frozenset[str]], list[float]] = defaultdict(list)
    for (i, j), score in [*sure.items(), *alike.items()]:
        found[i, codes[j].channels].append(score)
        found[j, codes[i].channels].append(score)
    return {
        (i, j): score
        for (i, j), score in alike.items()
        if _stands_out(score, found[i, codes[j].channels])
        and _stands_out(score, found[j, codes[i].channels])
    }


def _stands_out(score: float, scores: list[float]) -> bool:
    """True for the best score if no other comes near, or if it is of the full name."""
    margin = 0.0 if score == _SAME_NAME else _MARGIN
    return score == max(scores) and sum(score - other <= margin for other in scores) == 1


# The frame


def _pairs(names: pd.DataFrame, scores: _Scores) -> pd.DataFrame:
    """Turn pairs into PAIRS, the surest and most sold first, no code more than a few times."""
    chosen, seen = [], Counter[int]()
    for i, j in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if max(seen[i], seen[j]) < MOST_PER_CODE:
            chosen.append((i, j))
            seen.update((i, j))
    first, second = (names.iloc[[pair[side] for pair in chosen]] for side in (0, 1))
    pairs = first[["sku", "name", "channel", "units"]].reset_index(drop=True)
    others = second.reset_index(drop=True).rename(columns={"sku": "other"})
    others = others.rename(columns={c: f"other_{c}" for c in ("name", "channel", "units")})
    score = pd.Series([scores[pair] for pair in chosen], dtype="float64")
    return typed(pairs.join(others.drop(columns="product")).assign(score=score), PAIRS)
