"""Split documents into chunks: what is retrieved, and the sentences in them: what is cited.

A chunk is a paragraph, or a list or table with the sentence that leads into it, or part of a long one. It never crosses a
heading. All positions are offsets into the document's text.
"""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import sentencex

from index.blocks import Block, Span, strip
from index.documents import Document
from index.inline import REFERENCE

# Raise it whenever the same document would be split differently, or its texts encoded: stored chunks are then made anew.
SPLITTER_VERSION = 6
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
    `notes` pairs sentences with those of the footnotes that they refer to, which are read after them.
    `id` is a hash of the document's id, the place and the text, the same on every machine.
    `texts` are the sentences as a person reads them, footnotes included; `context` is what a reader knows before: the
    document's title, the nearest heading, the publisher, the region and, of a list, the lead-in. Both follow from the document;
    they are kept because an unchanged one need not be parsed for them again.
    """

    id: str
    document: str
    headings: tuple[str, ...]
    kind: Literal["prose", "list", "table"]
    span: Span
    sentences: tuple[Span, ...]
    lead_in: Span | None = None
    notes: tuple[tuple[Span, Span], ...] = ()
    texts: tuple[str, ...] = ()
    context: str = ""

    def notes_of(self, sentence: Span) -> tuple[Span, ...]:
        return tuple(note for referring, note in self.notes if referring == sentence)


@dataclass(frozen=True)
class _Part:
    """A block that is no heading, with what stands above it. `label` is a footnote's. `sentences` are without the one that
    leads into a list; `references` are those of them that refer to footnotes, each with a label."""

    kind: Literal["prose", "list", "table"]
    label: str
    headings: tuple[str, ...]
    sentences: list[Span]
    lead_in: Span | None
    references: list[tuple[Span, str]]


def split_document(document: Document) -> list[Chunk]:
    """The document's chunks in order. A footnote is one by itself only if no sentence refers to it."""
    parts = list(_parts(document))
    notes: defaultdict[str, list[Span]] = defaultdict(list)
    for part in parts:
        notes[part.label] += part.sentences
    referred = {label for part in parts for _, label in part.references}
    chunks = []
    for part in parts:
        if part.label in referred:
            continue
        for group in _groups(document.text, part.sentences, PROSE_WORDS if part.kind == "prose" else LIST_WORDS):
            noted = [(one, note) for one, label in part.references if one in group for note in notes[label]]
            chunks.append(_chunk(document, part, group, tuple(noted)))
    return chunks


def _parts(document: Document) -> Iterator[_Part]:
    path: list[tuple[int, str]] = []
    blocks = [block for block in document.blocks if block.kind != "code"]
    for before, block, follower in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        if block.kind in ("heading", "question"):
            path = [entry for entry in path if entry[0] < block.level] + [(block.level, document.plain(block.span))]
            continue
        sentences = [sentence for item in block.items for sentence in _sentences(document, block, item)]
        references = _references(document, block, sentences)
        lead_in = None
        if _leads_into(document, block, follower):
            sentences.pop()
        elif before and _leads_into(document, before, block):
            lead_in = _sentences(document, before, before.span)[-1]
        read = sentences[1:] if block.kind == "table" else sentences
        yield _Part(
            block.kind if block.kind in ("list", "table") else "prose",
            block.label,
            tuple(title for _, title in path if title),
            sentences,
            lead_in,
            [(sentence, label) for sentence, label in references if sentence in read],
        )


def _sentences(document: Document, block: Block, item: Span) -> list[Span]:
    """The sentences that are read in a paragraph. A list's item stays whole unless it is as long as a chunk of prose."""
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    for shown, place in document.pieces(item):
        verbatim = len(shown) == place.end - place.start
        text += shown
        starts += range(place.start, place.end) if verbatim else [place.start] * len(shown)
        ends += range(place.start + 1, place.end + 1) if verbatim else [place.end] * len(shown)
    words = len(text.split())
    if block.kind in ("list", "table") and words <= PROSE_WORDS and item.end - item.start <= SENTENCE_CHARACTERS:
        return [item] if words else []
    language = (document.metadata.language or "en")[:2]
    found = split_sentences(text, Span(0, len(text)), language)
    return [Span(starts[sentence.start], ends[sentence.end - 1]) for sentence in found]


def _references(document: Document, block: Block, sentences: Sequence[Span]) -> list[tuple[Span, str]]:
    """The sentences that refer to footnotes, also right after their full stop, with the notes' labels."""
    found = []
    for _, place in document.pieces(block.span):
        match = REFERENCE.fullmatch(document.text, place.start, place.end)
        position = bisect_right(sentences, place.start, key=lambda sentence: sentence.start)
        if match and position:
            found.append((sentences[position - 1], match["label"]))
    return found


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


def _leads_into(document: Document, block: Block, follower: Block | None) -> bool:
    introduces = block.kind == "prose" and follower is not None and follower.kind in ("list", "table")
    return introduces and document.plain(block.span).endswith(":")


def _groups(text: str, sentences: Sequence[Span], most: int) -> Iterator[tuple[Span, ...]]:
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


def _chunk(document: Document, part: _Part, sentences: tuple[Span, ...], notes: tuple[tuple[Span, Span], ...]) -> Chunk:
    span = Span(sentences[0].start, sentences[-1].end)
    lead_in = part.lead_in.of(document.text) if part.lead_in else ""
    key = "\n".join((document.id, *part.headings, lead_in, span.of(document.text)))
    chunk_id = hashlib.sha256(f"{key}\n{span.start}".encode()).hexdigest()[:16]
    chunk = Chunk(chunk_id, document.id, part.headings, part.kind, span, sentences, part.lead_in, notes)
    texts = tuple(_read(document, sentence, chunk.notes_of(sentence)) for sentence in sentences)
    return replace(chunk, texts=texts, context=_context(document, part))


def _read(document: Document, sentence: Span, notes: Sequence[Span]) -> str:
    read, noted = document.plain(sentence), " ".join(map(document.plain, notes))
    return f"{read} ({noted})" if noted else read


def _context(document: Document, part: _Part) -> str:
    metadata = document.metadata
    known = [metadata.title, *part.headings[-1:], metadata.publisher, metadata.region]
    above = ". ".join(dict.fromkeys(text for text in known if text))
    return f"{above}: {document.plain(part.lead_in)}" if part.lead_in else above
