"""What an index is about: its documents, their chunks and sentences, and the texts that have to be encoded."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.blocks import Span
from index.documents import Document
from index.split import Chunk, split_document
from index.tables import named_row

# Rows of longer tables are encoded as one text, what stands above them: they differ in names and figures, which the lexical
# search and the words of the question tell apart. A thousand occupations have 45,000 rows of states.
ROWS_ALONE = 12


@dataclass(frozen=True)
class Sentence:
    """Sentence `ordinal` of the chunk at position `chunk`; `id` is a content hash of 63 bits for FAISS."""

    id: int
    chunk: int
    ordinal: int


@dataclass(frozen=True)
class Catalogue:
    """Documents and chunks in order. Everything else here follows from them."""

    documents: Mapping[str, Document]
    chunks: tuple[Chunk, ...]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> "Catalogue":
        chunks = tuple(chunk for document in documents for chunk in split_document(document))
        return cls({document.id: document for document in documents}, chunks)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(_sentence_id(chunk, ordinal), position, ordinal)
            for position, chunk in enumerate(self.chunks)
            for ordinal in range(len(chunk.sentences))
        )

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every distinct text to encode, sentences and contexts, in order of first use."""
        sentences = (self.encoded_text(sentence) for sentence in self.sentences)
        return tuple(dict.fromkeys([*sentences, *(self.context(chunk) for chunk in self.chunks)]))

    def text(self, chunk: Chunk, span: Span | None = None) -> str:
        """The chunk's text, or that of a span in its document, as a person reads it; a sentence with its footnotes."""
        plain, place = self.documents[chunk.document].plain, span or chunk.span
        notes = " ".join(map(plain, chunk.notes_of(place)))
        return f"{plain(place)} ({notes})" if notes else plain(place)

    def sentence_text(self, sentence: Sentence) -> str:
        chunk = self.chunks[sentence.chunk]
        return self.text(chunk, chunk.sentences[sentence.ordinal])

    def encoded_text(self, sentence: Sentence) -> str:
        """What is encoded for a sentence: its text, or of a row of a long table what stands above that."""
        chunk = self.chunks[sentence.chunk]
        return self.context(chunk) if _is_long(chunk) else self.sentence_text(sentence)

    def stands_for_others(self, sentence: Sentence) -> bool:
        """Whether the dense search looks for it: of a long table one row is enough."""
        return sentence.ordinal == 0 or not _is_long(self.chunks[sentence.chunk])

    def row_named(self, sentence: Sentence, question: str) -> str:
        """What a row of a long table is about, if the question names it; else empty."""
        chunk = self.chunks[sentence.chunk]
        row = chunk.sentences[sentence.ordinal]
        return named_row(self.documents[chunk.document], row, question) if _is_long(chunk) else ""

    def context(self, chunk: Chunk) -> str:
        """What a reader knows before reading the chunk: the document's title, the nearest heading, the publisher, the region
        and, of a list, the lead-in."""
        metadata = self.documents[chunk.document].metadata
        known = [metadata.title, *chunk.headings[-1:], metadata.publisher, metadata.region]
        above = ". ".join(dict.fromkeys(text for text in known if text))
        return f"{above}: {self.text(chunk, chunk.lead_in)}" if chunk.lead_in else above


def _is_long(chunk: Chunk) -> bool:
    return chunk.kind == "table" and len(chunk.sentences) > ROWS_ALONE


def _sentence_id(chunk: Chunk, ordinal: int) -> int:
    digest = hashlib.sha256(f"{chunk.id}/{ordinal}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1
