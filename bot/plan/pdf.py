"""A plan as a PDF file to print: boxes to tick, and its sources. The only importer of fpdf2.

Covers what the font covers: Latin, Greek and Cyrillic letters. Does not cover other scripts: their letters become "?".
"""

import unicodedata
from datetime import UTC, date, datetime, time
from pathlib import Path

import font_source_sans_pro
from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.answer import Answer, Plan, Sentence
from bot.plan.markdown import MADE, numbers
from bot.report import source_line

FONTS = Path(font_source_sans_pro.font_directory)
FONT = "sourcesanspro"
# Sizes in points, all other measures in millimetres.
TITLE, HEADING, TEXT, SMALL = 22, 14, 11, 9
MARGIN, LINE, INDENT, BOX = 22, 5.4, 8, 3.4
INK, GREY = 20, 110
NO_BREAK, HYPHEN = "\u00a0", "\u2010"
# A heading needs some lines below it on the same page.
WITH_HEADING = 30


def plan_pdf(plan: Plan, answer: Answer, made: date) -> bytes:
    """The file's bytes."""
    page = _Pages(plan.title, made)
    page.paragraph(plan.title, TITLE, bold=True)
    page.ln(2)
    page.paragraph(MADE.format(made=made.isoformat()), SMALL, grey=True)
    if answer.opening:
        page.paragraph(answer.opening, TEXT)
    for stage in plan.stages:
        page.heading(stage.title)
        for sentence in stage.sentences:
            page.point(sentence)
    page.ln(3)
    for remark in answer.remarks:
        page.paragraph(remark, TEXT)
    page.heading("Sources")
    for citation in answer.citations:
        page.marked(f"{citation.id}.", source_line(citation), SMALL)
    return bytes(page.output())


class _Pages(FPDF):
    """A4 pages with a number at the foot."""

    def __init__(self, title: str, made: date) -> None:
        super().__init__(format="A4")
        self.add_font(FONT, "", FONTS / "SourceSansPro-Regular.ttf")
        self.add_font(FONT, "B", FONTS / "SourceSansPro-Semibold.ttf")
        font = self.fonts[FONT]
        assert isinstance(font, TTFFont)
        self._letters = frozenset(font.cmap)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.set_lang("en")
        self.set_title(self.printable(title))
        self.set_creator("Waymark")
        self.set_creation_date(datetime.combine(made, time(), UTC))
        self.add_page()

    def footer(self) -> None:
        """The page's number."""
        self.set_y(-MARGIN / 2 - 4)
        self._style(SMALL, grey=True)
        self.cell(0, LINE, f"{self.page_no()} / {{nb}}", align="C")

    def printable(self, text: str) -> str:
        """The text on one line, in letters that the font has."""
        return "".join(self._letter(character) for character in " ".join(text.split()))

    def paragraph(self, text: str, size: int, *, bold: bool = False, grey: bool = False) -> None:
        """A paragraph over the whole width."""
        self._style(size, bold=bold, grey=grey)
        self.multi_cell(0, size * LINE / TEXT, self.printable(text), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1.5)

    def heading(self, text: str) -> None:
        """A heading, on the same page as what follows it."""
        if self.get_y() + WITH_HEADING > self.page_break_trigger:
            self.add_page()
        self.ln(4)
        self.paragraph(text, HEADING, bold=True)

    def point(self, sentence: Sentence) -> None:
        """A step with its box, something to know with a dot, or what leads into a list."""
        if sentence.layout == "lead_in":
            self.paragraph(f"{sentence.text} {numbers(sentence)}", TEXT)
        else:
            self.marked("" if sentence.layout == "item" else "•", sentence.text, TEXT, numbers(sentence))

    def marked(self, mark: str, text: str, size: int, number: str = "") -> None:
        """A hanging paragraph behind a mark, or behind a box if there is none, never split over two pages. Its number never
        stands alone in a line."""
        self._style(size)
        line, shown = size * LINE / TEXT, f"{self.printable(text)}{NO_BREAK}{number}".rstrip()
        height = self.multi_cell(self.epw - INDENT, line, shown, align="L", dry_run=True, output="HEIGHT")
        assert isinstance(height, float)
        if self.will_page_break(height):
            self.add_page()
        top = self.get_y()
        if mark:
            self.cell(INDENT, line, mark)
        else:
            self.rect(MARGIN + 0.5, top + (line - BOX) / 2, BOX, BOX, round_corners=True, corner_radius=0.6)
        self.set_xy(MARGIN + INDENT, top)
        self.multi_cell(self.epw - INDENT, line, shown, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1.2)

    def _style(self, size: int, *, bold: bool = False, grey: bool = False) -> None:
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(GREY if grey else INK)

    def _letter(self, character: str) -> str:
        if ord(character) in self._letters:
            return character
        if unicodedata.category(character) == "Cf":  # invisible
            return ""
        similar = unicodedata.normalize("NFKC", character).replace(HYPHEN, "-")
        return similar if similar and all(ord(one) in self._letters for one in similar) else "?"
