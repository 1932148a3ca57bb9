"""The three ways in which a case is answered; their differences say where quality is lost.

end-to-end     the bot as learners meet it: search, quotes, and the model's reply above them
quotes         the same without its model
oracle         the case's evidence instead of a search, then quotes and reply: what a perfect search would give
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.answer import Answer
from bot.answering import Answerer, whole_answer
from bot.compose import Bot
from bot.gate import Gate
from evals.cases import Case
from evals.record import Place, evidence_places, relevant
from index.documents import Document
from index.search import Hit, ScoredSentence, SearchResult
from index.store import Manifest

Mode = Literal["end-to-end", "quotes", "oracle"]
OPEN_GATE = Gate(0.0)


class Respondent(Protocol):
    """Answers a case. Raises QuestionError for what it does not take for a question, ModelError if the model fails."""

    async def respond(self, case: Case) -> Answer: ...


def respondent(mode: Mode, bot: Bot, documents: Mapping[str, Document]) -> Respondent:
    """The bot in a mode."""
    if mode == "oracle":
        return Oracle(bot, documents)
    return Searching(bot.answerer.quoting() if mode == "quotes" else bot.answerer)


@dataclass(frozen=True)
class Searching:
    """The bot over its index."""

    answerer: Answerer

    async def respond(self, case: Case) -> Answer:
        return await whole_answer(self.answerer.answer(case.question, case.history))


@dataclass(frozen=True)
class Oracle:
    """The bot with a search that returns what the case's evidence says. For answerable cases only."""

    bot: Bot
    documents: Mapping[str, Document]

    async def respond(self, case: Case) -> Answer:
        retriever = EvidenceRetriever(self.bot, evidence_places(case, self.documents))
        return await Searching(self.bot.answerer.over(retriever, OPEN_GATE)).respond(case)


@dataclass(frozen=True)
class EvidenceRetriever:
    """A Retriever that returns the chunks in which the evidence stands, and of them only its sentences."""

    bot: Bot
    evidence: Sequence[Place]

    @property
    def manifest(self) -> Manifest:
        return self.bot.searcher.manifest

    def excess(self, question: str) -> int:  # noqa: ARG002
        return 0

    def search(self, question: str, refers_to: str = "") -> SearchResult:
        catalogue = self.bot.searcher.stored.catalogue
        hits = []
        for chunk in catalogue.chunks:
            spans = [
                span
                for span in chunk.sentences
                if any(relevant(Place(chunk.document, span.start, span.end), quote) for quote in self.evidence)
            ]
            if spans:
                sentences = tuple(ScoredSentence(span, 1.0, 1.0, 1.0, None, 1.0, 1.0) for span in spans)
                hits.append(Hit(chunk, catalogue.documents[chunk.document], sentences))
        return SearchResult(question, f"{refers_to} {question}".strip(), False, 1.0, tuple(hits))
