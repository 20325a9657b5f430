"""The words of one language for what stands in a seller's own sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Language:
    """Words as people write them, one text for each meaning with a bar between two words.

    headings: of each field, the surest first; what stands after a semicolon is tried only after the
    surer words of all languages. sold, cancelled, unpaid, returned: what a status says about
    demand; ask: what may be either. yes, no: answers.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    sold: str = ""
    cancelled: str = ""
    unpaid: str = ""
    returned: str = ""
    ask: str = ""
    yes: str = ""
    no: str = ""
