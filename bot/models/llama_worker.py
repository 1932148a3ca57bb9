"""The process that owns a llama.cpp model. The only importer of llama_cpp; `bot.models.llama_model` starts it.

Commands come as JSON lines on standard input, replies leave as JSON lines on standard output:
    {"do": "count", "id": 1, "texts": [...]}                        → {"id": 1, "counts": [...]}
    {"do": "generate", "id": 2, "messages": [...], "max_tokens": n, "tuned": false,
     "beginning": null or the fields of bot.models.model.Beginning}  → {"id": 2, "last_resort_share": x}, with a beginning,
                                                                       {"id": 2, "piece": "..."} … {"id": 2, "usage": {...}}
    {"do": "cancel", "id": 2}                                       → ends request 2 with its usage at the next token
A reply {"id": n, "error": "..."} ends a request. The end of standard input ends the process, so that no orphan
stays when its owner is killed.
"""

import contextlib
import ctypes
import json
import math
import os
import queue
import re
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

import llama_cpp
import numpy as np
import numpy.typing as npt
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

# A prompt is evaluated in steps, with a look at the cancel flag in between: a step of the 1.5 B model takes about 1.1 s on two
# cores with AVX2. Steps of 128 are 5% faster, larger ones no more.
PREFILL_STEP = 64


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


@dataclass(frozen=True)
class Prefix:
    """The evaluated beginning of a prompt: its tokens, and llama.cpp's state of its one sequence after them; `tuned`: with the
    adapter on."""

    tokens: tuple[int, ...]
    state: Any
    tuned: bool


@dataclass(frozen=True)
class Start:
    """How a completion begins: the share of the likelihood that its last resort has, all that is written if the model is not to
    go on, and the tokens with which it does not begin."""

    last_resort_share: float | None = None
    written: tuple[str, ...] | None = None
    barred: tuple[int, ...] = ()


