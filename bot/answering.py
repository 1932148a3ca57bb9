"""From a question to a sourced answer: check, search, gate, tier, citations, remarks."""

import asyncio
import copy
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from bot.answer import Answer, Citation, Evidence, IndexInfo, Reason, Sentence, Timings, Trace
from bot.care.care import care
from bot.care.feelings import Empathy, unmoved
from bot.citing import Citer
from bot.clock import Clock
from bot.errors import QuestionError
from bot.gate import Gate
from bot.models.model import NO_TOKENS, Usage
from bot.orders.instructions import is_instruction, without_instructions
from bot.plan.planning import make_plan, occupations, to_become
from bot.plan.request import goal_before, plan_goal
from bot.remarks.remarks import remarks
from bot.settings import Settings, Tier
from bot.tiers.composer import Composer, Outcome
from bot.understanding.aboutyou import BECAUSE_GOAL, NOBODY, AboutYou
from bot.understanding.followups import Turn, continues, referent, standalone
from bot.understanding.parts import Part, parts
from bot.understanding.questions import clean_question
from bot.wording import IN_DOUBT, refusal_text, small_talk, which_plan
from index.search import SearchResult, merged
from index.store import Manifest

# Sections named in a refusal as what the documents do cover.
NEARBY = 3


@dataclass(frozen=True)
class Said:
    """A sentence to show now, and the citations so far, its own among them; `opening` comes before the first sentence."""

    sentence: Sentence
    citations: tuple[Citation, ...]
    opening: str = ""


Event = SearchResult | Said | Answer
"""In this order: once what was found, each sentence as soon as it may be shown, once the whole answer."""


class Retriever(Protocol):
    """What answers need of index.search.Searcher."""

    @property
    def manifest(self) -> Manifest: ...

    def excess(self, question: str) -> int: ...

    def search(self, question: str, refers_to: str = "") -> SearchResult: ...


@dataclass
class _Answering:
    """What has come of a question so far."""

    citer: Citer = field(default_factory=Citer)
    sentences: list[Sentence] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    unsaid: list[tuple[Part, Reason]] = field(default_factory=list)

    def trace(self, result: SearchResult) -> Trace:
        packed: dict[Evidence, None] = {}
        for outcome in self.outcomes:
            packed |= dict.fromkeys(place for passage in outcome.packed for place in passage.places)
        return Trace(
            result,
            tuple(packed),
            tuple(message for outcome in self.outcomes for message in outcome.prompt),
            "\n".join(outcome.raw for outcome in self.outcomes if outcome.raw),
            tuple(problem for outcome in self.outcomes for problem in outcome.dropped),
        )

    def usage(self) -> Usage:
        return sum((outcome.usage for outcome in self.outcomes), NO_TOKENS)


