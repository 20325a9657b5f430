"""German words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "datum | tag | monat | woche | kalenderwoche | kw | zeitraum | datum/uhrzeit",
        "sold_day": (
            "verkaufsdatum | bestelldatum | bestellt am | auftragsdatum | verkauft am | "
            "rechnungsdatum | zahlungsdatum | kaufdatum | bezahlt am | belegdatum | "
            "datum der bestellung | datum des verkaufs | transaktionsdatum | zahlungseingang am"
        ),
        "received_day": (
            "wareneingang am | wareneingangsdatum | eingangsdatum | erhalten am | geliefert am | "
            "einkaufsdatum | zugangsdatum | anlieferung"
        ),
        "count_day": (
            "zähldatum | inventurdatum | bestandsdatum | stichtag | gezählt am | bestand am | "
            "stand vom"
        ),
        "other_day": (
            "angelegt am | erstellt am | erstellungsdatum | hinzugefügt am | eingestellt am | "
            "geändert am | aktualisiert am | letzte änderung | mhd | mindesthaltbarkeitsdatum | "
            "haltbar bis | ablaufdatum | verfallsdatum | herstellungsdatum | produktionsdatum"
        ),
        "promised_day": "versenden bis | versand bis | zugesagt für | liefern bis",
        "order_id": (
            "bestellnummer | bestellnr. | bestell nr. | bestell nr | bestellung | auftrag | "
            "auftragsnummer | auftragsnr. | auftrags nr. | rechnungsnummer | rechnungsnr. | "
            "rechnungs nr. | rechnung | belegnummer | belegnr. | beleg nr. | bonnummer | "
            "quittung | vorgangsnummer | verkaufsprotokollnummer | bestell id | transaktionsnummer"
        ),
        "document": (
            "lieferschein | lieferscheinnummer | lieferschein nr. | einkaufsbestellung | "
            "lieferantenrechnung | eingangsrechnung | wareneingangsnummer"
        ),
        "sku": (
            "artikelnummer | artikelnr. | artikelnr | artikel nr. | artikel nr | art. nr. | "
            "art nr | artnr | produktnummer | produktcode | artikelcode | bestandseinheit | "
            "produkt id | artikel id | hersteller artikelnummer | teilenummer | sachnummer | "
            "händler sku ; strichcode"
        ),
        "name": (
            "artikelbezeichnung | artikelname | bezeichnung | produkt | produktname | artikel | "
            "ware | titel | angebotstitel | produktbezeichnung | name ; beschreibung | "
            "artikelbeschreibung"
        ),
        "description": (
            "beschreibung | langtext | produktbeschreibung | bemerkung | bemerkungen | anmerkung | "
            "notiz | notizen | kommentar"
        ),
        "variant": (
            "variante | variation | größe | groesse | farbe | ausführung | option | optionen | "
            "variantendetails"
        ),
        "quantity": ("menge | anzahl | stück | stueck | stk | stk. | stückzahl | st. | einheiten"),
        "units": (
            "verkaufte menge | verkaufte stück | verkaufte stückzahl | verkaufte einheiten | "
            "verkauft | absatz | absatzmenge | verkaufsmenge | abgang | abgänge | ausgang | "
            "warenausgang ; verkäufe | verkauf"
        ),
        "received": (
            "erhalten | erhaltene menge | gelieferte menge | wareneingang | zugang | zugänge | "
            "eingang | eingekauft | einkaufsmenge | eingekaufte menge"
        ),
        "on_hand": (
            "bestand | lagerbestand | aktueller bestand | warenbestand | auf lager | vorrat | "
            "verfügbar | verfügbarer bestand | verfügbare menge | lagermenge | istbestand | "
            "ist bestand | endbestand | bestandsmenge | am lager"
        ),
        "on_order": (
            "bestellt | im zulauf | zulauf | in bestellung | offene bestellungen | unterwegs | "
            "bestellmenge offen | im transit"
        ),
        "committed": "reserviert | reservierter bestand | zugeteilt | noch zu versenden",
        "returned_units": (
            "retourniert | retouren | retourenmenge | retournierte menge | rückläufer"
        ),
        "unit_price": (
            "einzelpreis | stückpreis | preis pro stück | preis je stück | preis/stück | e preis | "
            "artikelpreis | einzelpreis brutto | einzelpreis netto"
        ),
        "line_total": (
            "gesamt | gesamtpreis | gesamtbetrag | betrag | summe | umsatz | zwischensumme | "
            "positionswert | gesamtsumme | nettobetrag | bruttobetrag | nettoumsatz | "
            "bruttoumsatz | total"
        ),
        "cost": (
            "einkaufspreis | ek | ek preis | ek netto | einkaufspreis netto | einstandspreis | "
            "kosten | stückkosten | selbstkosten | kosten pro stück"
        ),
        "price": (
            "preis | verkaufspreis | vk | vk preis | vk brutto | vk netto | uvp | ladenpreis | "
            "listenpreis | verkaufspreis brutto | verkaufspreis netto | bruttopreis"
        ),
        "category": (
            "kategorie | produktkategorie | warengruppe | artikelgruppe | produktgruppe | gruppe | "
            "rubrik | sortiment"
        ),
        "channel": (
            "kanal | verkaufskanal | vertriebskanal | shop | plattform | marktplatz | laden | "
            "filiale | herkunft"
        ),
        "status": (
            "bestellstatus | auftragsstatus | zahlungsstatus | zustand der bestellung | "
            "status der bestellung | versandstatus"
        ),
        "paid": "bezahlt | bezahlt ja/nein | geld erhalten | zahlung erhalten",
        "kind": (
            "art | typ | vorgang | buchungsart | transaktionstyp | transaktionsart | "
            "bewegungsart | belegart | vorgangsart"
        ),
        "other_units": "beschädigt | ausschuss | schwund | bruch",
        "other_numbers": (
            "lfd. nr. | lfd nr | nr. | pos | pos. | zeile | jahr | gewicht | gewicht g | "
            "gewicht kg | länge | breite | höhe | bewertung | bewertungen | impressionen | "
            "klicks | aufrufe | besuche | besucher | favoriten"
        ),
        "booked": "soll | haben",
        "currency": "währung | waehrung | währungscode",
        "supplier": "lieferant | lieferantenname | hersteller | großhändler | bezugsquelle",
        "place": "lager | lagerort | lagerplatz | standort | regal | fach | lagerfach | regalplatz",
        "batch": "charge | chargennummer | los | losnummer | chargen nr.",
        "lead_time_days": (
            "lieferzeit | lieferfrist | wiederbeschaffungszeit | beschaffungszeit | "
            "übliche lieferzeit | lieferzeit tage | lieferdauer | vorlaufzeit"
        ),
        "lead_time_shortest_days": (
            "kürzeste lieferzeit | minimale lieferzeit | lieferzeit min | mindestlieferzeit"
        ),
        "lead_time_longest_days": (
            "längste lieferzeit | maximale lieferzeit | lieferzeit max | höchstlieferzeit"
        ),
        "moq_units": "mindestbestellmenge | mindestmenge | mindestabnahme | mindestabnahmemenge",
        "pack_size_units": (
            "verpackungseinheit | ve | packungsgröße | stück pro karton | stück je karton | "
            "stück pro packung | packungsinhalt | gebindegröße | inhalt ve"
        ),
        "shelf_life_days": "haltbarkeit | haltbarkeit in tagen | haltbarkeitsdauer",
        "reorder_point": (
            "meldebestand | bestellpunkt | mindestbestand | minimalbestand | min bestand | "
            "bestellbestand | warnbestand | mindestlagerbestand"
        ),
        "target_stock": (
            "sollbestand | soll bestand | höchstbestand | maximalbestand | zielbestand | "
            "max bestand | maximaler bestand"
        ),
        "service_level": (
            "servicegrad | lieferbereitschaft | servicelevel | lieferbereitschaftsgrad"
        ),
        "holding_rate": "lagerkostensatz | lagerhaltungskostensatz | lagerzinssatz",
        "order_cost": "bestellkosten | kosten pro bestellung | kosten je bestellung",
        "review_period_days": "prüfzeitraum | bestellrhythmus | überprüfungszeitraum",
        "lead_time_allowance_days": "lieferzeitpuffer | puffertage | lieferzeitzuschlag",
        "salvage_value": "restwert | ausverkaufspreis | abverkaufspreis",
        "goodwill_cost": "fehlmengenkosten",
        "like_sku": "ähnlicher artikel | ähnliches produkt | vergleichsartikel",
        "like_factor": "absatzfaktor",
        "one_shot": "saisonartikel | einmalig | saisonal | saisonware",
        "discontinued": "auslaufartikel | ausgelaufen | eingestellt | abgekündigt",
        "no_order_until": (
            "nicht bestellen bis | nicht bestellen vor | wieder bestellen ab | bestellsperre bis"
        ),
    },
    unshipped=(
        "zu versenden | versandbereit | versandfertig | bereit zum versand | in bearbeitung | "
        "nicht versendet | noch nicht versendet | nicht versandt"
    ),
    shipped=(
        "versendet | versandt | verschickt | geliefert | zugestellt | ausgeliefert | "
        "abgeschlossen | abgeholt | unterwegs | erledigt"
    ),
    sold=(
        "bezahlt | abgeschlossen | versendet | versandt | verschickt | geliefert | zugestellt | "
        "in bearbeitung | versandbereit | versandfertig | bereit zum versand | zu versenden | "
        "unterwegs | erledigt | fertig | ausgeliefert | bestätigt | verkauft | fakturiert | "
        "in rechnung gestellt | zahlung erhalten | teilweise bezahlt | teilweise versendet | "
        "teilweise geliefert | teilweise erstattet | abgeholt | komplett abgeschlossen"
    ),
    cancelled=(
        "storniert | abgebrochen | fehlgeschlagen | abgelehnt | entwurf | test | verfallen | "
        "abgelaufen | storno | ungültig | gelöscht | angebot"
    ),
    unpaid=(
        "unbezahlt | nicht bezahlt | zahlung ausstehend | zahlung offen | ausstehende zahlung | "
        "wartet auf zahlung | warten auf zahlung | warte auf zahlung | zahlungsausstehend | "
        "offene zahlung | in erwartung des zahlungseingangs"
    ),
    returned=(
        "erstattet | rückerstattet | zurückerstattet | erstattung | rückerstattung | retourniert | "
        "zurückgegeben | zurückgesendet | zurückgeschickt | retoure | rücksendung | "
        "nicht zugestellt | unzustellbar | nicht zustellbar | nicht ausgeliefert"
    ),
    ask="offen | ausstehend | neu | in wartestellung | wartend | zurückgestellt | angehalten",
    sale="verkauf | bestellung | auftrag | rechnung | abgang | ausgang | warenausgang | verkäufe",
    bought="einkauf | zugang | wareneingang | eingang | nachkauf",
    refund=(
        "erstattung | rückerstattung | gutschrift | retoure | rücksendung | rückbuchung | storno | "
        "rückgabe | stornorechnung"
    ),
    no_sale=(
        "auszahlung | übertrag | überweisung | gebühr | gebühren | sonstige gebühr | "
        "servicegebühr | provision | anpassung | korrektur | versand | versandetikett | "
        "einbehaltung | steuer | steuern | abonnement | werbung | einzahlung | zahlung | umlagerung"
    ),
    yes="ja | j | wahr",
    no="nein | noch nicht | falsch",
    nothing=(
        "ohne sku | keine angabe | k.a. | k. a. | keine | kein | leer | entfällt | nicht vorhanden"
    ),
    own_text=(
        "personalisierung | gravur | wunschtext | individueller text | nachricht des käufers | "
        "käufernachricht | kundennotiz | kundenhinweis | nachricht vom käufer | widmung"
    ),
    sums=(
        "gesamt | summe | gesamtsumme | zwischensumme | durchschnitt | mittelwert | schnitt | "
        "insgesamt | kumuliert | jahressumme"
    ),
    personal=(
        "käufer | kunde | kunden | kundin | kundenname | kundennummer | empfänger | vorname | "
        "nachname | name des käufers | anschrift | adresse | lieferadresse | rechnungsadresse | "
        "lieferanschrift | rechnungsanschrift | straße | hausnummer | plz | postleitzahl | "
        "wohnort | e mail | email | telefon | handy | mobilnummer | ustid | ust id | "
        "umsatzsteuer id"
    ),
    services=(
        "versand | versandkosten | versandpauschale | lieferkosten | liefergebühr | lieferung | "
        "fracht | verpackung | verpackungskosten | rabatt | rabatte | gutschein | nachlass | "
        "skonto | gebühr | gebühren | servicegebühr | provision | trinkgeld | steuer | steuern | "
        "mwst | mehrwertsteuer | umsatzsteuer | geschenkkarte | geschenkgutschein | "
        "geschenkverpackung | versicherung | korrektur | rundung | anpassung | erstattung | "
        "pfand | gesamt | gesamtsumme | summe | zwischensumme | insgesamt"
    ),
)
