"""What one case came to: everything that is needed to judge the answer and to see how it came about.

A record holds no times, so that two runs of the same code write the same bytes; times are in a line of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.answer import Answer, Evidence
from bot.gate import confidence
from bot.models.model import Message
from evals.cases import Case
from index.documents import Document
from index.search import SearchResult

# Of a quote, so much must lie in what was found or packed to count as held; list markers lie between items.
HELD = 0.9
# Of a quote or a chunk, whichever is shorter, so much must be common to both for the chunk to be relevant.
RELEVANT = 0.5


@dataclass(frozen=True)
class Place:
    """Characters `start` (inclusive) to `end` (exclusive) of a document."""

    document: str
    start: int
    end: int

    def overlap(self, other: "Place") -> int:
        """How many characters both have in common."""
        if self.document != other.document:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True)
class FoundChunk:
    """A chunk that the search returned, with the scores of its best sentence."""

    chunk: str
    place: Place
    section: str
    text: str
    score: float
    rank: float
    dense: float | None
    lexical: float | None
    fused: float


@dataclass(frozen=True)
class Shown:
    """A sentence as the learner saw it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Cited:
    """`quote` is what the answer shows; `source` what the document says at the place that it names, read from the disk."""

    id: int
    place: Place
    quote: str
    source: str


@dataclass(frozen=True)
class Record:
    """`evidence` are the case's quotes found in the documents, `relevant` the chunks of the index that hold them.

    `confidence` is None where nothing was searched; `error` is what the bot said instead of an answer.
    """

    case: Case
    tier: str
    standalone_question: str
    searched: str
    confidence: float | None
    familiarity: float | None
    hits: tuple[FoundChunk, ...]
    evidence: tuple[Place, ...]
    relevant: tuple[str, ...]
    packed: tuple[Place, ...]
    prompt: tuple[Message, ...]
    raw: str
    dropped: tuple[str, ...]
    abstained: bool
    reason: str | None
    text: str
    sentences: tuple[Shown, ...]
    citations: tuple[Cited, ...]
    prompt_tokens: int
    completion_tokens: int
    in_doubt: bool = False
    error: str = ""


@dataclass(frozen=True)
class Times:
    """Milliseconds of one case."""

    case: str
    retrieve_ms: float
    first_token_ms: float
    total_ms: float


RECORD = TypeAdapter(Record)
TIMES = TypeAdapter(Times)


def answered(case: Case, answer: Answer, documents: Mapping[str, Document], chunks: Mapping[str, Place]) -> Record:
    """The record of an answer. `documents` are read from the disk, `chunks` are all that the index holds."""
    trace = answer.trace
    evidence = evidence_places(case, documents)
    return Record(
        case=case,
        tier=answer.tier,
        standalone_question=answer.standalone_question,
        searched=trace.result.searched if trace.result else "",
        confidence=round(confidence(trace.result), 6) if trace.result else None,
        familiarity=round(trace.result.familiarity, 6) if trace.result else None,
        hits=_hits(trace.result),
        evidence=evidence,
        relevant=tuple(name for name, place in chunks.items() if any(relevant(place, quote) for quote in evidence)),
        packed=tuple(_place(place) for place in trace.packed),
        prompt=trace.prompt,
        raw=trace.raw,
        dropped=trace.dropped,
        abstained=answer.abstained,
        reason=answer.reason,
        text=answer.text,
        sentences=tuple(Shown(sentence.text, sentence.citations) for sentence in answer.sentences),
        citations=tuple(
            Cited(citation.id, _place(citation.evidence), citation.evidence.quote, _read(documents, citation.evidence))
            for citation in answer.citations
        ),
        prompt_tokens=answer.timings.prompt_tokens,
        completion_tokens=answer.timings.completion_tokens,
        in_doubt=answer.in_doubt,
    )


def not_taken(case: Case, error: str, documents: Mapping[str, Document]) -> Record:
    """The record of a question that the bot does not take for one; it counts as refused."""
    nothing: tuple[()] = ()
    return Record(
        case=case, tier="", standalone_question=case.question, searched="", confidence=None, familiarity=None, hits=nothing,
        evidence=evidence_places(case, documents), relevant=nothing, packed=nothing, prompt=nothing, raw="", dropped=nothing,
        abstained=True, reason=None, text="", sentences=nothing, citations=nothing, prompt_tokens=0, completion_tokens=0,
        error=error,
    )  # fmt: skip


def evidence_places(case: Case, documents: Mapping[str, Document]) -> tuple[Place, ...]:
    """Where the case's quotes stand. Raises KeyError or ValueError for stale ones; evals.cases.problems names them first."""
    starts = [(quote, documents[quote.document].text.index(quote.quote)) for quote in case.evidence]
    return tuple(Place(quote.document, start, start + len(quote.quote)) for quote, start in starts)


def relevant(chunk: Place, quote: Place) -> bool:
    """Whether a chunk holds a good part of a quote, or the other way round."""
    shorter = min(chunk.end - chunk.start, quote.end - quote.start)
    return chunk.overlap(quote) >= RELEVANT * shorter > 0


def holds(places: tuple[Place, ...], quote: Place) -> bool:
    """Whether `places`, which do not overlap one another, hold the quote."""
    return sum(quote.overlap(place) for place in set(places)) >= HELD * (quote.end - quote.start)


def as_json(record: Record) -> str:
    """The record as one line."""
    return RECORD.dump_json(record).decode()


def from_json(line: str) -> Record:
    """The record that `as_json` wrote. Raises pydantic.ValidationError for another line."""
    return RECORD.validate_json(line)


def _hits(result: SearchResult | None) -> tuple[FoundChunk, ...]:
    return tuple(
        FoundChunk(
            chunk=hit.chunk.id,
            place=Place(hit.document.id, hit.chunk.span.start, hit.chunk.span.end),
            section=" > ".join(hit.chunk.headings),
            text=hit.text,
            score=round(hit.best.score, 6),
            rank=round(hit.best.rank, 6),
            dense=None if hit.best.dense is None else round(hit.best.dense, 6),
            lexical=None if hit.best.lexical is None else round(hit.best.lexical, 6),
            fused=round(hit.best.fused, 6),
        )
        for hit in (result.hits if result else ())
    )


def _place(evidence: Evidence) -> Place:
    return Place(evidence.document.id, evidence.span.start, evidence.span.end)


def _read(documents: Mapping[str, Document], evidence: Evidence) -> str:
    document = documents.get(evidence.document.id)
    return evidence.span.of(document.text) if document else ""
