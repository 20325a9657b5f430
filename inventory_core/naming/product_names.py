"""A product's name read as a person reads it: what it is, of which kind, and how many of it.

Listings of one product differ in case, word order, plural, keywords for the search engine and the
way they write sizes, colours and packs. What is left when all that is made equal can be compared.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from inventory_core.domain.texts import tidy


@dataclass(frozen=True, kw_only=True)
class ProductName:
    """What a name says.

    words: the product itself, in their order, each once. keywords: what follows for the search
    engine. packs: the numbers of units that it names; empty where it is a single one.
    """

    words: tuple[str, ...]
    keywords: tuple[str, ...]
    packs: frozenset[int]

    @property
    def all_words(self) -> tuple[str, ...]:
        """Return the product's words and then the keywords."""
        return self.words + self.keywords

    @cached_property
    def traits(self) -> frozenset[str]:
        """Return sizes, colours and numbers: what tells two kinds of one product apart."""
        return frozenset(filter(_is_trait, self.all_words))


def read_name(text: str) -> ProductName:
    """Read a name with its variant.

    >>> name = read_name("Cat Stickers | planner, journal (Size:Large), pack of 3")
    >>> name.words, name.keywords, name.packs
    (('cat', 'sticker', 'l'), ('planner', 'journal'), frozenset({3}))
    """
    rest, packs = _take_packs(_folded(text))
    variants = _LABEL.sub(" ", " ".join(_IN_BRACKETS.findall(rest)))
    head, tail = _without_keywords(_IN_BRACKETS.sub(" ", rest))
    words = _words(f"{head} {variants}")
    keywords = tuple(word for word in _words(tail) if word not in words)
    return ProductName(words=words, keywords=keywords, packs=packs)


def code_traits(code: str) -> frozenset[str]:
    """Return the sizes and colours in a product's code; its numbers mean nothing elsewhere.

    >>> code_traits("SHIRT-07-XL")
    frozenset({'xl'})
    """
    return frozenset(word for word in _words(_folded(code)) if word in KINDS)


def contradict(some: frozenset[str], others: frozenset[str]) -> bool:
    """Return True where two sets of traits cannot be of one product: each has what the other lacks.

    What is left open contradicts nothing.

    >>> contradict(frozenset({"l"}), frozenset({"s"})), contradict(frozenset({"l"}), frozenset())
    (True, False)
    """
    return not (some <= others or others <= some)


def compact(text: str) -> str:
    """Return a code or a name without what people vary when they type it.

    >>> compact("MUG-01") == compact("mug 01")
    True
    """
    return re.sub(r"[\W_]+", "", _folded(text))


def _folded(text: str) -> str:
    """Return a text in small letters, without accents, apostrophes and praise in 【】."""
    plain = tidy(text).casefold().replace("×", "x")
    if not plain.isascii():
        letters = (unicodedata.normalize("NFKD", letter) for letter in plain)
        plain = "".join(each[0] if each[0].isascii() else each for each in letters)
        plain = unicodedata.normalize("NFC", plain)
    return re.sub(r"['’`´]|【[^】]*】", "", plain)


def _first_of_line(table: str) -> dict[str, str]:
    """Map each word to the first one of its line."""
    lines = (line.split() for line in table.strip().splitlines())
    return {word: line[0] for line in lines for word in line}


# Packs

_NUMBERS = _first_of_line("""
    1 one ein eine un une 一
    2 two twin double zwei deux dos due 二 两 兩
    3 three triple drei trois tres tre 三
    4 four vier quatre cuatro quattro 四
    5 five funf cinq cinco cinque 五
    6 six sechs seis sei 六
    8 eight acht huit ocho otto 八
    10 ten zehn dix diez dieci 十
    12 twelve dozen zwolf douze doce dodici
""")
_LATIN = rf"(\d{{1,4}}|{'|'.join(word for word in _NUMBERS if word.isalpha() and word.isascii())})"
_CHINESE = rf"(\d{{1,4}}|{'|'.join(word for word in _NUMBERS if not word.isascii())})"
_HOLDER = "packung|packs?|paquete|package|sets?|box(?:es)?|bundle|lot|juego|kit|conjunto"
_OF = "of|de|da|di|van|von|com|con|mit"
_PIECES = "pcs?|pieces?|count|stuck|stk|stuks|pezzi|piezas|unidades|units"
_ONE_PIECE = "[件只隻个個包盒支双雙瓶袋条條张張枚本套块塊片]"

_PACKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bbuy\s*{_LATIN}\s*\+?\s*get\s*{_LATIN}(?:\s*free)?\b",
        rf"\bbuy\s*{_LATIN}\b",
        rf"\b(?:{_HOLDER})\s*(?:{_OF})\s*{_LATIN}\b(?:\s*(?:{_PIECES})\b)?",
        rf"\bset\s?/\s?{_LATIN}\b",
        rf"\b{_LATIN}[\s-]?er[\s-]?(?:{_HOLDER})\b",
        rf"\b{_LATIN}[\s-]*(?:(?:{_PIECES})[\s-]*)?(?:packs?|pk|packung)\b",
        rf"\b{_LATIN}[\s-]?(?:{_PIECES})\b(?:[\s-]*sets?\b)?",
        # Not the sides of a thing: 10 x 15 cm.
        rf"(?<!\d\s)\bx\s?{_LATIN}\b(?!\s*(?:x\b|[\d\"]|cm\b|mm\b|in\b|inch))",
        rf"(?<![\d.,x])(?<!x\s)\b{_LATIN}\s?x\b(?!\s*\d)",
        rf"{_CHINESE}\s*{_ONE_PIECE}?(?:装|裝|件套|セット|入り?)",
    )
)
"""How sellers write that one sale is several units; "buy 2 get 1 free" is three."""