class Answerer:
    """Answers questions from one index. Holds nothing of any conversation."""

    def __init__(
        self,
        retriever: Retriever,
        gate: Gate,
        composers: Mapping[Tier, Composer],
        tier: Tier,
        model_name: str,
        settings: Settings | None = None,
        empathy: Empathy = unmoved,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`settings` tell whom to ask for more, and from when on a source is old; `empathy`, how a message sounds."""
        self.retriever = retriever
        self.gate = gate
        self._composers = composers
        self.tier = tier
        self.model_name = model_name
        self._settings = settings or Settings()
        self._empathy = empathy
        self._today = today

    def over(self, retriever: Retriever, gate: Gate | None = None, tier: Tier | None = None) -> "Answerer":
        """The same bot over another search, behind another gate or in another tier if one is given."""
        other = copy.copy(self)
        other.retriever = retriever
        other.gate = gate or self.gate
        other.tier = tier or self.tier
        return other

    @property
    def index(self) -> IndexInfo:
        manifest = self.retriever.manifest
        return IndexInfo(manifest.generation, manifest.counts["documents"], manifest.counts["chunks"])

    async def answer(
        self, text: str, history: Sequence[Turn] = (), tier: Tier | None = None, about: AboutYou = NOBODY
    ) -> AsyncGenerator[Event]:
        """The events of one answer, for somebody who may have said something about themselves. Closing the generator stops
        the model.

        Raises QuestionError for what cannot be searched, ModelError if the model fails.
        """
        clock = Clock()
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
        # Nobody can tell from "make me a plan" how somebody feels, but perhaps from what they said before it.
        before = next((said for role, said in reversed(history) if role == "user"), "")
        heard = before if plan_goal(question) == "" else question
        felt = await asyncio.to_thread(self._empathy, heard)
        kindness = care(heard, self._settings.adviser, felt)
        if kindness and kindness.alone:
            yield replace(draft, text=kindness.text, reason="care", timings=clock.timings(NO_TOKENS))
            return
        continued = continues(question) and referent(question, history)
        if not continued and (reply := small_talk(question, self._settings.adviser, keeps=self._settings.keeps_conversations)):
            yield replace(draft, text=reply, reason="smalltalk", timings=clock.timings(NO_TOKENS))
            return
        opening = kindness.text if kindness else ""
        asked = without_instructions(question)
        if not asked:
            yield self._refused(draft, "not_covered", (), clock.timings(NO_TOKENS))
            return
        if self.retriever.excess(asked):
            raise QuestionError("the question is longer than what I can search; please ask one thing, in at most 150 words")
        if (goal := plan_goal(asked)) is not None:
            goal, because = self._towards(goal or goal_before(history), about)
            async for event in self._planned(goal, replace(draft, opening=opening), because, clock):
                yield event
            return
        refers_to = referent(asked, history)
        refers_to, because = (refers_to, ()) if refers_to else about.refers_to(asked)
        if self.retriever.excess(standalone(asked, refers_to)):
            refers_to, because = "", ()  # rather this question whole than a part of both
        draft = replace(draft, standalone_question=standalone(asked, refers_to), opening=opening)
        found = [
            (part, about.nearer(await asyncio.to_thread(self.retriever.search, part.searched, refers_to)))
            for part in parts(asked)
        ]
        clock.retrieved()
        result = merged([result for _, result in found])
        yield result
        state = _Answering()
        in_doubt = any(self.gate.doubts(of_part) for _, of_part in found if not self.gate.refusal(of_part))
        if in_doubt:
            opening = f"{opening} {IN_DOUBT}".strip()
        for part, of_part in found:
            if reason := self.gate.refusal(of_part):
                state.unsaid.append((part, reason))
                continue
            async for sentence in self._composed(part, refers_to, of_part, tier, state):
                clock.spoke()
                yield Said(sentence, state.citer.citations, opening)
        draft = replace(draft, trace=state.trace(result), timings=clock.timings(state.usage()))
        if not state.sentences:
            yield self._refused(draft, state.unsaid[0][1], covered_nearby(result), draft.timings)
            return
        citations = state.citer.citations
        asked_in_vain = [part.asked for part, _ in state.unsaid]
        remarked = (
            *because,
            *about.told(result, citations),
            *remarks(citations, asked_in_vain, self._today(), self._settings.stale_years, self._settings.adviser),
        )
        yield replace(
            draft,
            text="\n\n".join(part for part in (opening, plain_text(state.sentences), *remarked) if part),
            abstained=False,
            opening=opening,
            in_doubt=in_doubt,
            sentences=tuple(state.sentences),
            citations=citations,
            remarks=remarked,
        )

    def _towards(self, goal: str, about: AboutYou) -> tuple[str, tuple[str, ...]]:
        """Where a plan is to lead, and how it is told if that is only known from what somebody said about themselves."""
        if goal or not about.goal:
            return goal, ()
        return f"to become {about.goal}", (BECAUSE_GOAL.format(goal=about.goal),)

    async def _planned(self, goal: str, draft: Answer, because: tuple[str, ...], clock: Clock) -> AsyncGenerator[Event]:
        """A plan in place of an answer."""
        search = self.retriever.search
        if not goal and (jobs := await asyncio.to_thread(occupations, search)):
            if len(jobs) > 1:
                text = f"{draft.opening} {which_plan([to_become(job) for job in jobs])}".strip()
                yield replace(draft, text=text, reason="smalltalk", timings=clock.timings(NO_TOKENS))
                return
            goal = to_become(jobs[0])
        planned = await asyncio.to_thread(make_plan, goal, search, self.gate)
        clock.retrieved()
        yield planned.result
        draft = replace(draft, trace=Trace(planned.result), timings=clock.timings(NO_TOKENS))
        if not planned.plan:
            yield self._refused(draft, "not_covered", covered_nearby(planned.result), draft.timings)
            return
        citations, settings = planned.citer.citations, self._settings
        opening = f"{draft.opening} {IN_DOUBT if planned.in_doubt else ''}".strip()
        remarked = (*because, *remarks(citations, (), self._today(), settings.stale_years, settings.adviser))
        sentences = tuple(sentence for stage in planned.plan.stages for sentence in stage.sentences)
        yield replace(
            draft,
            text="\n\n".join(part for part in (opening, plain_text(sentences), *remarked) if part),
            abstained=False,
            opening=opening,
            in_doubt=planned.in_doubt,
            sentences=sentences,
            citations=citations,
            remarks=remarked,
            plan=planned.plan,
        )

    async def _composed(
        self, part: Part, refers_to: str, result: SearchResult, tier: Tier, state: _Answering
    ) -> AsyncGenerator[Sentence]:
        """The sentences of one part of the answer that no earlier part has said."""
        said = {sentence.text for sentence in state.sentences}
        first = 1 + max((sentence.paragraph for sentence in state.sentences), default=-1)
        outcome = Outcome()
        composed = self._composers[tier].compose(standalone(part.searched, refers_to), result)
        async with aclosing(composed) as statements:
            async for statement in statements:
                if isinstance(statement, Outcome):
                    outcome = statement
                elif statement.text not in said:
                    state.sentences.append(state.citer.cite(replace(statement, paragraph=first + statement.paragraph)))
                    yield state.sentences[-1]
        state.outcomes.append(outcome)
        if outcome.reason:
            state.unsaid.append((part, outcome.reason))

    def _refused(self, draft: Answer, reason: Reason, nearby: tuple[str, ...], timings: Timings) -> Answer:
        text = refusal_text(reason, nearby, self._settings.adviser)
        return replace(draft, text=f"{draft.opening} {text}".strip(), reason=reason, nearby=nearby, timings=timings)


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
    return tuple([section for section in dict.fromkeys(sections) if not is_instruction(section)][:NEARBY])


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
