"""Whether an article answers alike as a PDF, a Word file, … and as Markdown: `python -m evals.formats [--every N]`.

Each guide, and a schedule of fees, is written in every format, indexed alone, and asked what it answers; without a model,
for the quotes are what a format may change. An answer is the same if it quotes the same words, whatever their signs and order.
Prints what differs, and a Markdown table with 95% intervals.
"""

import argparse
import asyncio
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypandoc
import typst

from bot.answer import Answer
from bot.answering import whole_answer
from bot.cli import progress_bar, tell
from bot.compose import make_learned, open_bot
from bot.indexing import BUNDLED_CORPUS, make_embedder, update_index
from bot.settings import NO_MODEL, Settings
from evals.cases import Case, load_cases
from evals.statistics import share
from evals.text import figure_text
from evals.workbench import CASES, HERE
from index.loading import load_document
from index.store import IndexStore

FORMATS = ("html", "docx", "odt", "epub", "pdf")


def written(text: str, path: Path) -> None:
    """A document's Markdown in the format of the path's ending."""
    if path.suffix == ".md":
        path.write_text(text, encoding="utf-8")
    elif path.suffix == ".pdf":
        path.write_bytes(typst.compile(pypandoc.convert_text(text, "typst", "gfm", extra_args=["--standalone"]).encode()))
    else:
        pypandoc.convert_text(text, path.suffix[1:], "gfm", outputfile=str(path), extra_args=["--standalone"])


async def quoted(path: Path, questions: Sequence[Case]) -> list[Answer]:
    """The answers over one document alone."""
    embedder = make_embedder()
    with tempfile.TemporaryDirectory() as home:
        settings = replace(Settings.from_environment(os.environ), home=Path(home), model=NO_MODEL)
        update_index(settings, (path,), embedder, progress_bar("Encoding"))
        stored = IndexStore(settings.home).load(embedder.identity)
        bot = await open_bot(settings, embedder, make_learned(embedder), stored, tell)
        return [await whole_answer(bot.answerer.answer(case.question)) for case in questions]


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers quote the same words, or both none."""
    mine, others = (sorted(word for quote in answer.quotes for word in _words(quote.text)) for answer in (one, other))
    return mine == others


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


async def measure(documents: Sequence[Path], every: int) -> dict[str, list[bool]]:
    """For each format and question, whether the answer is the same as over Markdown."""
    cases = load_cases(CASES)
    found: dict[str, list[bool]] = {name: [] for name in FORMATS}
    for document in documents:
        asked = [case for case in cases if {place.document for place in case.evidence} == {document.name}][::every]
        loaded = load_document(document, document.name)
        text = loaded.text[loaded.body_start :]
        with tempfile.TemporaryDirectory() as folder:
            answers = {}
            for name in ("md", *FORMATS):
                path = Path(folder) / f"{document.stem}.{name}"
                written(text, path)
                answers[name] = await quoted(path, asked)
                tell(f"{path.name}: {len(asked)} questions")
            for name in FORMATS:
                for case, mine, others in zip(asked, answers["md"], answers[name], strict=True):
                    found[name].append(same(mine, others))
                    if not found[name][-1]:
                        tell(f"  {name}: {case.id} {case.question}")
    return found


def table(found: dict[str, list[bool]]) -> str:
    rows = ["| format | the same answer |", "| --- | --- |"]
    for name, outcomes in found.items():
        figure = share(outcomes)
        rows.append(f"| {name} | {figure_text(figure) if figure else '–'} |")
    return "\n".join(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m evals.formats", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask only every Nth question")
    folder = [*sorted(BUNDLED_CORPUS.glob("*-*.md")), HERE / "documents" / "northmoor-fees-2025.md"]
    print(table(asyncio.run(measure(folder, parser.parse_args().every))))
