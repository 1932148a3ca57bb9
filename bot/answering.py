"""From a question to a sourced answer: check, search, gate, quotes, reply, remarks."""

import asyncio
import copy
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.answer import Answer, Citation, IndexInfo, Quote, Refusal, Sentence, Timings, Trace, sentences_text
from bot.care.care import care
from bot.care.feelings import Empathy, unmoved
from bot.citing import Citer
from bot.clock import Clock
from bot.errors import QuestionError
from bot.gate import Gate, confidence
from bot.orders.instructions import is_instruction, without_instructions
from bot.plan.planning import make_plan, occupations, to_become
from bot.plan.request import goal_before, plan_goal
from bot.remarks.remarks import remarks
from bot.reply.grounding import without_yes
from bot.reply.passages import quoted
from bot.reply.writer import Writer, Written
from bot.settings import Settings
from bot.understanding.aboutyou import BECAUSE_GOAL, NOBODY, AboutYou
from bot.understanding.followups import Turn, continues, referent, standalone
from bot.understanding.languages import identifier, language_of
from bot.understanding.parts import parts
from bot.understanding.pasted import question_beside
from bot.understanding.questions import clean_question
from bot.understanding.translation import Translator, in_english
from bot.wording import IN_DOUBT, NO_PROMISE, NOT_STATED, UNDERSTOOD, refusal_text, small_talk, which_plan
from index.search import SearchResult, merged
from index.store import Manifest

# Sections named in a refusal as what the documents do cover.
NEARBY = 3


@dataclass(frozen=True)
class Quoted:
    """What the documents say, to be shown at once; `opening` comes before it."""

    quotes: tuple[Quote, ...]
    citations: tuple[Citation, ...]
    opening: str = ""


@dataclass(frozen=True)
class Said:
    """A sentence of the reply, to be shown above the quotes that came before."""

    sentence: Sentence


Event = SearchResult | Quoted | Said | Answer
"""In this order: what was found, the quotes, each sentence of the reply as soon as it may be shown, and once the whole."""


class Retriever(Protocol):
    """What answers need of index.search.Searcher."""

    @property
    def manifest(self) -> Manifest: ...

    def excess(self, question: str) -> int: ...

    def search(self, question: str, refers_to: str = "") -> SearchResult: ...


