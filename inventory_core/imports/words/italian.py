"""Italian words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "data | giorno | mese | settimana | periodo | data e ora | data/ora",
        "sold_day": (
            "data vendita | data di vendita | data della vendita | data ordine | "
            "data dell'ordine | data di ordine | data pagamento | data di pagamento | "
            "data fattura | data transazione | venduto il | data scontrino ; data acquisto"
        ),
        "received_day": (
            "data ricezione | data di ricezione | ricevuto il | data arrivo | data carico | "
            "data di carico | data entrata | data arrivo merce ; data acquisto"
        ),
        "count_day": "data inventario | data conteggio | data conta | data giacenza | giacenza al",
        "other_day": (
            "data creazione | data di creazione | creato il | data inserimento | "
            "data pubblicazione | data aggiornamento | ultimo aggiornamento | aggiornato il | "
            "data scadenza | data di scadenza | scadenza | data produzione | tmc"
        ),
        "promised_day": "spedire entro | spedire entro il | consegnare entro",
        "order_id": (
            "numero ordine | n. ordine | n° ordine | nr ordine | ordine | id ordine | "
            "codice ordine | numero d'ordine | numero fattura | n. fattura | fattura | scontrino | "
            "numero scontrino | ricevuta | numero ricevuta | numero vendita"
        ),
        "document": (
            "ordine d'acquisto | ordine di acquisto | ordine fornitore | fattura fornitore | ddt | "
            "numero ddt | bolla | documento di trasporto"
        ),
        "sku": (
            "codice prodotto | codice articolo | cod. articolo | cod articolo | cod. art. | "
            "codice | cod. | riferimento | rif. | numero articolo | sku venditore ; "
            "codice a barre | id prodotto"
        ),
        "name": (
            "prodotto | nome prodotto | nome del prodotto | articolo | nome articolo | "
            "denominazione | nome | titolo | titolo inserzione ; descrizione | "
            "descrizione articolo | descrizione prodotto"
        ),
        "description": "descrizione | descrizione estesa | dettagli | note | osservazioni",
        "variant": "variante | variazione | opzione | opzioni | taglia | colore | misura | modello",
        "quantity": (
            "quantità | quantita' | qtà | qta | q.tà | q.ta | q.tà. | pezzi | pz | pz. | unità"
        ),
        "units": (
            "quantità venduta | quantità vendute | qtà venduta | unità vendute | pezzi venduti | "
            "venduti | venduto | vendute | uscita | uscite | scarico | scarichi ; vendite"
        ),
        "received": (
            "ricevuti | ricevuto | quantità ricevuta | qtà ricevuta | pezzi ricevuti | "
            "quantità acquistata | acquistati | entrata | entrate | carico | carichi"
        ),
        "on_hand": (
            "giacenza | giacenze | giacenza attuale | esistenza | rimanenza | rimanenze | "
            "disponibilità | disponibile | disponibili | quantità disponibile | "
            "quantità in magazzino | stock | in stock | in giacenza | scorta | scorte | "
            "giacenza finale | saldo"
        ),
        "on_order": "in arrivo | in ordine | ordinato | ordinati | in transito | da ricevere",
        "committed": "impegnato | impegnati | riservato | riservati | prenotato | da spedire",
        "returned_units": "resi | quantità resa | pezzi resi | unità rese",
        "unit_price": (
            "prezzo unitario | prezzo per unità | prezzo unit. | prezzo al pezzo | "
            "importo unitario | prezzo cad. | prezzo cadauno"
        ),
        "line_total": (
            "totale | importo | importo totale | prezzo totale | subtotale | totale riga | "
            "totale vendita | fatturato | incasso | valore totale | imponibile"
        ),
        "cost": (
            "costo | costo unitario | prezzo di acquisto | prezzo d'acquisto | prezzo acquisto | "
            "costo d'acquisto | costo di acquisto | prezzo di costo"
        ),
        "price": (
            "prezzo | prezzo di vendita | prezzo vendita | prezzo al pubblico | "
            "prezzo di listino | listino | prezzo pubblico"
        ),
        "category": (
            "categoria | categoria prodotto | categoria merceologica | famiglia | gruppo | "
            "reparto | sottocategoria | tipo prodotto | tipologia"
        ),
        "channel": (
            "canale | canale di vendita | canale vendita | negozio | piattaforma | marketplace | "
            "punto vendita | provenienza"
        ),
        "status": (
            "stato | stato ordine | stato dell'ordine | stato pagamento | stato del pagamento"
        ),
        "paid": "pagato | pagata | ha pagato | incassato",
        "kind": (
            "tipo | tipo transazione | tipo di transazione | tipo movimento | movimento | "
            "causale | operazione | tipo operazione | tipo documento"
        ),
        "other_units": "quantità danneggiata | scarti",
        "other_numbers": (
            "n. | riga | anno | peso | lunghezza | larghezza | altezza | valutazione | "
            "recensioni | impressioni | clic | visualizzazioni | visite | visitatori | "
            "preferiti"
        ),
        "booked": "dare | avere | addebito | accredito",
        "currency": "valuta | divisa | codice valuta",
        "supplier": "fornitore | nome fornitore | produttore | grossista",
        "place": "magazzino | deposito | ubicazione | posizione | scaffale | ripiano | scomparto",
        "batch": "lotto | numero lotto | numero di lotto | n. lotto",
        "lead_time_days": (
            "tempo di consegna | tempi di consegna | tempo consegna | tempo di riordino | "
            "tempo di approvvigionamento | giorni di consegna | tempo di consegna abituale"
        ),
        "lead_time_shortest_days": "tempo di consegna minimo | tempo minimo di consegna",
        "lead_time_longest_days": "tempo di consegna massimo | tempo massimo di consegna",
        "moq_units": (
            "quantità minima | quantità minima d'ordine | quantità minima ordine | ordine minimo | "
            "minimo d'ordine | quantità minima di acquisto | lotto minimo"
        ),
        "pack_size_units": (
            "pezzi per cartone | pezzi per confezione | pezzi per scatola | unità per confezione | "
            "quantità per confezione | confezione | imballo"
        ),
        "shelf_life_days": "durata di conservazione | giorni alla scadenza | vita utile",
        "reorder_point": (
            "punto di riordino | livello di riordino | scorta minima | giacenza minima | "
            "stock minimo | sottoscorta | minimo | soglia di riordino | soglia minima | "
            "soglia di avviso"
        ),
        "target_stock": (
            "scorta massima | giacenza massima | stock massimo | massimo | giacenza ideale | "
            "scorta obiettivo"
        ),
        "service_level": "livello di servizio",
        "holding_rate": "tasso di mantenimento | tasso di stoccaggio",
        "order_cost": "costo per ordine | costo di ordinazione | costo ordine",
        "review_period_days": "periodo di revisione",
        "lead_time_allowance_days": "margine sui tempi di consegna | giorni di margine",
        "salvage_value": "valore residuo | prezzo di liquidazione | valore di recupero",
        "goodwill_cost": "costo di rottura | costo di mancata vendita",
        "like_sku": "prodotto simile | articolo simile",
        "like_factor": "fattore di vendita",
        "one_shot": "stagionale | acquisto unico",
        "discontinued": "fuori produzione | discontinuato | fuori catalogo",
        "no_order_until": "non ordinare fino al | non ordinare prima del",
    },
    unshipped=(
        "da spedire | pronto per la spedizione | in preparazione | preparazione in corso | "
        "in lavorazione | non spedito"
    ),
    shipped=(
        "spedito | spedita | consegnato | consegnata | evaso | evasa | inviato | inviata | "
        "completato | completata | in transito"
    ),
    sold=(
        "pagato | pagata | pagamento accettato | completato | completata | spedito | spedita | "
        "consegnato | consegnata | evaso | evasa | in lavorazione | in preparazione | "
        "preparazione in corso | pronto per la spedizione | da spedire | in transito | "
        "in consegna | inviato | inviata | confermato | confermata | fatturato | fatturata | "
        "venduto | venduta | concluso | conclusa | incassato | parzialmente rimborsato | "
        "parzialmente evaso | parzialmente spedito | in spedizione"
    ),
    cancelled=(
        "annullato | annullata | cancellato | cancellata | fallito | fallita | rifiutato | "
        "rifiutata | scaduto | scaduta | bozza | test | prova | preventivo | respinto | "
        "errore di pagamento"
    ),
    unpaid=(
        "non pagato | non pagata | da pagare | in attesa di pagamento | in attesa del pagamento | "
        "pagamento in attesa | in attesa di bonifico | pagamento in sospeso | attesa pagamento"
    ),
    returned=(
        "rimborsato | rimborsata | rimborso | reso | resa | restituito | restituita | "
        "non consegnato | non consegnata | mancata consegna | reso al mittente"
    ),
    ask="in attesa | aperto | aperta | nuovo | nuova | in sospeso | sospeso | sospesa",
    sale="vendita | ordine | scarico | uscita | uscite | vendite",
    bought="acquisto | acquisti | carico | entrata | entrate",
    refund="rimborso | reso | nota di credito | storno | contestazione",
    no_sale=(
        "pagamento | versamento | trasferimento | bonifico | prelievo | tariffa | tariffe | "
        "altra tariffa | commissione | commissioni | commissione di servizio | modifica | "
        "rettifica | trattenuta | spedizione | etichetta di spedizione | imposta | tasse | "
        "abbonamento | pubblicità | deposito"
    ),
    yes="sì | si | vero",
    no="no | falso",
    nothing=(
        "senza sku | senza codice | n/d | n.d. | nd | nessuno | nessuna | vuoto | non disponibile"
    ),
    own_text=(
        "personalizzazione | incisione | testo personalizzato | messaggio dell'acquirente | "
        "messaggio del cliente | nota dell'acquirente | nota del cliente | dedica"
    ),
    sums=(
        "totale | totali | totale generale | somma | subtotale | media | cumulato | totale annuo | "
        "totale anno"
    ),
    personal=(
        "acquirente | cliente | destinatario | nome e cognome | cognome | nome cliente | "
        "indirizzo | città | codice postale | e mail | email | posta elettronica | telefono | "
        "cellulare | codice fiscale | partita iva | p.iva"
    ),
    services=(
        "spedizione | spese di spedizione | costi di spedizione | spedizione gratuita | consegna | "
        "spese di consegna | trasporto | imballaggio | sconto | sconti | buono sconto | coupon | "
        "commissione | commissioni | tariffa | tariffe | mancia | imposta | imposte | iva | "
        "carta regalo | buono regalo | confezione regalo | assicurazione | rettifica | "
        "arrotondamento | rimborso | totale | totali | totale generale | subtotale | somma"
    ),
)
