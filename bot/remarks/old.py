"""Figures of old documents, for whoever keeps the documents to check: those that carry a warning wherever they are quoted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.answer import Evidence
from bot.remarks.dating import may_be_old
from index.blocks import Span
from index.documents import Document
from index.split import Chunk, split_document
from index.tables import header_of, is_header, row_text

DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class OldFigures:
    """A document's sentences and rows with figures that may be otherwise by now, in its order, as a person reads them."""

    document: Document
    sentences: tuple[str, ...]

    @property
    def published(self) -> str:
        return self.document.metadata.published or "undated"


def old_figures(documents: Iterable[Document], today: date, stale_years: float) -> list[OldFigures]:
    """Of documents that are older than so many years, or undated; the oldest first, those without a date last."""
    found = [OldFigures(document, tuple(_sentences(document, today, stale_years))) for document in documents]
    return sorted((one for one in found if one.sentences), key=lambda one: (one.published, one.document.id))


def old_text(found: Iterable[OldFigures]) -> str:
    """Each document with its date, and below it what to check."""
    return "\n\n".join(
        "\n".join([f"{one.document.id} ({one.published})", *(f"- {sentence}" for sentence in one.sentences)]) for one in found
    )


def old_json(found: Iterable[OldFigures]) -> list[dict[str, Any]]:
    """The same with the keys document, title, published and sentences."""
    return [
        {
            "document": one.document.id,
            "title": one.document.metadata.title,
            "published": one.document.metadata.published,
            "sentences": one.sentences,
        }
        for one in found
    ]


def _sentences(document: Document, today: date, stale_years: float) -> Iterable[str]:
    for chunk in split_document(document):
        for span in chunk.sentences:
            if DIGIT.search(span.of(document.text)) and may_be_old(
                Evidence(document, chunk.headings, span), today, stale_years
            ):
                yield from _shown(document, chunk, span)


def _shown(document: Document, chunk: Chunk, span: Span) -> Iterable[str]:
    if chunk.kind != "table":
        yield document.plain(span)
    elif not is_header(document.text, span):
        yield row_text(document, span, header_of(document.text, span))
