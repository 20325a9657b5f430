"""Buyers are nobody's business: what is never shown in a report, and never kept."""

import re

import pandas as pd

from inventory_core.imports.reasons import Nature, codes_of
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise

_PERSONAL = re.compile(
    r"buyer|customer|recipient|consignee|attention|retailer|\bclient"
    r"|e ?mail|phone|mobile|telephone|address|street|\bcity\b|\bzip\b|zipcode|post ?code|postal"
    r"|(?:ship(?:ping)?|billing|delivery|first|last|full) (?:to )?name|vat number|tax number"
    r"|käufer|\bkunden?\b|kundenname|empfänger|vorname|nachname|telefon|adresse|stra(?:ß|ss)e|\bplz\b"
    r"|acheteur|destinataire|prénom|téléphone|comprador|cliente|dirección|correo|teléfono"
    r"|acquirente|destinatario|indirizzo|koper|klant|\badres\b|購入者|住所|氏名"
    r"|destinatário|nome de usuário|telefone|endereço|\bcpf\b"
    r"|pembeli|penerima|telepon|alamat|người (?:mua|nhận)|điện thoại|địa chỉ"
    r"|ผู้ซื้อ|ผู้รับ|โทรศัพท์|ที่อยู่|покупател|получател|телефон|адрес"
    r"|구매자|주문자|수취인|수령인|연락처|전화번호|주소|우편번호"
    r"|买家|買家|收货|收件|姓名|手机|电话|電話|地址|会员|昵称|邮编|身份证|旺旺|客户"
)
"""Headings over names, addresses, telephone numbers and the like of persons."""


def is_personal(heading: str) -> bool:
    """Tell whether what stands below a heading may be a person's.

    >>> is_personal("Ship Address1"), is_personal("ชื่อผู้รับ"), is_personal("SKU")
    (True, True, False)
    """
    return _PERSONAL.search(normalise(heading)) is not None


def has_personal_columns(table: Table) -> bool:
    """Tell whether a sheet names persons.

    >>> cells = pd.DataFrame(columns=["Date", "Ship Address1", "SKU"])
    >>> has_personal_columns(Table(file_name="", sheet="", cells=cells, ragged=cells, source=""))
    True
    """
    return any(is_personal(str(heading)) for heading in table.cells.columns)


def without_private_values(problems: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return PROBLEMS without values that may be a person's; the row number still tells where."""
    if not has_personal_columns(table):
        return problems
    slipped = problems["reason"].isin(codes_of(Nature.SLIPPED))
    return problems.assign(value=problems["value"].where(~slipped, ""))
