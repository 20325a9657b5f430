"""French words in sheets of the seller's own."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "date | jour | mois | semaine | période | date et heure",
        "sold_day": (
            "date de vente | date vente | date de la vente | date de commande | date commande | "
            "date de la commande | date de paiement | date du paiement | date de facture | "
            "date facture | date de facturation | date de transaction | vendu le ; date d'achat"
        ),
        "received_day": (
            "date de réception | date réception | reçu le | date d'entrée | date entrée | "
            "date de livraison fournisseur | date d'arrivée ; date d'achat"
        ),
        "count_day": (
            "date d'inventaire | date inventaire | date de l'inventaire | date de comptage | "
            "date du stock"
        ),
        "other_day": (
            "date de création | créé le | date d'ajout | ajouté le | date de mise en ligne | "
            "date de mise à jour | mis à jour le | date de péremption | date d'expiration | "
            "péremption | dlc | dluo | ddm | date de fabrication"
        ),
        "promised_day": "à expédier avant | à expédier avant le | à livrer avant le",
        "order_id": (
            "numéro de commande | n° de commande | n° commande | no de commande | commande | "
            "id commande | id de commande | référence de commande | référence commande | "
            "numéro de facture | n° de facture | n° facture | facture | ticket | "
            "numéro de ticket | n° ticket | reçu | numéro de vente | n° de vente"
        ),
        "document": (
            "bon de commande | numéro de bon de commande | facture fournisseur | "
            "bon de livraison | n° bl | commande fournisseur | bon de réception"
        ),
        "sku": (
            "référence | référence produit | référence article | réf | réf. | ref. | "
            "code produit | code article | numéro d'article | n° d'article | n° article | code | "
            "ugs | référence vendeur ; code barre | code barres | code à barres | "
            "identifiant produit"
        ),
        "name": (
            "produit | nom du produit | nom produit | nom de l'article | nom article | "
            "désignation | libellé | libellé produit | intitulé | nom | titre | "
            "titre de l'annonce ; description"
        ),
        "description": (
            "description | description du produit | description longue | détails | remarques | "
            "commentaire | commentaires"
        ),
        "variant": (
            "variante | déclinaison | variation | option | options | taille | couleur | coloris | "
            "modèle | pointure"
        ),
        "quantity": (
            "quantité | qté | qte | qté. | qt | nombre | unités | pièces | nombre d'unités | nb | "
            "nombre d'articles"
        ),
        "units": (
            "quantité vendue | quantités vendues | qté vendue | unités vendues | pièces vendues | "
            "vendus | vendues | vendu | sortie | sorties | articles vendus ; ventes"
        ),
        "received": (
            "reçus | quantité reçue | qté reçue | unités reçues | quantité achetée | qté achetée | "
            "entrée | entrées"
        ),
        "on_hand": (
            "stock | stock actuel | stock disponible | en stock | stock réel | stock physique | "
            "quantité en stock | qté en stock | stock restant | stock final | disponible | "
            "quantité disponible | inventaire | solde"
        ),
        "on_order": (
            "en commande | en cours de commande | en transit | en cours de livraison | "
            "à recevoir | quantité commandée fournisseur | attendu"
        ),
        "committed": "réservé | réservés | stock réservé | engagé | à expédier | à livrer",
        "returned_units": (
            "retournés | retournées | quantité retournée | unités retournées | retours"
        ),
        "unit_price": (
            "prix unitaire | prix unit. | prix à l'unité | p.u. | pu | pu ht | pu ttc | "
            "prix unitaire ht | prix unitaire ttc | prix de l'article"
        ),
        "line_total": (
            "total | montant | montant total | prix total | sous total | total ht | total ttc | "
            "montant ht | montant ttc | chiffre d'affaires | ca | ca ht | ca ttc | total ligne | "
            "ventes nettes | ventes brutes"
        ),
        "cost": (
            "coût | coût unitaire | prix d'achat | prix achat | prix de revient | coût d'achat | "
            "prix d'achat ht | pa ht | coût de revient"
        ),
        "price": (
            "prix | prix de vente | prix vente | prix public | prix de vente ttc | "
            "prix de vente ht | pv ttc | prix catalogue | tarif | prix ttc | prix ht"
        ),
        "category": (
            "catégorie | catégorie de produit | catégorie produit | famille | rayon | groupe | "
            "sous catégorie | type de produit | gamme"
        ),
        "channel": (
            "canal | canal de vente | boutique | magasin | plateforme | marketplace | "
            "place de marché | point de vente | provenance"
        ),
        "status": (
            "statut | statut de la commande | statut de commande | statut commande | "
            "état de la commande | état | statut du paiement | état du paiement"
        ),
        "paid": "payé | payée | payé oui/non | réglé | réglée | encaissé",
        "kind": (
            "type de transaction | type de mouvement | mouvement | nature | type d'opération | "
            "opération | sens"
        ),
        "other_units": "quantité endommagée | casse | pertes | perte",
        "other_numbers": (
            "n° | ligne | année | poids | longueur | largeur | hauteur | note | avis | "
            "impressions | clics | vues | visites | visiteurs | favoris"
        ),
        "booked": "débit | crédit",
        "currency": "devise | monnaie | code devise",
        "supplier": "fournisseur | nom du fournisseur | nom fournisseur | fabricant | grossiste",
        "place": "entrepôt | emplacement | dépôt | lieu | étagère | lieu de stockage | casier",
        "batch": "lot | numéro de lot | n° de lot | n° lot",
        "lead_time_days": (
            "délai de livraison | délai | délai fournisseur | délai d'approvisionnement | "
            "délai de réapprovisionnement | délai de livraison habituel"
        ),
        "lead_time_shortest_days": (
            "délai minimum | délai de livraison minimum | délai min | délai le plus court"
        ),
        "lead_time_longest_days": (
            "délai maximum | délai de livraison maximum | délai max | délai le plus long"
        ),
        "moq_units": (
            "quantité minimum | quantité minimale | quantité minimum de commande | "
            "quantité minimale de commande | minimum de commande | commande minimum | "
            "commande minimale"
        ),
        "pack_size_units": (
            "conditionnement | colisage | unités par carton | pièces par carton | pcb | "
            "quantité par carton | unités par colis | unités par lot"
        ),
        "shelf_life_days": "durée de conservation | durée de vie | jours avant péremption",
        "reorder_point": (
            "seuil de réapprovisionnement | point de commande | seuil de commande | "
            "stock minimum | stock minimal | stock mini | seuil d'alerte | stock d'alerte | "
            "seuil de stock bas | minimum | stock min"
        ),
        "target_stock": (
            "stock maximum | stock maximal | stock maxi | maximum | stock cible | stock idéal | "
            "stock max"
        ),
        "service_level": "taux de service | niveau de service",
        "holding_rate": "taux de possession | taux de stockage",
        "order_cost": "coût de passation | coût de commande | coût par commande",
        "review_period_days": "période de révision | période de revue",
        "lead_time_allowance_days": "marge de délai | jours de marge",
        "salvage_value": "valeur résiduelle | prix de liquidation",
        "goodwill_cost": "coût de rupture | coût de pénurie",
        "like_sku": "produit similaire | produit semblable | article similaire",
        "like_factor": "facteur de vente",
        "one_shot": "saisonnier | achat unique",
        "discontinued": "produit arrêté | discontinué | fin de série | retiré de la gamme",
        "no_order_until": "ne pas commander avant | ne pas commander avant le",
    },
    unshipped=(
        "à expédier | à envoyer | prêt à expédier | en préparation | en cours de préparation | "
        "préparation en cours | en cours de traitement | non expédié | non expédiée"
    ),
    shipped=(
        "expédié | expédiée | livré | livrée | envoyé | envoyée | terminé | terminée | en transit"
    ),
    sold=(
        "payé | payée | payée | réglé | réglée | paiement accepté | terminé | terminée | "
        "complété | complétée | livré | livrée | expédié | expédiée | envoyé | envoyée | "
        "en cours | en cours de traitement | en cours de préparation | en préparation | "
        "préparation en cours | prêt à expédier | à expédier | à envoyer | en transit | "
        "en cours de livraison | en cours d'expédition | confirmé | confirmée | validé | validée | "
        "facturé | facturée | vendu | vendue | encaissé | partiellement remboursé | "
        "partiellement remboursée | partiellement expédiée"
    ),
    cancelled=(
        "annulé | annulée | refusé | refusée | rejeté | rejetée | échoué | échouée | échec | "
        "expiré | expirée | brouillon | test | devis | erreur de paiement | abandonné | abandonnée"
    ),
    unpaid=(
        "impayé | impayée | non payé | non payée | en attente de paiement | en attente paiement | "
        "attente paiement | paiement en attente | à payer | en attente de règlement | "
        "en attente du paiement"
    ),
    returned=(
        "remboursé | remboursée | remboursement | retourné | retournée | retour | non livré | "
        "non livrée | retour à l'expéditeur | non réclamé"
    ),
    ask="en attente | ouvert | ouverte | nouveau | nouvelle | en suspens | bloqué | bloquée",
    sale="vente | commande | achat du client | sortie | sorties | ventes",
    bought="achat | achats | entrée | entrées | réception | réapprovisionnement",
    refund="remboursement | retour | avoir | litige | rétrofacturation",
    no_sale=(
        "paiement | versement | virement | transfert | frais | autres frais | commission | "
        "frais de service | ajustement | retenue | port | livraison | étiquette d'expédition | "
        "bordereau d'affranchissement | taxe | taxes | abonnement | publicité | dépôt"
    ),
    yes="oui | vrai",
    no="non | faux",
    nothing=(
        "sans référence | sans sku | aucun | aucune | n/a | n/d | nd | non renseigné | vide | "
        "néant | sans objet"
    ),
    own_text=(
        "personnalisation | gravure | texte personnalisé | message de l'acheteur | "
        "message du client | note du client | note de l'acheteur | dédicace"
    ),
    sums=(
        "total | totaux | total général | somme | sous total | moyenne | cumul | cumulé | "
        "total annuel | total année"
    ),
    personal=(
        "acheteur | client | destinataire | prénom | nom de famille | nom du client | "
        "nom de l'acheteur | adresse | rue | ville | code postal | e mail | email | courriel | "
        "téléphone | portable | mobile | numéro de tva | siret | coordonnées"
    ),
    services=(
        "frais de port | frais de livraison | frais d'envoi | frais d'expédition | livraison | "
        "livraison gratuite | remise | remises | réduction | rabais | code promo | "
        "bon de réduction | commission | commissions | frais | frais de service | pourboire | "
        "taxe | taxes | tva | carte cadeau | chèque cadeau | bon cadeau | emballage cadeau | "
        "assurance | ajustement | arrondi | remboursement | total | totaux | total général | "
        "sous total | somme"
    ),
)
