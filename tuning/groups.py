"""What is learnt from: a question, a passage, and which of its sentences answer."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.blocks import Span
from index.candidates import Candidate
from index.split import split_sentences

EXAMPLES = Path(__file__).parent / "examples"
# How the Penn Treebank writes quotation marks and brackets, and where it sets spaces.
TREEBANK = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
GLUED = re.compile(r" (?=[.,;:!?%)\]]|n't\b|'\w*\b)|(?<=[(\[$£€])\s")


@dataclass(frozen=True)
class Group:
    """`answer` are the positions of the sentences that answer, none if the passage does not. `source` is what must not be
    both learnt from and judged by: a passage, an article, an occupation. `said` is the answer in an adviser's words."""

    question: str
    candidate: Candidate
    answer: tuple[int, ...]
    source: str
    said: str = ""


def written_groups(folder: Path = EXAMPLES) -> list[Group]:
    """The questions of `examples/*.jsonl`, as tuning/README.md describes them, in order."""
    return [
        group
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for group in _of_passage(json.loads(line))
    ]


def _of_passage(row: dict[str, Any]) -> Iterator[Group]:
    candidate = Candidate(row["title"], row["heading"], row["lead_in"], tuple(row["sentences"]))
    for one in row["questions"]:
        yield Group(one["question"], candidate, tuple(one["answer"]), row["id"], one["said"])
    for question in row["missing"]:
        yield Group(question, candidate, (), row["id"])


def squad_groups(path: Path) -> list[Group]:
    """The questions of a SQuAD 2.0 file (Rajpurkar, Jia and Liang, 2018), by the sentences that hold the answers."""
    return [
        Group(question["question"], candidate, _holding(question, sentences), f"squad:{title}")
        for article in json.loads(path.read_text(encoding="utf-8"))["data"]
        for title in [article["title"].replace("_", " ")]
        for paragraph in article["paragraphs"]
        for text in [paragraph["context"]]
        for sentences in [split_sentences(text, Span(0, len(text)), "en")]
        for candidate in [Candidate(title, title, "", tuple(span.of(text) for span in sentences))]
        for question in paragraph["qas"]
    ]


def _holding(question: dict[str, Any], sentences: list[Span]) -> tuple[int, ...]:
    if question["is_impossible"]:
        return ()
    starts = [answer["answer_start"] for answer in question["answers"]]
    return tuple(place for place, span in enumerate(sentences) if any(span.start <= start < span.end for start in starts))


def selqa_groups(folder: Path) -> list[Group]:
    """The questions of SelQA (Jurczyk, Zhai and Choi, 2016) over the sections that they were asked of."""
    rows = [row for path in sorted(folder.glob("*.json")) for row in json.loads(path.read_text(encoding="utf-8"))]
    return [
        Group(
            row["question"],
            Candidate(row["article"], row["section"], "", tuple(row["candidates"])),
            tuple(row["answers"]),
            f"selqa:{row['article']}",
        )
        for row in rows
    ]


def qamr_groups(folder: Path) -> list[Group]:
    """The questions of QAMR (Michael and others, 2018) over the sentences of an article that any was asked of."""
    texts = dict(line.split("\t") for line in (folder / "wiki-sentences.tsv").read_text(encoding="utf-8").splitlines())
    asked: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.tsv")):
        if path.name != "wiki-sentences.tsv":
            for line in path.read_text(encoding="utf-8").splitlines():
                name, question = (line.split("\t")[place] for place in (0, 5))
                asked.setdefault(name.rsplit(":", 2)[0], {}).setdefault(name, []).append(question)
    groups = []
    for article, questions in asked.items():
        candidate = Candidate("", "", "", tuple(_detokenized(texts[name]) for name in questions))
        for place, name in enumerate(questions):
            groups += [Group(question, candidate, (place,), f"qamr:{article}") for question in questions[name]]
    return groups


def _detokenized(tokens: str) -> str:
    """A sentence whose tokens are set apart by spaces, as it would be printed."""
    return GLUED.sub("", " ".join(TREEBANK.get(token, token) for token in tokens.split()))
