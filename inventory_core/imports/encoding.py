"""In which encoding a text file was saved."""

import re

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.imports.headings import Vocabulary

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE_BYTES = 100_000
_TOP_BYTES = 4_000
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b\x1f"))
_COMMON_HANZI = re.compile(rb"(?:[\xb0-\xd7][\xa1-\xfe])+")
_ACCENTED = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_CELLS = re.compile(r'[,;|\t\r\n"]+')
_NATIONAL = ("gb18030", "cp1252", "cp932", "cp950", "cp949", "cp1251", "cp874", "cp1250")
"""What spreadsheet programs and platforms write where they do not write Unicode."""
_MOST_UNREADABLE = 1 / 500

LABELS = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GB18030",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp874": "Windows-874",
    "cp932": "Shift-JIS",
    "cp949": "EUC-KR",
    "cp950": "Big5",
}
"""The names that people know."""


def text_encoding(content: bytes, vocabulary: Vocabulary) -> str:
    """Return the codec that reads all of the bytes; one of the keys of LABELS.

    Byte order mark, else UTF-16 by its zero bytes, else UTF-8 where all of it is valid, else the
    national one in which most headings are known, else Chinese or Western European.

    Raises:
        FileError: the bytes are no text.
    """
    encoding = _marked(content) or _utf_16(content) or _utf_8(content)
    encoding = encoding or _national(content, vocabulary)
    text = content[:_SAMPLE_BYTES].decode(encoding, errors="replace")
    control = len(text) - len(text.translate(dict.fromkeys(_CONTROL)))
    undefined = 0 if encoding == "gb18030" else text.count("\ufffd")
    if control + undefined > len(text) * _MOST_UNREADABLE:
        raise FileError(
            _(
                "This file holds no text and is no spreadsheet: please export it again as CSV or "
                "XLSX and upload that."
            )
        )
    return encoding


def utf_8(content: bytes, encoding: str) -> bytes:
    """Return the text in UTF-8, without a byte order mark."""
    if encoding == "utf-8":
        return content
    # National encodings leave some bytes without a meaning.
    return content.decode(encoding, errors="replace").encode()


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _marked(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark) and _decodes(content, encoding):
            return encoding
    return None


def _utf_16(content: bytes) -> str | None:
    sample = content[:_SAMPLE_BYTES]
    zeros_at_even, zeros_at_odd = sample[::2].count(0), sample[1::2].count(0)
    if max(zeros_at_even, zeros_at_odd) <= len(sample) / 50:
        return None
    encoding = "utf-16-le" if zeros_at_odd > zeros_at_even else "utf-16-be"
    return encoding if _decodes(content, encoding) else None


def _utf_8(content: bytes) -> str | None:
    return "utf-8" if content.isascii() or _decodes(content, "utf-8") else None


def _national(content: bytes, vocabulary: Vocabulary) -> str:
    """The encoding in which most headings are known; else the one that the bytes look like."""
    top = content[:_TOP_BYTES]
    known = {codec: _known(top, codec, vocabulary) for codec in _NATIONAL}
    likely = max(known, key=known.__getitem__)
    if known[likely] and (likely != "gb18030" or _decodes(content, likely)):
        return likely
    return _chinese_or_western(content, vocabulary)


def _known(top: bytes, codec: str, vocabulary: Vocabulary) -> int:
    """Count the headings that are known if the first bytes are read so; those in ASCII tell none.

    The last sign may be cut in the middle.
    """
    text = top.decode(codec, errors="replace")
    if text[:-1].count("\ufffd") > len(text) * _MOST_UNREADABLE:
        return 0
    return vocabulary.known(cell for cell in _CELLS.split(text) if not cell.isascii())


def _chinese_or_western(content: bytes, vocabulary: Vocabulary) -> str:
    """GB18030 writes a hanzi as two high bytes; Western text has single ones between letters."""
    if not _decodes(content, "gb18030"):
        return "cp1252"
    sample = content[:_SAMPLE_BYTES]
    top = sample[:_TOP_BYTES].decode("gb18030", errors="replace")
    if any(heading in top for heading in vocabulary.chinese):
        return "gb18030"
    hanzi = sum(len(run) // 2 for run in _COMMON_HANZI.findall(sample))
    return "gb18030" if hanzi > len(_ACCENTED.findall(sample)) else "cp1252"
