"""A document: its text, what is known of it, and the blocks that a person sees in it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from index.blocks import Block, Span, find_blocks
from index.inline import Mark
from index.plain import MARKED, find_marks, pieces

# The folder, and so the beginning of the ids, of documents made of imported tables.
IMPORTED = "occupations"


@dataclass(frozen=True)
class Metadata:
    """What the front matter, a file beside it or the format itself states; None where they are silent.

    `published` is an ISO date, and so is `expires`, from which on the document is no longer answered from; `known_as` is how
    people speak of the source ("the jobs board") where it has no name.
    """

    title: str
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    region: str | None = None
    language: str | None = None
    occupation: str | None = None
    source: str | None = None
    licence: str | None = None
    known_as: str | None = None
    expires: str | None = None

    def expired(self, today: date) -> bool:
        """Whether the document is no longer answered from."""
        return self.expires is not None and date.fromisoformat(self.expires) <= today


@dataclass(frozen=True)
class Document:
    """A loaded document.

    `text` is the whole file, decoded, or as Markdown if it is of another format. Every offset in Waymark counts characters of
    it, so `text[start:end]` is a quote. The front matter ends at `body_start`. `pages` are the offsets at which the pages of a
    PDF begin.
    """

    id: str
    text: str
    body_start: int
    metadata: Metadata
    sha256: str
    pages: tuple[int, ...] = ()

    @property
    def is_markdown(self) -> bool:
        return not self.id.lower().endswith(".txt")

    @property
    def is_imported(self) -> bool:
        """Whether it was made of imported tables, and is not of the centre's own."""
        return self.id.startswith(f"{IMPORTED}/")

    def page(self, span: Span) -> int | None:
        """The page of a PDF on which a span begins, counted from 1."""
        return bisect_right(self.pages, span.start) if self.pages else None

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self._read[0]

    def pieces(self, span: Span) -> Iterator[tuple[str, Span]]:
        """What a person reads of a span, without the marks of Markdown, bit by bit, and where each stands."""
        return pieces(self.text, span, self._read[1])

    def plain(self, span: Span) -> str:
        """A span as a person reads it, on one line."""
        raw = span.of(self.text)
        # Most sentences hold no mark: nothing has to be parsed for them.
        if MARKED.search(raw):
            raw = "".join(shown for shown, _ in self.pieces(span))
        return " ".join(raw.split())

    def marker(self, item: Span) -> str:
        """What stands before an item of a numbered list, "3."; empty before anything else."""
        return self._markers.get(item.start, "")

    @cached_property
    def _read(self) -> tuple[tuple[Block, ...], tuple[Mark, ...]]:
        blocks, references = find_blocks(self.text, self.body_start, markdown=self.is_markdown)
        return tuple(blocks), tuple(find_marks(self.text, self.body_start, blocks, references))

    @cached_property
    def _markers(self) -> dict[int, str]:
        return {item.start: marker for block in self.blocks for item, marker in zip(block.items, block.markers, strict=False)}
