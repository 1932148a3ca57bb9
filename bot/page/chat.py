"""The conversation: what happens when a learner asks, stops, clicks a suggestion, or closes the tab.

One Chat serves everybody. What belongs to one conversation is kept in Chainlit's user session, never here.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing

import chainlit as cl
from chainlit.session import WebsocketSession
from chainlit.socket import process_message

from bot.answer import Answer, Sentence
from bot.answering import Said
from bot.compose import Bot
from bot.errors import ModelCrashed, ModelError
from bot.page.markup import answer_markdown, inert, refusal_markdown
from bot.page.metrics import Metrics
from bot.page.suggest import Suggestion, about, follow_ups
from bot.understanding.followups import Turn
from index.errors import WaymarkError

log = logging.getLogger(__name__)

SEARCHING = "*Searching the documents…*"
STOPPED = "*Stopped.*"
CRASHED = "The model stopped in the middle of this answer. It is being started again; please ask once more."
BROKEN = "Something went wrong on our side, and it has been noted. Please ask again; if it happens again, tell an adviser."
# Turns of a conversation that are kept; a follow-up looks back at fewer.
HISTORY = 20
ASK = "ask"

# What the user session holds: turns so far, the answer in progress, and the last reply, whose buttons go with the next.
HISTORY_KEY, TASK_KEY, REPLY_KEY = "history", "answering", "reply"


class Chat:
    """The handlers of all conversations."""

    def __init__(self, bot: Bot, metrics: Metrics, starters: Sequence[Suggestion]) -> None:
        self._bot = bot
        self._metrics = metrics
        self._starters = starters

    def register(self) -> None:
        """Make these Chainlit's handlers."""
        cl.set_starters(self.offer_starters)
        cl.on_message(self.on_message)
        cl.on_stop(self.on_stop)
        cl.on_chat_end(self.on_chat_end)
        cl.action_callback(ASK)(self.on_ask)

    async def offer_starters(self, user: cl.User | None) -> list[cl.Starter]:  # noqa: ARG002
        """The questions on the empty page."""
        return [cl.Starter(label=starter.label, message=starter.question) for starter in self._starters]

    async def on_message(self, message: cl.Message) -> None:
        """Answer. Cancelling this task frees the model."""
        _cancel_answer()  # the page lets nobody ask twice at a time, but a program could
        cl.user_session.set(TASK_KEY, asyncio.current_task())
        if last := cl.user_session.get(REPLY_KEY):
            await last.remove_actions()
        reply = cl.Message(SEARCHING)
        cl.user_session.set(REPLY_KEY, reply)
        await reply.send()
        history: list[Turn] = cl.user_session.get(HISTORY_KEY, [])
        with self._metrics.timed():
            answer = await self._answered(message.content, history, reply)
        if answer:
            turns: list[Turn] = [("user", message.content), ("assistant", answer.text)]
            cl.user_session.set(HISTORY_KEY, [*history, *turns][-HISTORY:])

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
        """Take back Chainlit's message about the stop: the reply itself says so."""
        await cl.chat_context.get()[-1].remove()

    async def on_chat_end(self) -> None:
        """The tab is closed or the connection lost: nobody reads on."""
        _cancel_answer()
        cl.chat_context.clear()  # Chainlit itself keeps every message of every conversation

    async def _answered(self, question: str, history: Sequence[Turn], reply: cl.Message) -> Answer | None:
        """Stream the answer into `reply`; None if there is none, and `reply` then says why."""
        problem: str | None = BROKEN  # unless one of the ends below is reached; Chainlit logs what it was
        try:
            answer = await self._streamed(question, history, reply)
            problem = None
            return answer
        except asyncio.CancelledError:
            problem = None
            self._metrics.stopped += 1
            reply.content = STOPPED if reply.content == SEARCHING else f"{reply.content}\n\n{STOPPED}"
            raise
        except WaymarkError as error:
            problem = CRASHED if isinstance(error, ModelCrashed) else str(error)
            if isinstance(error, ModelError):
                log.warning("%s", error)
                reply.actions = [_button(Suggestion("Ask again", question))]
            return None
        finally:
            if problem:
                self._metrics.errors += 1
                reply.content, reply.is_error = inert(problem[:1].upper() + problem[1:]), True
            await reply.update()

    async def _streamed(self, question: str, history: Sequence[Turn], reply: cl.Message) -> Answer:
        sentences: list[Sentence] = []
        answer: Answer | None = None
        async with aclosing(self._bot.answerer.answer(question, history)) as events:
            async for event in events:
                if isinstance(event, Said):
                    sentences.append(event.sentence)
                    await reply.stream_token(
                        answer_markdown(sentences, event.citations, finished=False, opening=event.opening), is_sequence=True
                    )
                elif isinstance(event, Answer):
                    answer = event
        assert answer is not None
        self._conclude(reply, answer, [text for role, text in history if role == "user"])
        return answer

    def _conclude(self, reply: cl.Message, answer: Answer, asked: Sequence[str]) -> None:
        """Bring the reply into its last form: with its sources and what to ask next, or as a refusal."""
        if not answer.abstained:
            self._metrics.answers += 1
            reply.content = answer_markdown(
                answer.sentences, answer.citations, finished=True, opening=answer.opening, remarks=answer.remarks
            )
            catalogue = self._bot.searcher.stored.catalogue
            suggestions = follow_ups(answer.citations, catalogue, [*asked, answer.question])
        elif answer.reason in (None, "smalltalk", "care"):
            reply.content = inert(answer.text)
            suggestions = []
        else:
            self._metrics.refusals += 1
            reply.content = refusal_markdown(
                answer.reason, self._bot.settings.adviser, nearby=bool(answer.nearby), opening=answer.opening
            )
            suggestions = [about(topic) for topic in answer.nearby]
        reply.actions = [_button(suggestion) for suggestion in suggestions]


def _button(suggestion: Suggestion) -> cl.Action:
    return cl.Action(name=ASK, payload={"question": suggestion.question}, label=suggestion.label)


def _cancel_answer() -> None:
    """Stop the answer in progress of this conversation, if there is one."""
    task: asyncio.Task[None] | None = cl.user_session.get(TASK_KEY)
    if task and not task.done():
        task.cancel()
