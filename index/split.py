"""Split documents into chunks: what is retrieved, and the sentences in them: what is cited.

A chunk is a paragraph, or a list or table with the sentence that leads into it, or part of a long one. It never crosses a
heading. All positions are offsets into the document's text.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import sentencex

from index.blocks import Block, Span, find_blocks, strip
from index.documents import Document

# Raise it whenever the same document would be split differently, or its texts encoded: stored chunks are then made anew.
SPLITTER_VERSION = 5
# A paragraph's part that the ranker reads in one row, beside what stands above it.
PROSE_WORDS = 120
# The steps of a long how-to stay together; the ranker reads them in several rows.
LIST_WORDS = 360
# A "sentence" beyond this has no full stops, or no spaces between its words; it is cut so that none of it goes unread.
SENTENCE_CHARACTERS = 800


@dataclass(frozen=True)
class Chunk:
    """`sentences` are a paragraph's sentences, a list's items or a table's rows.

    `lead_in` is the sentence that introduces a list ("You need:"): never an answer by itself, but shown before it.
    `id` is a hash of the document's id, the place and the text, the same on every machine.
    """

    id: str
    document: str
    headings: tuple[str, ...]
    kind: Literal["prose", "list", "table"]
    span: Span
    sentences: tuple[Span, ...]
    lead_in: Span | None = None


def split_document(document: Document) -> list[Chunk]:
    """The document's chunks in order."""
    return list(_chunks(document))


def _chunks(document: Document) -> Iterator[Chunk]:
    text = document.text
    language = (document.metadata.language or "en")[:2]
    path: list[tuple[int, str]] = []
    blocks = find_blocks(document)
    for position, block in enumerate(blocks):
        if block.kind == "heading":
            path = [entry for entry in path if entry[0] < block.level] + [(block.level, block.span.of(text))]
            continue
        headings = tuple(title for _, title in path)
        follower = blocks[position + 1] if position + 1 < len(blocks) else None
        before = blocks[position - 1] if position else None
        if block.kind == "prose":
            sentences = split_sentences(text, block.span, language)
            if _leads_into(text, block, follower):
                sentences.pop()
            lead_in = None
        else:
            sentences = [piece for item in block.items for piece in _item_pieces(text, item, language)]
            lead_in = None
            if before and before.kind == "prose" and _leads_into(text, before, block):
                lead_in = split_sentences(text, before.span, language)[-1]
        for group in _groups(text, sentences, PROSE_WORDS if block.kind == "prose" else LIST_WORDS):
            yield _chunk(document, headings, block, group, lead_in)


def split_sentences(text: str, span: Span, language: str) -> list[Span]:
    """The sentences in `span`, stripped, none of them endless.

    By sentencex, Wikimedia's rules for abbreviations and full stops in many languages.
    """
    pieces = (
        strip(text, span.start + piece["start_index"], span.start + piece["end_index"])
        for piece in sentencex.get_sentence_boundaries(language, span.of(text))
    )
    return [part for piece in pieces if piece.start < piece.end for part in _bounded(text, piece)]


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, in pieces of at most SENTENCE_CHARACTERS, cut at white space where there is some."""
    start = sentence.start
    while sentence.end - start > SENTENCE_CHARACTERS:
        cut = max(
            text.rfind(" ", start + 1, start + SENTENCE_CHARACTERS), text.rfind("\n", start + 1, start + SENTENCE_CHARACTERS)
        )
        cut = cut if cut > start else start + SENTENCE_CHARACTERS
        yield strip(text, start, cut)
        start = strip(text, cut, sentence.end).start
    yield Span(start, sentence.end)


def _leads_into(text: str, block: Block, follower: Block | None) -> bool:
    return follower is not None and follower.kind in ("list", "table") and block.span.of(text).endswith(":")


def _item_pieces(text: str, item: Span, language: str) -> list[Span]:
    """A list item stays whole unless it is as long as a chunk of prose."""
    if len(item.of(text).split()) <= PROSE_WORDS and item.end - item.start <= SENTENCE_CHARACTERS:
        return [item]
    return split_sentences(text, item, language)


def _groups(text: str, sentences: list[Span], most: int) -> Iterator[tuple[Span, ...]]:
    """Runs of sentences of about equal size, each of at most `most` words if its sentences allow."""
    lengths = [len(sentence.of(text).split()) for sentence in sentences]
    count = -(-sum(lengths) // most)
    target = sum(lengths) / max(count, 1)
    group: list[Span] = []
    words = 0
    for sentence, length in zip(sentences, lengths, strict=True):
        if group and (words + length / 2 > target or words + length > most):
            yield tuple(group)
            group, words = [], 0
        group.append(sentence)
        words += length
    if group:
        yield tuple(group)


def _chunk(
    document: Document, headings: tuple[str, ...], block: Block, sentences: tuple[Span, ...], lead_in: Span | None
) -> Chunk:
    assert block.kind != "heading"
    span = Span(sentences[0].start, sentences[-1].end)
    key = "\n".join((document.id, *headings, lead_in.of(document.text) if lead_in else "", span.of(document.text)))
    chunk_id = hashlib.sha256(f"{key}\n{span.start}".encode()).hexdigest()[:16]
    return Chunk(chunk_id, document.id, headings, block.kind, span, sentences, lead_in)
