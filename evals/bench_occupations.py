"""Speed and memory with a thousand occupations indexed, beside the embedding model's own rate: `make bench ONET=… OEWS=…`."""

import resource
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.compose import make_learned
from bot.indexing import BUNDLED_CORPUS, make_embedder
from evals.bench_server import Rows, server_rows, waymark
from evals.imported import load_imported
from evals.workbench import CASES
from index.minilm import minilm_folder
from index.search import Searcher
from index.store import IndexStore


def occupation_rows(home: Path, onet: Path, oews: Sequence[Path]) -> Rows:
    """Everything that was imported and the bundled guides: indexed from nothing, again with one changed guide, and searched."""
    guides = home / "guides"
    shutil.copytree(BUNDLED_CORPUS, guides)
    waymark(home, "import", "onet", str(onet))
    waymark(home, "import", "oews", *map(str, oews))
    whole = _seconds(home, "index", str(guides))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024  # of the largest process so far, which this was
    changed = next(guides.glob("*engineer.md"))
    changed.write_text(f"{changed.read_text(encoding='utf-8')}\nThis sentence is new.\n", encoding="utf-8")
    again = _seconds(home, "index", str(guides))
    from sentence_transformers import SentenceTransformer  # in the development extra, for this alone

    embedder = make_embedder()
    stored = IndexStore(home).load(embedder.identity)
    texts = list(stored.catalogue.texts)
    started = time.perf_counter()
    SentenceTransformer(str(minilm_folder()), device="cpu", local_files_only=True).encode(texts, show_progress_bar=False)
    bare = time.perf_counter() - started
    learned = make_learned(embedder)
    searcher = Searcher(stored, embedder, learned.ranker, learned.topic)
    took = [_search(searcher, case.question) for case in load_imported(CASES / "imported") if case.kind == "title"]
    size = sum(path.stat().st_size for path in (home / "index").rglob("*") if path.is_file())
    told = f"{len(stored.catalogue.documents):,} documents, {len(texts):,} texts"
    return [
        (f"`waymark index`, {told}, from nothing; its memory at most", f"{whole:.0f} s; {peak / 1e9:.2f} GB"),
        ("bare `SentenceTransformer.encode` of the same texts", f"{bare:.0f} s"),
        ("`waymark index`, one document of them changed", f"{again:.1f} s"),
        ("that index on the disk", f"{size / 1e6:.0f} MB"),
        (
            f"search in it, {len(took)} questions, median / 95th percentile",
            f"{np.median(took) * 1000:.0f} / {np.percentile(took, 95) * 1000:.0f} ms",
        ),
        *((f"{name}, over that index, no chat model", figure) for name, figure in server_rows(home, model="none")),
    ]


def _seconds(home: Path, *arguments: str) -> float:
    started = time.perf_counter()
    waymark(home, *arguments)
    return time.perf_counter() - started


def _search(searcher: Searcher, question: str) -> float:
    started = time.perf_counter()
    searcher.search(question)
    return time.perf_counter() - started
