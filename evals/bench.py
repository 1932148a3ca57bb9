"""Measure speed and memory on this machine, beside what llama.cpp itself reaches in the same run: `make bench`.

Prints a Markdown table; nothing here passes or fails. Timings of a machine that does something else mean little.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil

from bot.answering import whole_answer
from bot.cli import progress_bar, tell
from bot.compose import Bot, make_learned, open_bot
from bot.indexing import BUNDLED_CORPUS, make_embedder, ready_index
from bot.models.model import NO_TOKENS, ChatModel, Message, Usage
from bot.settings import PROJECT, Settings, default_model
from evals.bench_occupations import occupation_rows
from evals.bench_server import Rows, server_rows, waymark
from evals.cases import load_cases
from evals.figures import speed, spreads
from evals.record import timed
from evals.workbench import CASES
from index.embed import MiniLM, Vectors
from index.search import CANDIDATES
from index.vectors import EXACT, VectorIndex, kind_for

# Of synthetic vectors: their width, how many lie around one centre, and how many others are searched for.
DIMENSIONS, COPIES, SEARCHES = MiniLM.dimensions, 200, 200
# A prompt of about a thousand tokens, as a packed one with long passages.
LONG_PROMPT = "The quick brown fox jumps over the lazy dog, and the dog does not mind at all. " * 55


def index_rows(home: Path) -> Rows:
    """The bundled index from nothing, as a user runs it."""
    started = time.perf_counter()
    waymark(home, "index")
    whole = time.perf_counter() - started
    started = time.perf_counter()
    waymark(home, "index")
    return [
        ("`waymark index`, from nothing, the program's start included", f"{whole:.1f} s"),
        ("`waymark index`, nothing changed", f"{time.perf_counter() - started:.1f} s"),
    ]


def vector_rows(count: int) -> Rows:
    """Search among synthetic vectors, exact and as so many are searched, and what is found of the ten that are nearest."""
    random = np.random.default_rng(0)
    centres = random.standard_normal((max(1, count // COPIES), DIMENSIONS), np.float32)
    vectors = noisy(centres[random.integers(0, len(centres), count)], random)
    asked = noisy(centres[random.integers(0, len(centres), SEARCHES)], random)
    found: dict[str, list[set[int]]] = {}
    rows = []
    for kind in (EXACT, kind_for(count)):
        index = VectorIndex.build(kind, np.arange(count), vectors)
        found[kind], seconds = [], []
        for vector in asked:
            started = time.perf_counter()
            nearest = index.search(vector, CANDIDATES)
            seconds.append(time.perf_counter() - started)
            found[kind].append({id_ for id_, _ in nearest[:10]})
        shared = sum(len(one & exact) for one, exact in zip(found[kind], found[EXACT], strict=True))
        name = f"search of {count:,} synthetic vectors, {kind}: median / 95th percentile; recall@10"
        spread = f"{np.median(seconds) * 1000:.0f} / {np.percentile(seconds, 95) * 1000:.0f} ms"
        rows.append((name, f"{spread}; {shared / (10 * SEARCHES):.3f}"))
    return rows


def noisy(vectors: Vectors, random: np.random.Generator) -> Vectors:
    """Unit vectors around others: a sentence's neighbours share its subject, so real ones lie in clusters as well."""
    for some in np.array_split(vectors, max(1, len(vectors) // 10_000)):
        some /= np.linalg.norm(some, axis=1, keepdims=True)
        some += random.standard_normal(some.shape, np.float32) / np.sqrt(DIMENSIONS, dtype=np.float32)
        some /= np.linalg.norm(some, axis=1, keepdims=True)
    return vectors


async def answer_rows(bot: Bot, questions: Sequence[str]) -> Rows:
    """Quotes, the reply's first words and whole answers, warm, one question after the other."""
    times = [timed(await whole_answer(bot.answerer.answer(question))) for question in questions]
    return [
        (f"{name}, median / 95th percentile", f"{spread.median.value / 1000:.2f} / {spread.p95.value / 1000:.2f} s")
        for name, spread in spreads(speed(times, 0)).items()
        if spread.median and spread.p95
    ]


async def model_rows(model: ChatModel) -> Rows:
    """Our worker's rates beside llama.cpp's own, each from one run over the same model."""
    started = time.perf_counter()
    first = 0.0
    usage = NO_TOKENS
    async for part in model.stream([Message("user", LONG_PROMPT)], max_tokens=64):
        first = first or time.perf_counter() - started
        usage = part if isinstance(part, Usage) else usage
    decode = time.perf_counter() - started - first
    command = [sys.executable, str(PROJECT / "tools" / "evaluate.py"), str(default_model())]
    raw = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return [
        (
            "prefill, Waymark's worker / raw llama.cpp",
            f"{usage.prompt_tokens / first:.0f} / {raw['prefill_per_s']:.0f} tokens/s",
        ),
        (
            "decode, Waymark's worker / raw llama.cpp",
            f"{(usage.completion_tokens - 1) / decode:.0f} / {raw['decode_per_s']:.0f} tokens/s",
        ),
    ]


async def measure(home: Path, questions: Sequence[str]) -> Rows:
    rows = index_rows(home)
    settings = replace(Settings.from_environment(os.environ), home=home, corpus=BUNDLED_CORPUS)
    embedder = make_embedder()
    stored = ready_index(settings, embedder, tell, progress_bar("Encoding"))
    bot = await open_bot(settings, embedder, make_learned(embedder), stored, tell)
    try:
        await bot.answerer.prepare()
        await whole_answer(bot.answerer.answer(questions[0]))
        rows += await answer_rows(bot, questions)
        if bot.model:
            rows += await model_rows(bot.model)
    finally:
        await bot.close()
    return rows + server_rows(home)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=int, default=60, metavar="N", help="how many of the fact questions to ask (60)")
    parser.add_argument("--vectors", type=int, default=1_000_000, metavar="N", help="how many vectors to search (1,000,000)")
    parser.add_argument("--onet", type=Path, metavar="ZIP_OR_DIR", help="O*NET, to measure at its size; with --oews")
    parser.add_argument("--oews", type=Path, nargs="+", metavar="FILE", help="OEWS; with --onet")
    parsed = parser.parse_args()
    facts = [case.question for case in load_cases(CASES) if case.split == "facts"]
    questions = facts[:: max(1, len(facts) // parsed.questions)][: parsed.questions]
    occupations: Rows = []
    if parsed.onet and parsed.oews:  # first: what this process holds counts as memory of the processes that it starts
        with TemporaryDirectory() as home:
            occupations = occupation_rows(Path(home), parsed.onet, parsed.oews)
    with TemporaryDirectory() as home:
        rows = asyncio.run(measure(Path(home), questions)) + vector_rows(parsed.vectors) + occupations
    print(f"| {len(questions)} questions, {psutil.cpu_count()} cores | |\n| --- | --- |")
    for name, figure in rows:
        print(f"| {name} | {figure} |")


if __name__ == "__main__":
    main()
