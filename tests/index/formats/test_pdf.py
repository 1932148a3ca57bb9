"""PDFs whose pages are pictures: read by Tesseract where it is installed, else told with what to do."""

import os
import shutil
from pathlib import Path

import font_source_sans_pro
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from index.errors import DocumentError
from index.formats.pdf import read_pdf

FONT = Path(font_source_sans_pro.font_directory) / "SourceSansPro-Regular.ttf"
NO_TESSERACT = "NO SCAN WAS READ: Tesseract is not installed; get it with 'apt-get install tesseract-ocr'"
BURSARY = [
    "Bursary for apprentices",
    "The bursary pays £150 a month.",
    "1. Bring a letter from your employer.",
    "2. Bring your last payslip.",
]
PAID = ["How it is paid", "The money is paid on the first Friday of each month."]
TYPED = "Mentors meet their learners once a month."


@pytest.fixture
def tesseract():
    if not shutil.which("tesseract"):
        if os.environ.get("REQUIRE_EXTRAS"):
            pytest.fail(NO_TESSERACT)
        pytest.skip(NO_TESSERACT)


def picture(lines):
    """A page of A4 at 200 pixels an inch, its first line larger."""
    page = Image.new("L", (1654, 2339), 255)
    for number, line in enumerate(lines):
        font = ImageFont.truetype(FONT, 36 if number else 64)
        ImageDraw.Draw(page).text((150, 150 + 90 * number), line, font=font)
    return page


@pytest.fixture
def scan(tmp_path):
    pages = [picture(BURSARY), picture(PAID)]
    pages[0].save(tmp_path / "scan.pdf", save_all=True, append_images=pages[1:], resolution=200)
    return tmp_path / "scan.pdf"


@pytest.fixture
def partly(tmp_path):
    """A page of text, one that is a picture, and an empty one."""
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    pdf.multi_cell(0, text=TYPED)
    pdf.add_page()
    pdf.image(picture(PAID), x=0, y=0, w=pdf.w)
    pdf.add_page()
    pdf.output(str(tmp_path / "partly.pdf"))
    return tmp_path / "partly.pdf"


def test_a_scan_is_read_with_its_headings_and_lists(tesseract, scan):
    reading = read_pdf(scan)
    for line in (*PAID, *BURSARY):
        assert line in reading.text
    assert "# Bursary" in reading.text
    assert "\n1. Bring a letter from your employer.\n2. Bring your last payslip.\n" in reading.text
    assert (len(reading.pages), reading.note) == (2, "each page is a scan, read by Tesseract")


def test_a_scanned_page_among_others_is_read(tesseract, partly):
    reading = read_pdf(partly)
    assert TYPED in reading.text
    assert PAID[1] in reading.text[reading.pages[1] :]
    assert reading.note == "page 2 is a scan, read by Tesseract"


def test_without_tesseract_a_scan_is_told_with_what_to_do(scan, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentError, match=r"is a scan.*apt install tesseract-ocr"):
        read_pdf(scan)


def test_without_tesseract_the_other_pages_are_read(partly, monkeypatch):
    monkeypatch.setenv("PATH", "")
    reading = read_pdf(partly)
    assert reading.text.strip() == TYPED
    assert reading.note.startswith("page 2 is a picture without text, and was not read; install Tesseract")


def test_what_tesseract_cannot_read_is_told(scan, tmp_path, monkeypatch):
    (tmp_path / "tesseract").write_text("#!/bin/sh\necho 'no data for eng' >&2\nexit 1\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError, match=r"Tesseract cannot read \(no data for eng\)"):
        read_pdf(scan)


def test_an_empty_page_is_no_scan(tmp_path):
    pdf = FPDF()
    pdf.add_page()
    pdf.output(str(tmp_path / "empty.pdf"))
    assert read_pdf(tmp_path / "empty.pdf").text == ""
