"""Dutch words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "datum | dag | maand | week | periode | datum en tijd",
        "sold_day": (
            "besteldatum | orderdatum | verkoopdatum | aankoopdatum | betaaldatum | "
            "factuurdatum | datum bestelling | transactiedatum"
        ),
        "received_day": "ontvangstdatum | datum ontvangst | ontvangen op | inkoopdatum",
        "count_day": "teldatum | inventarisdatum | voorraaddatum | geteld op | peildatum",
        "other_day": (
            "aangemaakt op | toegevoegd op | gewijzigd op | bijgewerkt op | houdbaar tot | "
            "vervaldatum | tht | uiterste leverdatum | leverdatum | verzenddatum"
        ),
        "promised_day": "verzenden voor | uiterlijk verzenden | uiterste verzenddatum",
        "order_id": (
            "bestelnummer | ordernummer | bestelling | bestel id | order | factuurnummer | "
            "bonnummer | transactienummer | order id"
        ),
        "document": "inkoopordernummer | inkoopnummer | pakbonnummer | leveringsnummer",
        "sku": (
            "artikelcode | productcode | referentie | artikelnr | artikelnr. | productnummer ; "
            "ean code | streepjescode | barcode"
        ),
        "name": (
            "productnaam | artikelnaam | artikelomschrijving | producttitel | titel | product | "
            "artikel | naam ; omschrijving | productomschrijving"
        ),
        "description": "omschrijving | beschrijving | opmerking | opmerkingen | notitie",
        "variant": "variant | maat | kleur | uitvoering | optie",
        "quantity": "aantal | stuks | hoeveelheid | st.",
        "units": "verkocht | verkochte aantallen | aantal verkocht | verkocht aantal | uitgaand",
        "received": "ontvangen | aantal ontvangen | ingekocht | inkoopaantal | inkomend",
        "on_hand": (
            "voorraad | op voorraad | actuele voorraad | beschikbaar | beschikbare voorraad | "
            "vrije voorraad | magazijnvoorraad"
        ),
        "on_order": "in bestelling | besteld | onderweg | nog te ontvangen",
        "committed": "gereserveerd | toegewezen | nog te verzenden",
        "returned_units": "geretourneerd | retouren | aantal retour",
        "unit_price": "stuksprijs | prijs per stuk | eenheidsprijs",
        "line_total": "totaal | totaalprijs | bedrag | omzet | subtotaal | totaalbedrag",
        "cost": "inkoopprijs | kostprijs | kosten per stuk",
        "price": "prijs | verkoopprijs | adviesprijs | winkelprijs",
        "category": "categorie | productgroep | artikelgroep | groep",
        "channel": "kanaal | verkoopkanaal | winkel | platform | bron",
        "status": "status | bestelstatus | orderstatus | betaalstatus | verzendstatus",
        "kind": "type | soort | mutatiesoort | soort transactie | transactietype",
        "other_units": "beschadigd | breuk | derving",
        "booked": "debet | credit",
        "currency": "valuta | munteenheid",
        "supplier": "leverancier | fabrikant | groothandel",
        "place": "magazijn | locatie | schap | vak",
        "batch": "batch | partij | lotnummer | chargenummer",
        "lead_time_days": "levertijd | levertijd in dagen",
        "moq_units": "minimale bestelhoeveelheid | minimale afname",
        "pack_size_units": "verpakkingseenheid | stuks per doos | stuks per verpakking",
        "reorder_point": "bestelpunt | minimumvoorraad | minimale voorraad | min. voorraad",
        "target_stock": "maximumvoorraad | maximale voorraad",
        "discontinued": "uit assortiment | stopgezet | uitlopend artikel",
        "no_order_until": "niet bestellen tot | niet bestellen voor",
    },
    unshipped=(
        "te verzenden | klaar voor verzending | in behandeling | niet verzonden | "
        "nog niet verzonden"
    ),
    shipped="verzonden | geleverd | bezorgd | afgerond | voltooid | onderweg | opgehaald",
    sold=(
        "betaald | verzonden | geleverd | bezorgd | afgerond | voltooid | in behandeling | "
        "verwerkt | klaar voor verzending | te verzenden | onderweg | verkocht | opgehaald"
    ),
    cancelled="geannuleerd | afgebroken | mislukt | afgewezen | concept | verlopen | vervallen",
    unpaid="onbetaald | niet betaald | wacht op betaling | in afwachting van betaling",
    returned=(
        "geretourneerd | retour | terugbetaald | terugbetaling | retour ontvangen | "
        "niet bezorgd | onbestelbaar"
    ),
    ask="open | nieuw | in de wacht | wachtend | in afwachting",
    sale="verkoop | bestelling | order | uitgaand",
    bought="inkoop | ontvangst | inkomend",
    refund="terugbetaling | retour | creditnota | terugboeking",
    no_sale=(
        "uitbetaling | overboeking | kosten | commissie | correctie | verzendkosten | belasting | "
        "abonnement | advertenties | verplaatsing"
    ),
    yes="ja | waar",
    no="nee | onwaar",
    nothing="geen | leeg | onbekend | n.v.t. | nvt | geen sku",
    own_text="personalisatie | gravure | bericht van koper | opmerking klant | klantnotitie",
    sums="totaal | subtotaal | som | gemiddelde | eindtotaal",
    personal=(
        "koper | klant | ontvanger | voornaam | achternaam | adres | straat | huisnummer | "
        "postcode | woonplaats | telefoon | e mail | email | btw nummer"
    ),
    services=(
        "totaal | subtotaal | verzendkosten | verzending | korting | bezorgkosten | commissie | "
        "cadeaubon | verpakkingskosten | btw | statiegeld | terugbetaling"
    ),
)
