"""The process that owns a llama.cpp model. The only importer of llama_cpp; `bot.models.llama_model` starts it.

Commands come as JSON lines on standard input, replies leave as JSON lines on standard output:
    {"do": "count", "id": 1, "texts": [...]}                        → {"id": 1, "counts": [...]}
    {"do": "generate", "id": 2, "messages": [...], "max_tokens": n, "grammar": gbnf or null}
                                                                     → {"id": 2, "piece": "..."} … {"id": 2, "usage": {...}}
    {"do": "cancel", "id": 2}                                       → ends request 2 with its usage at the next token
A reply {"id": n, "error": "..."} ends a request. The end of standard input ends the process, so that no orphan
stays when its owner is killed.
"""

import contextlib
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TextIO

import llama_cpp
from llama_cpp.llama_chat_format import Jinja2ChatFormatter
from llama_cpp.llama_grammar import LlamaGrammar

# A prompt is evaluated in steps, with a look at the cancel flag in between: a step takes 0.1 s for the bundled model
# and under 3 s for an 8 B model on two cores. Larger steps are hardly faster.
PREFILL_STEP = 128


@dataclass
class Inbox:
    """What the reading thread passes to the working one."""

    requests: "queue.Queue[dict[str, Any]]" = field(default_factory=queue.Queue)
    cancelled: set[int] = field(default_factory=set)

    def read(self, stream: TextIO) -> None:
        for line in stream:
            command = json.loads(line)
            if command["do"] == "cancel":
                self.cancelled.add(command["id"])
            else:
                self.requests.put(command)
        os._exit(0)


class Worker:
    """One model, one request at a time. Keeps the evaluated prompt, so that a common prefix is not evaluated again."""

    def __init__(self, path: str, context_tokens: int) -> None:
        self._llama = llama_cpp.Llama(
            model_path=path, n_ctx=context_tokens, n_batch=PREFILL_STEP, n_threads=os.cpu_count(), verbose=False, seed=0
        )
        template = self._llama.metadata.get("tokenizer.chat_template")
        if not template:
            raise ValueError("the GGUF file holds no chat template; use an instruction-tuned model")
        self._formatter = Jinja2ChatFormatter(
            template=template, eos_token=self._token(self._llama.token_eos()), bos_token=self._token(self._llama.token_bos())
        )
        self._generation_end = {self._llama.token_eos(), llama_cpp.llama_vocab_eot(self._vocabulary())}

    def card(self) -> dict[str, Any]:
        metadata = self._llama.metadata
        return {
            "name": metadata.get("general.name") or metadata.get("general.basename") or "unnamed model",
            "parameters": int(llama_cpp.llama_model_n_params(self._llama.model)),
            "context_tokens": self._llama.n_ctx(),
            "trained_context_tokens": int(llama_cpp.llama_model_n_ctx_train(self._llama.model)),
        }

    def count(self, texts: list[str]) -> list[int]:
        return [len(self._llama.tokenize(text.encode(), add_bos=False, special=False)) for text in texts]

    def generate(self, request: dict[str, Any], cancelled: set[int]) -> Iterator[dict[str, Any]]:
        prompt = self._formatter(messages=request["messages"]).prompt
        tokens = self._llama.tokenize(prompt.encode(), add_bos=False, special=True)
        if len(tokens) + request["max_tokens"] > self._llama.n_ctx():
            raise ValueError(
                f"the prompt of {len(tokens)} tokens and {request['max_tokens']} to write exceed the context of "
                f"{self._llama.n_ctx()} tokens"
            )
        cached = self._common_prefix(tokens)
        written = 0
        # A token that ends a prefix must be evaluated again for its logits, so at least one is left over.
        cached = min(cached, len(tokens) - 1)
        self._llama.n_tokens = cached
        for start in range(cached, len(tokens), PREFILL_STEP):
            if request["id"] in cancelled:
                break
            self._llama.eval(tokens[start : start + PREFILL_STEP])
        else:
            for piece in self._pieces(tokens, request, cancelled):
                written += 1
                if piece:
                    yield {"piece": piece}
        yield {"usage": {"prompt_tokens": len(tokens), "completion_tokens": written, "cached_tokens": cached}}

    def _pieces(self, tokens: list[int], request: dict[str, Any], cancelled: set[int]) -> Iterator[str]:
        """The text of each token as it comes; empty while a character is still incomplete."""
        grammar = request["grammar"] and LlamaGrammar.from_string(request["grammar"], verbose=False)
        pending = b""
        for number, token in enumerate(self._llama.generate(tokens, temp=0.0, grammar=grammar), start=1):
            if token in self._generation_end or request["id"] in cancelled:
                return
            pending += self._llama.detokenize([token])
            with contextlib.suppress(UnicodeDecodeError):
                text = pending.decode()
                pending = b""
                yield text
            if pending:
                yield ""
            if number >= request["max_tokens"]:
                return

    def _common_prefix(self, tokens: list[int]) -> int:
        evaluated = self._llama.input_ids[: self._llama.n_tokens].tolist()
        return next(
            (at for at, (a, b) in enumerate(zip(evaluated, tokens, strict=False)) if a != b), min(len(evaluated), len(tokens))
        )

    def _vocabulary(self) -> Any:
        return llama_cpp.llama_model_get_vocab(self._llama.model)

    def _token(self, token: int) -> str:
        return self._llama.detokenize([token], special=True).decode(errors="replace") if token >= 0 else ""


def serve(path: str, context_tokens: int, commands: TextIO, replies: TextIO) -> None:
    """Load the model, say so, and work until standard input ends."""

    def reply(data: dict[str, Any]) -> None:
        replies.write(json.dumps(data) + "\n")
        replies.flush()

    try:
        worker = Worker(path, context_tokens)
    except (ValueError, OSError, RuntimeError) as error:
        reply({"failed": str(error)})
        return
    reply({"ready": worker.card()})
    inbox = Inbox()
    threading.Thread(target=inbox.read, args=(commands,), daemon=True).start()
    while True:
        request = inbox.requests.get()
        try:
            if request["do"] == "count":
                reply({"id": request["id"], "counts": worker.count(request["texts"])})
            else:
                for part in worker.generate(request, inbox.cancelled):
                    reply({"id": request["id"], **part})
        except (ValueError, RuntimeError) as error:
            reply({"id": request["id"], "error": str(error)})
        inbox.cancelled.discard(request["id"])


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is its owner's business
    # llama.cpp prints to standard output now and then; replies get a copy of it, the rest goes to standard error.
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(sys.argv[1], int(sys.argv[2]), sys.stdin, channel)
