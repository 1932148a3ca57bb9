"""Read tables of official downloads strictly: known names and columns, and no row lost without a word.

Nothing is ever extracted to a path: of a zip archive only the members that are expected are read, into memory.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from index.errors import DocumentError

# Ten times the largest table of either download.
MAX_BYTES = 300_000_000
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)

Row = Mapping[str, str]
Folder = TypeVar("Folder", Path, PurePosixPath)


@dataclass(frozen=True)
class Table:
    """A table's file and its columns: those that every row fills, those of them that are numbers, those that may be empty."""

    file: str
    filled: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    maybe_empty: tuple[str, ...] = ()


def read_members(path: Path, first: str, others: Collection[str]) -> dict[str, bytes]:
    """The files called `first` and `others` in a zip archive or a folder, which may hold them in a folder of its own.

    Raises DocumentError for a path that is neither, is damaged, holds no `first` or several, or a file that is too large.
    """
    if path.is_dir():
        return _from_folder(path, first, others)
    if not path.exists():
        raise DocumentError(f"{path}: there is no such file or folder; check the path")
    try:
        with zipfile.ZipFile(path) as archive:
            return _from_archive(path, archive, first, others)
    except (*DAMAGED, OSError) as error:
        raise DocumentError(f"{path}: is no zip archive that can be read ({error}); download it anew") from error


def check_size(name: str, size: int) -> None:
    """Raises DocumentError for a file that is larger than any official table."""
    if size > MAX_BYTES:
        raise DocumentError(f"{name}: would be {size / 1e6:,.0f} MB, no official table is over {MAX_BYTES / 1e6:,.0f} MB")


def decode(name: str, raw: bytes) -> str:
    """Raises DocumentError for what is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name}: is not UTF-8 text (byte {error.start}); download it anew") from error


def read_rows(table: Table, text: str, passed_over: list[str]) -> Iterator[Row]:
    """The rows of a tab-separated table. Those that are not as they must be are added to `passed_over`, named.

    Raises DocumentError if a column is missing.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t")
    check_columns(table.file, reader.fieldnames or (), (*table.filled, *table.maybe_empty))
    try:
        for row in reader:
            if problem := _problem(table, row):
                passed_over.append(f"{table.file}, line {reader.line_num}: {problem}")
            else:
                yield {column: value or "" for column, value in row.items() if column}
    except csv.Error as error:
        raise DocumentError(f"{table.file}, line {reader.line_num}: {error}; download it anew") from error


def check_columns(name: str, found: Iterable[str], wanted: Iterable[str]) -> None:
    """Raises DocumentError naming the columns that are missing."""
    if absent := [column for column in wanted if column not in set(found)]:
        raise DocumentError(f"{name}: has no column {', '.join(absent)}; use the official table as it was downloaded")


def _problem(table: Table, row: Mapping[str | None, str | None]) -> str:
    """What is wrong with a row; empty if nothing is."""
    for column in (*table.filled, *table.maybe_empty):
        value = row[column]
        if value is None:
            return "it ends early"
        if "\n" in value:
            return f"{column} goes over several lines: a quotation mark is not closed"
        if not value.strip() and column in table.filled:
            return f"{column} is empty"
        if column in table.numbers and not value.strip().replace(".", "", 1).isdecimal():
            return f"{column} is {value!r}, not a number"
    return ""


def _from_folder(path: Path, first: str, others: Collection[str]) -> dict[str, bytes]:
    folder = _only(path, first, [found.parent for found in path.rglob(first) if found.is_file()])
    files = [folder / name for name in (first, *others) if (folder / name).is_file()]
    for file in files:
        check_size(str(file), file.stat().st_size)
    try:
        return {file.name: file.read_bytes() for file in files}
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror})") from error


def _from_archive(path: Path, archive: zipfile.ZipFile, first: str, others: Collection[str]) -> dict[str, bytes]:
    members = {PurePosixPath(member.filename): member for member in archive.infolist()}
    folder = _only(path, first, [name.parent for name in members if name.name == first])
    found = {name: members[folder / name] for name in (first, *others) if folder / name in members}
    for name, member in found.items():
        check_size(f"{path}, {name}", member.file_size)  # zipfile reads no more than is declared
    return {name: archive.read(member) for name, member in found.items()}


def _only(path: Path, first: str, folders: list[Folder]) -> Folder:
    if len(folders) != 1:
        found = f"holds {len(folders)} files called" if folders else "holds no"
        raise DocumentError(f"{path}: {found} '{first}'; give the zip or folder of one release of the O*NET text database")
    return folders[0]