def _take_packs(text: str) -> tuple[str, frozenset[int]]:
    """Return a text without the words that name a pack, and the numbers of units they named."""
    found = set()

    def take(match: re.Match[str]) -> str:
        found.add(sum(int(_NUMBERS.get(number, number)) for number in match.groups()))
        return " "

    for pattern in _PACKS:
        text = pattern.sub(take, text)
    return text, frozenset(found - {0, 1})


# Words

_IN_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_LABEL = re.compile(r"(?:^|(?<=[,;]))[^,;:]{1,25}:")
"""What stands before a value: `Size:Large`."""

_KEYWORDS_FOLLOW = re.compile(r"(?<!\s)\s*[|;•~。]\s*")
_COMMA = re.compile(r"[,、](?!\d)")
_FEWEST_KEYWORDS = 3
"""Fewer words after a single comma are a part of the name: `Mug, blue`."""

_MEASURES = {
    "ml": ("ml", 1),
    "cl": ("ml", 10),
    "l": ("ml", 1000),
    "liter": ("ml", 1000),
    "g": ("g", 1),
    "kg": ("g", 1000),
    "oz": ("oz", 1),
    "lb": ("oz", 16),
    "mm": ("mm", 1),
    "cm": ("mm", 10),
    "m": ("mm", 1000),
    "in": ("in", 1),
    "inch": ("in", 1),
    '"': ("in", 1),
    "ft": ("in", 12),
}
"""Each unit as so many of the unit that all of its kind are written in."""

_UNITS = "|".join(sorted(_MEASURES, key=len, reverse=True))
_MEASURE = re.compile(rf"(?<!\d)(\d+(?:[.,]\d+)?)[\s-]*({_UNITS})(?:es)?(?![a-z])")
_EXTRA = re.compile(r"\b(x{1,3}|extra)[\s-]+(?=large|small|l\b|s\b)")
_WORD = re.compile(r"\d+(?:\.\d+)?[a-z]*|[^\W\d_]+(?:\d[a-z\d]*)?")

_SAME_KIND = _first_of_line("""
    xs xsmall extrasmall
    s small klein petit petite 小号
    m medium mittel moyen 中号
    l large gross grand grande 大号
    xl xlarge extralarge 加大
    xxl 2xl xxlarge
    xxxl 3xl
    mini
    jumbo
    black schwarz noir negro nero 黑色
    white weiss blanc blanco bianco 白色
    red rot rouge rojo rosso 红色 紅色
    blue blau bleu azul blu 蓝色 藍色
    green grun vert verde 绿色 綠色
    yellow gelb jaune amarillo giallo 黄色
    grey gray grau gris grigio 灰色
    pink rosa 粉色 粉红色
    purple lila violet morado 紫色
    brown braun brun marron 棕色
    orange naranja arancione 橙色
    gold golden 金色
    silver silber argent 银色 銀色
    clear transparent 透明
    beige
    cream
    ivory
    navy
    teal
    turquoise
    mint
    coral
    burgundy
    copper
    bronze
    rainbow
    left links
    right rechts
    men man mens herren 男款
    women woman womens ladies damen 女款
    kids kid child children kinder 儿童
    boy boys
    girl girls
    baby
    refill
    sample
    digital
    without ohne sans sin
""")
KINDS = frozenset(_SAME_KIND.values())
"""Sizes, colours and the like, each in one form."""

_LITTLE_WORDS = _first_of_line("""
    a an the of for with and in by to
    der die das fur mit und
    de la le les et pour avec y con
    size color colour grosse farbe taille couleur variant style default title
""").keys()


def _without_keywords(text: str) -> tuple[str, str]:
    """Split a title into the product and the keywords for the search engine."""
    head, *tails = [part for part in _KEYWORDS_FOLLOW.split(text) if _WORD.search(part)] or [""]
    first, *others = [part for part in _COMMA.split(head) if _WORD.search(part)] or [""]
    if len(others) > 1 or len(_WORD.findall(" ".join(others))) >= _FEWEST_KEYWORDS:
        head, tails = first, others + tails
    return head, " ".join(tails)


def _words(text: str) -> tuple[str, ...]:
    """Return the words that say something, each in one form and once."""
    plain = _EXTRA.sub(r"\1", _MEASURE.sub(_in_one_measure, text))
    words = (_SAME_KIND.get(word) or _singular(word) for word in _WORD.findall(plain))
    return tuple(dict.fromkeys(word for word in words if word not in _LITTLE_WORDS))


def _in_one_measure(match: re.Match[str]) -> str:
    unit, factor = _MEASURES[match[2]]
    return f" {float(match[1].replace(',', '.')) * factor:g}{unit} "


def _singular(word: str) -> str:
    is_plural = len(word) > len("bus") and word.endswith("s")
    return word[:-1] if is_plural and not word.endswith(("ss", "us", "is")) else word


def _is_trait(word: str) -> bool:
    return word in KINDS or any(sign.isdigit() for sign in word)
