"""What an answer is made of: a reply, and the quotes that it stands on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.models.model import Message
from index.blocks import Span
from index.documents import Document
from index.search import SearchResult

Outcome = Literal["answered", "not_stated", "not_covered", "not_understood", "care", "smalltalk"]
"""`not_stated`: the model says that the quotes, the nearest that there are, do not say what is asked. Without quotes are those
that follow: `not_covered` and `not_understood` are refusals, `care` and `smalltalk` words of the bot's own."""
Refusal = Literal["not_covered", "not_understood"]
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

    @property
    def page(self) -> int | None:
        """The page of a PDF on which it begins."""
        return self.document.page(self.span)


@dataclass(frozen=True)
class Statement:
    """A sentence to show, with what it stands on. `paragraph` groups a plan's sentences that belong together; `number` is an
    item's of a numbered list: "3."."""

    text: str
    evidence: tuple[Evidence, ...]
    paragraph: int = 0
    layout: Layout = "sentence"
    number: str = ""


@dataclass(frozen=True)
class Sentence:
    """A shown sentence; `citations` are ids of the answer's citations."""

    text: str
    citations: tuple[int, ...]
    paragraph: int
    layout: Layout
    number: str = ""

    @property
    def mark(self) -> str:
        """What stands before an item, in plain text as in Markdown."""
        return f"{self.number or '-'} " if self.layout == "item" else ""


@dataclass(frozen=True)
class Citation:
    """`quote` is `document.text[start:end]`, word for word."""

    id: int
    evidence: Evidence


@dataclass(frozen=True)
class Quote:
    """What one passage says, word for word; `label` is what it is about: its document's title and heading. `cited`: the reply
    stands on it, or the model chose it."""

    label: str
    sentences: tuple[Sentence, ...]
    cited: bool = False

    @property
    def text(self) -> str:
        return sentences_text(self.sentences)

    @property
    def citations(self) -> frozenset[int]:
        return frozenset(number for sentence in self.sentences for number in sentence.citations)


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
    """Milliseconds from the question's arrival, and the model's tokens. The reply's first words come after the quotes."""

    retrieve_ms: float
    quotes_ms: float
    first_token_ms: float
    total_ms: float
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True)
class Trace:
    """How an answer came about, for people who ask why: what was searched, the prompt as sent, what the model wrote, and what
    the grounding check dropped of it and why; and how likely it was to write "not stated", from 0 to 1."""

    result: SearchResult | None = None
    prompt: tuple[Message, ...] = ()
    raw: str = ""
    dropped: tuple[str, ...] = ()
    not_stated_share: float | None = None


@dataclass(frozen=True)
class IndexInfo:
    generation: str
    documents: int
    chunks: int


@dataclass(frozen=True)
class Answer:
    """The whole answer; `text` is all of it as a learner reads it.

    `reply` is the model's, in its own words; empty if there is no model, or nothing of what it wrote holds. `quotes` are what
    it stands on, first those that it cites. `opening` and `remarks` are the bot's own words before and after: kindness, and
    what a reader has to know of the sources. They state no fact that the quotes do not hold. `in_doubt`: the opening says that
    this may be no answer. `nearby`: what is covered instead of what is not.
    """

    question: str
    standalone_question: str
    text: str
    outcome: Outcome
    model: str
    index: IndexInfo
    timings: Timings
    reply: tuple[Sentence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearby: tuple[str, ...] = ()
    opening: str = ""
    in_doubt: bool = False
    remarks: tuple[str, ...] = ()
    plan: Plan | None = None
    trace: Trace = field(default_factory=Trace, repr=False)

    @property
    def abstained(self) -> bool:
        """Whether it is a refusal."""
        return self.outcome in get_args(Refusal)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All that is shown with a citation."""
        planned = tuple(sentence for stage in self.plan.stages for sentence in stage.sentences) if self.plan else ()
        return (*self.reply, *(sentence for quote in self.quotes for sentence in quote.sentences), *planned)


def sentences_text(sentences: Sequence[Sentence]) -> str:
    """Sentences as text: paragraphs apart by an empty line, list items on lines of their own."""
    text = ""
    for before, sentence in zip([None, *sentences], sentences, strict=False):
        if before is None:
            separator = ""
        elif before.paragraph != sentence.paragraph:
            separator = "\n\n"
        else:
            separator = "\n" if "item" in (before.layout, sentence.layout) else " "
        text += separator + sentence.mark + sentence.text
    return text
