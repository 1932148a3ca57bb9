"""One real evaluation by llama.cpp, run by the set-up in a process of its own, because a bad build crashes.

Run with the interpreter of .venv: `python tools/evaluate.py MODEL.gguf`. Prints one line of JSON. The prompt counts, so
that the right continuation is known; it is long enough for the matrix kernels that only large batches use.
"""

import json
import sys
import time

import numpy as np
from llama_cpp import Llama, llama_get_logits_ith

LAST = 200
PROMPT = ", ".join(str(number) for number in range(1, LAST + 1)) + ","
EXPECTED = f"{LAST + 1}, {LAST + 2}"
DECODE = 12


def evaluate(path: str) -> dict[str, object]:
    """Count on from the prompt, choosing the likeliest token each time."""
    llama = Llama(path, n_ctx=2048, n_batch=512, verbose=False)
    prompt = llama.tokenize(PROMPT.encode())
    started = time.perf_counter()
    llama.eval(prompt)
    read = time.perf_counter()
    written: list[int] = []
    finite = True
    for _ in range(DECODE):
        logits = np.ctypeslib.as_array(llama_get_logits_ith(llama.ctx, -1), shape=(llama.n_vocab(),))
        finite = finite and bool(np.isfinite(logits).all())
        written.append(int(logits.argmax()))
        llama.eval(written[-1:])
    ended = time.perf_counter()
    return {
        "finite": finite,
        "text": llama.detokenize(written).decode(errors="replace"),
        "expected": EXPECTED,
        "prompt_tokens": len(prompt),
        "prefill_per_s": len(prompt) / (read - started),
        "decode_per_s": DECODE / (ended - read),
    }


if __name__ == "__main__":
    print(json.dumps(evaluate(sys.argv[1])))
