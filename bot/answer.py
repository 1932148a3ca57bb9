"""What an answer is made of, from the statements of a tier to what a learner sees."""

from dataclasses import dataclass, field
from typing import Literal

from bot.models.model import Message
from bot.settings import Tier
from index.blocks import Span
from index.documents import Document
from index.search import SearchResult

Reason = Literal["not_covered", "not_understood", "none_chosen", "smalltalk", "care"]
Layout = Literal["sentence", "item", "lead_in"]


@dataclass(frozen=True)
class Evidence:
    """A place in a document: `span` is quoted, `section` is the heading path above it."""

    document: Document
    section: tuple[str, ...]
    span: Span

    @property
    def quote(self) -> str:
        return self.span.of(self.document.text)


@dataclass(frozen=True)
class Statement:
    """A sentence to show, with what it stands on. `paragraph` groups sentences that belong together."""

    text: str
    evidence: tuple[Evidence, ...]
    paragraph: int
    layout: Layout = "sentence"


@dataclass(frozen=True)
class Sentence:
    """A shown sentence; `citations` are ids of the answer's citations."""

    text: str
    citations: tuple[int, ...]
    paragraph: int
    layout: Layout


@dataclass(frozen=True)
class Citation:
    """`quote` is `document.text[start:end]`, word for word."""

    id: int
    evidence: Evidence


@dataclass(frozen=True)
class Stage:
    """A part of a plan: what is to be done, as items with their lead-ins, or other sentences to know."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Plan:
    """`goal` is what it leads to, as in "to become a nurse" or "for data science", or empty."""

    goal: str
    stages: tuple[Stage, ...]

    @property
    def title(self) -> str:
        return f"A plan {self.goal}".strip()


@dataclass(frozen=True)
class Timings:
    """Milliseconds from the question's arrival, and the model's tokens."""

    retrieve_ms: float
    first_token_ms: float
    total_ms: float
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True)
class Trace:
    """How an answer came about, for people who ask why: what was searched and packed, the prompt as sent, what the model
    wrote, and what guards dropped of it and why."""

    result: SearchResult | None = None
    packed: tuple[Evidence, ...] = ()
    prompt: tuple[Message, ...] = ()
    raw: str = ""
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexInfo:
    generation: str
    documents: int
    chunks: int


@dataclass(frozen=True)
class Answer:
    """The whole answer. A refusal has `abstained` and a `reason`, no sentences, and what is covered `nearby`.

    `opening` and `remarks` are the bot's own words before and after the sentences: kindness, and what a reader has to know of
    the sources. They state no fact that the cited quotes do not hold. `in_doubt`: the opening says that this may be no answer.
    """

    question: str
    standalone_question: str
    text: str
    abstained: bool
    reason: Reason | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    nearby: tuple[str, ...]
    model: str
    tier: Tier
    index: IndexInfo
    timings: Timings
    opening: str = ""
    in_doubt: bool = False
    remarks: tuple[str, ...] = ()
    plan: Plan | None = None
    trace: Trace = field(default_factory=Trace, repr=False)
