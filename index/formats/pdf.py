"""PDFs: the lines and tables of their pages, by pdfplumber. `layout.py` makes headings, lists and paragraphs of them.

Tables are found by their rules; of those without any, layout.py finds the ones whose columns stand below each other.
A page without text is a picture of one: Tesseract reads it where that is installed.
"""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from index.errors import DocumentError
from index.formats.columns import unruled_tables
from index.formats.layout import markdown
from index.formats.pieces import Line, Piece, Table, Word
from index.formats.reading import Reading

BOLD = re.compile("bold|black|heavy|semibold|demi", re.IGNORECASE)
# In points.
LARGEST_BULLET = 6.0
# Pixels an inch: what Tesseract's makers ask for.
RESOLUTION = 300
INSTALL = (
    "install Tesseract (on Debian and Ubuntu 'apt install tesseract-ocr'; macOS 'brew install tesseract') and index again, or "
    "scan it anew with text recognition"
)
SCAN = f"is a scan, pictures of pages without text; {INSTALL}"


def read_pdf(path: Path) -> Reading:
    """Raises DocumentError for a PDF that is damaged, locked, or a scan that nothing here can read."""
    try:
        with pdfplumber.open(path) as pdf:
            pages = [list(_pieces(page)) for page in pdf.pages]
            # Letters may be drawn as curves.
            pictures = [place for place, page in enumerate(pdf.pages) if not pages[place] and (page.images or page.curves)]
            note = ""
            if pictures and shutil.which("tesseract"):
                for place in pictures:
                    pages[place] = _recognised(pdf.pages[place])
                note = f"{_named(pictures, len(pages))} a scan, read by Tesseract"
            elif pictures and not any(pages):
                raise DocumentError(SCAN)
            elif pictures:
                note = f"{_named(pictures, len(pages))} a picture without text, and was not read; {INSTALL}"
            heights = [float(page.height) for page in pdf.pages]
            title = str((pdf.metadata or {}).get("Title") or "")
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise DocumentError("is locked by a password; save it without one") from error
        raise DocumentError(f"is damaged ({error}); open it and save it anew") from error
    except subprocess.CalledProcessError as error:
        raise DocumentError(f"is a scan that Tesseract cannot read ({_last_line(error.stderr)}); scan it anew") from error
    except (PDFException, ValueError, TypeError, KeyError, IndexError, RecursionError, AttributeError) as error:
        # pdfminer lets what it stumbles over through as it is.
        raise DocumentError(f"is damaged ({type(error).__name__}: {error}); open it and save it anew") from error
    text, starts = markdown(pages, heights)
    return Reading(text, _title(title), pages=starts, note=note)


def _named(places: Sequence[int], pages: int) -> str:
    """The pages at some places as the subject of a sentence, each of which is something."""
    if len(places) == pages:
        return "each page is"
    return (
        f"page {places[0] + 1} is" if len(places) == 1 else f"each of pages {', '.join(str(place + 1) for place in places)} is"
    )


def _last_line(said: bytes) -> str:
    return (said.decode(errors="replace").strip().splitlines() or ["it does not say why"])[-1]


def _title(stated: str) -> str:
    """What the file says it is called, unless that is only a file's name, as word processors put there."""
    line = " ".join(stated.split())
    return "" if re.search(r"\.\w{3,4}$|^(?:untitled|microsoft word)\b", line, re.IGNORECASE) else line


def _pieces(page: Page) -> Iterator[Piece]:
    """What stands on a page, in the order in which it was written; a table where its first word stands."""
    words = list(_words(page))
    tables = [table for table in map(_table, page.find_tables()) if table]
    tables += unruled_tables([word for word in words if not any(table.holds(word) for table in tables)])
    drawn = [mark for mark in (*page.curves, *page.rects) if max(mark["width"], mark["height"]) <= LARGEST_BULLET]
    told: set[int] = set()
    line: list[Word] = []
    for word in words:
        inside = next((number for number, table in enumerate(tables) if table.holds(word)), None)
        if line and (inside is not None or not word.follows(line[-1])):
            yield Line(tuple(line))
            line = []
        if inside is None:
            line += [word] if line else [*_bullet(word, drawn), word]
        elif inside not in told:
            told.add(inside)
            yield tables[inside]
    if line:
        yield Line(tuple(line))


def _words(page: Page) -> Iterator[Word]:
    for one in page.extract_words(extra_attrs=["size", "fontname"], use_text_flow=True):
        x0, x1, top, bottom, size = (float(one[key]) for key in ("x0", "x1", "top", "bottom", "size"))
        yield Word(one["text"], x0, x1, top, bottom, size, bool(BOLD.search(one["fontname"])))


def _bullet(word: Word, drawn: Sequence[dict[str, Any]]) -> list[Word]:
    """The bullet before a line's first word, if it is drawn rather than written."""
    for mark in drawn:
        before = 0 < word.x0 - mark["x1"] < 2 * word.size
        if before and word.top < (mark["top"] + mark["bottom"]) / 2 < word.bottom:
            return [replace(word, text="•", x0=mark["x0"], x1=mark["x1"])]
    return []


def _table(found: pdfplumber.table.Table) -> Table | None:
    """A table of at least two columns, of which most cells are filled: boxes around text are none."""
    rows = [tuple(" ".join((cell or "").split()) for cell in row) for row in found.extract()]
    columns = [column for column in range(max(map(len, rows), default=0)) if any(row[column] for row in rows)]
    rows = [tuple(row[column] for column in columns) for row in rows if any(row)]
    filled = sum(map(bool, (cell for row in rows for cell in row)))
    if len(rows) < 2 or len(columns) < 2 or 2 * filled < len(rows) * len(columns):
        return None
    return Table(tuple(rows), *found.bbox)


def _recognised(page: Page) -> list[Piece]:
    """A picture of a page as lines, by Tesseract's table of words."""
    picture = page.to_image(resolution=RESOLUTION).original
    stream = io.BytesIO()
    picture.convert("L").save(stream, "PPM")
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "tsv"],
        input=stream.getvalue(),
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads wait for each other longer than they work
    )
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in csv.DictReader(io.StringIO(done.stdout.decode()), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            left, top, width, height = (int(row[key]) * 72 / RESOLUTION for key in ("left", "top", "width", "height"))
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(Word(row["text"], left, left + width, top, top + height, 1.0, bold=False))
    return [Line(_of_one_size(words)) for words in lines.values()]


def _of_one_size(words: list[Word]) -> tuple[Word, ...]:
    """A line's words as large as the tallest, rounded to whole points: a word without tall letters is no smaller."""
    size = float(round(max(word.bottom - word.top for word in words)))
    return tuple(replace(word, size=size) for word in words)
