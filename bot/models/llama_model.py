"""A local GGUF model in a process of its own, so that a crash or an out-of-memory in it costs one answer."""

import asyncio
import contextlib
import itertools
import json
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.errors import ModelBusy, ModelCrashed, ModelError
from bot.models.model import Beginning, Begun, Message, ModelCard, Usage

log = logging.getLogger(__name__)

# Answers that may wait for the one in progress. At some 2 s each, the last one waits about half a minute.
QUEUE_LIMIT = 16
# A model of 8 B parameters loads in about a minute from a slow disk.
LOAD_SECONDS = 180.0
# A cancelled request ends at the next step of the prompt; a model that takes longer is killed and loaded again, which costs its
# kept prompts, too: some ten seconds for the 1.5 B model.
CANCEL_SECONDS = 5.0
# Threads that wait for each other sleep instead of spinning. On an idle machine that costs a fifth of the decoding rate
# (40 tokens in 0.32 s, not 0.26); on a busy one it is 10 to 40 times faster, because a spinning thread keeps the processor
# from the one that it waits for.
ENVIRONMENT = {"OMP_WAIT_POLICY": "passive"}
# Replies are small; this only bounds what a broken process can make us hold.
LINE_LIMIT = 1 << 20


class LlamaModel:
    """A ChatModel that runs `bot.models.llama_worker`. Belongs to one event loop; serves one request after the other."""

    def __init__(
        self,
        path: Path,
        context_tokens: int,
        command: Sequence[str] = (sys.executable, "-m", "bot.models.llama_worker"),
        adapter: Path | None = None,
    ) -> None:
        self._path = path
        self._adapter = adapter
        self._context_tokens = context_tokens
        self._command = command
        self._process: Process | None = None
        self._cancelling: asyncio.Task[None] | None = None
        self._card: ModelCard | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._ids = itertools.count(1)

    @property
    def waiting(self) -> int:
        """How many requests wait for the one in progress."""
        return self._waiting

    @property
    def ahead(self) -> int:
        """How many requests come before one that is made now: the one in progress, and all that wait for it."""
        return self._waiting + self._turn.locked()

    @property
    def process_id(self) -> int | None:
        """The process that holds the model, while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> ModelCard:
        async with self._my_turn():
            return await self._running()

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        async with self._my_turn():
            await self._running()
            request_id = await self._send({"do": "count", "texts": list(texts)})
            reply = await self._reply(request_id)
            counts: list[int] = reply["counts"]
            return counts

    async def stream(
        self, messages: Sequence[Message], max_tokens: int, *, tuned: bool = False, beginning: Beginning | None = None
    ) -> AsyncGenerator[str | Usage | Begun]:
        request = {
            "do": "generate",
            "messages": [asdict(message) for message in messages],
            "max_tokens": max_tokens,
            "tuned": tuned,
            "beginning": asdict(beginning) if beginning else None,
        }
        async with self._my_turn(), self._generation(request) as parts:
            async for part in parts:
                yield part

    async def close(self) -> None:
        process, self._process = self._process, None
        if process and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        """Wait in line. Raises ModelBusy when the line is full."""
        if self._waiting >= QUEUE_LIMIT:
            raise ModelBusy(f"{self._waiting} answers are waiting for the model; please ask again in half a minute")
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turn.release()

    async def _running(self) -> ModelCard:
        """Start the process if it does not run. Raises ModelError with the reason that it gave."""
        if self._cancelling:  # its own task was cancelled again, and did not wait for it
            await asyncio.wait([self._cancelling])
        if self._card and self._process and self._process.returncode is None:
            return self._card
        if not self._path.is_file():
            raise ModelError(f"there is no model file {self._path}; check WAYMARK_MODEL")
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            str(self._path),
            str(self._context_tokens),
            *([str(self._adapter)] if self._adapter else []),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            limit=LINE_LIMIT,
            env=ENVIRONMENT | os.environ,
        )
        # Unread, llama.cpp's log would fill the pipe and stop the process.
        self._log = asyncio.create_task(_last_lines(self._process))
        try:
            reply = await asyncio.wait_for(self._line(), LOAD_SECONDS)
        except TimeoutError as error:
            await self.close()
            raise ModelError(f"{self._path} was not loaded within {LOAD_SECONDS:.0f} s; use a smaller model") from error
        except asyncio.CancelledError:
            await self.close()
            raise
        except ModelCrashed as error:
            raise ModelError(
                f"{self._path} cannot be loaded ({error}); the file may be damaged: compare its SHA-256 with its source's"
            ) from error
        if "ready" not in reply:
            await self.close()
            raise ModelError(
                f"{self._path} cannot be loaded ({reply.get('failed')}); it must be a whole, instruction-tuned GGUF file"
            )
        data = reply["ready"]
        if data["trained_context_tokens"] < self._context_tokens:
            log.warning("%s was trained for %d tokens of context", data["name"], data["trained_context_tokens"])
        self._card = ModelCard(data["name"], data["parameters"], data["context_tokens"], tuned=self._adapter is not None)
        return self._card

    @asynccontextmanager
    async def _generation(self, request: dict[str, Any]) -> AsyncIterator[AsyncIterator[str | Usage | Begun]]:
        """A generation in progress. Left early, by Stop or by an error, it frees the model within CANCEL_SECONDS."""
        await self._running()
        request_id = await self._send(request)
        done = False

        async def parts() -> AsyncIterator[str | Usage | Begun]:
            nonlocal done
            while not done:
                reply = await self._reply(request_id)
                if "usage" in reply:
                    done = True
                    yield Usage(**reply["usage"])
                elif "last_resort_share" in reply:
                    yield Begun(reply["last_resort_share"])
                else:
                    yield reply["piece"]

        try:
            yield parts()
        except ModelError:
            done = True
            raise
        finally:
            if not done:
                self._cancelling = asyncio.create_task(self._cancel(request_id))
                await asyncio.shield(self._cancelling)

    async def _cancel(self, request_id: int) -> None:
        try:
            async with asyncio.timeout(CANCEL_SECONDS):
                await self._send({"do": "cancel"}, request_id)
                while "usage" not in await self._reply(request_id):
                    pass
        except (TimeoutError, ModelError):
            await self.close()

    async def _send(self, command: dict[str, Any], request_id: int | None = None) -> int:
        assert self._process is not None
        assert self._process.stdin is not None
        request_id = request_id or next(self._ids)
        self._process.stdin.write(json.dumps({**command, "id": request_id}).encode() + b"\n")
        with contextlib.suppress(ConnectionError):  # its end is noticed, with the reason, when the reply is read
            await self._process.stdin.drain()
        return request_id

    async def _reply(self, request_id: int) -> dict[str, Any]:
        reply = await self._line()
        while reply.get("id") != request_id:
            reply = await self._line()
        if "error" in reply:
            raise ModelError(f"the model could not answer: {reply['error']}")
        return reply

    async def _line(self) -> dict[str, Any]:
        """The next reply. Raises ModelCrashed at its end: the next request then starts the process again."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        line = await process.stdout.readline()
        if line.endswith(b"\n"):  # a line without its end was cut off by the crash
            reply: dict[str, Any] = json.loads(line)
            return reply
        code = await process.wait()
        last = await self._log
        if self._process is process:
            self._process = None
        raise ModelCrashed(f"the model's process ended {_how(code)}; ask again, it is started anew{last}")


async def _last_lines(process: Process) -> str:
    """Read standard error to its end and keep the last line, for the message."""
    assert process.stderr
    last = b""
    while chunk := await process.stderr.read(4096):
        last = (last + chunk)[-500:]
    lines = last.decode(errors="replace").strip().splitlines()
    return f" ({lines[-1]})" if lines else ""


def _how(code: int) -> str:
    if code >= 0:
        return f"with code {code}"
    name = signal.Signals(-code).name
    return "by SIGKILL: most likely the machine ran out of memory" if name == "SIGKILL" else f"by {name}"
