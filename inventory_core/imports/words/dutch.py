"""Dutch words for what stands in sheets; only those that keep persons and sums out so far."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    personal="koper | klant | adres | straat | postcode | woonplaats | telefoon",
    services="totaal | verzendkosten | korting",
    sums="totaal | subtotaal",
)
