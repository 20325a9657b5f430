"""ZIP archives: what lies in them, and the exports that a shop's system packed together."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole

ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")

MAX_MEMBERS = 50
MAX_UNPACKED_BYTES = 200 * 1024**2
"""Of all files of an archive together."""

_ENTRY_MAGIC = b"PK\x01\x02"
_MOST_ENTRIES = 20_000
"""Far more than a workbook has parts; each costs memory as soon as an archive is opened."""

_NAME_ENCODINGS = ("utf-8", "gb18030", "cp437")
"""macOS and Chinese Windows do not say which one they use; the last reads anything."""

_IN_DOCUMENTS = ("xl/", "content.xml", "[Content_Types].xml", "mimetype", "Index/", "Index.zip")
"""A member whose path begins so shows that an archive is one document, to be read as a whole."""

_SYSTEM_NAMES = ("__MACOSX", "Thumbs.db", "desktop.ini")
_ENCRYPTED = 1


def names(content: bytes) -> tuple[str, ...]:
    """Return the paths of all members; none where it is no archive, or a damaged one."""
    archive = _opened(content)
    return () if archive is None else tuple(archive.namelist())


def unpacked(file_name: str, content: bytes) -> list[tuple[str, bytes | FileError]]:
    """Return the files that an archive holds, or any other file as it is.

    Args:
        file_name: of the archive; it goes before the name of each file.
        content: its bytes.

    Returns:
        Name and bytes of each, and an error instead of the bytes of one that cannot be unpacked.
        Archives within the archive are left as they are.
    """
    archive = _opened(content)
    if archive is None or any(name.startswith(_IN_DOCUMENTS) for name in archive.namelist()):
        return [(file_name, content)]
    members = [member for member in archive.infolist() if _is_file(member)]
    if not members:
        return [(file_name, _nothing_inside(file_name))]
    files: list[tuple[str, bytes | FileError]] = []
    left = MAX_UNPACKED_BYTES
    for member in members[:MAX_MEMBERS]:
        name = f"{file_name} › {member.filename}"
        unpacked = _content(name, archive, member, limit=left)
        left -= len(unpacked) if isinstance(unpacked, bytes) else 0
        files.append((name, unpacked))
    if len(members) > MAX_MEMBERS:
        files.append((file_name, _too_many_inside(file_name, len(members))))
    return files


def _opened(content: bytes) -> zipfile.ZipFile | None:
    if not content.startswith(ZIP_MAGICS) or content.count(_ENTRY_MAGIC) > _MOST_ENTRIES:
        return None
    for encoding in _NAME_ENCODINGS:
        try:
            return zipfile.ZipFile(io.BytesIO(content), metadata_encoding=encoding)
        except UnicodeDecodeError:
            continue
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return None
    return None


def _is_file(member: zipfile.ZipInfo) -> bool:
    """True for what the seller packed: no folder, and nothing that a system adds unseen."""
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.startswith(".") or part in _SYSTEM_NAMES for part in parts)
    return bool(parts) and not member.is_dir() and not hidden


def _content(
    name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, limit: int
) -> bytes | FileError:
    if member.flag_bits & _ENCRYPTED:
        return FileError(
            _(
                "{file} is protected by a password: please unpack the archive with the password, "
                "and upload the files inside."
            ).format(file=name)
        )
    try:
        with archive.open(member) as stream:
            content = stream.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return FileError(
            _(
                "{file} is damaged and cannot be unpacked: please download the archive once more, "
                "or unpack it yourself and upload the files inside."
            ).format(file=name)
        )
    if len(content) > limit:
        return FileError(
            _(
                "{file} is too large: the files of an archive may have {megabytes} MB together. "
                "Please unpack it, and upload the files inside a few at a time."
            ).format(file=name, megabytes=MAX_UNPACKED_BYTES // 1024**2)
        )
    return content


def _nothing_inside(file_name: str) -> FileError:
    return FileError(
        _(
            "{file} is an archive without files: please pack it again, or upload the spreadsheets "
            "themselves."
        ).format(file=file_name)
    )


def _too_many_inside(file_name: str, count: int) -> FileError:
    return FileError(
        _(
            "{file} holds {count} files, and only the first {most} were looked at: please unpack "
            "it, and upload the other ones that you need."
        ).format(file=file_name, count=whole(count), most=whole(MAX_MEMBERS))
    )
