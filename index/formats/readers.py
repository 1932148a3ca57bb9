"""Which reader is for which file, by how its name ends."""

from collections.abc import Callable
from pathlib import Path

from index.errors import DocumentError
from index.formats.mail import read_mail
from index.formats.office import read_office
from index.formats.pdf import read_pdf
from index.formats.reading import Reading
from index.formats.sheet import read_csv, read_workbook
from index.formats.web import read_web


def _of_bytes(reader: Callable[[bytes], Reading]) -> Callable[[Path], Reading]:
    return lambda path: reader(path.read_bytes())


def _office(kind: str) -> Callable[[Path], Reading]:
    return lambda path: read_office(path, kind)


READERS: dict[str, Callable[[Path], Reading]] = {
    ".pdf": read_pdf,
    ".docx": _office("docx"),
    ".pptx": _office("pptx"),
    ".odt": _office("odt"),
    ".epub": _office("epub"),
    ".rtf": _office("rtf"),
    ".xlsx": read_workbook,
    ".csv": _of_bytes(read_csv),
    ".html": _of_bytes(read_web),
    ".htm": _of_bytes(read_web),
    ".eml": _of_bytes(read_mail),
}


def read(path: Path) -> Reading:
    """Raises DocumentError, without the file's name, if it cannot be read or says nothing; OSError if the disk refuses."""
    reading = READERS[path.suffix.lower()](path)
    if not reading.text.strip():
        raise DocumentError("says nothing that can be read; remove it, or save it anew, or as a PDF")
    return reading
