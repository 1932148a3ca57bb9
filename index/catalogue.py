"""What an index is about: its documents, their chunks and sentences, and the texts that have to be encoded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from index.documents import Document
from index.split import Chunk, split_document
from index.tables import named_row

# Rows of longer tables are encoded as one text, what stands above them: they differ in names and figures, which the lexical
# search and the words of the question tell apart. A thousand occupations have 45,000 rows of states.
ROWS_ALONE = 12


class Sentence(NamedTuple):
    """Sentence `ordinal` of the chunk at position `chunk`. Both searches know it by its own position in the catalogue."""

    chunk: int
    ordinal: int


@dataclass(frozen=True)
class Catalogue:
    """Documents and chunks in order, those of one document together. Everything else here follows from them."""

    documents: Mapping[str, Document]
    chunks: tuple[Chunk, ...]

    @classmethod
    def of(cls, documents: Sequence[Document], split: Mapping[str, Sequence[Chunk]] | None = None) -> "Catalogue":
        """`split` are the chunks, by the document's id, of documents that were split before."""
        known = split or {}
        chunks = tuple(chunk for one in documents for chunk in known.get(one.id) or split_document(one))
        return cls({document.id: document for document in documents}, chunks)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(position, ordinal) for position, chunk in enumerate(self.chunks) for ordinal in range(len(chunk.sentences))
        )

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every distinct text to encode, sentences and contexts, in order of first use."""
        return tuple(dict.fromkeys(text for chunk in self.chunks for text in _encoded(chunk)))

    @cached_property
    def places(self) -> dict[str, range]:
        """The positions of each document's sentences; none for a document without."""
        places: dict[str, range] = {}
        end = 0
        for chunk in self.chunks:
            start, end = end, end + len(chunk.sentences)
            places[chunk.document] = range(places[chunk.document].start if chunk.document in places else start, end)
        return places

    def sentence_text(self, sentence: Sentence) -> str:
        return self.chunks[sentence.chunk].texts[sentence.ordinal]

    def encoded_text(self, sentence: Sentence) -> str:
        """What is encoded for a sentence: its text, or of a row of a long table what stands above that."""
        chunk = self.chunks[sentence.chunk]
        return chunk.context if _is_long(chunk) else chunk.texts[sentence.ordinal]

    def stands_for_others(self, sentence: Sentence) -> bool:
        """Whether the dense search looks for it: of a long table one row is enough."""
        return sentence.ordinal == 0 or not _is_long(self.chunks[sentence.chunk])

    def row_named(self, sentence: Sentence, question: str) -> str:
        """What a row of a long table is about, if the question names it; else empty."""
        chunk = self.chunks[sentence.chunk]
        row = chunk.sentences[sentence.ordinal]
        return named_row(self.documents[chunk.document], row, question) if _is_long(chunk) else ""

    @cached_property
    def searched(self) -> tuple[int, ...]:
        """The positions of the sentences that the dense search looks for."""
        return tuple(place for place, sentence in enumerate(self.sentences) if self.stands_for_others(sentence))


def _encoded(chunk: Chunk) -> Iterator[str]:
    if not _is_long(chunk):
        yield from chunk.texts
    yield chunk.context


def _is_long(chunk: Chunk) -> bool:
    return chunk.kind == "table" and len(chunk.sentences) > ROWS_ALONE
