"""Files that are taken in by themselves from a watched folder: once they are whole, and each once.

Who takes files in holds the database meanwhile. That is held by one program at a time and let go by
the system when the program ends, however it ends: so watchers need no lock of their own that could
be left behind. A file is saved first and moved then: whoever was ended between the two finds at the
next look that its content is known, and only moves it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

from inventory_core.domain.errors import FileError, QuestionError, UnusableError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, time
from inventory_core.imports.archive import unpacked
from inventory_core.imports.drop import import_files, oldest_first
from inventory_core.imports.format import Sheet
from inventory_core.imports.importing import Imported
from inventory_core.imports.reasons import Reason
from inventory_core.imports.upload_words import (
    channel_label,
    companion_sentence,
    saved_before_sentence,
    saved_sentence,
    told_lines,
)
from inventory_core.shop import actions
from inventory_core.shop.told_twice import told_twice
from inventory_core.shop.watched_files import (
    Fate,
    Mark,
    files_in,
    mark_of,
    put_away,
    put_back,
)
from inventory_core.store.database import HeldError
from inventory_core.store.store import Store

SECONDS_BETWEEN_LOOKS = 2.0
"""A folder is asked, since what systems tell by themselves they do not tell of folders on other
computers or of shared ones; to ask costs less than a millisecond."""

SECONDS_AFTER_TROUBLE = 30.0

_PATIENCE = timedelta(minutes=10)
"""What cannot be read may be half of a file. It is refused once nobody touched it for so long."""

Result = Imported | Sheet | FileError


@dataclass(frozen=True, kw_only=True)
class Dealt:
    """What became of a file. report: in plain words, of several lines."""

    file: str
    fate: Fate
    report: str


@dataclass(frozen=True, eq=False, kw_only=True)
class _Read:
    """A file that was read. names, results: of the files inside, where it is an archive."""

    path: Path
    mark: Mark
    names: tuple[str, ...]
    results: tuple[Result, ...]


class FolderWatch:
    """What is remembered of a folder from one look to the next: nothing that may not be lost."""

    def __init__(self, store: Store, folder: Path, *, zone: tzinfo | None = None) -> None:
        """Take files of this folder into that shop; zone as in importing.interpret."""
        self._store, self._folder, self._zone = store, folder, zone
        self._seen: Mapping[Path, Mark] | None = None
        self._state: object = None
        self._moved: dict[Path, Mark] = {}
        self._asked: dict[Path, Mark] = {}

    def look(self, *, now: datetime, today: date) -> tuple[Dealt, ...]:
        """Look once, and take in what is as it was at the look before.

        Returns:
            What became of each file that was read, of those that wait the first time only; nothing
            of those that may be half of a file.

        Raises:
            FileError: the folder cannot be looked into, or a file not be moved.
            StoreError: the database cannot be opened or written.
        """
        self._bring_back(now)
        found = files_in(self._folder)
        before, self._seen = self._seen, found
        if before is None:
            return ()
        whole = {path: mark for path, mark in found.items() if before.get(path) == mark}
        quiet = {path for path, mark in whole.items() if now - mark.touched > _PATIENCE}
        try:
            # What waits is read again when files come or go, and when the shop learned something.
            state = whole, quiet, self._store.versions() if whole else None
            if state == self._state:
                return ()
            self._state = None
            reads = self._read(whole, today)
            dealt = self._deal(reads, quiet, now)
        except HeldError:
            return ()  # The next look finds everything as it is.
        # A file that another program did not let us open is tried again.
        self._state = state if len(reads) == len(whole) else None
        return dealt

    def _read(self, whole: Mapping[Path, Mark], today: date) -> list[_Read]:
        """Read all files as one drop, since some complete each other."""
        inside = {path: unpacked(path.name, content) for path, content in _contents(whole)}
        results = iter(
            import_files(
                [file for files in inside.values() for file in files],
                today=today,
                zone=self._zone,
                remembered=self._store.remembered_mappings().get,
                known=self._store.codes(),
            )
            if inside
            else ()
        )
        return [
            _Read(
                path=path,
                mark=whole[path],
                names=tuple(name for name, _content in files),
                results=tuple(next(results) for _file in files),
            )
            for path, files in inside.items()
        ]

    def _deal(self, reads: Sequence[_Read], quiet: set[Path], now: datetime) -> tuple[Dealt, ...]:
        """Save and move what was read, while nobody else can."""
        with self._store.kept_open():
            reads = [one for one in reads if mark_of(one.path) == one.mark]
            fates = {one.path: self._fate(one, quiet=one.path in quiet) for one in reads}
            sentences = self._save(reads, fates, now)
            _follow_partners(reads, fates)
            waiting = {one.path: one.mark for one in reads if fates[one.path] is Fate.WAITING}
            told = [
                one
                for one in reads
                if fates[one.path] is not Fate.UNFINISHED
                and not (one.path in waiting and self._asked.get(one.path) == one.mark)
            ]
            dealt = tuple(_dealt(one, fates[one.path], sentences, now) for one in told)
            for one, became in zip(told, dealt, strict=True):
                if became.fate is not Fate.WAITING:
                    target = put_away(one.path, became.fate, became.report, mark=one.mark)
                    self._moved[target] = one.mark
            self._store.waiting_files.keep(self._folder, [path.name for path in waiting])
            self._asked = waiting
        return dealt

    def _fate(self, read: _Read, *, quiet: bool) -> Fate:
        """Tell what is to become of a file, by what was read of it."""
        if any(isinstance(one, QuestionError) and not self._is_kept(one) for one in read.results):
            return Fate.WAITING
        if not quiet and any(map(_may_be_half, read.results)):
            return Fate.UNFINISHED
        return Fate.DONE if any(map(_tells_something, read.results)) else Fate.REFUSED

    def _is_kept(self, question: QuestionError) -> bool:
        """Tell whether the seller answered a question already, on the Upload page."""
        return bool(question.content) and not self._store.is_new(question.content)

    def _save(
        self, reads: Sequence[_Read], fates: dict[Path, Fate], now: datetime
    ) -> dict[int, str]:
        """Keep what can be kept; of what seems to be told twice its file waits.

        Returns:
            What became of each result, by its identity.
        """
        path_of = {
            id(one): read.path
            for read in reads
            for one in read.results
            if fates[read.path] is Fate.DONE and _tells_something(one)
        }
        ready = (one for read in reads for one in read.results if id(one) in path_of)
        sentences: dict[int, str] = {}
        for imported in oldest_first(one for one in ready if isinstance(one, Imported)):
            found = told_twice(imported, self._store)
            if found:
                fates[path_of[id(imported)]] = Fate.WAITING
                channel = channel_label(found.channel)
                sentences[id(imported)] = found.sentence(imported.file_name, channel)
            elif self._store.is_new(imported.fingerprint):
                saved = actions.save_import(self._store, imported, now=now)
                sentences[id(imported)] = saved_sentence(imported, saved)
            else:  # Whatever the seller answered about it on the Upload page stands.
                sentences[id(imported)] = saved_before_sentence(imported.file_name)
        return sentences

    def _bring_back(self, now: datetime) -> None:
        """Take back what was written on after it was moved: its writer had only paused."""
        for target, mark in list(self._moved.items()):
            stands = mark_of(target)
            settled = stands is None or stands.touched < now - _PATIENCE
            if settled or (stands != mark and put_back(target)):
                del self._moved[target]


def answered(store: Store, file: Path, content: bytes, fate: Fate, *, now: datetime) -> None:
    """Put a file away that waited, and that the seller dealt with on the Upload page.

    Args:
        store: the shop's.
        file: where it waited.
        content: what the seller saw of it; a file that is another one by now stays.
        fate: whether it was saved or left out.
        now: the running moment.

    Raises:
        FileError: it cannot be moved.
    """
    sentence = {
        Fate.DONE: _("Answered and saved on the Upload page on {day}, {time}."),
        Fate.REFUSED: _("Left out on the Upload page on {day}, {time}."),
    }[fate].format(day=day(now), time=time(now))
    with store.kept_open():
        mark = mark_of(file)
        if mark and file.read_bytes() == content:
            put_away(file, fate, sentence, mark=mark)
        store.waiting_files.forget(file)


def _contents(whole: Mapping[Path, Mark]) -> Iterator[tuple[Path, bytes]]:
    """Return what the files hold that no other program keeps from being opened."""
    for path in whole:
        try:
            yield path, path.read_bytes()
        except OSError:
            continue


def _may_be_half(result: Result) -> bool:
    if isinstance(result, Imported):
        return _ends_too_soon(result)
    return isinstance(result, FileError) and not isinstance(result, QuestionError | UnusableError)


def _ends_too_soon(imported: Imported) -> bool:
    return bool((imported.problems["reason"] == Reason.CUT_OFF.code).any())


def _tells_something(result: Result) -> bool:
    """Tell whether anything of a file can be kept, or is kept already."""
    if isinstance(result, Imported):
        kept = result.rows_accepted or result.takes_back
        return bool(kept) and not _ends_too_soon(result)
    return isinstance(result, Sheet | QuestionError)


def _follow_partners(reads: Sequence[_Read], fates: dict[Path, Fate]) -> None:
    """Let a file that only completes another one go where that goes."""
    path_of = {name: read.path for read in reads for name in read.names}
    for read in reads:
        for result in read.results:
            if isinstance(result, Sheet) and result.used_for in path_of:
                partner = fates[path_of[result.used_for]]
                fates[read.path] = fates[read.path] if partner is Fate.DONE else partner


def _dealt(read: _Read, fate: Fate, sentences: Mapping[int, str], now: datetime) -> Dealt:
    report = "\n".join(_report_lines(read, fate, sentences, now))
    return Dealt(file=read.path.name, fate=fate, report=report)


def _report_lines(
    read: _Read, fate: Fate, sentences: Mapping[int, str], now: datetime
) -> Iterator[str]:
    """Say of each file inside what it holds, why rows were left out and what became of it."""
    yield _("Looked at on {day}, {time}.").format(day=day(now), time=time(now))
    for name, result in zip(read.names, read.results, strict=True):
        if isinstance(result, Imported):
            yield from told_lines(result)
            yield from filter(None, [sentences.get(id(result), "")])
        elif isinstance(result, Sheet):
            yield companion_sentence(result)
        elif isinstance(result, QuestionError) and fate is Fate.DONE:
            yield saved_before_sentence(name)
        else:
            yield str(result)