class Worker:
    """One model, one request at a time.

    Keeps the last prompt evaluated, and for good the fixed turns that prompts begin with (some 30 kB a token at 1.5 B
    parameters), so that neither is evaluated again.
    """

    def __init__(self, path: str, context_tokens: int, adapter: str | None = None) -> None:
        self._llama = llama_cpp.Llama(
            model_path=path,
            n_ctx=context_tokens,
            n_batch=PREFILL_STEP,
            n_threads=os.cpu_count(),
            verbose=False,
            seed=0,
        )
        self._adapter = llama_cpp.llama_adapter_lora_init(self._llama.model, adapter.encode()) if adapter else None
        if adapter and not self._adapter:
            raise ValueError(f"{adapter} is no adapter for this model; install Waymark anew")
        self._tuned = False
        template = self._llama.metadata.get("tokenizer.chat_template")
        if not template:
            raise ValueError("the GGUF file holds no chat template; use an instruction-tuned model")
        self._formatter = Jinja2ChatFormatter(
            template=template, eos_token=self._token(self._llama.token_eos()), bos_token=self._token(self._llama.token_bos())
        )
        self._prefixes: list[Prefix] = []
        self._marks = re.compile("|".join(map(re.escape, self._control_marks())) or r"(?!)")
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
        tokens = self._tokens(request["messages"])
        if len(tokens) + request["max_tokens"] > self._llama.n_ctx():
            raise ValueError(
                f"the prompt of {len(tokens)} tokens and {request['max_tokens']} to write exceed the context of "
                f"{self._llama.n_ctx()} tokens"
            )
        fixed = self._fixed(request["messages"], tokens)
        self._tune(request["tuned"])
        written = 0
        # A token that ends a prefix must be evaluated again for its logits, so at least one is left over.
        cached = min(self._resume(tokens), len(tokens) - 1)
        self._llama.n_tokens = cached
        if cached < fixed and self._evaluate(tokens[cached:fixed], request["id"], cancelled):
            self._keep(tokens[:fixed])
        if self._evaluate(tokens[self._llama.n_tokens :], request["id"], cancelled):
            start = self._start(request["beginning"])
            if start.last_resort_share is not None:
                yield {"last_resort_share": start.last_resort_share}
            for piece in self._pieces(tokens, request, cancelled, start):
                written += 1
                if piece:
                    yield {"piece": piece}
        yield {"usage": {"prompt_tokens": len(tokens), "completion_tokens": written, "cached_tokens": cached}}

    def _tokens(self, messages: list[dict[str, Any]]) -> list[int]:
        """The prompt's tokens. What documents and learners say holds none of the marks that open and close turns."""
        harmless = [{**message, "content": self._marks.sub(" ", message["content"])} for message in messages]
        return self._llama.tokenize(self._formatter(messages=harmless).prompt.encode(), add_bos=False, special=True)  # type: ignore[arg-type]

    def _control_marks(self) -> list[str]:
        vocabulary = self._vocabulary()
        control = [token for token in range(self._llama.n_vocab()) if llama_cpp.llama_vocab_is_control(vocabulary, token)]
        return [mark for token in control if (mark := self._token(token).strip())]

    def _fixed(self, messages: list[dict[str, Any]], tokens: list[int]) -> int:
        """How many of the tokens come before the first turn that is not fixed, whatever that turn says."""
        if not messages[0].get("fixed"):
            return 0
        other = self._tokens([message if message.get("fixed") else {**message, "content": ""} for message in messages])
        return _common(tokens, other)

    def _tune(self, tuned: bool) -> None:
        """Put the adapter on or off; what was evaluated the other way is of no more use."""
        adapter: Any = self._adapter
        if tuned == self._tuned or adapter is None:
            return
        adapters = (llama_cpp.llama_adapter_lora_p_ctypes * 1)(adapter)
        llama_cpp.llama_set_adapters_lora(self._llama.ctx, adapters, int(tuned), (ctypes.c_float * 1)(1.0))
        self._tuned = tuned
        self._llama.n_tokens = 0
        llama_cpp.llama_memory_clear(self._memory(), False)

    def _resume(self, tokens: list[int]) -> int:
        """How many of the tokens are evaluated: by the last prompt, or else by a kept prefix, which is then put in place."""
        there = _common(self._llama.input_ids[: self._llama.n_tokens].tolist(), tokens)
        kept = [prefix for prefix in self._prefixes if prefix.tuned == self._tuned]
        best = max(kept, key=lambda prefix: _common(prefix.tokens, tokens), default=None)
        if best is None or _common(best.tokens, tokens) < len(best.tokens) or len(best.tokens) <= there:
            return there
        llama_cpp.llama_memory_clear(self._memory(), False)
        if not llama_cpp.llama_state_seq_set_data(self._llama.ctx, best.state, len(best.state), 0):
            self._prefixes.remove(best)
            return 0
        self._llama.input_ids[: len(best.tokens)] = best.tokens
        return len(best.tokens)

    def _keep(self, tokens: list[int]) -> None:
        """Keep what is evaluated now."""
        size = llama_cpp.llama_state_seq_get_size(self._llama.ctx, 0)
        state = (ctypes.c_uint8 * size)()
        if llama_cpp.llama_state_seq_get_data(self._llama.ctx, state, size, 0):
            self._prefixes.append(Prefix(tuple(tokens), state, self._tuned))

    def _evaluate(self, tokens: list[int], request_id: int, cancelled: set[int]) -> bool:
        """Evaluate what follows; False if the request was cancelled meanwhile."""
        for start in range(0, len(tokens), PREFILL_STEP):
            if request_id in cancelled:
                return False
            self._llama.eval(tokens[start : start + PREFILL_STEP])
        return True

    def _start(self, beginning: dict[str, Any] | None) -> Start:
        """How to begin, by what is likely to come now."""
        if not beginning:
            return Start()
        likely = self._likely()
        last_resort = self._first(beginning["last_resort"])
        judging = sorted({self._first(word) for word in beginning["judging"]} - {last_resort})
        sure = not judging or likely[judging].max() >= beginning["sure_from"]
        rest = likely if sure else np.delete(likely, judging)
        share = float(likely[last_resort] / rest.sum())
        if likely[last_resort] >= beginning["last_resort_from"]:
            return Start(share, (beginning["last_resort"],))
        if share >= beginning["last_resort_from"] or np.delete(likely, last_resort).max() < beginning["least_share"]:
            return Start(share, ())
        return Start(share, barred=(last_resort,) if sure else (last_resort, *judging))

    def _pieces(self, tokens: list[int], request: dict[str, Any], cancelled: set[int], start: Start) -> Iterator[str]:
        """The text of each token as it comes; empty while a character is still incomplete."""
        if start.written is not None:
            yield from start.written
            return
        pending = b""
        barred = list(start.barred)

        def without(_: Any, scores: Any) -> Any:
            scores[barred] = -math.inf
            barred.clear()  # of the first token alone
            return scores

        processors = llama_cpp.LogitsProcessorList([without])
        for number, token in enumerate(self._llama.generate(tokens, temp=0.0, logits_processor=processors), start=1):
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

    def _likely(self) -> npt.NDArray[np.float64]:
        """How likely each token is to come now, shape (tokens of the vocabulary,)."""
        row = llama_cpp.llama_get_logits_ith(self._llama.ctx, -1)
        logits = np.ctypeslib.as_array(row, shape=(self._llama.n_vocab(),)).astype(np.float64)
        likely: npt.NDArray[np.float64] = np.exp(logits - logits.max())
        likely /= likely.sum()
        return likely

    def _first(self, text: str) -> int:
        """The token that a text begins with."""
        (token, *_) = self._llama.tokenize(text.encode(), add_bos=False, special=False)
        return int(token)

    def _memory(self) -> Any:
        return llama_cpp.llama_get_memory(self._llama.ctx)

    def _vocabulary(self) -> Any:
        return llama_cpp.llama_model_get_vocab(self._llama.model)

    def _token(self, token: int) -> str:
        return self._llama.detokenize([token], special=True).decode(errors="replace") if token >= 0 else ""


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    """How many tokens both begin with."""
    return next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def serve(path: str, context_tokens: int, adapter: str | None, commands: TextIO, replies: TextIO) -> None:
    """Load the model and its adapter, say so, and work until standard input ends."""

    def reply(data: dict[str, Any]) -> None:
        replies.write(json.dumps(data) + "\n")
        replies.flush()

    try:
        worker = Worker(path, context_tokens, adapter)
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
    serve(sys.argv[1], int(sys.argv[2]), next(iter(sys.argv[3:]), None), sys.stdin, channel)
