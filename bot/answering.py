"""From a question to a sourced answer: check, search, gate, tier, citations."""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Protocol

from bot.answer import Answer, Citation, IndexInfo, Reason, Sentence, Timings, Trace
from bot.citing import Citer
from bot.errors import QuestionError
from bot.followups import Turn, referent, standalone
from bot.gate import Gate
from bot.models.model import NO_TOKENS, Usage
from bot.questions import clean_question
from bot.settings import Tier
from bot.tiers.composer import Composer, Outcome
from bot.wording import refusal_text, small_talk
from index.search import SearchResult
from index.store import Manifest

# Sections named in a refusal as what the documents do cover.
NEARBY = 3


@dataclass(frozen=True)
class Said:
    """A sentence to show now, and the citations so far, its own among them."""

    sentence: Sentence
    citations: tuple[Citation, ...]


Event = SearchResult | Said | Answer
"""In this order: once what was found, each sentence as soon as it may be shown, once the whole answer."""


class Retriever(Protocol):
    """What answers need of index.search.Searcher."""

    @property
    def manifest(self) -> Manifest: ...

    def excess(self, question: str) -> int: ...

    def search(self, question: str, refers_to: str = "") -> SearchResult: ...


class Answerer:
    """Answers questions from one index. Holds nothing of any conversation."""

    def __init__(
        self, retriever: Retriever, gate: Gate, composers: Mapping[Tier, Composer], tier: Tier, model_name: str
    ) -> None:
        self._retriever = retriever
        self.gate = gate
        self._composers = composers
        self.tier = tier
        self.model_name = model_name

    @property
    def index(self) -> IndexInfo:
        manifest = self._retriever.manifest
        return IndexInfo(manifest.generation, manifest.counts["documents"], manifest.counts["chunks"])

    async def answer(self, text: str, history: Sequence[Turn] = (), tier: Tier | None = None) -> AsyncGenerator[Event]:
        """The events of one answer. Closing the generator stops the model.

        Raises QuestionError for what cannot be searched, ModelError if the model fails.
        """
        clock = _Clock()
        question = clean_question(text)
        tier = tier or self.tier
        draft = Answer(
            question=question,
            standalone_question=question,
            text="",
            abstained=True,
            reason=None,
            sentences=(),
            citations=(),
            nearby=(),
            model=self.model_name,
            tier=tier,
            index=self.index,
            timings=clock.timings(NO_TOKENS),
        )
        if reply := small_talk(question):
            yield replace(draft, text=reply, reason="smalltalk", timings=clock.timings(NO_TOKENS))
            return
        if self._retriever.excess(question):
            raise QuestionError("the question is longer than what I can search; please ask one thing, in at most 150 words")
        refers_to = referent(question, history)
        if self._retriever.excess(standalone(question, refers_to)):
            refers_to = ""  # rather this question whole than a part of both
        whole = standalone(question, refers_to)
        result = await asyncio.to_thread(self._retriever.search, question, refers_to)
        clock.retrieved()
        yield result
        draft = replace(draft, standalone_question=whole, trace=Trace(result))
        if reason := self.gate.refusal(result):
            yield _refused(draft, reason, result, clock.timings(NO_TOKENS))
            return
        citer = Citer()
        sentences: list[Sentence] = []
        outcome = Outcome()
        async with aclosing(self._composers[tier].compose(whole, result)) as parts:
            async for part in parts:
                if isinstance(part, Outcome):
                    outcome = part
                    continue
                sentences.append(citer.cite(part))
                clock.spoke()
                yield Said(sentences[-1], citer.citations)
        packed = tuple(place for passage in outcome.packed for place in passage.places)
        draft = replace(draft, trace=Trace(result, packed, outcome.prompt, outcome.raw, outcome.dropped))
        timings = clock.timings(outcome.usage)
        if outcome.reason:
            yield _refused(draft, outcome.reason, result, timings)
            return
        yield replace(
            draft,
            text=plain_text(sentences),
            abstained=False,
            sentences=tuple(sentences),
            citations=citer.citations,
            timings=timings,
        )


def _refused(draft: Answer, reason: Reason, result: SearchResult, timings: Timings) -> Answer:
    nearby = covered_nearby(result)
    return replace(draft, text=refusal_text(reason, nearby), reason=reason, nearby=nearby, timings=timings)


async def whole_answer(events: AsyncGenerator[Event]) -> Answer:
    """The answer at the end of the events."""
    answer: Answer | None = None
    async with aclosing(events) as stream:
        async for event in stream:
            if isinstance(event, Answer):
                answer = event
    assert answer is not None
    return answer


def covered_nearby(result: SearchResult) -> tuple[str, ...]:
    """The sections of the best hits: what the documents cover nearest to the question."""
    sections = (hit.chunk.headings[-1] if hit.chunk.headings else hit.document.metadata.title for hit in result.hits)
    return tuple(list(dict.fromkeys(sections))[:NEARBY])


def plain_text(sentences: Sequence[Sentence]) -> str:
    """The answer as text: paragraphs apart by an empty line, list items on lines of their own."""
    text = ""
    for before, sentence in zip([None, *sentences], sentences, strict=False):
        if before is None:
            separator = ""
        elif before.paragraph != sentence.paragraph:
            separator = "\n\n"
        else:
            separator = "\n" if "item" in (before.layout, sentence.layout) else " "
        text += separator + ("- " if sentence.layout == "item" else "") + sentence.text
    return text


class _Clock:
    """Measures one answer in milliseconds from its construction."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._retrieved = 0.0
        self._spoke: float | None = None

    def _now(self) -> float:
        return round((time.perf_counter() - self._start) * 1000, 1)

    def retrieved(self) -> None:
        self._retrieved = self._now()

    def spoke(self) -> None:
        """Remember the first words; later calls change nothing."""
        if self._spoke is None:
            self._spoke = self._now()

    def timings(self, usage: Usage) -> Timings:
        """The timings of an answer that is whole now; without earlier words its first are its last."""
        total = self._now()
        first = total if self._spoke is None else self._spoke
        return Timings(self._retrieved, first, total, usage.prompt_tokens, usage.completion_tokens)
