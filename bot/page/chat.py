"""The conversation: what happens when a learner asks, stops, clicks a suggestion, or closes the tab.

One Chat serves everybody. What belongs to one conversation is kept in Chainlit's user session, never here.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack, aclosing, suppress
from dataclasses import dataclass, field

import chainlit as cl
from chainlit.config import config
from chainlit.session import WebsocketSession
from chainlit.socket import process_message
from chainlit.types import ThreadDict
from chainlit.utils import utc_now

from bot.answer import Answer, Sentence
from bot.answering import Quoted, Said
from bot.compose import Bot
from bot.errors import ModelBusy, ModelError
from bot.inert import inert
from bot.models.llama_model import LlamaModel
from bot.page.about import AboutPanel
from bot.page.keeping import SAID, Keeping
from bot.page.line import Line
from bot.page.markup import WAITING, WRITING, answer_markdown, found_places, plan_markdown, problem_markdown, refusal_markdown
from bot.page.metrics import Metrics
from bot.page.suggest import Suggester, Suggestion, about
from bot.understanding.followups import Turn
from index.errors import StorageError, WaymarkError
from index.search import SearchResult

log = logging.getLogger(__name__)

# The name of the step that tells that a question has arrived, and then where was searched: none, for Chainlit puts our words
# before it, "Searching the documents" or "Searched the documents", in the language of the page (assets/words).
SEARCH = " "
BEFORE = "- {place} before you"
STOPPED = "*Stopped.*"
UNFINISHED = "The model did not finish this answer. Please ask again; if that does not help, tell an adviser."
NOT_KEPT = "Your question could not be kept, so it is not answered. Please reload this page and ask again."
BROKEN = "Something went wrong on our side, and it has been noted. Please ask again; if it happens again, tell an adviser."
# Turns of a conversation that are kept; a follow-up looks back at fewer.
HISTORY = 20
ASK = "ask"

# What the user session holds: turns so far, the answer in progress, the last reply, whose buttons go with the next, and the
# work on these buttons.
HISTORY_KEY, TASK_KEY, REPLY_KEY, OFFER_KEY = "history", "answering", "reply", "offering"


@dataclass
class Shown:
    """What a learner has of an answer that is not whole: it stays on the page if the rest never comes."""

    quoted: Quoted = field(default_factory=lambda: Quoted((), ()))
    said: list[Sentence] = field(default_factory=list)

    def markdown(self, waiting: str = "") -> str:
        quoted = self.quoted
        return answer_markdown(
            self.said, quoted.quotes, quoted.citations, opening=quoted.opening, waiting="" if self.said else waiting
        )


class Chat:
    """The handlers of all conversations."""

    def __init__(
        self,
        bot: Bot,
        metrics: Metrics,
        suggester: Suggester,
        about: AboutPanel,
        line: Line,
        keeping: Keeping | None = None,
    ) -> None:
        """In `line` searches wait for each other.

        Without `keeping` nothing is kept.
        """
        self._bot = bot
        self._about = about
        self._line = line
        self._metrics = metrics
        self._suggester = suggester
        self._keeping = keeping

    def register(self) -> None:
        """Make these Chainlit's handlers."""
        cl.set_starter_categories(self.offer_starters)
        # Not cl.on_chat_start: at its end that tells the page that nothing is being done, and the Stop button goes, although a
        # quick learner may have asked by then.
        config.code.on_chat_start = self.on_start
        cl.on_message(self.on_message)
        cl.on_stop(self.on_stop)
        cl.on_chat_end(self.on_chat_end)
        cl.action_callback(ASK)(self.on_ask)
        self._about.register()
        if self._keeping:
            self._keeping.register()
            cl.on_chat_resume(self.on_resume)

    async def offer_starters(self, user: cl.User | None) -> list[cl.StarterCategory]:  # noqa: ARG002
        """The questions on the empty page, by theme."""
        return [
            cl.StarterCategory(theme.label, starters=[cl.Starter(one.label, one.question) for one in theme.suggestions])
            for theme in self._suggester.themes
        ]

    async def on_start(self) -> None:
        """A conversation begins. If the page shows one already, the server has lost that one, and the page says so."""
        await self._about.offer()
        await cl.context.emitter.emit("call_fn", {"name": "started", "args": {}})

    async def on_message(self, message: cl.Message) -> None:
        """Answer. Cancelling this task frees the model."""
        _cancel(TASK_KEY)  # the page lets nobody ask twice at a time, but a program could
        _cancel(OFFER_KEY)
        cl.user_session.set(TASK_KEY, asyncio.current_task())
        if self._keeping:
            try:
                await self._keeping.keep(message)  # before anything tells the learner that it has arrived
            except StorageError:
                self._metrics.errors += 1
                await cl.ErrorMessage(NOT_KEPT).send()
                return
            await self._keeping.opened()
        if last := cl.user_session.get(REPLY_KEY):
            await _remove_suggestions(last)
        run = cl.context.current_run
        step = cl.Step(SEARCH, "tool", parent_id=run.id if run else None)
        step.start = step.created_at
        await step.send()
        reply = cl.Message("")
        cl.user_session.set(REPLY_KEY, reply)
        history: list[Turn] = cl.user_session.get(HISTORY_KEY, [])
        with self._metrics.timed():
            answer = await self._answered(message.content, history, step, reply)
        if answer:
            if self._keeping:
                with suppress(StorageError):  # the log has it
                    await self._keeping.keep_answer(reply, answer, history)
            turns: list[Turn] = [("user", message.content), ("assistant", answer.text)]
            cl.user_session.set(HISTORY_KEY, [*history, *turns][-HISTORY:])
            asked = [text for role, text in [*history, *turns] if role == "user"]
            # Beside this task: the answer is there, and the next question need not wait for buttons.
            cl.user_session.set(OFFER_KEY, asyncio.create_task(self._offer(reply, answer, asked)))

    async def on_resume(self, thread: ThreadDict) -> None:
        """Go on with a conversation that is opened again."""
        assert self._keeping is not None
        cl.user_session.set(HISTORY_KEY, (await self._keeping.resumed(thread))[-HISTORY:])
        await self._keeping.ask_opinions(thread)
        await self._about.offer()

    async def on_ask(self, action: cl.Action) -> None:
        """A click on a suggestion asks it, just as if the learner had typed it."""
        question = cl.Message(str(action.payload.get("question", "")), author="User", type="user_message")
        await question.send()
        session = cl.context.session
        assert isinstance(session, WebsocketSession)
        # As Chainlit does for a typed message; the Stop button cancels `current_task`.
        message = process_message(session, {"message": question.to_dict(), "fileReferences": None})
        session.current_task = asyncio.create_task(message)

    async def on_stop(self) -> None:
        """Stop, and take back Chainlit's message about it: the reply itself says so.

        Chainlit itself stops what it started last, which need not be the answer.
        """
        _cancel(TASK_KEY)
        await cl.chat_context.get()[-1].remove()

    async def on_chat_end(self) -> None:
        """The tab is closed or the connection lost: nobody reads on."""
        _cancel(TASK_KEY)
        _cancel(OFFER_KEY)
        cl.chat_context.clear()  # Chainlit itself keeps every message of every conversation

    async def _answered(self, question: str, history: Sequence[Turn], step: cl.Step, reply: cl.Message) -> Answer | None:
        """Stream the answer into `reply`; None if there is none, and `reply` then says why."""
        problem: str | None = BROKEN  # unless one of the ends below is reached; Chainlit logs what it was
        shown = Shown()
        try:
            answer = await self._streamed(question, history, step, reply, shown)
            problem = None
            return answer
        except asyncio.CancelledError:
            problem = None
            self._metrics.stopped += 1
            reply.content = f"{shown.markdown()}\n\n{STOPPED}".strip()
            raise
        except WaymarkError as error:
            problem = str(error)
            if isinstance(error, ModelError):
                log.warning("%s", error)
                # Paths and addresses are for who runs this.
                problem = problem if isinstance(error, ModelBusy) else UNFINISHED
                reply.actions = [_button(Suggestion("Ask again", question))]
            return None
        finally:
            if problem:
                self._metrics.errors += 1
                reply.content = f"{shown.markdown()}\n\n{problem_markdown(problem)}".strip()
            await _end(step)
            await reply.send()
            if self._keeping:
                with suppress(StorageError):  # the log has it, and the learner the reply
                    await self._keeping.keep(reply)

    async def _streamed(self, question: str, history: Sequence[Turn], step: cl.Step, reply: cl.Message, shown: Shown) -> Answer:
        answer: Answer | None = None

        async def tell(place: int) -> None:
            step.name = BEFORE.format(place=place)
            await step.update()

        events = self._bot.answerer.answer(question, history, about=self._about.said())
        async with AsyncExitStack() as turn, aclosing(events):
            await turn.enter_async_context(self._line.turn(tell))
            async for event in events:
                if isinstance(event, SearchResult):
                    await turn.aclose()  # models have a queue of their own
                    step.name, step.output = SEARCH, found_places(event)
                    await _end(step)
                elif isinstance(event, Quoted):
                    shown.quoted = event
                    await self._stream(reply, shown)
                elif isinstance(event, Said):
                    shown.said.append(event.sentence)
                    await self._stream(reply, shown)
                elif isinstance(event, Answer):
                    answer = event
        assert answer is not None
        self._conclude(reply, answer)
        return answer

    async def _stream(self, reply: cl.Message, shown: Shown) -> None:
        """Show what there is of an answer: the quotes, above them the reply so far, or why there is none yet."""
        model = self._bot.model
        before = model.ahead if isinstance(model, LlamaModel) else 0
        waiting = WAITING.format(before=before) if before else WRITING if model else ""
        # The page puts its cursor at the very end, where it would become part of the last address.
        await reply.stream_token(f"{shown.markdown(waiting)}\n\n", is_sequence=True)

    def _conclude(self, reply: cl.Message, answer: Answer) -> None:
        """Bring the reply into its last form: with its sources, or as a refusal."""
        if answer.plan:
            self._metrics.answers += 1
            reply.content = plan_markdown(answer.plan, answer.citations, opening=answer.opening, remarks=answer.remarks)
        elif answer.outcome == "answered" or answer.outcome == "not_stated":
            self._metrics.answers += 1
            reply.content = answer_markdown(
                answer.reply, answer.quotes, answer.citations, opening=answer.opening, remarks=answer.remarks
            )
        elif answer.outcome == "smalltalk" or answer.outcome == "care":
            reply.content = inert(answer.text)
        else:
            self._metrics.refusals += 1
            reply.content = refusal_markdown(
                answer.outcome, self._bot.settings.adviser, nearby=bool(answer.nearby), opening=answer.opening
            )
        reply.metadata = {SAID: answer.text}

    async def _offer(self, reply: cl.Message, answer: Answer, asked: Sequence[str]) -> None:
        """Offer what to ask next and to give an opinion; trying what the documents answer takes a moment, in the line."""
        if not answer.citations:
            suggestions = [about(topic) for topic in answer.nearby]
        else:
            async with self._line.turn():
                suggestions = await asyncio.to_thread(self._suggester.follow_ups, answer.citations, asked)
        opinions = self._keeping.opinions() if self._keeping and answer.citations else []
        for action in (*map(_button, suggestions), *opinions):  # all at once: nothing moves under a finger
            reply.actions.append(action)
            await action.send(for_id=reply.id)


def _button(suggestion: Suggestion) -> cl.Action:
    return cl.Action(name=ASK, payload={"question": suggestion.question}, label=suggestion.label)


async def _end(step: cl.Step) -> None:
    """The search is over: show where it was, or nothing if there was none."""
    if step.end:
        return
    step.end = utc_now()
    await (step.update() if step.output else step.remove())


async def _remove_suggestions(reply: cl.Message) -> None:
    """Take back what was offered to ask next; opinions on an answer are welcome as long as it stands there."""
    for action in reply.actions:
        if action.name == ASK:
            await action.remove()


def _cancel(key: str) -> None:
    """Stop this work on the conversation, if it is going on."""
    task: asyncio.Task[None] | None = cl.user_session.get(key)
    if task and not task.done():
        task.cancel()
