"""What is learnt from: a question, a passage, and which of its sentences answer."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.blocks import Span
from index.candidates import Candidate
from index.split import split_sentences

EXAMPLES = Path(__file__).parent / "examples"
PREMISES = Path(__file__).parent / "premises"


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
    return [group for row in _rows(folder) for group in _of_passage(row)]


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _of_passage(row: dict[str, Any]) -> Iterator[Group]:
    candidate = Candidate(row["title"], row["heading"], row["lead_in"], tuple(row["sentences"]))
    for one in row["questions"]:
        yield Group(one["question"], candidate, tuple(one["answer"]), row["id"], one["said"])
    for question in row["missing"]:
        yield Group(question, candidate, (), row["id"])


def premise_groups(groups: Sequence[Group], folder: Path = PREMISES) -> list[Group]:
    """The questions of `premises/*.jsonl` over the passages of `groups`: they assume what is wrong, or ask for the like of what
    is said."""
    passages = {group.source: group.candidate for group in groups}
    return [
        Group(one["question"], passages[row["id"]], tuple(one["answer"]), row["id"], one["said"])
        for row in _rows(folder)
        if row["id"] in passages
        for one in row["questions"]
    ]


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
