"""What the page does where conversations are kept: who asks, what is written down, resuming, and opinions on answers."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import chainlit as cl
from chainlit.types import ThreadDict
from chainlit.user import PersistedUser
from chainlit.utils import utc_now
from starlette.datastructures import Headers

from bot.answer import Answer
from bot.history.store import Fault, Feedback, HistoryStore
from bot.page.layer import HistoryLayer
from bot.page.visitors import identifier
from bot.understanding.followups import Turn
from bot.why import why_json

log = logging.getLogger(__name__)

OPINION = "opinion"
# The buttons below an answer: what they say, their icon, and what is wrong with the answer, if anything is.
OPINIONS: tuple[tuple[str, str, Fault | None], ...] = (
    ("Helpful", "thumbs-up", None),
    ("Answer is wrong", "thumbs-down", "answer"),
    ("Source is wrong", "file-warning", "source"),
)
THANKS = "Thank you. Your opinion is kept with this answer."
TOO_LATE = "This answer is no longer kept, so neither is an opinion on it."
LONGEST_COMMENT = 2000
INTERRUPTED = "*The server was started again in the middle of this answer. Please ask once more.*"
# In a message's metadata: what it says without layout, for follow-ups.
SAID = "said"


class Keeping:
    """The handlers of all conversations that are kept."""

    def __init__(self, store: HistoryStore) -> None:
        self._store = store

    def register(self) -> None:
        """Make these Chainlit's handlers."""
        cl.data_layer(lambda: HistoryLayer(self._store))
        cl.header_auth_callback(self.on_visit)
        cl.action_callback(OPINION)(self.on_opinion)

    async def on_visit(self, headers: Headers) -> cl.User | None:
        """Whoever sits before this browser; nobody has to sign in."""
        name = identifier(headers)
        return visitor(name) if name else None

    async def opened(self) -> None:
        """Tell the page which conversation this is, for its address."""
        call = {"name": "opened", "args": {"thread": cl.context.session.thread_id}}
        await cl.context.emitter.emit("call_fn", call)

    async def keep(self, message: cl.Message) -> None:
        """Write a message down, in place of an earlier state of it; it is on the disk when this returns."""
        await self._store.keep_step(_person_id(), message.to_dict())

    async def keep_answer(self, reply: cl.Message, answer: Answer, history: Sequence[Turn]) -> None:
        """Write down how an answer came about, to be replayed when somebody says that it is wrong."""
        record = {"history": [list(turn) for turn in history], "why": why_json(answer)}
        await self._store.keep_answer(reply.id, cl.context.session.thread_id, record)

    async def resumed(self, thread: ThreadDict) -> list[Turn]:
        """What was said in a conversation that is opened again; a question that was never answered says so from now on."""
        turns: list[Turn] = []
        for step in thread["steps"]:
            told: Mapping[str, Any] = step.get("metadata") or {}
            if step["type"] == "user_message":
                turns.append(("user", step["output"]))
            elif SAID in told:
                turns.append(("assistant", told[SAID]))
        spoke = [step["type"] for step in thread["steps"] if "message" in step["type"]]
        if spoke and spoke[-1] == "user_message":
            message = cl.Message(INTERRUPTED)
            message.created_at = utc_now()
            await self.keep(message)
            thread["steps"].append(message.to_dict())
        return turns

    async def ask_opinions(self, thread: ThreadDict) -> None:
        """Offer the buttons below the answers of a conversation that is opened again."""
        for step in thread["steps"]:
            record = await self._store.answer(step["id"])
            if record and record["why"]["citations"]:  # no refusal
                for opinion in self.opinions():
                    await opinion.send(for_id=step["id"])

    def opinions(self) -> list[cl.Action]:
        """Buttons for what somebody thinks of an answer."""
        return [cl.Action(name=OPINION, payload={"fault": fault}, label=label, icon=icon) for label, icon, fault in OPINIONS]

    async def on_opinion(self, action: cl.Action) -> None:
        """Keep an opinion at once, and with it what somebody adds in their own words, if they do."""
        step_id, fault = str(action.forId), action.payload.get("fault")
        given = Feedback(step_id, helpful=fault is None, fault=fault if fault in ("answer", "source") else None)
        if not await self._store.keep_feedback(_person_id(), given):
            await cl.context.emitter.send_toast(TOO_LATE, "warning")
            return
        if not given.helpful:
            words = await cl.CopilotFunction(name="comment", args={"fault": given.fault}).acall()
            comment = str(words or "")[:LONGEST_COMMENT]
            await self._store.keep_feedback(_person_id(), Feedback(step_id, helpful=False, fault=given.fault, comment=comment))
        await cl.context.emitter.send_toast(THANKS, "success")


def visitor(name: str) -> cl.User:
    """Whoever is known by this name."""
    return cl.User(identifier=name, display_name="You")


def _person_id() -> str:
    user = cl.context.session.user
    assert isinstance(user, PersistedUser)
    return user.id
