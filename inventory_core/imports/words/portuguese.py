"""Portuguese words in sheets of the seller's own, as in Brazil and in Portugal."""

from inventory_core.imports.words.language import Language

LANGUAGE = Language(
    headings={
        "day": "data | dia | mês | mes | semana | período | data e hora | data/hora",
        "sold_day": (
            "data da venda | data de venda | data venda | data do pedido | data de pedido | "
            "data pedido | data de pagamento | data do pagamento | data da encomenda | "
            "data de criação do pedido | data e hora de criação do pedido | "
            "hora do pagamento do pedido | data da fatura | data de emissão"
        ),
        "received_day": (
            "data de recebimento | data do recebimento | data recebimento | data de entrada | "
            "data da entrada | data entrada | data de chegada ; data da compra | data de compra | "
            "data compra"
        ),
        "count_day": (
            "data da contagem | data de contagem | data do inventário | data do estoque | "
            "data do stock | posição em"
        ),
        "other_day": (
            "data de cadastro | data do cadastro | data de criação | criado em | "
            "data de publicação | data de atualização | atualizado em | última atualização | "
            "data de validade | validade | data de vencimento | vencimento | data de fabricação | "
            "data de fabrico"
        ),
        "promised_day": "enviar até | prazo de envio | data prevista de envio",
        "order_id": (
            "número do pedido | nº do pedido | nº pedido | n.º do pedido | num. pedido | pedido | "
            "id do pedido | id pedido | código do pedido | n.º de venda | nº da venda | "
            "nº de venda | número da venda | id da venda | encomenda | número da encomenda | "
            "nº da encomenda | recibo | cupom | fatura | número da fatura | nº da fatura | "
            "nota fiscal | número da nota | nfe"
        ),
        "document": (
            "ordem de compra | número da ordem de compra | pedido de compra | "
            "nota fiscal de entrada | nota de entrada | fatura do fornecedor | guia de remessa"
        ),
        "sku": (
            "código do produto | código de produto | código produto | cód. produto | "
            "cod produto | código do item | código | cód. | cod | cod. | referência | ref | "
            "ref. | sku do vendedor | número de referência sku | "
            "nº de referência do sku principal | código interno ; código de barras | id do produto"
        ),
        "name": (
            "produto | nome do produto | nome de produto | nome produto | artigo | "
            "nome do artigo | item | nome do item | mercadoria | nome | título | "
            "título do anúncio ; descrição | descrição do produto"
        ),
        "description": (
            "descrição | descrição completa | descrição longa | detalhes | observações | observação"
        ),
        "variant": (
            "variação | nome da variação | variante | opção | opções | tamanho | cor | modelo"
        ),
        "quantity": (
            "quantidade | qtd | qtd. | qtde | qtde. | quant | quant. | unidades | peças | pçs | "
            "nº de unidades"
        ),
        "units": (
            "quantidade vendida | qtd vendida | qtde vendida | unidades vendidas | "
            "peças vendidas | vendidos | vendidas | vendido | saída | saídas ; vendas"
        ),
        "received": (
            "recebido | recebidos | quantidade recebida | qtd recebida | unidades recebidas | "
            "quantidade comprada | qtd comprada | unidades compradas | entrada | entradas"
        ),
        "on_hand": (
            "estoque | estoque atual | estoque disponível | quantidade em estoque | "
            "qtd em estoque | qtd estoque | em estoque | stock | stock atual | stock disponível | "
            "em stock | inventário | inventário atual | existências | disponível | "
            "quantidade disponível | saldo | saldo em estoque | saldo atual | estoque final"
        ),
        "on_order": (
            "a caminho | em trânsito | a receber | pedido ao fornecedor | estoque a receber | "
            "em pedido | encomendado"
        ),
        "committed": (
            "reservado | reservados | estoque reservado | stock reservado | comprometido | a enviar"
        ),
        "returned_units": (
            "devolvidos | devolvidas | unidades devolvidas | quantidade devolvida | devoluções"
        ),
        "unit_price": (
            "preço unitário | preço por unidade | preço unit. | preço unit | valor unitário | "
            "vlr unitário | vl. unit. | preço unitário de venda do anúncio | preço acordado | "
            "valor unit | vlr unit"
        ),
        "line_total": (
            "total | valor total | preço total | subtotal | subtotal do produto | valor da venda | "
            "total da venda | total venda | montante | valor | vlr total | receita por produtos | "
            "receita | faturamento | faturação | valor do pedido"
        ),
        "cost": (
            "custo | custo unitário | preço de custo | preço custo | valor de custo | "
            "preço de compra | preço compra | valor de compra | custo por unidade"
        ),
        "price": (
            "preço | preço de venda | preço venda | valor de venda | preço final | preço normal | "
            "preço original | pvp | preço de tabela"
        ),
        "category": (
            "categoria | categoria do produto | família | grupo | departamento | seção | secção | "
            "tipo de produto | subcategoria"
        ),
        "channel": (
            "canal | canal de venda | canal de vendas | loja | plataforma | marketplace | origem"
        ),
        "status": (
            "status do pedido | status da venda | status do pagamento | situação | "
            "situação do pedido | estado | estado da encomenda | estado do pedido"
        ),
        "paid": "pago | paga | pagou | foi pago",
        "kind": (
            "tipo | tipo de transação | tipo de movimento | tipo de movimentação | movimentação | "
            "tipo de operação | operação | tipo de lançamento"
        ),
        "other_units": "quantidade danificada | perdas | avarias",
        "other_numbers": (
            "n.º | linha | ano | peso | comprimento | largura | altura | avaliação | "
            "avaliações | impressões | cliques | visualizações | visitas | visitantes | "
            "favoritos"
        ),
        "booked": "débito | crédito",
        "currency": "moeda | código da moeda",
        "supplier": "fornecedor | nome do fornecedor | fabricante | distribuidor",
        "place": (
            "armazém | depósito | localização | local | prateleira | corredor | galpão | "
            "centro de distribuição"
        ),
        "batch": "lote | número do lote | nº do lote",
        "lead_time_days": (
            "prazo de entrega | tempo de entrega | tempo de reposição | prazo de reposição | "
            "prazo do fornecedor | dias para entrega | prazo de entrega habitual"
        ),
        "lead_time_shortest_days": (
            "prazo de entrega mínimo | prazo mínimo de entrega | tempo mínimo de entrega"
        ),
        "lead_time_longest_days": (
            "prazo de entrega máximo | prazo máximo de entrega | tempo máximo de entrega"
        ),
        "moq_units": (
            "pedido mínimo | quantidade mínima | quantidade mínima de pedido | "
            "quantidade mínima de compra | compra mínima | encomenda mínima"
        ),
        "pack_size_units": (
            "unidades por caixa | unidades por pacote | peças por caixa | qtd por caixa | "
            "tamanho da embalagem | múltiplo de compra"
        ),
        "shelf_life_days": "vida útil | dias de validade | prazo de validade",
        "reorder_point": (
            "ponto de pedido | ponto de reposição | ponto de encomenda | estoque mínimo | "
            "stock mínimo | quantidade mínima em estoque | mínimo | estoque min | "
            "alerta de estoque baixo"
        ),
        "target_stock": (
            "estoque máximo | stock máximo | máximo | estoque ideal | stock ideal | estoque alvo | "
            "estoque max"
        ),
        "service_level": "nível de serviço",
        "holding_rate": "taxa de manutenção de estoque | taxa de posse",
        "order_cost": "custo por pedido | custo do pedido | custo de encomenda",
        "review_period_days": "período de revisão | dias de revisão",
        "lead_time_allowance_days": "folga do prazo de entrega | dias de folga",
        "salvage_value": "valor residual | preço de liquidação",
        "goodwill_cost": "custo de ruptura | custo de falta",
        "like_sku": "produto semelhante | produto similar | sku semelhante",
        "like_factor": "fator de vendas",
        "one_shot": "sazonal | compra única",
        "discontinued": "descontinuado | fora de linha | fora de catálogo",
        "no_order_until": "não encomendar até | não pedir até",
    },
    unshipped=(
        "a enviar | aguardando envio | pronto para envio | pronto para enviar | "
        "em preparação | preparando | em processamento | processando | aguardando coleta | "
        "não enviado"
    ),
    shipped=(
        "enviado | enviada | entregue | despachado | postado | a caminho | em trânsito | "
        "concluído | concluída | finalizado | finalizada"
    ),
    sold=(
        "pago | paga | pagamento aprovado | aprovado | aprovada | concluído | concluída | "
        "completo | completado | finalizado | finalizada | entregue | venda entregue | enviado | "
        "enviada | a enviar | a caminho | em trânsito | despachado | postado | em preparação | "
        "preparando | em processamento | processando | pronto para envio | pronto para enviar | "
        "aguardando envio | confirmado | confirmada | faturado | faturada | vendido | vendida | "
        "parcialmente pago | parcialmente enviado | recebido | parcialmente reembolsado | "
        "aguardando retirada | aguardando coleta"
    ),
    cancelled=(
        "cancelado | cancelada | anulado | anulada | recusado | recusada | rejeitado | rejeitada | "
        "falhou | malsucedido | expirado | expirada | rascunho | teste | venda cancelada | "
        "cancelada pelo comprador | cancelado pelo comprador | você cancelou a venda | "
        "cancelada pelo vendedor | orçamento"
    ),
    unpaid=(
        "não pago | não paga | por pagar | a pagar | pagamento pendente | aguardando pagamento | "
        "pendente de pagamento | a aguardar pagamento | em aberto"
    ),
    returned=(
        "devolvido | devolvida | devolução | reembolsado | reembolsada | reembolso | estornado | "
        "estorno | não entregue | pacote não entregue | extraviado | chargeback"
    ),
    ask="pendente | em espera | aberto | aberta | novo | nova | retido | em mediação | em análise",
    sale="venda | pedido | encomenda | saída | saídas | vendas",
    bought="compra | compras | entrada | entradas | recebimento",
    refund="reembolso | devolução | estorno | chargeback | nota de crédito | contestação",
    no_sale=(
        "pagamento | repasse | transferência | saque | depósito | taxa | taxas | tarifa | "
        "tarifas | comissão | ajuste | envio | frete | etiqueta de envio | imposto | impostos | "
        "retenção | assinatura | publicidade | saldo"
    ),
    yes="sim | verdadeiro",
    no="não | nao | falso",
    nothing=(
        "sem sku | sem código | n/d | n/a | nenhum | nenhuma | vazio | não se aplica | sem dados"
    ),
    own_text=(
        "personalização | gravação | texto personalizado | mensagem do comprador | "
        "mensagem do cliente | nota do comprador | observação do comprador | dedicatória"
    ),
    sums=(
        "total | totais | total geral | soma | subtotal | média | acumulado | total anual | "
        "total do ano"
    ),
    personal=(
        "comprador | cliente | destinatário | nome completo | nome de usuário | sobrenome | "
        "endereço | morada | rua | bairro | cidade | cep | código postal | e mail | email | "
        "correio eletrónico | telefone | celular | telemóvel | cpf | cnpj | nif | contribuinte"
    ),
    services=(
        "frete | frete grátis | envio | portes de envio | custo de envio | taxa de entrega | "
        "entrega | desconto | descontos | cupom | comissão | comissões | taxa | taxas | "
        "taxa de serviço | gorjeta | imposto | impostos | iva | cartão presente | cartão oferta | "
        "vale presente | vale oferta | embrulho | embalagem para presente | embalagem de oferta | "
        "seguro de envio | ajuste | arredondamento | reembolso | total | totais | total geral | "
        "subtotal | soma"
    ),
)
