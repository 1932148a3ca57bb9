"""Put questions in other languages into English with the model; a conversation goes on in the English that was understood."""

import re
from collections.abc import Sequence
from contextlib import aclosing
from itertools import zip_longest

from bot.models.model import ChatModel
from bot.reply.packing import messages
from bot.understanding.followups import Turn
from bot.understanding.languages import Language, language_of
from bot.wording import UNDERSTOOD

PROMPT = "translate"
# A question of some hundred words.
MAX_TOKENS = 160
UNDERSTOOD_BEFORE = re.compile(re.escape(UNDERSTOOD).replace(re.escape("{question}"), "(.+?)") + r"(?:\s+|$)")


class Translator:
    """Translates questions with a chat model."""

    def __init__(self, model: ChatModel) -> None:
        self.model = model

    async def prepare(self) -> None:
        """Evaluate the fixed turns. Raises ModelError."""
        await self._written("", "English", max_tokens=1)

    async def english(self, question: str, language: Language) -> str:
        """The question in English; empty if what the model wrote is none. Raises ModelError."""
        text = await self._written(question, language.name, MAX_TOKENS)
        return text if re.search(r"\w", text) and not language_of(text) else ""

    async def _written(self, question: str, language: str, max_tokens: int) -> str:
        prompt = messages(PROMPT, question=question, language=language)
        async with aclosing(self.model.stream(prompt, max_tokens)) as parts:
            written = [part async for part in parts if isinstance(part, str)]
        return " ".join("".join(written).split())


def in_english(history: Sequence[Turn]) -> list[Turn]:
    """The conversation with each question as its answer says that it was understood."""
    turns: list[Turn] = []
    end: Turn = ("user", "")
    for (role, text), (_, following) in zip_longest(history, history[1:], fillvalue=end):
        understood = UNDERSTOOD_BEFORE.match(following if role == "user" else text)
        if understood:
            text = understood[1] if role == "user" else text[understood.end() :]
        turns.append((role, text))
    return turns
