"""The fonts of the seller's computer, for documents in any script: none travels with the app."""

from collections.abc import Mapping
from pathlib import Path

_NAMES = (
    # Latin, Greek and Cyrillic of Windows, macOS and Linux.
    *("segoeui.ttf", "arial.ttf", "Arial.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf"),
    "NotoSans-Regular.ttf",
    # Chinese, which brings most of Japanese.
    *("msyh.ttc", "simsun.ttc", "simhei.ttf", "PingFang.ttc", "Hiragino Sans GB.ttc"),
    *("STHeiti Light.ttc", "STHeiti Medium.ttc", "Songti.ttc", "NotoSansCJK-Regular.ttc"),
    *("NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf"),
    *("wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "uming.ttc"),
    # Japanese, Korean and Thai.
    *("YuGothM.ttc", "meiryo.ttc", "msgothic.ttc", "malgun.ttf", "AppleSDGothicNeo.ttc"),
    *("LeelawUI.ttf", "tahoma.ttf", "Thonburi.ttc", "Arial Unicode.ttf"),
)
"""Those that come with the systems, the ones for most languages first."""


def font_files(environment: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Return the fonts of this computer that are known, the best first.

    Args:
        environment: of the program: Windows says in it where its fonts lie.
        home: the seller's folder.
    """
    folders = [
        Path("/System/Library/Fonts"),
        Path("/System/Library/AssetsV2"),
        Path("/Library/Fonts"),
        home / "Library" / "Fonts",
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    ]
    if "WINDIR" in environment:
        folders.append(Path(environment["WINDIR"]) / "Fonts")
    return found_fonts(folders)


def found_fonts(folders: list[Path]) -> tuple[Path, ...]:
    """Return the known fonts in these folders, and in those inside of them."""
    known = dict.fromkeys(name.lower() for name in _NAMES)
    there: dict[str, Path] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            there.setdefault(file.name.lower(), file)
    return tuple(there[name] for name in known if name in there)
