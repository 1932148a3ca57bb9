"""Damaged and hostile files: each is read or named with its reason, within the limits, and the next is read.

HOSTILE_EACH damaged copies of each file (36 make some 2,000 in all; the suite takes fewer).
"""

import os
import random
import zipfile
from pathlib import Path

import pytest

from index.documents import Document
from index.errors import DocumentError
from index.formats.parser import Parser
from index.formats.reading import Reading
from index.loading import load_document

FILES = Path(__file__).parents[1] / "files"
EACH = int(os.environ.get("HOSTILE_EACH", "3"))
SECONDS = 30
NAMES = sorted(path for path in FILES.glob("*/*") if path.suffix != ".md")
SUFFIXES = sorted({path.suffix for path in NAMES})


@pytest.fixture(scope="module")
def parser():
    with Parser(SECONDS) as parser:
        yield parser


def truncated(raw, rng):
    return raw[: rng.randrange(len(raw))]


def flipped(raw, rng):
    damaged = bytearray(raw)
    for place in rng.sample(range(len(raw)), min(len(raw), 12)):
        damaged[place] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def stuffed(raw, rng):
    place = rng.randrange(len(raw))
    return raw[:place] + rng.randbytes(rng.randrange(1, 2000)) + raw[place:]


def read_or_named(parser, path):
    """Whether a file is read, or its problem told with what to do."""
    try:
        return isinstance(parser.read(path), Reading)
    except DocumentError as error:
        return "; " in str(error)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.relative_to(FILES).as_posix()) for path in NAMES])
def test_damaged_files_are_read_or_named(parser, tmp_path, path):
    rng, raw = random.Random(path.name), path.read_bytes()
    for number in range(EACH):
        damage = (truncated, flipped, stuffed)[number % 3]
        suffix = rng.choice(SUFFIXES) if number % 12 == 11 else path.suffix
        damaged = tmp_path / f"{number}{suffix}"
        damaged.write_bytes(damage(raw, rng))
        assert read_or_named(parser, damaged)


def document(text):
    return f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{text}</w:document>'


def words(text):
    return document(f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>")


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Target="word/'
    'document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 12}'>" for n in range(1, 12)
) + "]>"  # fmt: skip


def word_file(path, text, **more):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": text,
            **more,
        }.items():
            archive.writestr(name, content)


def zeros(path):
    with path.open("wb") as file:
        file.truncate(1_000_000_000)


def many_members(path):
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}", "")


def far_cell(path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "far"
    book.save(path)


def member_of_zeros(path):
    word_file(path, words("Text."), **{"word/media/image1.png": bytes(400_000_000)})


@pytest.mark.parametrize(
    ("name", "make", "problem"),
    [
        pytest.param("zeros.pdf", zeros, "1000.0 MB is more than the 60 MB", id="a gigabyte of zeros"),
        pytest.param("bomb.docx", member_of_zeros, "unpacks to far more", id="a member that grows"),
        pytest.param("members.odt", many_members, "unpacks to far more", id="more members than a document has"),
        pytest.param("far.xlsx", far_cell, "delete what is empty", id="a cell at the end of a sheet"),
        pytest.param("nothing.epub", lambda path: path.write_bytes(b""), "damaged", id="empty"),
        pytest.param("not.pdf", lambda path: path.write_bytes(b"GIF89a" * 99), "damaged", id="a picture by another name"),
    ],
)
def test_traps_are_named(tmp_path, name, make, problem):
    make(tmp_path / name)
    with pytest.raises(DocumentError, match=problem):
        load_document(tmp_path / name, name)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        pytest.param("laughs.docx", lambda path: word_file(path, LAUGHS + words("&a11;")), id="entities without end"),
        pytest.param("deep.html", lambda path: path.write_text("<div>" * 200_000 + "Text."), id="deeply nested"),
        pytest.param("deep.rtf", lambda path: path.write_text("{\\rtf1 " + "{" * 500_000), id="groups without end"),
        pytest.param("lines.csv", lambda path: path.write_text("a;" * 3_000_000), id="a row without end"),
        pytest.param("quote.csv", lambda path: path.write_text('"' + "a\n" * 1_000_000), id="a cell without end"),
        pytest.param("deep.eml", lambda path: path.write_text("Content-Type: message/rfc822\n\n" * 9_999), id="mails in mails"),
    ],
)
def test_what_would_take_all_time_or_memory_ends(parser, tmp_path, name, make):
    make(tmp_path / name)
    assert read_or_named(parser, tmp_path / name)
    assert parser.read(FILES / "csv" / "faq.csv").text


def test_nothing_outside_the_file_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word")
    entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    word_file(tmp_path / "a.docx", entity + words("Said: &s;"), **{"../../escaped.txt": "escaped"})
    (tmp_path / "b.html").write_text(f'<p>A page that says little.</p><iframe src="{secret.as_uri()}"></iframe>')
    for name in ("a.docx", "b.html"):
        try:
            read = load_document(tmp_path / name, name)
        except DocumentError:
            continue
        assert isinstance(read, Document)
        assert "secret word" not in read.text
    assert not (tmp_path.parent / "escaped.txt").exists()
