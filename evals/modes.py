"""The four ways in which a case is answered; their differences say where quality is lost.

extractive     search, then the best passages word for word: no model
end-to-end     search, then the model
oracle         the case's evidence instead of a search, then the model: what a perfect search would give
no-retrieval   the model alone, without any document: what it knows, or invents
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.answer import Answer, Timings, Trace
from bot.answering import Answerer, whole_answer
from bot.compose import Bot
from bot.gate import Gate
from bot.models.model import NO_TOKENS, Message, Usage
from bot.settings import Tier
from bot.understanding.questions import clean_question
from evals.cases import Case
from evals.record import Place, evidence_places, relevant
from index.documents import Document
from index.search import Hit, ScoredSentence, SearchResult
from index.store import Manifest
from prompts import render

Mode = Literal["extractive", "end-to-end", "oracle", "no-retrieval"]
# As much as the write tier may write.
ALONE_TOKENS = 160
NOTHING = "[0]"
OPEN_GATE = Gate(0.0)


class Respondent(Protocol):
    """Answers a case. Raises QuestionError for what it does not take for a question, ModelError if the model fails."""

    async def respond(self, case: Case) -> Answer: ...


def respondent(mode: Mode, tier: Tier, bot: Bot, documents: Mapping[str, Document]) -> Respondent:
    """`tier` is how the model takes part; the extractive mode has only one."""
    if mode == "extractive":
        return Searching(bot.answerer, "extract")
    if mode == "end-to-end":
        return Searching(bot.answerer, tier)
    return Oracle(bot, tier, documents) if mode == "oracle" else Alone(bot)


@dataclass(frozen=True)
class Searching:
    """The bot as learners meet it, in one tier."""

    answerer: Answerer
    tier: Tier

    async def respond(self, case: Case) -> Answer:
        return await whole_answer(self.answerer.answer(case.question, case.history, self.tier))


@dataclass(frozen=True)
class Oracle:
    """The bot with a search that returns what the case's evidence says. For answerable cases only."""

    bot: Bot
    tier: Tier
    documents: Mapping[str, Document]

    async def respond(self, case: Case) -> Answer:
        retriever = EvidenceRetriever(self.bot, evidence_places(case, self.documents))
        answerer = self.bot.answerer.over(retriever, OPEN_GATE, self.tier)
        return await whole_answer(answerer.answer(case.question, case.history))


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


@dataclass(frozen=True)
class Alone:
    """The model without documents. Its answers cite nothing."""

    bot: Bot

    async def respond(self, case: Case) -> Answer:
        start = time.perf_counter()
        question = clean_question(case.question)
        turns = [Message(role, text) for role, text in case.history]
        messages = [Message("system", render("alone")), *turns, Message("user", question)]
        raw, usage, first = "", NO_TOKENS, 0.0
        async for part in self.bot.model.stream(messages, ALONE_TOKENS):
            first = first or time.perf_counter() - start
            if isinstance(part, Usage):
                usage = part
            else:
                raw += part
        text = raw.strip()
        refused = not re.search(r"\w", text.replace(NOTHING, ""))
        total = time.perf_counter() - start
        return Answer(
            question=question,
            standalone_question=question,
            text="" if refused else text,
            abstained=refused,
            reason="none_chosen" if refused else None,
            sentences=(),
            citations=(),
            nearby=(),
            model=self.bot.answerer.model_name,
            tier="write",
            index=self.bot.answerer.index,
            timings=Timings(0.0, first * 1000, total * 1000, usage.prompt_tokens, usage.completion_tokens),
            trace=Trace(prompt=tuple(messages), raw=raw),
        )
