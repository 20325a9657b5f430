"""Polish words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "data | dzień | miesiąc | tydzień | okres | data i godzina",
        "sold_day": (
            "data sprzedaży | data zamówienia | data zakupu | data złożenia zamówienia | "
            "data transakcji | data płatności | data wystawienia"
        ),
        "received_day": "data przyjęcia | data dostawy | data przyjęcia towaru",
        "count_day": "data inwentaryzacji | stan na dzień | data spisu",
        "other_day": (
            "data dodania | data utworzenia | data modyfikacji | data aktualizacji | "
            "data ważności | termin ważności | data wystawienia oferty"
        ),
        "promised_day": "wysłać do | termin wysyłki",
        "order_id": (
            "numer zamówienia | nr zamówienia | id zamówienia | zamówienie | numer transakcji | "
            "id transakcji | numer paragonu | numer faktury | nr faktury"
        ),
        "document": "numer dostawy | numer zakupu | dokument przyjęcia | numer pz | dokument pz",
        "sku": (
            "sygnatura | sygnatura oferty | kod produktu | kod towaru | indeks | symbol | "
            "numer katalogowy | nr katalogowy | kod ; kod kreskowy | id oferty | numer oferty"
        ),
        "name": (
            "nazwa produktu | nazwa towaru | nazwa | produkt | towar | tytuł oferty | "
            "nazwa oferty | tytuł | artykuł ; opis"
        ),
        "description": "opis | uwagi | notatka | komentarz | opis produktu",
        "variant": "wariant | rozmiar | kolor | opcja | warianty | odmiana",
        "quantity": "ilość | liczba sztuk | sztuki | szt. | szt | liczba",
        "units": (
            "sprzedano | ilość sprzedana | sprzedana ilość | sprzedane sztuki | "
            "liczba sprzedanych sztuk | rozchód | wydano"
        ),
        "received": "przyjęto | przychód | ilość przyjęta | zakupiona ilość | dostarczono",
        "on_hand": (
            "stan | stan magazynowy | stan magazynu | dostępne | dostępna ilość | na stanie | "
            "w magazynie | liczba dostępnych sztuk | ilość dostępna | zapas"
        ),
        "on_order": "zamówiono | w drodze | w zamówieniu",
        "committed": "rezerwacja | zarezerwowano | zarezerwowane",
        "returned_units": "zwrócono | zwroty | liczba zwróconych sztuk | ilość zwrócona",
        "unit_price": "cena jednostkowa | cena za sztukę | cena szt. | cena/szt.",
        "line_total": (
            "wartość | wartość sprzedaży | kwota | razem | suma | łącznie | wartość brutto | "
            "wartość netto"
        ),
        "cost": "cena zakupu | koszt | koszt jednostkowy | koszt zakupu | cena nabycia",
        "price": "cena | cena sprzedaży | cena brutto | cena netto | cena detaliczna",
        "category": "kategoria | grupa | grupa towarowa | kategoria produktu",
        "channel": "kanał | kanał sprzedaży | sklep | platforma | źródło",
        "status": "status | status zamówienia | stan zamówienia | status płatności",
        "kind": "typ | rodzaj | typ operacji | rodzaj operacji | rodzaj dokumentu",
        "other_units": "uszkodzone | straty | braki",
        "booked": "winien | ma",
        "currency": "waluta",
        "supplier": "dostawca | producent | hurtownia",
        "place": "magazyn | lokalizacja | regał | półka",
        "batch": "partia | seria | numer partii",
        "lead_time_days": "czas dostawy | czas realizacji",
        "moq_units": "minimalne zamówienie | minimalna ilość zamówienia",
        "pack_size_units": "sztuk w opakowaniu | ilość w kartonie | ilość w opakowaniu",
        "reorder_point": "stan minimalny | minimalny stan | minimum magazynowe",
        "target_stock": "stan maksymalny | maksymalny stan",
        "discontinued": "wycofany | wycofane | wycofany z oferty",
        "no_order_until": "nie zamawiać do | nie zamawiać przed",
    },
    unshipped="do wysłania | gotowe do wysłania | w realizacji | przygotowywane | niewysłane",
    shipped="wysłane | dostarczone | zrealizowane | zakończone | odebrane | w drodze",
    sold=(
        "opłacone | zapłacone | wysłane | dostarczone | zrealizowane | zakończone | odebrane | "
        "do wysłania | gotowe do wysłania | w realizacji | przetwarzane | w drodze | sprzedane | "
        "przygotowywane | skompletowane"
    ),
    cancelled=(
        "anulowane | anulowano | anulowana | odrzucone | odwołane | wersja robocza | błąd | "
        "anulowane przez kupującego | anulowane przez sprzedawcę"
    ),
    unpaid=(
        "nieopłacone | niezapłacone | oczekuje na płatność | oczekiwanie na płatność | "
        "czeka na płatność"
    ),
    returned="zwrócone | zwrot | zwrócono | zwrot środków | niedostarczone | nieodebrane",
    ask="nowe | oczekujące | oczekuje | wstrzymane | otwarte",
    sale="sprzedaż | zamówienie | wydanie | rozchód",
    bought="zakup | przyjęcie | przychód | dostawa towaru",
    refund="zwrot | zwrot płatności | korekta sprzedaży",
    no_sale=(
        "wypłata | przelew | prowizja | opłata | opłaty | korekta | przesunięcie | "
        "inwentaryzacja | podatek | reklama | abonament"
    ),
    yes="tak | prawda",
    no="nie | fałsz",
    nothing="brak | brak danych | bez sku | nie dotyczy | puste",
    own_text="personalizacja | grawer | wiadomość od kupującego | uwagi kupującego | dedykacja",
    sums="suma | razem | łącznie | średnia | ogółem | podsumowanie",
    personal=(
        "kupując | klient | odbiorc | nabywc | imię | nazwisko | adres | ulica | miasto | "
        "kod pocztowy | telefon | e mail | email | nip"
    ),
    services=(
        "wysyłka | koszt wysyłki | dostawa | koszt dostawy | przesyłka | kurier | rabat | zniżka | "
        "kupon | prowizja | opłata | podatek | vat | karta podarunkowa | ubezpieczenie | korekta | "
        "zwrot | suma | razem | łącznie | pakowanie na prezent"
    ),
)
