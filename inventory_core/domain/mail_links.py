"""Links by which the seller's own mail program opens with a letter."""

from urllib.parse import quote

LONGEST_LINK = 1_800
"""Characters: mail programs of Windows cut longer ones."""


def mail_link(address: str, subject: str, text: str) -> str:
    """Return the link that opens a letter to an address.

    >>> mail_link("ann@example.com", "Order 3", "2 mugs & tea")
    'mailto:ann@example.com?subject=Order%203&body=2%20mugs%20%26%20tea'
    """
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(text)}"