class Answerer:
    """Answers questions from one index. Holds nothing of any conversation."""

    def __init__(
        self,
        retriever: Retriever,
        gate: Gate,
        writer: Writer | None,
        model_name: str,
        settings: Settings | None = None,
        empathy: Empathy = unmoved,
        today: Callable[[], date] = date.today,
        translator: Translator | None = None,
    ) -> None:
        """`settings` tell whom to ask for more, and from when on a source is old; `empathy`, how a message sounds.

        Without a writer the quotes are the answer; without a translator, questions have to be in English.
        """
        self.retriever = retriever
        self.gate = gate
        self.writer = writer
        self.model_name = model_name
        self._settings = settings or Settings()
        self._empathy = empathy
        self._today = today
        self.translator = translator

    def over(self, retriever: Retriever, gate: Gate | None = None) -> "Answerer":
        """The same bot over another search, and behind another gate if one is given."""
        other = copy.copy(self)
        other.retriever = retriever
        other.gate = gate or self.gate
        return other

    def quoting(self) -> "Answerer":
        """The same bot without its model: the quotes alone."""
        other = copy.copy(self)
        other.writer = other.translator = None
        return other

    @property
    def index(self) -> IndexInfo:
        manifest = self.retriever.manifest
        return IndexInfo(manifest.generation, manifest.counts["documents"], manifest.counts["chunks"])

    async def prepare(self) -> None:
        """Let the model read what all its prompts begin with, so that the first question need not wait for it."""
        await asyncio.to_thread(identifier)
        if self.translator:
            await self.translator.prepare()
        if self.writer:
            await self.writer.prepare()

    async def answer(self, text: str, history: Sequence[Turn] = (), about: AboutYou = NOBODY) -> AsyncGenerator[Event]:
        """The events of one answer, for somebody who may have said something about themselves. Closing the generator stops
        the model.

        Raises QuestionError for what cannot be searched, ModelError if the model fails.
        """
        message = clean_question(text)
        question = question_beside(text) if self.retriever.excess(message) else ""
        answered = self._answered(question or message, in_english(history), about, Clock(), message)
        async with aclosing(answered) as events:
            async for event in events:
                yield as_understood(event, message, question) if question else event

    async def _answered(
        self, question: str, history: Sequence[Turn], about: AboutYou, clock: Clock, message: str
    ) -> AsyncGenerator[Event]:
        """`message` is all that somebody wrote; how it sounds counts, too."""
        draft = Answer(question, question, "", "answered", self.model_name, self.index, clock.timings())
        # Nobody can tell from "make me a plan" how somebody feels, but perhaps from what they said before it.
        before = next((said for role, said in reversed(history) if role == "user"), "")
        heard = before if plan_goal(question) == "" else message
        felt = await asyncio.to_thread(self._empathy, heard)
        kindness = care(heard, self._settings.adviser, felt)
        if kindness and kindness.alone:
            yield replace(draft, text=kindness.text, outcome="care", timings=clock.timings())
            return
        continued = continues(question) and referent(question, history)
        chat = small_talk(question, self._settings.adviser, keeps=self._settings.keeps_conversations)
        if chat and not continued:
            yield replace(draft, text=chat, outcome="smalltalk", timings=clock.timings())
            return
        opening = kindness.text if kindness else ""
        if language := language_of(question):
            english = await self.translator.english(question, language) if self.translator and language.translated else ""
            if not english:
                draft = replace(draft, opening=f"{opening} {language.ask_in_english}".strip())
                yield self._refused(draft, "not_understood", (), clock.timings())
                return
            async with aclosing(self._answered(english, history, about, clock, english)) as events:
                async for event in events:
                    yield as_understood(event, question, english)
            return
        asked = without_instructions(question)
        if not asked:
            yield self._refused(draft, "not_covered", (), clock.timings())
            return
        if self.retriever.excess(asked):
            raise QuestionError("the question is longer than what I can search; please ask one thing, in at most 150 words")
        if (goal := plan_goal(asked)) is not None:
            goal, because = self._towards(goal or goal_before(history), about)
            async for event in self._planned(goal, replace(draft, opening=opening), because, clock):
                yield event
            return
        before = referent(asked, history)
        refers_to, because = (before, ()) if before else about.refers_to(asked)
        if self.retriever.excess(standalone(asked, refers_to)):
            before, refers_to, because = "", "", ()  # rather this question whole than a part of both
        draft = replace(draft, standalone_question=standalone(asked, refers_to), opening=opening)
        found = [
            (part, about.nearer(await asyncio.to_thread(self.retriever.search, part.searched, refers_to)))
            for part in parts(asked)
        ]
        clock.retrieved()
        result = merged([result for _, result in found])
        yield result
        refusals = {part: self.gate.refusal(of_part) for part, of_part in found}
        answered = [of_part for part, of_part in found if not refusals[part]]
        passages = quoted(answered)
        draft = replace(draft, trace=Trace(result), timings=clock.timings())
        if not passages:
            first_refusal: Refusal = next((refusal for refusal in refusals.values() if refusal), "not_covered")
            yield self._refused(draft, first_refusal, covered_nearby(result), clock.timings())
            return
        in_doubt = any(map(self.gate.doubts, answered))
        if in_doubt and not self.writer:
            opening = f"{opening} {IN_DOUBT}".strip()
        citer = Citer()
        quotes = [Quote(passage.label, tuple(map(citer.cite, passage.statements()))) for passage in passages]
        clock.quoted()
        yield Quoted(tuple(quotes), citer.citations, opening)
        reply: list[Sentence] = []
        written = Written()
        if self.writer:
            question = asked if before else draft.standalone_question
            sure = max(map(confidence, answered))
            async with aclosing(self.writer.write(question, passages, before, sure)) as writing:
                async for part in writing:
                    if isinstance(part, Written):
                        written = part
                        continue
                    if NO_PROMISE in opening:  # a "Yes" behind that would be a promise
                        part = replace(part, text=without_yes(part.text))
                    reply.append(citer.cite(part))
                    clock.spoke()
                    yield Said(reply[-1])
        if self.writer:
            # The model has read the quotes and knows more than the search, whose doubt a reply that stands takes away.
            in_doubt = (in_doubt or written.in_two_minds) and not (reply or written.not_stated)
            hedge = NOT_STATED.format(adviser=self._settings.adviser) if written.not_stated else IN_DOUBT if in_doubt else ""
            opening = f"{opening} {hedge}".strip()
        asked_in_vain = [part.asked for part, refusal in refusals.items() if refusal]
        remarked = (
            *because,
            *about.told(result, citer.citations),
            *remarks(citer.citations, asked_in_vain, self._today(), self._settings.stale_years, self._settings.adviser),
        )
        cited = {number for sentence in reply for number in sentence.citations}
        quotes = [
            replace(quote, cited=bool(quote.citations & cited) or passage in written.chosen)
            for quote, passage in zip(quotes, passages, strict=True)
        ]
        quotes.sort(key=lambda quote: not quote.cited)
        yield replace(
            draft,
            text=answer_text(opening, reply, quotes, remarked),
            outcome="not_stated" if written.not_stated else "answered",
            opening=opening,
            in_doubt=in_doubt,
            reply=tuple(reply),
            quotes=tuple(quotes),
            citations=citer.citations,
            remarks=remarked,
            timings=clock.timings(written.usage),
            trace=Trace(result, written.prompt, written.raw, written.dropped, written.not_stated_share),
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
                yield replace(draft, text=text, outcome="smalltalk", timings=clock.timings())
                return
            goal = to_become(jobs[0])
        planned = await asyncio.to_thread(make_plan, goal, search, self.gate)
        clock.retrieved()
        yield planned.result
        draft = replace(draft, trace=Trace(planned.result), timings=clock.timings())
        if not planned.plan:
            yield self._refused(draft, "not_covered", covered_nearby(planned.result), draft.timings)
            return
        citations, settings = planned.citer.citations, self._settings
        opening = f"{draft.opening} {IN_DOUBT if planned.in_doubt else ''}".strip()
        remarked = (*because, *remarks(citations, (), self._today(), settings.stale_years, settings.adviser))
        sentences = tuple(sentence for stage in planned.plan.stages for sentence in stage.sentences)
        yield replace(
            draft,
            text="\n\n".join(part for part in (opening, sentences_text(sentences), *remarked) if part),
            opening=opening,
            in_doubt=planned.in_doubt,
            citations=citations,
            remarks=remarked,
            plan=planned.plan,
        )

    def _refused(self, draft: Answer, refusal: Refusal, nearby: tuple[str, ...], timings: Timings) -> Answer:
        text = refusal_text(refusal, nearby, self._settings.adviser)
        return replace(draft, text=f"{draft.opening} {text}".strip(), outcome=refusal, nearby=nearby, timings=timings)


def as_understood(event: Event, message: str, question: str) -> Event:
    """An event of the answer to `question` as one of the answer to the message that asks this, among more or in another
    language."""
    understood = UNDERSTOOD.format(question=question)
    if isinstance(event, Quoted):
        return replace(event, opening=f"{understood} {event.opening}".strip())
    if isinstance(event, Answer) and event.outcome == "care":
        return replace(event, question=message)
    if isinstance(event, Answer):
        opening = f"{understood} {event.opening}".strip()
        return replace(event, question=message, opening=opening, text=f"{understood}\n\n{event.text}")
    return event


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


def answer_text(opening: str, reply: Sequence[Sentence], quotes: Sequence[Quote], remarked: Sequence[str]) -> str:
    """An answer as a learner reads it: the reply, then what it stands on."""
    quoted = (f"{quote.label}:\n{quote.text}" for quote in quotes)
    return "\n\n".join(part for part in (opening, sentences_text(reply), *quoted, *remarked) if part)
