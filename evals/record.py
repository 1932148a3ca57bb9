"""What one case came to: everything that is needed to judge the answer and to see how it came about.

A record holds no times, so that two runs of the same code write the same bytes; times are in a line of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.answer import Answer, Evidence, Outcome, Sentence
from bot.gate import confidence
from bot.models.model import Message
from bot.reply.passages import Passage
from evals.cases import Case
from index.documents import Document
from index.search import SearchResult

# Of a quote, so much must lie in what is shown to count as held; list markers lie between items.
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
    """A sentence as the learner saw it. `rank` is the search's, of a quoted sentence that it ranked."""

    text: str
    citations: tuple[int, ...]
    rank: float | None = None


@dataclass(frozen=True)
class Cited:
    """`quote` is what the answer shows; `source` what the document says at the place that it names, read from the disk.
    `label` is what stands above the quote; a plan's have none."""

    id: int
    label: str
    place: Place
    quote: str
    source: str


@dataclass(frozen=True)
class Record:
    """`evidence` are the case's quotes found in the documents, `relevant` the chunks of the index that hold them.

    `confidence` is None where nothing was searched; `prompt` is empty where no model was asked; `error` is what the bot said
    instead of an answer; `not_stated_share` is how likely the model was to say that the quotes do not answer. `text` is all
    that a learner reads, of which `reply`, `quotes` (without their labels) and `plan` cite.
    """

    case: Case
    outcome: Outcome
    standalone_question: str
    searched: str
    confidence: float | None
    familiarity: float | None
    hits: tuple[FoundChunk, ...]
    evidence: tuple[Place, ...]
    relevant: tuple[str, ...]
    prompt: tuple[Message, ...]
    raw: str
    dropped: tuple[str, ...]
    text: str
    reply: tuple[Shown, ...]
    quotes: tuple[Shown, ...]
    plan: tuple[Shown, ...]
    citations: tuple[Cited, ...]
    prompt_tokens: int
    completion_tokens: int
    in_doubt: bool = False
    error: str = ""
    not_stated_share: float | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing of the documents is shown."""
        return self.outcome not in ("answered", "not_stated")

    @property
    def cited(self) -> tuple[Place, ...]:
        """The places in documents that are shown."""
        return tuple(citation.place for citation in self.citations)

    @property
    def sentences(self) -> tuple[Shown, ...]:
        """All that is shown with a citation."""
        return (*self.reply, *self.quotes, *self.plan)


@dataclass(frozen=True)
class Times:
    """Milliseconds of one case, from its question to what the names say; None for what there was not."""

    case: str
    retrieve_ms: float | None
    quotes_ms: float | None
    reply_ms: float | None
    total_ms: float


RECORD = TypeAdapter(Record)
TIMES = TypeAdapter(Times)


def answered(case: Case, answer: Answer, documents: Mapping[str, Document], chunks: Mapping[str, Place]) -> Record:
    """The record of an answer. `documents` are read from the disk, `chunks` are all that the index holds."""
    result = answer.trace.result
    evidence = evidence_places(case, documents)
    ranks = _ranks(result)
    labels = {number: quote.label for quote in answer.quotes for number in quote.citations}
    quoted = [_shown(sentence, ranks.get(sentence.text)) for quote in answer.quotes for sentence in quote.sentences]
    return Record(
        case=case,
        outcome=answer.outcome,
        standalone_question=answer.standalone_question,
        searched=result.searched if result else "",
        confidence=round(confidence(result), 6) if result else None,
        familiarity=round(result.familiarity, 6) if result else None,
        hits=_hits(result),
        evidence=evidence,
        relevant=tuple(name for name, place in chunks.items() if any(relevant(place, quote) for quote in evidence)),
        prompt=answer.trace.prompt,
        raw=answer.trace.raw,
        dropped=answer.trace.dropped,
        text=answer.text,
        reply=tuple(map(_shown, answer.reply)),
        quotes=tuple(quoted),
        plan=tuple(map(_shown, answer.sentences[len(answer.reply) + len(quoted) :])),
        citations=tuple(
            Cited(
                citation.id,
                labels.get(citation.id, ""),
                _place(citation.evidence),
                citation.evidence.quote,
                _read(documents, citation.evidence),
            )
            for citation in answer.citations
        ),
        prompt_tokens=answer.timings.prompt_tokens,
        completion_tokens=answer.timings.completion_tokens,
        in_doubt=answer.in_doubt,
        not_stated_share=None if answer.trace.not_stated_share is None else round(answer.trace.not_stated_share, 3),
    )


def timed(answer: Answer, case: str = "") -> Times:
    """The times of an answer to the case with this id."""
    timings = answer.timings
    return Times(
        case,
        timings.retrieve_ms if answer.trace.result else None,
        timings.quotes_ms if answer.quotes else None,
        timings.first_token_ms if answer.reply else None,
        timings.total_ms,
    )


def not_taken(case: Case, error: str, documents: Mapping[str, Document]) -> Record:
    """The record of a question that the bot does not take for one; it counts as refused."""
    nothing: tuple[()] = ()
    return Record(
        case=case, outcome="not_understood", standalone_question=case.question, searched="", confidence=None, familiarity=None,
        hits=nothing, evidence=evidence_places(case, documents), relevant=nothing, prompt=nothing, raw="", dropped=nothing,
        text="", reply=nothing, quotes=nothing, plan=nothing, citations=nothing, prompt_tokens=0, completion_tokens=0,
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


def _ranks(result: SearchResult | None) -> dict[str, float]:
    """The rank of each sentence that was found, by its text as it is quoted."""
    return {
        Passage(hit.chunk, hit.document, (sentence.span,)).statements()[-1].text: round(sentence.rank, 6)
        for hit in (result.hits if result else ())
        for sentence in hit.sentences
    }


def _shown(sentence: Sentence, rank: float | None = None) -> Shown:
    return Shown(sentence.text, sentence.citations, rank)


def _place(evidence: Evidence) -> Place:
    return Place(evidence.document.id, evidence.span.start, evidence.span.end)


def _read(documents: Mapping[str, Document], evidence: Evidence) -> str:
    document = documents.get(evidence.document.id)
    return evidence.span.of(document.text) if document else ""
