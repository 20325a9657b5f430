"""WooCommerce products: Products, Export. One row per product and one per variation.

The headings are in the language of the shop's admin; what stands in Type is not. A variation
without an SKU sells under that of its product. Parent is the product's SKU, or else `id:` and
its number.
"""

from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import normalise
from inventory_core.imports.formats.catalogue import catalogue_fields, catalogue_format
from inventory_core.imports.formats.format import Check, Columns

_OPTIONS = ("option", "option_2", "option_3")


def _prepare(columns: Columns) -> Columns:
    skus, parent = columns.raw("sku"), columns.texts("parent")
    variation = _kind(columns, "variation")
    code = parent.where(variation & ~parent.str.startswith("id:"), "")
    columns = columns.put("sku", skus.where(skus != "", code))
    columns = columns.put("category", _categories(columns))
    for option in _OPTIONS:
        variants = columns.raw(option).where(variation, "")
        columns = columns.put("name", _with(columns.raw("name"), variants))
    return columns


def _categories(columns: Columns) -> pd.Series:
    """The first category of each row; that of its product where a variation has none."""
    first = columns.raw("category").str.split(",").str[0]
    names = (columns.texts("sku"), "id:" + columns.texts("id"))
    told = {name: text for own in names for name, text in zip(own, first, strict=True) if text}
    of_parent = [told.get(parent, "") if parent else "" for parent in columns.texts("parent")]
    return first.where(first != "", pd.Series(of_parent, index=first.index, dtype="str"))


def _with(names: pd.Series, variants: pd.Series) -> pd.Series:
    """Names with the variant, which WooCommerce leaves out where it has several words."""
    told = [_says(name, variant) for name, variant in zip(names, variants, strict=True)]
    return names.where(pd.Series(told, index=names.index), names + " - " + variants)


def _says(name: str, variant: str) -> bool:
    words = f" {normalise(name).replace(',', '')} "
    return variant == "" or f" {normalise(variant).replace(',', '')} " in words


def _kind(columns: Columns, kind: str) -> pd.Series:
    """True for rows of a type; `variation, virtual` is a variation."""
    return columns.texts("kind").str.lower().str.contains(kind, regex=False)


def _leave_out(columns: Columns) -> Sequence[Check]:
    """A product with variations is none itself, unless they share its SKU and its stock."""
    product, variation = _kind(columns, "variable"), _kind(columns, "variation")
    sku, number = columns.texts("sku"), "id:" + columns.texts("id")
    counted = columns.numbers("on_hand").notna()
    waiting = set(columns.texts("parent")[variation & ~counted]) - {""}
    together = product & counted & (sku.isin(waiting) | number.isin(waiting))
    shared = (sku != "") & sku.isin(sku[variation])
    parents = (product & ~together) | _kind(columns, "grouped")
    return (
        Check(reason="variants_together", field="on_hand", refused=together & ~shared),
        Check(reason="parent_row", field="kind", refused=parents),
    )


WOOCOMMERCE_PRODUCTS = catalogue_format(
    "woocommerce products",
    label=_("WooCommerce products"),
    signs=(
        ("Backorders allowed?", "Regular price"),
        ("In stock?", "Regular price"),
        ("Vorrätig?", "Regulärer Preis"),
        ("En stock ?", "Tarif régulier"),
        ("¿Existencias?", "Precio normal"),
        ("¿En inventario?", "Precio normal"),
        ("In stock?", "Prezzo di listino"),
        ("Op voorraad?", "Reguliere prijs"),
        ("Em estoque?", "São permitidas encomendas?"),
    ),
    fields=catalogue_fields(
        id="ID",
        kind=("Type", "Typ", "Tipo"),
        sku=("SKU", "Artikelnummer", "UGS", "COD"),
        name=("Name", "Nom", "Nombre", "Nome", "Naam"),
        parent=(
            *("Parent", "Übergeordnetes Produkt", "Superior", "Principal", "Genitore", "Hoofd"),
            "Ascendente",
        ),
        option=(
            *("Attribute 1 value(s)", "Attribut 1 Wert(e)", "Valeur(s) de l'attribut 1"),
            *("Valor(es) del atributo 1", "Valore dell'attributo 1", "Attributo 1 valuta(e)"),
            *("Waarde eigenschap 1", "Valores do atributo 1"),
        ),
        option_2=(
            *("Attribute 2 value(s)", "Attribut 2 Wert(e)", "Valeur(s) de l'attribut 2"),
            *("Valor(es) del atributo 2", "Valore dell'attributo 2", "Attributo 2 valuta(e)"),
            *("Waarde eigenschap 2", "Valores do atributo 2"),
        ),
        option_3=(
            *("Attribute 3 value(s)", "Attribut 3 Wert(e)", "Valeur(s) de l'attribut 3"),
            *("Valor(es) del atributo 3", "Valore dell'attributo 3", "Attributo 3 valuta(e)"),
            *("Waarde eigenschap 3", "Valores do atributo 3"),
        ),
        category=(
            *("Categories", "Kategorien", "Catégories", "Categorías", "Categorie", "Categorieën"),
            "Categorias",
        ),
        cost=("Cost of goods", "Meta: _wc_cog_cost", "Meta: _alg_wc_cog_cost"),
        price=(
            *("Regular price", "Regulärer Preis", "Tarif régulier", "Precio normal"),
            *("Prezzo di listino", "Reguliere prijs", "Preço"),
        ),
        on_hand=("Stock", "Bestand", "Lager", "Inventario", "Magazzino", "Voorraad", "Estoque"),
    ),
    prepare=_prepare,
    leave_out=_leave_out,
)
