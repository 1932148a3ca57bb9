"""A model behind an OpenAI-compatible API: llama-server, vLLM, Ollama. The only importer of httpx."""

import asyncio
import json
import math
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx

from bot.errors import ModelError
from bot.models.model import NO_TOKENS, Beginning, Begun, Message, ModelCard, Usage

TIMEOUT = httpx.Timeout(connect=5.0, read=60.0, write=10.0, pool=30.0)
ATTEMPTS = 3
RETRY_STATUS = frozenset({429, 500, 502, 503, 504})
# English text has about four bytes a token, other languages fewer; two and a half never counts too few in practice.
BYTES_PER_TOKEN = 2.5


class OpenAIModel:
    """A ChatModel at `url` (with or without /v1). Connections and overload are tried again, a begun answer never is."""

    def __init__(
        self,
        url: str,
        context_tokens: int,
        name: str | None = None,
        api_key: str | None = None,
        retry_seconds: float = 0.5,
    ) -> None:
        self._url = url.rstrip("/").removesuffix("/v1") + "/v1"
        self._context_tokens = context_tokens
        self._name = name
        self._retry_seconds = retry_seconds
        if api_key and not (api_key.isascii() and api_key.isprintable()):
            raise ModelError("WAYMARK_API_KEY holds characters that no key has; copy it again")
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        try:
            self._client = httpx.AsyncClient(base_url=self._url, timeout=TIMEOUT, headers=headers)
        except httpx.InvalidURL as error:
            raise ModelError(f"{url} is not the URL of a server ({error}); check WAYMARK_MODEL") from error
        self._card: ModelCard | None = None

    async def start(self) -> ModelCard:
        if self._card is None:
            data = await self._json("/models")
            models = [entry for entry in data.get("data") or [] if isinstance(entry, dict)]
            model = next((entry for entry in models if self._name in (None, entry.get("id"))), None)
            if model is None:
                offered = ", ".join(str(entry.get("id")) for entry in models) or "none"
                raise ModelError(f"{self._url} has no model {self._name or ''}; set WAYMARK_MODEL_NAME to one of: {offered}")
            meta = model.get("meta") or {}
            # vLLM tells max_model_len, llama-server meta.n_ctx; where nothing is told the setting counts.
            context = model.get("max_model_len") or meta.get("n_ctx") or self._context_tokens
            self._card = ModelCard(str(model["id"]), meta.get("n_params"), min(int(context), self._context_tokens))
        return self._card

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [math.ceil(len(text.encode()) / BYTES_PER_TOKEN) for text in texts]

    async def stream(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        *,
        tuned: bool = False,  # noqa: ARG002
        beginning: Beginning | None = None,  # noqa: ARG002
    ) -> AsyncGenerator[str | Usage | Begun]:
        body = await self._body(messages, max_tokens)
        usage: Usage | None = None
        async with self._opened(body | {"stream": True, "stream_options": {"include_usage": True}}) as response:
            try:
                async for line in response.aiter_lines():
                    if not line.startswith("data:") or line.endswith("[DONE]"):
                        continue
                    event = json.loads(line.removeprefix("data:"))
                    if event.get("error"):
                        raise ModelError(f"{self._url} reports: {event['error']}")
                    usage = _usage(event) or usage
                    for choice in event.get("choices") or []:
                        if piece := choice.get("delta", {}).get("content"):
                            yield piece
            except (httpx.HTTPError, ValueError, AttributeError, TypeError) as error:  # broken off, or not what was agreed
                raise ModelError(f"the answer of {self._url} broke off ({error or type(error).__name__}); ask again") from error
        yield usage or NO_TOKENS

    async def close(self) -> None:
        await self._client.aclose()

    async def _body(self, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
        card = await self.start()
        return {
            "model": card.name,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens": max_tokens,
            "temperature": 0,
        }

    async def _json(self, path: str) -> dict[str, Any]:
        response = await self._sent("GET", path, None, stream=False)
        try:
            data = response.json()
            if not isinstance(data, dict):
                raise ValueError(f"{type(data).__name__} instead of an object")
        except ValueError as error:
            raise ModelError(f"{self._url}{path} did not answer with JSON; is it an OpenAI-compatible server?") from error
        return data

    @asynccontextmanager
    async def _opened(self, body: dict[str, Any]) -> AsyncIterator[httpx.Response]:
        """A streamed response; closing it also tells the server to stop."""
        response = await self._sent("POST", "/chat/completions", body, stream=True)
        try:
            yield response
        finally:
            await response.aclose()

    async def _sent(self, method: str, path: str, body: dict[str, Any] | None, *, stream: bool) -> httpx.Response:
        """A successful response. Raises ModelError after ATTEMPTS, or at once where trying again cannot help."""
        problem = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                await asyncio.sleep(self._retry_seconds * 2**attempt)
            try:
                response = await self._client.send(self._client.build_request(method, path, json=body), stream=stream)
                if response.is_success:
                    return response
                await response.aread()
            except httpx.HTTPError as error:
                problem = f"{type(error).__name__} {error}".strip()
                continue
            problem = f"HTTP {response.status_code}: {response.text[:200]}"
            await response.aclose()
            if response.status_code not in RETRY_STATUS:
                break
        raise ModelError(f"the model server {self._url} does not answer ({problem}); check that it runs, and WAYMARK_MODEL")


def _usage(data: dict[str, Any]) -> Usage | None:
    usage = data.get("usage")
    return Usage(usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0)) if usage else None
